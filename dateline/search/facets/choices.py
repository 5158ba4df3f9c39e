"""What was chosen beside a query (facet values, dates) as filters, with the problems of choices that cannot be."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date

import msgspec

from dateline.problems import Problem
from dateline.search import plan
from dateline.search.facets.registry import DATES, MINISTER, Facet
from dateline.search.officials.spellings import Spellings, in_any_order
from dateline.search.plan import Chosen, Matching, any_of
from dateline.search.request import NONE, Choice, Request
from dateline.search.resolve import days, resolve
from dateline.search.sentences import Sentence
from dateline.search.syntax.limits import MOST_PROBLEMS

MOST_VALUES = 1_000
"""Values of one facet that can be chosen at once."""

_KEY = re.compile(r"[a-z]{2}-[\w-]+\Z")


class ReadChoices(msgspec.Struct, frozen=True):
    """Choices as they were read: normalised, as filters, and what could not be read as meant."""

    choices: tuple[Choice, ...]
    filters: Mapping[tuple[Facet, str], Matching]
    """The articles that each chosen value stands for."""
    chosen: tuple[Chosen, ...]
    problems: tuple[Problem, ...]


def read_choices(request: Request, spellings: Spellings) -> ReadChoices:
    """Read the choices of a request; a value that cannot exist stays chosen and matches nothing."""
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
    """One choice a facet, its values read."""
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
            chosen.update(dict.fromkeys(_meant(choice.facet, read or value, spellings)))
    return (Choice(facet, tuple(chosen)) for facet, chosen in values.items())


def read_value(facet: Facet, value: str) -> str | None:
    """The value of a facet that typed text means: a name of a country its code; None where there is none like that."""
    return NONE if value == NONE else facet.read(value)


def _meant(facet: Facet, value: str, spellings: Spellings) -> Collection[str]:
    """A spelling's key, as an address may hold it from before it was joined, means its person."""
    return spellings.persons_meant(value) if facet is MINISTER and _KEY.match(value) else (value,)


def _filter(facet: Facet, value: str, spellings: Spellings) -> Matching:
    """The articles that have a facet value, as a choice gives it."""
    if value == NONE:
        return plan.Without(facet.column)
    if facet is MINISTER and not _KEY.match(value):
        return _named(value, spellings)
    return plan.OneOf(facet.column, (value,))


def _named(name: str, spellings: Spellings) -> Matching:
    """An official whose name holds these words in any order: what is typed where a key was expected."""
    query = in_any_order(name)
    return plan.Never() if query is None else resolve(query, languages=(), spellings=spellings)


def _dates(since: date | None, until: date | None) -> tuple[Chosen, ...]:
    if since is None and until is None:
        return ()
    return (Chosen(DATES, days(since, until)),)
