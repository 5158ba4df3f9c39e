"""Open an archive for reading: its search service, officials, sources and statistics."""

from __future__ import annotations

import threading
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from dateline.archive.engines import Indexes, engine_of_index
from dateline.archive.following import Releases, follow_if_behind
from dateline.errors import IndexDamagedError
from dateline.index.database import Database
from dateline.index.generations import CURRENT, REBUILD, Generation
from dateline.index.rejects import Rejects, StoredReject
from dateline.index.store import Store
from dateline.search.archive_service import ArchiveService, GenerationName
from dateline.search.caching_engine import CachingEngine
from dateline.search.engine import Engine, Snapshot
from dateline.search.query.spellings import JoinedSpellings
from dateline.search.service import SearchService

if TYPE_CHECKING:
    # These import the extractor, which takes long, and most commands only search.
    from dateline.search.officials.officials import Officials
    from dateline.search.sources import Sources


class Figures(msgspec.Struct, frozen=True):
    """Statistics of an archive."""

    articles: int
    copies: int
    """Articles that are copies of others. Searches leave them out, and so do the dates and counts below."""
    revisions: int
    rejects: int
    first: datetime | None
    last: datetime | None
    sources: int
    countries: int
    officials: int
    engine: str
    generation: int
    bytes: int
    """Size on disk of store and index, wherever they are."""


class OpenArchive:
    """An archive opened for reading."""

    def __init__(self, data: Path, database: Database, engine: _CurrentEngine) -> None:
        self._data = data
        self._database = database
        store = Store(database)
        self._store = store
        self._engine = engine
        self._caching = CachingEngine(engine)
        self.service: SearchService = ArchiveService(
            self._caching, store, engine.generation, today=_today, spellings=lambda: JoinedSpellings(store.people)
        )
        self.engine = engine_of_index(engine.generation().engine)

    @cached_property
    def officials(self) -> Officials:
        """Who held which office."""
        from dateline.search.officials.officials import Officials

        return Officials(self.service, self._store.people, self._store, self._store.corrections)

    @cached_property
    def sources(self) -> Sources:
        """Where articles come from."""
        from dateline.search.sources import Sources

        return Sources(self._caching, self.service, self._store.corrections)

    def figures(self) -> Figures:
        """Statistics of this archive."""
        summary = self.service.summary()
        return Figures(
            articles=summary.articles,
            copies=summary.copies,
            revisions=self._store.count_revisions(),
            rejects=Rejects(self._database).count(),
            first=summary.first.at if summary.first else None,
            last=summary.last.at if summary.last else None,
            sources=summary.sources,
            countries=summary.countries,
            officials=summary.officials,
            engine=summary.engine,
            generation=summary.generation,
            bytes=_bytes_in(self._data) + self._engine.bytes_outside(),
        )

    def rejects(self) -> Iterator[StoredReject]:
        """Inputs that could not be read."""
        return iter(Rejects(self._database))


@contextmanager
def open_archive(data: Path) -> Generator[OpenArchive, None, None]:
    """Open an archive for reading.

    Articles that are not indexed, or whose embargo has ended, are indexed first, unless another process is writing.

    Raises ArchiveMissingError, StoreError, SearchIndexError.
    """
    database = Database.open(data)
    try:
        store = Store(database)
        follow_if_behind(data, store)
        engine = _CurrentEngine(Indexes(data), data / CURRENT, Releases(data, store))
        yield OpenArchive(data, database, engine)
        engine.close()
    finally:
        database.close()


class _CurrentEngine:
    """The engine of the current generation; switches when another process has rebuilt the index."""

    def __init__(self, indexes: Indexes, current: Path, releases: Releases) -> None:
        self._indexes = indexes
        self._releases = releases
        self._current = current
        self._lock = threading.Lock()
        self._seen = self._state()
        self._generation, self._engine = self._open()

    def snapshot(self) -> Snapshot:
        """The latest commit of the current generation."""
        self._releases.look()
        with self._lock:
            state = self._state()
            if state != self._seen:
                self._generation, self._engine = self._open()
                self._seen = state
            engine = self._engine
        return engine.snapshot()

    def generation(self) -> GenerationName:
        """The generation in use."""
        return GenerationName(self._generation.manifest.engine, self._generation.number)

    def bytes_outside(self) -> int:
        """Bytes that the index takes outside the data folder."""
        return self._indexes.bytes_outside(self._generation)

    def close(self) -> None:
        """Close the engine."""
        self._engine.close()

    def _open(self) -> tuple[Generation, Engine]:
        generation = self._indexes.current()
        if generation is None:
            raise IndexDamagedError("there is no index", remedy=REBUILD)
        return generation, self._indexes.kind(generation).open_reader(generation.index)

    def _state(self) -> tuple[int, int]:
        try:
            state = self._current.stat()
        except FileNotFoundError:
            return (0, 0)
        return (state.st_mtime_ns, state.st_ino)


def _bytes_in(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def _today() -> date:
    return datetime.now(tz=UTC).date()
