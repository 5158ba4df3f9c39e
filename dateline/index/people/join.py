"""Decides which spellings are one person: a pure function of who was seen in which office in which years.

Its input is one block: spellings of one country with similar last names (`names.block_of`). It joins, in this order,

1. the same full name: in one office, and within a lifetime in any office of the country;
2. compatible names in the same office at nearly the same time: first full names with each other, then names with
   initials to the only full name they can denote, then bare last names to the only person they can denote.

A name that can denote two persons is joined with neither. Bare last names, and persons of unknown country, are joined
only within one office. Ties take precedence over all of this. The order of the input does not matter: units are
sorted, and each step is decided completely before it is carried out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import combinations, groupby, pairwise

import msgspec

from dateline.index.people.claims import UNDATED
from dateline.index.people.names import Fullness, Name, are_compatible, country_in, name_in
from dateline.index.people.ties import Ties

JOIN_RULES = "1"
"""Version of these rules. Increase it whenever the same claims could give other persons; archives are then rejoined."""

NEAR = 2
"""Maximum years between two spellings of one person in one office."""
TENURE = 10
"""Years after which a bare last name, or a mention of a former holder, may denote another person."""
LIFETIME = 40
"""Years after which a full name in another office denotes another person."""
OFTEN = 4
"""Articles in one year from which a spelling is unlikely to be a slip."""
_LAST_YEAR = 9999


class Seen(msgspec.Struct, frozen=True, order=True):
    """A spelling seen in an office in a year (UNDATED for articles without a date)."""

    key: str
    portfolio: str
    year: int
    held: bool
    """Seen at least once as holder."""
    former: bool
    """Seen at least once as former holder."""
    often: bool
    """Seen often enough to be no slip (`is_often`); a count would change with each article."""


class Joined(msgspec.Struct, frozen=True, order=True):
    """From the year `since`, until the next such year of the same key and portfolio, the key denotes this person."""

    key: str
    portfolio: str
    since: int
    person: str


class _Unit(msgspec.Struct, frozen=True, order=True):
    """The unit of joining, never split: one spelling in one office over some years."""

    key: str
    portfolio: str
    since: int
    until: int
    held: tuple[int, ...]
    former: tuple[int, ...]
    often: bool
    number: int

    @property
    def name(self) -> Name:
        return name_in(self.key)

    @property
    def years(self) -> tuple[int, ...]:
        return (*self.held, *self.former)

    @property
    def is_dated(self) -> bool:
        return self.until != UNDATED


def join(seen: Iterable[Seen], ties: Ties) -> tuple[Joined, ...]:
    """Join the spellings of one block. The result covers each spelling in each year once, whatever the input order."""
    units = _units(seen, ties)
    groups = _Groups(units, ties)
    groups.join_tied(_tied_pairs(units, ties))
    by_fullness = [[unit for unit in units if unit.name.fullness is fullness] for fullness in Fullness]
    known: list[_Unit] = []
    for alike in by_fullness:
        left = groups.attach(alike, known) if known else alike
        groups.join_all(_pairs(left))
        known.extend(alike)
    return tuple(sorted(_named(groups.all())))


def person_at(joined: Sequence[Joined], year: int) -> str | None:
    """Return the person whom a key denotes in a year; `joined` are those of one key and portfolio, in order."""
    return next((one.person for one in reversed(joined) if one.since <= year), None)


def is_often(articles: int) -> bool:
    """Whether this number of articles in one year makes a slip unlikely."""
    return articles >= OFTEN


def _units(seen: Iterable[Seen], ties: Ties) -> list[_Unit]:
    made: list[_Unit] = []
    for (key, portfolio), spelling in groupby(sorted(seen), key=lambda one: (one.key, one.portfolio)):
        cuts = frozenset(ties.cuts(key))
        for stretch in _stretches(list(spelling), cuts, by_year=not _is_whole(key)):
            # Articles without a date say nothing about the time if there are dated ones.
            dated = [one for one in stretch if one.year != UNDATED] or stretch
            held = tuple(one.year for one in dated if one.held)
            former = tuple(one.year for one in dated if one.former)
            often = any(one.often for one in stretch)
            made.append(_Unit(key, portfolio, stretch[0].year, stretch[-1].year, held, former, often, len(made)))
    return made


def _is_whole(key: str) -> bool:
    """Whether a key is specific enough to denote one person over many years."""
    return name_in(key).fullness is Fullness.FULL and country_in(key) is not None


def _stretches(seen: Sequence[Seen], cuts: frozenset[int], *, by_year: bool) -> Iterator[list[Seen]]:
    """Split at the years where ties begin or end; less than a full name is split into single years."""
    stretch = [seen[0]]
    for before, after in pairwise(seen):
        if by_year or any(before.year < cut <= after.year for cut in cuts):
            yield stretch
            stretch = []
        stretch.append(after)
    yield stretch


class _Groups:
    """Units joined so far. Those a tie separates never meet, not even indirectly, unless another tie joins them."""

    def __init__(self, units: Sequence[_Unit], ties: Ties) -> None:
        self._ties = ties
        self._groups = [[unit] for unit in units]
        self._tied: set[int] = set()

    def all(self) -> list[list[_Unit]]:
        """Return every group once."""
        return [group for number, group in enumerate(self._groups) if min(unit.number for unit in group) == number]

    def join_tied(self, pairs: Iterable[tuple[_Unit, _Unit]]) -> None:
        """Join the units that ties say are one person."""
        for one, other in pairs:
            self._tied |= {one.number, other.number}
            self._join(self._groups[one.number], self._groups[other.number])

    def join_all(self, pairs: Iterable[tuple[_Unit, _Unit]]) -> None:
        """Join the groups of these pairs, in this order."""
        for one, other in pairs:
            first, second = self._groups[one.number], self._groups[other.number]
            if not self._are_apart(first, second):
                self._join(first, second)

    def attach(self, units: Sequence[_Unit], known: Sequence[_Unit]) -> list[_Unit]:
        """Join each unit to the only group it can denote; return the units with no such group or several."""
        by_portfolio: dict[str, list[_Unit]] = {}
        for unit in known:
            by_portfolio.setdefault(unit.portfolio, []).append(unit)
        found: list[tuple[_Unit, _Unit]] = []
        left: list[_Unit] = []
        for unit in units:
            candidates = (
                [] if unit.number in self._tied else self._candidates(unit, by_portfolio.get(unit.portfolio, ()))
            )
            if len(candidates) == 1:
                found.append((candidates[0], unit))
            else:
                left.append(unit)
        self.join_all(found)
        return left

    def _join(self, first: list[_Unit], second: list[_Unit]) -> None:
        if first is not second:
            first.extend(second)
            for unit in second:
                self._groups[unit.number] = first

    def _candidates(self, unit: _Unit, known: Iterable[_Unit]) -> list[_Unit]:
        """Return one unit of each group that a unit can denote."""
        own_group = self._groups[unit.number]
        groups: dict[int, _Unit] = {}
        for other in known:
            if _are_one(unit, other):
                group = self._groups[other.number]
                if not self._are_apart(own_group, group):
                    groups.setdefault(id(group), other)
        return list(groups.values())

    def _are_apart(self, one: Iterable[_Unit], other: Sequence[_Unit]) -> bool:
        return any(
            tie.holds(theirs.key, theirs.since, theirs.until) and theirs.key != unit.key
            for unit in one
            for tie in self._ties.of(unit.key)
            if not tie.together and tie.holds(unit.key, unit.since, unit.until)
            for theirs in other
        )


def _tied_pairs(units: Sequence[_Unit], ties: Ties) -> Iterator[tuple[_Unit, _Unit]]:
    for tie in ties.all:
        if tie.together:
            yield from pairwise(unit for unit in units if tie.holds(unit.key, unit.since, unit.until))


def _pairs(units: Sequence[_Unit]) -> list[tuple[_Unit, _Unit]]:
    """Return the pairs of units that are one person, same keys first; all units have equally full names."""
    by_key = _pairs_within(units, lambda unit: unit.key, _are_same)
    by_office = _pairs_within(units, lambda unit: unit.portfolio, _are_one)
    return [*by_key, *by_office]


def _pairs_within(
    units: Sequence[_Unit], common: Callable[[_Unit], str], are_one: Callable[[_Unit, _Unit], bool]
) -> Iterator[tuple[_Unit, _Unit]]:
    for _, alike in groupby(sorted(units, key=lambda unit: (common(unit), unit)), key=common):
        yield from (pair for pair in combinations(alike, 2) if are_one(*pair))


def _are_same(one: _Unit, other: _Unit) -> bool:
    """Whether two units of one key are one person."""
    if one.portfolio != other.portfolio:
        return _is_whole(one.key) and _are_within(one.years, other.years, LIFETIME)
    return _is_whole(one.key) or _are_within(one.years, other.years, TENURE)


def _are_one(one: _Unit, other: _Unit) -> bool:
    """Whether two units of one office are one person: same country, nearly the same time, compatible names."""
    country = country_in(one.key)
    if country is None or country != country_in(other.key):
        return False
    return are_compatible(one.name, other.name) and _are_near(one, other)


def _are_near(one: _Unit, other: _Unit) -> bool:
    if not one.is_dated or not other.is_dated:
        return True
    if one.held and other.held:
        return _are_within(one.held, other.held, NEAR)
    if _are_within(one.former, other.former, NEAR):
        return True
    holder, left = (one, other) if one.held else (other, one)
    return any(0 <= year - held <= TENURE for held in holder.held for year in left.former)


def _are_within(some: Iterable[int], others: Sequence[int], distance: int) -> bool:
    return any(UNDATED in (one, other) or abs(one - other) <= distance for one in some for other in others)


def _named(groups: Iterable[list[_Unit]]) -> Iterator[Joined]:
    """Name each group by its fullest, earliest key that is no slip; if taken, add the office, then the year."""
    taken: set[str] = set()
    persons: dict[int, str] = {}
    units: list[_Unit] = []
    for first, *others in sorted(
        (sorted(group, key=_precedence) for group in groups), key=lambda one: _precedence(one[0])
    ):
        keys = (first.key, f"{first.key}--{first.portfolio}", f"{first.key}--{first.portfolio}-{first.since}")
        person = next((key for key in keys if key not in taken), keys[-1])
        taken.add(person)
        persons.update((unit.number, person) for unit in (first, *others))
        units.extend((first, *others))
    yield from _runs(sorted(units), persons)


def _precedence(unit: _Unit) -> tuple[Fullness, bool, int, _Unit]:
    return (unit.name.fullness, not unit.often, unit.since if unit.is_dated else _LAST_YEAR, unit)


def _runs(units: Sequence[_Unit], persons: Mapping[int, str]) -> Iterator[Joined]:
    """Merge consecutive units of one person; yield the years from which each key denotes a person."""
    for (key, portfolio), spelling in groupby(units, key=lambda unit: (unit.key, unit.portfolio)):
        before = None
        for unit in spelling:
            person = persons[unit.number]
            if person != before:
                yield Joined(key, portfolio, UNDATED if before is None else unit.since, person)
            before = person
