"""What a generation's folder says of its index in the cluster: its name, and how far commits have come.

A refresh makes a commit visible shard by shard. So that nobody looks at half of one, it is said before it begins and
after it is done, and who opens a snapshot looks at both before and behind.
"""

from __future__ import annotations

from pathlib import Path
from typing import TypeVar

import msgspec

from dateline.errors import IndexDamagedError
from dateline.index.generations import REBUILD, replace_file

Kept = TypeVar("Kept")

_INDEX = "cluster.json"
_COMMITS = "commits.json"


class Named(msgspec.Struct, frozen=True):
    """The index of one generation, and the alias of the archive."""

    index: str
    alias: str


class Commits(msgspec.Struct, frozen=True):
    """How many commits were begun, and how many are done."""

    begun: int = 0
    done: int = 0

    @property
    def under_way(self) -> bool:
        """Whether some shards may have more than others."""
        return self.begun != self.done


class CommitLog:
    """The commits of one generation, as its folder has them."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / _COMMITS

    def read(self) -> Commits:
        """Where they are. Raises IndexDamagedError."""
        return _read(self.path, Commits)

    def begin(self) -> None:
        """Say that shards are about to differ."""
        commits = self.read()
        self._write(Commits(max(commits.begun, commits.done) + 1, commits.done))

    def complete(self) -> None:
        """Say that they are alike again."""
        begun = self.read().begun
        self._write(Commits(begun, begun))

    def start(self) -> None:
        """There are none yet."""
        self._write(Commits())

    def _write(self, commits: Commits) -> None:
        replace_file(self.path, msgspec.json.encode(commits))


def name_index(folder: Path, named: Named) -> None:
    """Keep the name of a generation's index."""
    replace_file(folder / _INDEX, msgspec.json.encode(named))


def index_named(folder: Path) -> Named:
    """The name of a generation's index. Raises IndexDamagedError."""
    return _read(folder / _INDEX, Named)


def _read(path: Path, kind: type[Kept]) -> Kept:
    try:
        return msgspec.json.decode(path.read_bytes(), type=kind)
    except (OSError, msgspec.DecodeError) as error:
        raise IndexDamagedError(f"{path} cannot be read: {error}", remedy=REBUILD) from error
