# pyright: reportMissingTypeStubs=false, reportUnknownMemberType=false, reportUnknownVariableType=false
# pyright: reportUnknownArgumentType=false
"""A typed interface to Whoosh, and the only file of this engine that imports it.

The engine uses Whoosh's table of contents (which segments make up a commit, and which of their articles are deleted),
its ordered hash files, and its BM25F. Whoosh commits by writing a new table of contents and renaming it, but syncs
nothing; so here all files that a table names are synced before the rename, and the folder after it.
"""

from __future__ import annotations

import mmap
import os
import pickle
import re
import struct
from collections.abc import Iterable, Iterator
from io import BytesIO
from pathlib import Path

import msgspec
from whoosh.codec.whoosh3 import W3Codec, W3Segment
from whoosh.fields import Schema
from whoosh.filedb.filetables import FileFormatError, OrderedHashReader, OrderedHashWriter
from whoosh.filedb.structfile import StructFile
from whoosh.index import TOC
from whoosh.scoring import bm25

from dateline.errors import IndexDamagedError, SearchIndexError
from dateline.index.generations import REBUILD

__all__ = ["Folder", "Segment", "Table", "bm25f"]

_NAME = "MAIN"
_CONTENTS = re.compile(rf"_{_NAME}_(\d+)\.toc")
_DAMAGE = (
    *(OSError, EOFError, ValueError, LookupError, AttributeError, TypeError, AssertionError, ImportError),
    *(struct.error, pickle.UnpicklingError, FileFormatError),
)
"""Exceptions of Whoosh and pickle for damaged files."""


class Segment(msgspec.Struct, frozen=True):
    """Articles that were written together, as listed in a table of contents."""

    name: str
    articles: int
    """The number of articles, including deleted ones; they are numbered from 0."""
    deleted: set[int] = msgspec.field(default_factory=set[int])
    """Numbers of deleted articles; a writer adds to them before it commits."""

    @property
    def live(self) -> int:
        """Return the number of articles that are not deleted."""
        return self.articles - len(self.deleted)


class Table:
    """Keys and values of one segment, ordered by key. Safe to use from several threads."""

    def __init__(self, path: Path) -> None:
        with path.open("rb") as file:
            mapped = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)

        def get(position: int, length: int) -> bytes:
            return mapped[position : position + length]

        structured = StructFile(mapped)
        # Whoosh would seek and then read, which is not safe with several threads.
        structured.get = get
        self._hash = OrderedHashReader(structured, len(mapped))

    def get(self, key: bytes) -> bytes | None:
        """Return the value of a key."""
        found: bytes | None = self._hash.get(key)
        return found

    def keys(self, start: bytes) -> Iterator[bytes]:
        """Yield the keys with a prefix."""
        for key in self._hash.keys_from(start):
            if not key.startswith(start):
                return
            yield key

    def items(self, start: bytes = b"") -> Iterator[tuple[bytes, bytes]]:
        """Yield the keys with a prefix, with their values."""
        for key, value in self._hash.items_from(start):
            if not key.startswith(start):
                return
            yield key, value


class Folder:
    """The files of one index."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def create(self) -> None:
        """Create an empty index. Raises SearchIndexError."""
        self.commit(0, [])

    def latest(self) -> int:
        """Return the number of the latest commit. Raises IndexDamagedError."""
        commits = [int(match[1]) for match in map(_CONTENTS.fullmatch, _names(self._path)) if match]
        if not commits:
            raise IndexDamagedError(f"{self._path} contains no index", remedy=REBUILD)
        return max(commits)

    def read(self, commit: int) -> list[Segment]:
        """Return the segments of a commit. Raises IndexDamagedError; FileNotFoundError if a later one replaced it."""
        try:
            segments = TOC.read(_Files(self._path), _NAME, gen=commit).segments
            return [Segment(one.segid, one.doc_count_all(), set(one.deleted_docs())) for one in segments]
        except FileNotFoundError:
            raise
        except _DAMAGE as error:
            raise IndexDamagedError(f"commit {commit} in {self._path} cannot be read", remedy=REBUILD) from error

    def commit(self, commit: int, segments: Iterable[Segment]) -> None:
        """Commit these segments durably as the index. Raises SearchIndexError."""
        written = [
            W3Segment(W3Codec(), _NAME, doccount=one.articles, segid=one.name, deleted=one.deleted) for one in segments
        ]
        try:
            TOC(Schema(), written, commit).write(_Files(self._path), _NAME)
        except OSError as error:
            raise SearchIndexError(f"cannot write the index: {error}") from error

    def open_table(self, segment: Segment) -> Table:
        """Open a segment. Raises IndexDamagedError; FileNotFoundError if a later commit merged it away."""
        try:
            return Table(self._table(segment.name))
        except FileNotFoundError:
            raise
        except _DAMAGE as error:
            raise IndexDamagedError(f"{self._table(segment.name)} cannot be read", remedy=REBUILD) from error

    def write_table(self, items: Iterable[tuple[bytes, bytes]]) -> str:
        """Write a new segment's table durably, with ascending keys; return its name. Raises SearchIndexError."""
        name: str = W3Segment(W3Codec(), _NAME).segid
        path = self._table(name)
        try:
            with path.open("wb") as file:
                table = OrderedHashWriter(StructFile(file))
                table.add_all(items)
                table.close()
            _sync(path)
        except OSError as error:
            raise SearchIndexError(f"cannot write the index: {error}") from error
        return name

    def sweep(self, commit: int, segments: Iterable[Segment]) -> None:
        """Remove all files that this commit does not need; readers keep the files that they have open."""
        kept = {f"_{_NAME}_{commit}.toc", *(self._table(one.name).name for one in segments)}
        for name in _names(self._path):
            if name not in kept:
                (self._path / name).unlink(missing_ok=True)

    def _table(self, name: str) -> Path:
        return self._path / f"{_NAME}_{name}.trm"


def bm25f(idf: float, frequency: int, length: int, mean_length: float) -> float:
    """Return Whoosh's BM25F score for one column, with its default parameters."""
    score: float = bm25(idf, frequency, length, mean_length, 0.75, 1.2)
    return score


class _Files:
    """The file storage through which Whoosh reads and writes a table of contents."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def open_file(self, name: str) -> object:
        return StructFile(BytesIO((self._path / name).read_bytes()))

    def create_file(self, name: str) -> object:
        return StructFile((self._path / name).open("wb"))

    def rename_file(self, old: str, new: str, *, safe: bool) -> None:
        """Rename a file; if `safe`, an existing one is not replaced."""
        if safe and (self._path / new).exists():
            raise FileExistsError(f"{self._path / new} already exists")
        _sync(self._path / old)
        (self._path / old).rename(self._path / new)
        _sync(self._path)


def _names(path: Path) -> list[str]:
    try:
        return [found.name for found in path.iterdir()]
    except FileNotFoundError:
        return []


def _sync(path: Path) -> None:
    opened = os.open(path, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)
