"""Units joined so far."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from dateline.index.people.affinity import affinity, most_likely
from dateline.index.people.names import are_compatible
from dateline.index.people.ties import Ties
from dateline.index.people.units import Unit


class Groups:
    """Units joined so far. Those a tie separates never meet, not even indirectly, unless another tie joins them."""

    def __init__(self, units: Sequence[Unit], ties: Ties) -> None:
        self._ties = ties
        self._groups = [[unit] for unit in units]
        self._tied: set[int] = set()

    def all(self) -> list[list[Unit]]:
        """Return every group once."""
        return [group for number, group in enumerate(self._groups) if min(unit.number for unit in group) == number]

    def join_tied(self, pairs: Iterable[tuple[Unit, Unit]]) -> None:
        """Join the units that ties say are one person."""
        for one, other in pairs:
            self._tied |= {one.number, other.number}
            self._join(one, other)

    def is_tied(self, unit: Unit) -> bool:
        """Whether a tie says who this is."""
        return unit.number in self._tied

    def join(self, one: Unit, other: Unit) -> None:
        """Join the groups of two units, unless a tie separates them."""
        if not self._are_apart(self._groups[one.number], self._groups[other.number]):
            self._join(one, other)

    def likeliest(self, unit: Unit, known: Iterable[Unit]) -> Unit | None:
        """Return the known unit in whose group this one belongs by far; None if there is none, or several."""
        own = self._groups[unit.number]
        evidence: dict[int, float] = {}
        for other in known:
            found = affinity(unit, other)
            if found > 0:
                group = self._groups[other.number]
                first = group[0].number
                if first in evidence or self._may_meet(own, group):
                    evidence[first] = evidence.get(first, 0.0) + found
        number = most_likely((weight, first) for first, weight in evidence.items())
        return None if number is None else self._groups[number][0]

    def _may_meet(self, own: Sequence[Unit], group: Sequence[Unit]) -> bool:
        """Whether a name agrees with the first and most frequent one of a group, and no tie separates them."""
        return are_compatible(own[0].name, group[0].name) and not self._are_apart(own, group)

    def _join(self, one: Unit, other: Unit) -> None:
        first, second = self._groups[one.number], self._groups[other.number]
        if first is not second:
            first.extend(second)
            for unit in second:
                self._groups[unit.number] = first

    def _are_apart(self, one: Iterable[Unit], other: Sequence[Unit]) -> bool:
        return any(
            tie.holds(theirs.key, theirs.since, theirs.until) and theirs.key != unit.key
            for unit in one
            for tie in self._ties.of(unit.key)
            if not tie.together and tie.holds(unit.key, unit.since, unit.until)
            for theirs in other
        )
