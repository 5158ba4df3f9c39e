"""The key of each person: that of the fullest name that is no slip; nobody else's before others, then the earliest."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby

from dateline.index.people.claims import UNDATED
from dateline.index.people.names import Fullness
from dateline.index.people.seen import Joined, Seen
from dateline.index.people.units import Unit

_LAST_YEAR = 9999


def named(groups: Iterable[list[Unit]]) -> Iterator[Joined]:
    """Name each group; if its key is taken, add the office, then the year."""
    found = list(groups)
    shared = Counter(key for group in found for key in {unit.key for unit in group})
    ordered = [sorted(group, key=lambda unit: _precedence(unit, shared)) for group in found]
    taken: set[str] = set()
    persons: list[tuple[Seen, str]] = []
    for group in sorted(ordered, key=lambda one: _precedence(one[0], shared)):
        first = group[0]
        portfolio = first.rows[0].portfolio
        keys = (first.key, f"{first.key}--{portfolio}", f"{first.key}--{portfolio}-{first.since}")
        person = next((key for key in keys if key not in taken), keys[-1])
        taken.add(person)
        persons.extend((row, person) for unit in group for row in unit.rows)
    yield from _runs(sorted(persons))


def _precedence(unit: Unit, shared: Mapping[str, int]) -> tuple[bool, bool, Fullness, bool, int, int]:
    since = unit.since if unit.since != UNDATED else _LAST_YEAR
    name = unit.name
    return (not name.is_whole, not unit.is_often, name.fullness, shared[unit.key] > 1, since, unit.number)


def _runs(rows: Iterable[tuple[Seen, str]]) -> Iterator[Joined]:
    """Merge consecutive years of one person; yield the years from which each key denotes a person."""
    for (key, portfolio), spelling in groupby(rows, key=lambda one: (one[0].key, one[0].portfolio)):
        before = None
        for row, person in spelling:
            if person != before:
                yield Joined(key, portfolio, UNDATED if before is None else row.year, person)
            before = person
