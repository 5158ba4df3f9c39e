"""Named values, as JSON and CSV have them, to a raw report: the usual names, or those a person gave."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple, TypeAlias

from dateline.errors import UsageError
from dateline.index.formats.options import ReadOptions
from dateline.index.raw import RawReport
from dateline.problems import Place, Problem

Json: TypeAlias = "bool | int | float | str | list[Json] | dict[str, Json] | None"
"""What a decoder of JSON gives."""

# The names that exports of archives, feeds, scrapers and news APIs use; the first that has a value wins.
# Written as `_plain` leaves them: small letters and digits only.
_USUAL: dict[str, tuple[str, ...]] = {
    "given_id": ("id", "articleid", "docid", "docno", "newid", "guid", "uuid", "uri", "identifier"),
    "headline": ("headline", "title", "head", "heading"),
    "body": ("body", "text", "content", "fulltext", "bodytext", "articlebody", "maintext", "story", "article"),
    "published": (
        *("date", "published", "pubdate", "publishedat", "publisheddate", "publicationdate", "datepublished"),
        *("publishdate", "datetime", "timestamp", "firstcreated", "versioncreated", "created", "createdat"),
    ),
    "dateline": ("dateline",),
    "byline": ("byline", "author", "authors", "creator"),
    "source": ("source", "publisher", "sourcename", "provider", "newspaper", "outlet", "agency", "publication"),
    "section": ("section", "category", "desk"),
    "url": ("url", "link", "weburl", "canonicalurl", "permalink"),
    "language": ("language", "lang"),
    "keywords": (
        *("keywords", "topics", "tags", "subjects", "categories", "places", "people", "persons"),
        *("orgs", "organizations", "organisations", "companies", "exchanges"),
    ),
}
_SEPARATORS = ";|,"
"""What stands between keywords written as one text; the first that occurs (`Korea, South; Japan`)."""
_NAMES_OF_OBJECTS = ("name", "value", "text", "term", "label")
"""Where the text of a value that is an object stands: `{"author": {"name": "A B"}}`."""
_DEPTH = 8
"""How deep lists of keywords may lie in each other."""
_REMEMBERED = 10_000
"""Names kept with their field; inputs have a dozen, broken ones a new one in every line."""


class _Named(NamedTuple):
    name: str
    rank: int
    content: Json


class Fields:
    """Reads values by their names, which it looks up once for an input."""

    def __init__(self, options: ReadOptions) -> None:
        """Raises UsageError where the mapping names a field that reports do not have."""
        self._source = options.source
        self._ranks = _ranks(options.mapping)
        self._looked_up: dict[str, tuple[str, int] | None] = {}

    @property
    def names(self) -> tuple[str, ...]:
        """All names that are fields, usual ones in small letters and digits."""
        return tuple(self._ranks)

    def knows(self, name: str) -> bool:
        """Whether `name`, in whatever spelling, is a field of a report."""
        return self._field(name) is not None

    def knows_text(self, names: Iterable[str]) -> bool:
        """Whether one of `names` is that of a body or a headline."""
        return any(found is not None and found[0] in {"body", "headline"} for found in map(self._field, names))

    def report(
        self, values: Mapping[str, Json], *, place: Place, format_: str, byte_end: int, problem: str | None = None
    ) -> RawReport | str:
        """The report in `values`, or the reason why there is none; other values of a wrong type are problems."""
        found, keywords = self._sort(values)
        body = found.pop("body", None)
        text = None if body is None else _text(body.content, joint="\n\n")
        if body is not None and (text is None or isinstance(body.content, int | float)):
            return _not_text(body)
        texts = {field: _text(named.content, joint=", ") for field, named in found.items()}
        if text is None and texts.get("headline") is None:
            return "an article without text: neither a body nor a headline"
        told = [problem] if problem else []
        told += [_not_text(found[field]) for field in texts if texts[field] is None]
        return RawReport(
            body=text or "",
            place=place,
            format=format_,
            given_id=texts.get("given_id"),
            headline=texts.get("headline"),
            byline=texts.get("byline"),
            source=texts.get("source") or self._source,
            section=texts.get("section"),
            url=texts.get("url"),
            language=texts.get("language"),
            published=texts.get("published"),
            dateline=texts.get("dateline"),
            keywords=tuple(dict.fromkeys(keywords)),
            byte_end=byte_end,
            problems=tuple(Problem(each, place=place) for each in told),
        )

    def _sort(self, values: Mapping[str, Json]) -> tuple[dict[str, _Named], list[str]]:
        """The most preferred value of each field that is not empty, and all keywords."""
        found: dict[str, _Named] = {}
        keywords: list[str] = []
        for name, content in values.items():
            known = self._field(name)
            if known is None or _is_empty(content):
                continue
            field, rank = known
            if field == "keywords":
                keywords += _keywords(content)
            elif field not in found or rank < found[field].rank:
                found[field] = _Named(name, rank, content)
        return found, keywords

    def _field(self, name: str) -> tuple[str, int] | None:
        """Which field `name` is, and how many names are preferred to it."""
        try:
            return self._looked_up[name]
        except KeyError:
            found = self._ranks.get(name) or self._ranks.get(_plain(name))
        if len(self._looked_up) < _REMEMBERED:
            self._looked_up[name] = found
        return found


def _ranks(mapping: Iterable[tuple[str, str]]) -> dict[str, tuple[str, int]]:
    ranks = {name: (field, rank) for field, names in _USUAL.items() for rank, name in enumerate(names)}
    return ranks | {name: (_mapped_field(field, ranks), -1) for field, name in mapping}


def _mapped_field(field: str, ranks: Mapping[str, tuple[str, int]]) -> str:
    """The field a person means: its own name, or one of those it usually has (`id`, `date`, `topics`)."""
    plain = _plain(field)
    if field in _USUAL:
        return field
    if plain not in ranks:
        known = "id, " + ", ".join(name for name in _USUAL if name != "given_id")
        raise UsageError(f"there is no field {field!r} to map to", remedy=f"the fields are {known}")
    return ranks[plain][0]


def _plain(name: str) -> str:
    return "".join(filter(str.isalnum, name.casefold()))


def _is_empty(content: Json) -> bool:
    return content is None or content in ([], {}) or (isinstance(content, str) and not content.strip())


def _text(content: Json, *, joint: str) -> str | None:
    """The words of a value, numbers as they are written; None where there are none."""
    return content if isinstance(content, str) else joint.join(_leaves(content)) or None


def _leaves(content: Json, depth: int = 0) -> Iterator[str]:
    """The texts in a value and the lists in it; of an object, the one that names it."""
    if depth > _DEPTH or content is None or isinstance(content, bool):
        return
    if isinstance(content, str):
        if content.strip():
            yield content.strip()
    elif isinstance(content, int | float):
        yield str(content)
    elif isinstance(content, list):
        for each in content:
            yield from _leaves(each, depth + 1)
    else:
        yield from _leaves(next((content[name] for name in _NAMES_OF_OBJECTS if name in content), None), depth + 1)


def _keywords(content: Json) -> list[str]:
    """Keywords of a list as they are; those of one text by its separators."""
    if not isinstance(content, str):
        return list(_leaves(content))
    separator = next((each for each in _SEPARATORS if each in content), None)
    return [word for part in content.split(separator) if (word := part.strip())] if separator else [content.strip()]


def _not_text(named: _Named) -> str:
    return f"{named.name} is {_kind(named.content)}, not text"


def _kind(content: Json) -> str:
    match content:
        case bool():
            return "true or false"
        case int() | float():
            return "a number"
        case list():
            return "a list"
        case dict():
            return "an object"
        case _:
            return "empty"
