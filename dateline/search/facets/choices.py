"""What was chosen beside a query (facet values, dates) as filters, with the problems of choices that cannot be."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from datetime import date

import msgspec

from dateline.index.analysis import folded_value
from dateline.index.metadata.countries.regions import region_key, region_keys
from dateline.index.metadata.officials.portfolios import PORTFOLIOS, portfolio_of
from dateline.index.metadata.tables import country_code, is_country
from dateline.index.terms import primary_language
from dateline.problems import Problem
from dateline.search import plan
from dateline.search.officials.spellings import Spellings, anyhow
from dateline.search.plan import COLUMNS, Chosen, Matching, any_of, fields_chosen_with
from dateline.search.request import NONE, Choice, FacetField, Request
from dateline.search.resolve import days, resolve
from dateline.search.sentences import Sentence, say
from dateline.search.syntax.limits import MOST_PROBLEMS

MOST_VALUES = 1_000
"""Values of one facet that can be chosen at once."""

_KEY = re.compile(r"[a-z]{2}-[\w-]+\Z")
_DEPUTY = "deputy-"


class ReadChoices(msgspec.Struct, frozen=True):
    """Choices as they were read: normalised, as filters, and what could not be read as meant."""

    choices: tuple[Choice, ...]
    filters: Mapping[tuple[FacetField, str], Matching]
    """The articles that each chosen value stands for."""
    chosen: tuple[Chosen, ...]
    problems: tuple[Problem, ...]


def read_choices(request: Request, spellings: Spellings) -> ReadChoices:
    """Read the choices of a request; a value that cannot exist stays chosen and matches nothing."""
    problems: list[Problem] = []
    since, until = request.since, request.until
    if since and until and since > until:
        since, until = until, since
        problems.append(say(Sentence.CHOSEN_DATES_TURNED, since=str(since), until=str(until)).problem())
    choices = tuple(_read_choices(request.choices, spellings, problems))
    filters = {
        (choice.field, value): _filter(choice.field, value, spellings) for choice in choices for value in choice.values
    }
    chosen = (
        Chosen(fields_chosen_with(choice.field), any_of([filters[choice.field, value] for value in choice.values]))
        for choice in choices
    )
    return ReadChoices(choices, filters, (*chosen, *_dates(since, until)), tuple(problems[:MOST_PROBLEMS]))


def _read_choices(choices: Iterable[Choice], spellings: Spellings, problems: list[Problem]) -> Iterator[Choice]:
    """One choice a field, its values read."""
    values: dict[FacetField, dict[str, None]] = {}
    for choice in choices:
        chosen = values.setdefault(choice.field, {})
        for value in choice.values:
            if len(chosen) >= MOST_VALUES:
                problems.append(say(Sentence.CHOSEN_TOO_MANY, facet=choice.field.value, most=MOST_VALUES).problem())
                break
            read = read_value(choice.field, value.strip())
            if read is None:
                problems.append(say(Sentence.CHOSEN_UNKNOWN, facet=choice.field.value, value=value).problem())
            chosen.update(dict.fromkeys(_meant(choice.field, read or value, spellings)))
    return (Choice(field, tuple(chosen)) for field, chosen in values.items())


def read_value(field: FacetField, value: str) -> str | None:
    """The value of a facet that typed text means: a name of a country its code; None where there is none like that."""
    return NONE if value == NONE else _READERS.get(field, _as_typed)(value)


def _meant(field: FacetField, value: str, spellings: Spellings) -> Collection[str]:
    """A spelling's key, as an address may hold it from before it was joined, means its person."""
    return spellings.meant(value) if field is FacetField.MINISTER and _KEY.match(value) else (value,)


def _filter(field: FacetField, value: str, spellings: Spellings) -> Matching:
    """The articles that have a facet value, as a choice gives it."""
    column = COLUMNS[field]
    if value == NONE:
        return plan.Without(column)
    if field is FacetField.MINISTER and not _KEY.match(value):
        return _named(value, spellings)
    return plan.OneOf(column, (value,))


def _named(name: str, spellings: Spellings) -> Matching:
    """An official whose name holds these words in any order: what is typed where a key was expected."""
    query = anyhow(name)
    return plan.Never() if query is None else resolve(query, languages=(), spellings=spellings)


def _dates(since: date | None, until: date | None) -> tuple[Chosen, ...]:
    if since is None and until is None:
        return ()
    return (Chosen(fields_chosen_with(FacetField.DAY), days(since, until)),)


def _country(value: str) -> str | None:
    return value.upper() if is_country(value.upper()) else country_code(value)


def _region(value: str) -> str | None:
    return value if value in region_keys() else region_key(value)


def _office(value: str) -> str | None:
    country, slash, portfolio = value.rpartition("/")
    bare = portfolio.removeprefix(_DEPUTY)
    known = portfolio if bare in PORTFOLIOS else portfolio_of(portfolio)
    if not slash or known is None:
        return known
    code = _country(country)
    return None if code is None else f"{code.lower()}/{known}"


def _language(value: str) -> str | None:
    return primary_language(value) if value else None


def _date(field: FacetField) -> Callable[[str], str | None]:
    """A year, month or day as the column holds it: `0001` filled up to a whole day must be one."""
    length = {FacetField.YEAR: 4, FacetField.MONTH: 7, FacetField.DAY: 10}[field]

    def read(value: str) -> str | None:
        if len(value) != length:
            return None
        try:
            date.fromisoformat((value + "-01-01")[:10])
        except ValueError:
            return None
        return value

    return read


def _as_typed(value: str) -> str | None:
    return value or None


_READERS: Mapping[FacetField, Callable[[str], str | None]] = {
    FacetField.COUNTRY: _country,
    FacetField.REGION: _region,
    FacetField.OFFICE: _office,
    FacetField.SOURCE: folded_value,
    FacetField.DATELINE: folded_value,
    FacetField.LANGUAGE: _language,
    FacetField.YEAR: _date(FacetField.YEAR),
    FacetField.MONTH: _date(FacetField.MONTH),
    FacetField.DAY: _date(FacetField.DAY),
}
