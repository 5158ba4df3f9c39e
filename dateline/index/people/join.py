"""Decides which spellings are one person: a pure function of how often who was seen in which office in which years.

Its input is one block: spellings of one country with similar last names (`names.block_of`). It joins, in this order,

1. full names: the most frequent first, each name to the person whom the evidence makes likely by far (`affinity`).
   A name must agree with the most frequent name of the person, so that a slip cannot link two persons;
2. names with initials, then bare last names, year by year, to the person of that office and time who is likely by far;
3. what is left, with each other.

A name that can denote two persons about as well is joined with neither. Ties take precedence over all of this. The
order of the input does not matter: units are sorted, and each step is decided before it is carried out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from dateline.index.people.groups import Groups
from dateline.index.people.keys import named
from dateline.index.people.names import Fullness
from dateline.index.people.seen import Joined, Seen
from dateline.index.people.ties import Ties
from dateline.index.people.units import Unit, units_of

JOIN_RULES = "2"
"""Version of these rules. Increase it whenever the same claims could give other persons; archives are then rejoined."""


def join(seen: Iterable[Seen], ties: Ties) -> tuple[Joined, ...]:
    """Join the spellings of one block. The result covers each spelling in each year once, whatever the input order."""
    units = units_of(seen, ties)
    groups = Groups(units, ties)
    groups.join_tied(_tied_pairs(units, ties))
    known = [unit for unit in units if unit.name.is_whole]
    _lead(groups, known)
    for kind in (Fullness.INITIAL, Fullness.BARE):
        short = [unit for unit in units if unit.name.fullness is kind and not unit.name.is_whole]
        _lead(groups, _attach(groups, short, known))
        known.extend(short)
    return tuple(sorted(named(groups.all())))


def _tied_pairs(units: Sequence[Unit], ties: Ties) -> Iterator[tuple[Unit, Unit]]:
    for tie in ties.all:
        if tie.together:
            yield from pairwise(unit for unit in units if tie.holds(unit.key, unit.since, unit.until))


def _lead(groups: Groups, units: Iterable[Unit]) -> None:
    """Join equally full names: the most frequent one of each person leads, the others follow."""
    placed: list[Unit] = []
    for unit in sorted(units, key=lambda one: (-one.weight, one.number)):
        leader = None if groups.is_tied(unit) else groups.likeliest(unit, placed)
        if leader is not None:
            groups.join(leader, unit)
        placed.append(unit)


def _attach(groups: Groups, units: Iterable[Unit], known: Sequence[Unit]) -> list[Unit]:
    """Join short names to whom they denote; return those that denote nobody known, or several."""
    found = [(unit, None if groups.is_tied(unit) else groups.likeliest(unit, known)) for unit in units]
    for unit, meant in found:
        if meant is not None:
            groups.join(meant, unit)
    return [unit for unit, meant in found if meant is None]
