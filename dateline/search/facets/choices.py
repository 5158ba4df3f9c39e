"""Convert chosen facet values and dates to filters, with problems for values that do not exist."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date

import msgspec

from dateline.problems import Problem
from dateline.search import plan
from dateline.search.facets.registry import DATES, MINISTER, Facet
from dateline.search.plan import Chosen, Matching, any_of
from dateline.search.query.spellings import Spellings, in_any_order
from dateline.search.request import NONE, Choice, Request
from dateline.search.resolve import days, resolve
from dateline.search.sentences import Sentence
from dateline.search.syntax.limits import MOST_PROBLEMS

MOST_VALUES = 1_000
"""Maximum number of chosen values in one facet."""

_KEY = re.compile(r"[a-z]{2}-[\w-]+\Z")


class ReadChoices(msgspec.Struct, frozen=True):
    """The choices of a request as they were read: normalised, as filters, and with their problems."""

    choices: tuple[Choice, ...]
    filters: Mapping[tuple[Facet, str], Matching]
    """The filter of each chosen value."""
    chosen: tuple[Chosen, ...]
    problems: tuple[Problem, ...]


def read_choices(request: Request, spellings: Spellings) -> ReadChoices:
    """Read the choices of a request; a value that does not exist stays chosen and matches nothing."""
    problems: list[Problem] = []
    since, until = request.since, request.until
    if since and until and since > until:
        since, until = until, since
        problems.append(Sentence.CHOSEN_DATES_TURNED.message(since=str(since), until=str(until)).problem())
    choices = tuple(_read_choices(request.choices, spellings, problems))
    filters = {
        (choice.facet, value): _filter(choice.facet, value, spellings) for choice in choices for value in choice.values
    }
    chosen = (
        Chosen(choice.facet.chosen_with, any_of([filters[choice.facet, value] for value in choice.values]))
        for choice in choices
    )
    return ReadChoices(choices, filters, (*chosen, *_dates(since, until)), tuple(problems[:MOST_PROBLEMS]))


def _read_choices(choices: Iterable[Choice], spellings: Spellings, problems: list[Problem]) -> Iterator[Choice]:
    """Merge the choices of each facet into one, with its values read."""
    values: dict[Facet, dict[str, None]] = {}
    for choice in choices:
        chosen = values.setdefault(choice.facet, {})
        for value in choice.values:
            if len(chosen) >= MOST_VALUES:
                problems.append(Sentence.CHOSEN_TOO_MANY.message(facet=choice.facet.name, most=MOST_VALUES).problem())
                break
            read = read_value(choice.facet, value.strip())
            if read is None:
                problems.append(Sentence.CHOSEN_UNKNOWN.message(facet=choice.facet.name, value=value).problem())
            chosen.update(dict.fromkeys(_current(choice.facet, read or value, spellings)))
    return (Choice(facet, tuple(chosen)) for facet, chosen in values.items())


def read_value(facet: Facet, value: str) -> str | None:
    """Read a typed facet value, such as the name of a country as its code; None if there is no such value."""
    return NONE if value == NONE else facet.read(value)


def _current(facet: Facet, value: str, spellings: Spellings) -> Collection[str]:
    """Replace an official's key from an old address by the keys of the persons that it means now."""
    return spellings.persons_meant(value) if facet is MINISTER and _KEY.match(value) else (value,)


def _filter(facet: Facet, value: str, spellings: Spellings) -> Matching:
    """Return the filter for a chosen value."""
    if value == NONE:
        return plan.Without(facet.column)
    if facet is MINISTER and not _KEY.match(value):
        return _with_name(value, spellings)
    return plan.OneOf(facet.column, (value,))


def _with_name(name: str, spellings: Spellings) -> Matching:
    """Return the filter for officials whose names contain these words in any order; used if the value is not a key."""
    query = in_any_order(name)
    return plan.Never() if query is None else resolve(query, languages=(), spellings=spellings)


def _dates(since: date | None, until: date | None) -> tuple[Chosen, ...]:
    if since is None and until is None:
        return ()
    return (Chosen(DATES, days(since, until)),)
