"""Units of joining, which are never split: a full name in an era of years, a shorter one in one office and year."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, pairwise

import msgspec

from dateline.index.people.claims import UNDATED
from dateline.index.people.names import Name, country_in, name_in
from dateline.index.people.seen import Seen
from dateline.index.people.ties import Ties

ERA = 10
"""Years without any mention after which a full name may denote another person."""
OFTEN = 4
"""Articles of one year from which a name is unlikely to be a slip."""
_BALANCE = 4
"""An office and its deputy's are held by two persons of one name if neither is named this much more often."""
_DEPUTY = "deputy-"


class Unit(msgspec.Struct, frozen=True):
    """Rows of one spelling that denote one person; `number` is its place among the units of its block."""

    number: int
    key: str
    rows: tuple[Seen, ...]
    side: str
    """`deputy-` where two persons of one name held an office and its deputy's at the same time."""

    @property
    def name(self) -> Name:
        """The name, by its sounds."""
        return name_in(self.key)

    @property
    def dated(self) -> Sequence[Seen]:
        """The rows of dated articles; all rows if there are none."""
        return [row for row in self.rows if row.year != UNDATED] or self.rows

    @property
    def since(self) -> int:
        """The first year, or UNDATED."""
        return self.dated[0].year

    @property
    def until(self) -> int:
        """The last year, or UNDATED."""
        return self.dated[-1].year

    @property
    def weight(self) -> int:
        """About how many claims it has."""
        return sum(row.held + row.former for row in self.rows)

    @property
    def is_often(self) -> bool:
        """Whether it is named often enough in one year to be no slip."""
        return any(row.held + row.former >= OFTEN for row in self.rows)


def units_of(seen: Iterable[Seen], ties: Ties) -> list[Unit]:
    """Return the units of a block, in an order that does not depend on that of the rows."""
    units: list[Unit] = []
    for key, rows in groupby(sorted(seen), key=lambda one: one.key):
        own = list(rows)
        parts = _eras(own, frozenset(ties.cuts(key))) if _is_whole(key) else (("", [row]) for row in own)
        units.extend(Unit(number, key, tuple(part), side) for number, (side, part) in enumerate(parts, len(units)))
    return units


def _is_whole(key: str) -> bool:
    """Whether a key is specific enough to denote one person over many years."""
    return name_in(key).is_whole and country_in(key) is not None


def _eras(rows: Sequence[Seen], cuts: frozenset[int]) -> Iterator[tuple[str, list[Seen]]]:
    """Split the rows of a key where years are missing, where a tie begins or ends, and where two persons are meant."""
    for side, part in _sides(rows):
        undated = [row for row in part if row.year == UNDATED]
        eras = list(_stretches(sorted((row for row in part if row.year != UNDATED), key=lambda row: row.year), cuts))
        # Articles without a date most likely mean whom most articles mean.
        most = max(eras, key=lambda era: sum(row.held + row.former for row in era), default=None)
        for era in eras or ([undated] if undated else []):
            yield side, [*undated, *era] if era is most else era


def _stretches(rows: Sequence[Seen], cuts: frozenset[int]) -> Iterator[list[Seen]]:
    stretch = list(rows[:1])
    for before, after in pairwise(rows):
        if after.year - before.year >= ERA or any(before.year < cut <= after.year for cut in cuts):
            yield stretch
            stretch = []
        stretch.append(after)
    if stretch:
        yield stretch


def _sides(rows: Sequence[Seen]) -> Iterator[tuple[str, list[Seen]]]:
    """Part a president and a vice president of one name: in two years or more, both are named often as holders."""
    held = {(row.portfolio, row.year): row.held for row in rows if row.year != UNDATED and row.held >= OFTEN}
    both: dict[str, int] = {}
    for (portfolio, year), times in held.items():
        deputy = held.get((f"{_DEPUTY}{portfolio}", year), 0)
        if deputy and max(times, deputy) <= _BALANCE * min(times, deputy):
            both[portfolio] = both.get(portfolio, 0) + 1
    deputies = {f"{_DEPUTY}{portfolio}" for portfolio, years in both.items() if years > 1}
    chief = [row for row in rows if row.portfolio not in deputies]
    if chief:
        yield "", chief
    if deputies:
        yield _DEPUTY, [row for row in rows if row.portfolio in deputies]
