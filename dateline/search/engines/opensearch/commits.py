"""Files in a generation's folder about its index in the cluster: its name, and the state of commits.

A refresh makes a commit visible shard by shard. To keep readers from seeing half of one, the writer records when a
commit begins and when it is done, and a reader checks this record before and after it opens a snapshot.
"""

from __future__ import annotations

from pathlib import Path
from typing import TypeVar

import msgspec

from dateline.errors import IndexDamagedError
from dateline.index.generations import REBUILD, replace_file

Content = TypeVar("Content")

_INDEX = "cluster.json"
_COMMITS = "commits.json"


class IndexNames(msgspec.Struct, frozen=True):
    """The index of one generation, and the alias of the archive."""

    index: str
    alias: str


class Commits(msgspec.Struct, frozen=True):
    """The number of commits begun, and of commits done."""

    begun: int = 0
    done: int = 0

    @property
    def under_way(self) -> bool:
        """Return whether some shards may be ahead of others."""
        return self.begun != self.done


class CommitLog:
    """The record of commits in a generation's folder."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / _COMMITS

    def read(self) -> Commits:
        """Return the current state. Raises IndexDamagedError."""
        return _read(self.path, Commits)

    def begin(self) -> None:
        """Record that a commit begins: shards may differ from now on."""
        commits = self.read()
        self._write(Commits(max(commits.begun, commits.done) + 1, commits.done))

    def complete(self) -> None:
        """Record that the commit is done: all shards are equal again."""
        begun = self.read().begun
        self._write(Commits(begun, begun))

    def start(self) -> None:
        """Record that there are no commits yet."""
        self._write(Commits())

    def _write(self, commits: Commits) -> None:
        replace_file(self.path, msgspec.json.encode(commits))


def write_names(folder: Path, names: IndexNames) -> None:
    """Store the names of a generation's index."""
    replace_file(folder / _INDEX, msgspec.json.encode(names))


def read_names(folder: Path) -> IndexNames:
    """Return the names of a generation's index. Raises IndexDamagedError."""
    return _read(folder / _INDEX, IndexNames)


def _read(path: Path, kind: type[Content]) -> Content:
    try:
        return msgspec.json.decode(path.read_bytes(), type=kind)
    except (OSError, msgspec.DecodeError) as error:
        raise IndexDamagedError(f"{path} cannot be read: {error}", remedy=REBUILD) from error
