"""Convert the arguments of the Python API to a request; a wrong argument raises an error with its remedy."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import UTC, date, datetime
from enum import Enum
from pathlib import Path
from typing import Literal, TypeAlias, TypeVar

import msgspec

from dateline.archive.query_tree import checked
from dateline.errors import UsageError
from dateline.index.formats.options import ReadOptions
from dateline.search import request as asked
from dateline.search.facets.registry import FACETS, Facet
from dateline.search.page import LARGEST_PAGE
from dateline.search.query.tree import Query
from dateline.search.request import Choice, FacetOrder, ReadQuery, Sort

Paths: TypeAlias = str | os.PathLike[str]
"""The path of a file or folder."""
Day: TypeAlias = date | str
"""A UTC day: a date, a datetime (the UTC day on which it falls), or text as `2021-05-18`."""
Choices: TypeAlias = Mapping[str, str | Collection[str]]
"""Values chosen in facets, by the name of the facet: `{"country": ["AZ", "BY"], "lang": "en"}`."""
SortName: TypeAlias = Literal["relevance", "newest", "oldest"]
OrderName: TypeAlias = Literal["count", "name"]

ALL = 1_000_000_000
"""More values than any facet has."""

_Named = TypeVar("_Named", bound=Enum)


class FacetRequest(msgspec.Struct, frozen=True):
    """A facet to count, with the values to list."""

    name: str
    size: int = 10
    """Number of values to list, after the first `offset`."""
    offset: int = 0
    order: OrderName = "count"
    """`count`: most articles first; `name`: by name."""
    contains: str | None = None
    """Only values whose name or label contains this text; case and accents do not matter."""


Facets: TypeAlias = str | FacetRequest | Sequence[str | FacetRequest]
"""One facet or several, by name or as a request."""


def read_path(path: Paths) -> Path:
    """A path. Raises UsageError."""
    try:
        read = Path(path)
        read.exists()  # raises OSError for a name that is too long, or in a folder that may not be entered
    except (TypeError, OSError) as error:
        raise UsageError(
            f"{path!r} is not a path that can be used: {error}", remedy='give text or a pathlib.Path: "data"'
        ) from error
    return read


def read_paths(paths: Paths | Iterable[Paths]) -> tuple[str, ...]:
    """One path or several. Raises UsageError."""
    several = paths if isinstance(paths, Iterable) and not isinstance(paths, str | bytes) else (paths,)
    return tuple(str(read_path(path)) for path in several)


def read_query(query: object, *, strict: bool = False) -> ReadQuery:
    """A query as text or as a tree. Raises UsageError, and QueryError for text with a problem where `strict`."""
    if isinstance(query, str):
        from dateline.search.syntax import parse

        today = datetime.now(tz=UTC).date()
        return (parse.read_query_strict if strict else parse.read_query)(query, today=today)
    if isinstance(query, Query):
        tree = checked(query)
        return ReadQuery(str(tree), tree)
    raise UsageError(f"{query!r} is not a query", remedy='give text or a tree of dateline.query nodes: "oil AND gas"')


def read_text(name: str, text: object) -> str:
    """An argument that must be text; surrogates, which nothing can store, become `?`. Raises UsageError."""
    if isinstance(text, str):
        return text.encode(errors="replace").decode()
    raise UsageError(f"{name} is {text!r}, which is not text", remedy="give a str")


def read_number(name: str, number: object, least: int, most: int, remedy: str) -> int:
    """An argument that must be a whole number within bounds. Raises UsageError with this remedy."""
    if isinstance(number, int) and least <= number <= most:
        return number
    raise UsageError(f"{name} is {number!r}", remedy=remedy)


def read_page(page: object) -> int:
    """The number of a page. Raises UsageError."""
    return read_number("page", page, 1, ALL, "pages count from 1")


def read_page_size(size: object) -> int:
    """How many results a page has. Raises UsageError."""
    remedy = f"a page has 0 to {LARGEST_PAGE:,} results; for every match use Archive.walk"
    return read_number("size", size, 0, LARGEST_PAGE, remedy)


def read_day(name: str, day: object) -> date | None:
    """A day as date, datetime or text. Raises UsageError."""
    if isinstance(day, datetime):
        return (day.astimezone(UTC) if day.tzinfo else day).date()
    if day is None or isinstance(day, date):
        return day
    try:
        return date.fromisoformat(read_text(name, day))
    except ValueError as error:
        raise UsageError(f"{name} is {day!r}, which is not a day", remedy="write it as 2021-05-18") from error


def read_sort(sort: object) -> Sort | None:
    """An order by its name; None leaves it to the query. Raises UsageError."""
    return None if sort is None else _one_of(Sort, "sort", sort)


def read_choices(choose: object) -> tuple[Choice, ...]:
    """Choices by the name of their facet. Raises UsageError."""
    try:
        chosen = msgspec.convert({} if choose is None else choose, dict[str, str | tuple[str, ...]])
    except msgspec.ValidationError as error:
        raise UsageError(
            f"choose is {choose!r}, which is not facet names with their values", remedy="write {'country': ['AZ']}"
        ) from error
    return tuple(
        Choice(
            facet_named(name),
            tuple(read_text(name, value) for value in ([values] if isinstance(values, str) else values)),
        )
        for name, values in chosen.items()
    )


def read_options(mapping: object, others: Mapping[str, object]) -> ReadOptions:
    """How inputs are read. Raises UsageError."""
    try:
        names = msgspec.convert({} if mapping is None else mapping, dict[str, str])
        return msgspec.convert({"mapping": list(names.items()), **others}, ReadOptions)
    except msgspec.ValidationError as error:
        remedy = "give text, and a mapping such as {'headline': 'TITLE'}"
        raise UsageError(f"these options cannot be used: {error}", remedy=remedy) from error


def read_facets(facets: object) -> Mapping[str, asked.FacetRequest]:
    """Facets to count, by name. Raises UsageError."""
    several = [facets] if isinstance(facets, str | FacetRequest) else facets
    try:
        wanted = msgspec.convert(several, tuple[str | FacetRequest, ...])
    except msgspec.ValidationError as error:
        raise UsageError(
            f"facets is {facets!r}, which is not names of facets or dateline.FacetRequest",
            remedy='write ["country", "minister"]',
        ) from error
    requests = [FacetRequest(facet) if isinstance(facet, str) else facet for facet in wanted]
    return {request.name: read_facet(request) for request in requests}


def read_facet(request: FacetRequest) -> asked.FacetRequest:
    """Check a facet request. Raises UsageError."""
    return asked.FacetRequest(
        facet_named(request.name),
        size=read_number("size", request.size, 0, ALL, "give the number of values to list"),
        offset=read_number("offset", request.offset, 0, ALL, "give the number of values to skip"),
        order=_one_of(FacetOrder, "order", request.order),
        contains=None if request.contains is None else read_text("contains", request.contains),
    )


def facet_named(name: object) -> Facet:
    """The facet of this name. Raises UsageError."""
    facet = FACETS.get(name) if isinstance(name, str) else None
    if facet is None:
        names = ", ".join(each.name for each in FACETS)
        raise UsageError(f"there is no facet {name!r}", remedy=f"use one of {names}")
    return facet


def _one_of(kind: type[_Named], argument: str, value: object) -> _Named:
    """The member of an enum that has this value, or is it."""
    try:
        return kind(value)
    except ValueError:
        names = ", ".join(str(member.value) for member in kind)
        raise UsageError(f"there is no {argument} {value!r}", remedy=f"use one of {names}") from None
