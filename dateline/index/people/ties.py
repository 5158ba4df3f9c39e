"""Ties: corrections that say which keys are one person and which are not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec

from dateline.index.people.names import block_of

FIRST_YEAR, LAST_YEAR = 0, 9999


class Tie(msgspec.Struct, frozen=True, order=True):
    """Keys that are one person (`together`), or all different persons, from `since` to `until`, both inclusive."""

    keys: tuple[str, ...]
    together: bool
    reason: str
    since: int = FIRST_YEAR
    until: int = LAST_YEAR

    def holds(self, key: str, since: int, until: int) -> bool:
        """Whether the tie covers this key in all of these years."""
        return key in self.keys and self.since <= since and until <= self.until


class Ties:
    """All ties of one archive."""

    def __init__(self, ties: Iterable[Tie] = ()) -> None:
        self.all = tuple(sorted(set(ties)))
        self._of: dict[str, list[Tie]] = {}
        self._linked: dict[str, set[str]] = {}
        for tie in self.all:
            for key in tie.keys:
                self._of.setdefault(key, []).append(tie)
            self._link({block_of(key) for key in tie.keys})

    def of(self, key: str) -> list[Tie]:
        """Return the ties that contain a key."""
        return self._of.get(key, [])

    def cuts(self, key: str) -> Iterator[int]:
        """Yield the years in which a key may start to denote another person."""
        for tie in self.of(key):
            yield from (year for year in (tie.since, tie.until + 1) if FIRST_YEAR < year <= LAST_YEAR)

    def linked(self, block: str) -> frozenset[str]:
        """Return the blocks that must be joined together with this one, including itself."""
        return frozenset(self._linked.get(block, (block,)))

    def _link(self, blocks: set[str]) -> None:
        whole = blocks.union(*(self._linked.get(block, ()) for block in blocks))
        for block in whole:
            self._linked[block] = whole


NO_TIES = Ties()
