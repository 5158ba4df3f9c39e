"""The engine Protocol: read one generation through snapshots. Its writing half is in `dateline.index.writer`.

An engine translates plans and decides nothing: it has no default order, no limit and no estimates; every count is
exact. It raises only SearchIndexError and its subclasses, never an exception of its library.
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
    """One matching article; the score is the engine's own, and 0 if nothing was ranked."""

    id: str
    score: float


class Found(msgspec.Struct, frozen=True):
    """One page of hits in order, and the total number of hits."""

    total: int
    hits: tuple[Hit, ...]


class Counts(msgspec.Struct, frozen=True):
    """Articles by value of one column: every value that occurs, and the number of articles without a value."""

    values: Mapping[str, int]
    """Largest count first; the order of equal counts is undefined."""
    without: int


class Snapshot(Protocol):
    """One commit of a generation; its answers never change. Safe to use from several threads."""

    def commit(self) -> str:
        """Return the name of the commit: snapshots of one generation with equal names give equal answers."""
        ...

    def articles(self) -> int:
        """Return the number of articles."""
        ...

    def languages(self) -> frozenset[str]:
        """Return the primary languages of the articles: a query stems its words in each of them.

        A language that only deleted articles had may be included.
        """
        ...

    def search(self, matching: Matching, sort: Sort, offset: int, size: int) -> Found:
        """Return hits `offset` to `offset + size` in the total order of `sort`: ties by newest first, then by id."""
        ...

    def walk(self, matching: Matching, sort: Sort) -> Iterator[Hit]:
        """Yield every hit in the total order of `sort`, lazily; the snapshot is held until the last one.

        Costs about one search for every few thousand hits, and memory for as many hits as one such batch holds or as
        are tied in `sort`.
        """
        ...

    def count(self, matching: Matching) -> int:
        """Return the number of matching articles."""
        ...

    def terms(self, column: TextColumn, start: str, most: int) -> Sequence[str]:
        """Return up to `most` terms of a column with the prefix `start`, most articles first, ties by term.

        Deleted articles may still count, and a term that only they have may be included.
        """
        ...

    def counts(self, matching: Matching, columns: Sequence[ValueColumn]) -> Mapping[ValueColumn, Counts]:
        """Count the matching articles by each value of these columns."""
        ...


class Engine(Protocol):
    """The reading half: one open generation."""

    def snapshot(self) -> Snapshot:
        """Return the latest commit, whichever process made it."""
        ...

    def close(self) -> None:
        """Release files and threads; snapshots in use keep working."""
        ...


class EngineKind(Protocol):
    """How `dateline.archive` creates and opens generations of one engine; each engine's module has these names."""

    @property
    def ENGINE(self) -> str:  # noqa: N802 - a module's constant
        """The name in manifests and on the command line."""
        ...

    def engine_version(self) -> str:
        """Return the version of library and schema; an index made by another version is rebuilt."""
        ...

    def create(self, folder: Path) -> None:
        """Create an empty index in an existing empty folder. Raises SearchIndexError."""
        ...

    def open_reader(self, folder: Path) -> Engine:
        """Open a generation for reading. Raises IndexDamagedError, IndexVersionError."""
        ...

    def open_writer(self, folder: Path) -> IndexWriter:
        """Open a generation for writing, one writer at a time. Raises SearchIndexError."""
        ...

    def announce(self, folder: Path) -> None:
        """Make this generation current for clients that read the index without Dateline, such as by a cluster alias."""
        ...

    def drop(self, folder: Path) -> None:
        """Remove the index data outside the folder. Raises DatelineError if that is not possible now."""
        ...

    def bytes_outside(self, folder: Path) -> int:
        """Return the size of the index data outside the folder."""
        ...
