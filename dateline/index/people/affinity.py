"""How strongly the evidence says that two units are one person.

It is the weight of the claims of the one that are near those of the other in office and time, times how well the names
agree. The numbers are ratios of evidence, chosen by reason and not fitted to labels:

- a name that is the same word for word is worth `SAME_NAME` of one that only sounds alike;
- a claim within NEAR years counts in full, within a term of office a tenth of it, later a hundredth;
- a short name means somebody only if the evidence for it is LIKELY times that for anybody else.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from dateline.index.people.claims import UNDATED
from dateline.index.people.names import Agreement, agreement, country_in
from dateline.index.people.seen import Seen
from dateline.index.people.units import Unit

NEAR = 2
"""Maximum years between two spellings of one person in one office."""
TERM = 10
"""Years after which a short name, or a mention of a former holder, may denote another person."""
GENERATION = 25
"""Years after which nearly the same name denotes another person."""
LIFETIME = 40
"""Years after which the same full name in another office denotes another person."""
LIKELY = 4
"""How many times the evidence for a person must outweigh that for the next."""
_NEARLY, _HARDLY = 0.1, 0.01
_EVER = 9999
_BY_NAME = {Agreement.NONE: 0.0, Agreement.ALIKE: 0.5, Agreement.PART: 1.0, Agreement.SAME: 2.0}


def affinity(unit: Unit, other: Unit) -> float:
    """Return the evidence that a unit denotes the same person as another one with a name at least as full."""
    country = country_in(unit.key)
    if country != country_in(other.key) or (country is None and unit.key != other.key) or unit.side != other.side:
        return 0.0
    agreed = agreement(unit.name, other.name)
    if agreed is Agreement.NONE:
        return 0.0
    reach = _reach(unit, other, agreed)
    near = sum(_nearness(row, theirs, reach) for row in unit.dated for theirs in other.dated)
    return _BY_NAME[agreed] * near


def most_likely(evidence: Iterable[tuple[float, int]]) -> int | None:
    """Return what has by far the most evidence, which must not be nothing; None if that is open."""
    ranked = sorted(evidence, key=lambda one: (-one[0], one[1]))
    if not ranked or ranked[0][0] <= 0:
        return None
    if len(ranked) > 1 and ranked[0][0] < LIKELY * ranked[1][0]:
        return None
    return ranked[0][1]


class _Reach(NamedTuple):
    """Over how many years names denote one person."""

    in_office: int
    elsewhere: int
    """In another office of the country; -1: never."""


def _reach(unit: Unit, other: Unit, agreed: Agreement) -> _Reach:
    if not unit.name.is_whole:
        return _Reach(TERM, -1)
    if unit.key == other.key:
        return _Reach(_EVER, -1 if country_in(unit.key) is None else LIFETIME)
    return _Reach(GENERATION if agreed is Agreement.PART else NEAR, -1)


def _nearness(row: Seen, theirs: Seen, reach: _Reach) -> float:
    """Return the weight of a claim of another unit as evidence for a claim of this one."""
    years = 0 if UNDATED in (row.year, theirs.year) else row.year - theirs.year
    if row.portfolio != theirs.portfolio:
        return _NEARLY * (theirs.held + theirs.former) if abs(years) <= reach.elsewhere else 0.0
    near = _by_years(abs(years), reach.in_office)
    if row.held:
        return near * theirs.held + _after(-years) * theirs.former
    return near * theirs.former + _after(years) * theirs.held


def _after(years: int) -> float:
    """Return what the claim of a former holder is worth so long after one of a holder."""
    return _by_years(years, TERM) if years >= 0 else 0.0


def _by_years(years: int, reach: int) -> float:
    if years > reach:
        return 0.0
    return 1.0 if years <= NEAR else _NEARLY if years <= TERM else _HARDLY
