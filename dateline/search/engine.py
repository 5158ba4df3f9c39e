"""What an engine must do: read one generation through snapshots; its writing half is in `dateline.index.writer`.

An engine translates plans and decides nothing: no default order, no limit of its own, no estimate. Everything is
exact. Foreign exceptions never pass it: what goes wrong is a SearchIndexError.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Protocol

import msgspec

from dateline.index.terms import TextColumn, ValueColumn
from dateline.index.writer import IndexWriter
from dateline.search.order import Sort
from dateline.search.plan import Matching


class Hit(msgspec.Struct, frozen=True):
    """One article found; the score is the engine's own and 0 where nothing was ranked."""

    id: str
    score: float


class Found(msgspec.Struct, frozen=True):
    """One page of hits in order, and how many there are in all."""

    total: int
    hits: tuple[Hit, ...]


class Counts(msgspec.Struct, frozen=True):
    """Articles by value of one column: every value with at least one, and how many articles have none."""

    values: Mapping[str, int]
    """Largest count first; in no order among equal counts."""
    without: int


class Snapshot(Protocol):
    """One commit of a generation; what it answers does not change. Safe to use from several threads."""

    def commit(self) -> str:
        """Names the commit: two snapshots of one generation with the same name answer the same."""
        ...

    def articles(self) -> int:
        """How many articles there are."""
        ...

    def languages(self) -> frozenset[str]:
        """The primary languages of the articles, in which a word must be stemmed to find them all.

        One that only deleted articles had may be among them.
        """
        ...

    def search(self, matching: Matching, sort: Sort, offset: int, size: int) -> Found:
        """Hits `offset` to `offset + size` in the total order of `sort`: ties by newest first, then by id."""
        ...

    def walk(self, matching: Matching, sort: Sort) -> Iterator[Hit]:
        """Every hit in the total order of `sort`, found as it is asked for; the snapshot is held until the last.

        It costs about one search for each few thousand hits, and memory for no more hits than stand in one such part or
        are equals in `sort`.
        """
        ...

    def count(self, matching: Matching) -> int:
        """How many articles match."""
        ...

    def terms(self, column: TextColumn, start: str, most: int) -> Sequence[str]:
        """The first `most` terms of a column that begin so, those of most articles first, equals by themselves.

        Deleted articles may still be counted in this order, and a term that only they have may be among them.
        """
        ...

    def counts(self, matching: Matching, columns: Sequence[ValueColumn]) -> Mapping[ValueColumn, Counts]:
        """How many of the matching articles have each value of these columns."""
        ...


class Engine(Protocol):
    """The reading half: one generation, opened."""

    def snapshot(self) -> Snapshot:
        """The latest commit, by whatever process it was made."""
        ...

    def close(self) -> None:
        """Release files and threads; snapshots that are still in use go on answering."""
        ...


class EngineKind(Protocol):
    """How `dateline.archive` makes and opens generations of one engine; each engine's module has these names."""

    @property
    def ENGINE(self) -> str:  # noqa: N802 - a module's constant
        """Its name in manifests and on the command line."""
        ...

    def engine_version(self) -> str:
        """What an index depends on besides the terms: an index made by another version is rebuilt."""
        ...

    def create(self, folder: Path) -> None:
        """Make an empty index in an existing empty folder. Raises SearchIndexError."""
        ...

    def open_reader(self, folder: Path) -> Engine:
        """Raises IndexDamagedError, IndexVersionError."""
        ...

    def open_writer(self, folder: Path) -> IndexWriter:
        """Raises SearchIndexError; one writer at a time."""
        ...

    def announce(self, folder: Path) -> None:
        """Tell whoever looks at the index without Dateline that this one answers from now on."""
        ...

    def drop(self, folder: Path) -> None:
        """Remove what an index has outside its folder. Raises DatelineError where that cannot be done now."""
        ...

    def bytes_outside(self, folder: Path) -> int:
        """What an index takes up outside its folder."""
        ...
