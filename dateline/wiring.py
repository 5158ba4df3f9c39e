"""The only place that names concrete engines, stores and readers and puts them together."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from datetime import UTC, date, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from dateline.errors import EngineUnavailableError, IndexDamagedError, LockedError, UsageError
from dateline.index.article import Article
from dateline.index.database import FILE as DATABASE_FILE
from dateline.index.database import Database
from dateline.index.generations import CURRENT, REBUILD, Generation, Generations
from dateline.index.lock import writer_lock
from dateline.index.raw import RawReject
from dateline.index.rejects import Rejects
from dateline.index.store import Store
from dateline.index.terms import ValueColumn
from dateline.search.archive_service import ArchiveService, GenerationName
from dateline.search.caching_engine import RememberingEngine
from dateline.search.engine import Engine, EngineKind, Snapshot
from dateline.search.officials.spellings import JoinedSpellings
from dateline.search.plan import Every
from dateline.search.service import SearchService

if TYPE_CHECKING:
    # What reads articles takes long to import, and most commands only search.
    from dateline.index.pipeline import OnProgress, Summary
    from dateline.index.read import ReadOptions
    from dateline.search.officials.officials import Officials
    from dateline.search.sources import Sources


def _tantivy(_data: Path) -> EngineKind:
    from dateline.search.engines import tantivy

    return tantivy


def _whoosh(_data: Path) -> EngineKind:
    from dateline.search.engines import whoosh

    return whoosh


def _opensearch(data: Path) -> EngineKind:
    from dateline.search.engines.opensearch import OpenSearchKind
    from dateline.search.engines.opensearch.settings import read_settings

    return OpenSearchKind(read_settings(data, os.environ))


EMBEDDED: Mapping[str, Callable[[Path], EngineKind]] = {"tantivy": _tantivy, "whoosh": _whoosh}
"""Engines that need nothing but the data folder. Where none is named it is the first that can be imported."""
ENGINES: Mapping[str, Callable[[Path], EngineKind]] = {**EMBEDDED, "opensearch": _opensearch}
"""Every engine by its name, as it is for the archive in a data folder; imported when used."""


class EngineChoice(msgspec.Struct, frozen=True):
    """Which engine is used, and why."""

    name: str
    reason: str

    def __str__(self) -> str:
        return f"engine: {self.name}, {self.reason}"


_BUILT_FOR_IT = "which this archive's index was built for"
_NOT_INSTALLED = {"opensearch": "install dateline[opensearch], or "}


class Figures(msgspec.Struct, frozen=True):
    """What an archive holds and takes up."""

    articles: int
    copies: int
    """Of other articles; what is counted below leaves them out, as searches do."""
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
    """On disk, all of it, wherever it is."""


class Rebuilt(msgspec.Struct, frozen=True):
    """What building an index anew came to."""

    articles: int
    changed: int
    """By settings of sources or by corrections that were not in force before, or by newer rules for joining persons."""
    engine: str
    seconds: float
    left: tuple[str, ...] = ()
    """Older indexes that could not be removed, and why."""


class Verified(msgspec.Struct, frozen=True):
    """What looking for damage came to."""

    findings: tuple[str, ...]
    articles: int
    engine: str


class Indexes:
    """The index generations of one archive, each with its engine."""

    def __init__(self, data: Path) -> None:
        self._data = data
        self._generations = Generations(data)

    def current(self) -> Generation | None:
        """The one that answers; None before the first. Raises IndexDamagedError."""
        return self._generations.current()

    def default_engine(self) -> EngineChoice:
        """The engine of an archive for which none is named. Raises EngineUnavailableError."""
        missing: list[str] = []
        for name, load in EMBEDDED.items():
            try:
                load(self._data)
            except ImportError as error:
                missing.append(f"as {name} cannot be used here: {error}")
            else:
                return EngineChoice(name, "; ".join(missing) or "the default")
        raise EngineUnavailableError("; ".join(missing), remedy="install Dateline anew")

    def choice(self, asked: str | None) -> EngineChoice:
        """The engine of this archive, or of its first index."""
        generation = self.current()
        if generation is not None:
            return EngineChoice(generation.manifest.engine, _BUILT_FOR_IT)
        return self.default_engine() if asked is None else EngineChoice(asked, "as asked for")

    def engine_now(self) -> str:
        """The engine of an index that is built anew."""
        try:
            return self.choice(None).name
        except IndexDamagedError:
            return self.default_engine().name

    def kind(self, generation: Generation, asked: str | None = None) -> EngineKind:
        """The engine of a generation, which must be the one asked for. Raises IndexVersionError, UsageError."""
        name = generation.manifest.engine
        if asked is not None and asked != name:
            raise UsageError(
                f"this archive's index is for {name}", remedy=f"change it with: dateline reindex --engine {asked}"
            )
        kind = self._kind(name)
        generation.require(kind.engine_version())
        return kind

    def create(self, name: str) -> Generation:
        """Make an empty generation, which does not answer yet."""
        kind = self._kind(name)
        generation = self._generations.create(name, kind.engine_version())
        kind.create(generation.index)
        return generation

    def switch(self, generation: Generation) -> None:
        """Let a generation answer from now on."""
        self._generations.switch(generation)
        self.kind(generation).announce(generation.index)

    def drop_all_but(self, generation: Generation) -> tuple[str, ...]:
        """Remove the others, and say of which that cannot be done now: it is tried again after the next rebuild."""
        return self._generations.drop_all_but(generation, self._drop)

    def bytes_outside(self, generation: Generation) -> int:
        """What a generation takes up outside its folder."""
        return self.kind(generation).bytes_outside(generation.index)

    def _drop(self, generation: Generation) -> None:
        self._kind(generation.manifest.engine).drop(generation.index)

    def _kind(self, name: str) -> EngineKind:
        if name not in ENGINES:
            raise UsageError(f"there is no engine {name}", remedy=f"engines are: {', '.join(ENGINES)}")
        try:
            return ENGINES[name](self._data)
        except ImportError as error:
            raise EngineUnavailableError(
                f"the engine {name} cannot be used here: {error}",
                remedy=_NOT_INSTALLED.get(name, "")
                + f"build the index for another with: dateline reindex --engine {self.default_engine().name}",
            ) from error


class Archive:
    """An archive opened for reading."""

    def __init__(self, data: Path, database: Database, engine: _CurrentEngine) -> None:
        self._data = data
        self._database = database
        store = Store(database)
        self._store = store
        self._engine = engine
        self._remembering = RememberingEngine(engine)
        self.service: SearchService = ArchiveService(
            self._remembering, store, engine.generation, today=_today, spellings=lambda: JoinedSpellings(store.people)
        )
        self.engine = EngineChoice(engine.generation().engine, _BUILT_FOR_IT)

    @cached_property
    def officials(self) -> Officials:
        """Who held which office."""
        from dateline.search.officials.officials import Officials

        return Officials(self.service, self._store.people, self._store, self._store.told)

    @cached_property
    def sources(self) -> Sources:
        """Where articles come from."""
        from dateline.search.sources import Sources

        return Sources(self._remembering, self.service, self._store.told)

    def figures(self) -> Figures:
        """What it holds."""
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

    def rejects(self) -> Iterator[RawReject]:
        """What could not be read."""
        return iter(Rejects(self._database))


@contextmanager
def open_archive(data: Path) -> Generator[Archive, None, None]:
    """Open an archive for reading. What is stored and not yet indexed is indexed first, unless another process does.

    Raises ArchiveMissingError, StoreError, SearchIndexError.
    """
    database = Database.open(data)
    try:
        _follow_if_behind(data, Store(database))
        engine = _CurrentEngine(Indexes(data), data / CURRENT)
        yield Archive(data, database, engine)
        engine.close()
    finally:
        database.close()


def index_into(
    data: Path,
    sources: Sequence[str],
    options: ReadOptions,
    *,
    engine: str | None = None,
    workers: int | None = None,
    on_engine: Callable[[EngineChoice], None] | None = None,
    on_progress: OnProgress | None = None,
) -> Summary:
    """Read articles into an archive, which is made where there is none. Raises DatelineError."""
    from dateline.index.catch_up import Follower
    from dateline.index.corrections.files import read_told
    from dateline.index.pipeline import index_sources

    data.mkdir(parents=True, exist_ok=True)
    told = read_told(data)
    with writer_lock(data):
        database = Database.open_to_write(data) if (data / DATABASE_FILE).exists() else Database.create(data)
        try:
            store = Store(database)
            store.tell(told)
            store.sketch_again()
            indexes = Indexes(data)
            choice = indexes.choice(engine)
            if on_engine is not None:
                on_engine(choice)
            generation = indexes.current() or indexes.create(choice.name)
            writer = indexes.kind(generation, engine).open_writer(generation.index)
            try:
                summary = index_sources(
                    sources,
                    options,
                    store,
                    Rejects(database),
                    Follower(store, generation, writer),
                    workers=workers or os.cpu_count() or 1,
                    on_progress=on_progress,
                )
            finally:
                writer.close()
            indexes.switch(generation)
        finally:
            database.close()
    return summary


def extract_all(sources: Sequence[str], options: ReadOptions, data: Path) -> Generator[Article | RawReject, None, None]:
    """Read articles, as told in a data folder, without storing them. Raises SourceError, ConfigError."""
    from dateline.index.corrections.apply import apply
    from dateline.index.corrections.files import read_told
    from dateline.index.extraction import extracted
    from dateline.index.read import read

    told = read_told(data)
    for found in extracted(read(sources, options), workers=1, read_at=datetime.now(tz=UTC)):
        yield from (apply(told, article) for article in found.articles)
        yield from found.rejects


def extract_again(data: Path, *, on_progress: Callable[[int], None] | None = None) -> int:
    """Read metadata anew of the stored articles that other rules have read; return of how many. Raises DatelineError.

    Each batch is durable by itself: stopped anywhere, the next call goes on.
    """
    from dateline.index.metadata.extract import EXTRACTOR
    from dateline.index.metadata.re_extract import read_again

    done = 0
    with writer_lock(data), _opened_to_write(data) as database:
        store = Store(database)
        for batch in store.read_otherwise(EXTRACTOR):
            store.put([read_again(article) for article in batch])
            done += len(batch)
            if on_progress is not None:
                on_progress(done)
    return done


def rebuild(data: Path, *, engine: str | None, on_progress: Callable[[int], None] | None = None) -> Rebuilt:
    """Build the index anew from the store; the old one answers until the new one is complete. Raises DatelineError.

    What people have told in the data folder is put in force first.
    """
    from dateline.index.catch_up import catch_up
    from dateline.index.corrections.files import read_told

    started = time.monotonic()
    told = read_told(data)
    with writer_lock(data), _opened_to_write(data) as database:
        store = Store(database)
        changed = store.tell(told) + store.sketch_again()
        indexes = Indexes(data)
        name = engine or indexes.engine_now()
        generation = indexes.create(name)
        writer = indexes.kind(generation).open_writer(generation.index)
        try:
            articles = catch_up(store, generation, writer, on_progress)
        finally:
            writer.close()
        indexes.switch(generation)
        left = indexes.drop_all_but(generation)
    return Rebuilt(articles, changed, name, time.monotonic() - started, left)


def verify(data: Path) -> Verified:
    """Look for damage in the store, in the index, and between them. Raises ArchiveMissingError."""
    with _opened(data) as database:
        store = Store(database)
        findings = list(store.verify())
        indexes = Indexes(data)
        generation = indexes.current()
        if generation is None:
            return Verified((*findings, f"there is no index; {REBUILD}"), store.count(), "none")
        kind = indexes.kind(generation)
        reader = kind.open_reader(generation.index)
        findings.extend(_differences(store, reader.snapshot(), generation))
        reader.close()
        return Verified(tuple(findings), store.count(), kind.ENGINE)


def retry_rejects(data: Path, *, on_progress: OnProgress | None = None) -> Summary:
    """Read again the inputs of which something could not be read. Raises DatelineError."""
    from dateline.index.read import ReadOptions

    with _opened(data) as database:
        paths = {reject.place.source.split("!/", 1)[0] for reject in Rejects(database)}
    again = sorted(path for path in paths if Path(path).exists())
    return index_into(data, again, ReadOptions(), on_progress=on_progress)


class _CurrentEngine:
    """The engine of whatever generation is current: a reindex by another process is followed."""

    def __init__(self, indexes: Indexes, current: Path) -> None:
        self._indexes = indexes
        self._current = current
        self._lock = threading.Lock()
        self._seen = self._state()
        self._generation, self._engine = self._open()

    def snapshot(self) -> Snapshot:
        """The latest commit of the current generation."""
        with self._lock:
            state = self._state()
            if state != self._seen:
                self._generation, self._engine = self._open()
                self._seen = state
            engine = self._engine
        return engine.snapshot()

    def generation(self) -> GenerationName:
        """Which generation answers."""
        return GenerationName(self._generation.manifest.engine, self._generation.number)

    def bytes_outside(self) -> int:
        """What the index takes up outside the data folder."""
        return self._indexes.bytes_outside(self._generation)

    def close(self) -> None:
        """Release it."""
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


@contextmanager
def _opened(data: Path) -> Generator[Database, None, None]:
    with closing(Database.open(data)) as database:
        yield database


@contextmanager
def _opened_to_write(data: Path) -> Generator[Database, None, None]:
    with closing(Database.open_to_write(data)) as database:
        yield database


def _follow_if_behind(data: Path, store: Store) -> None:
    indexes = Indexes(data)
    generation = indexes.current()
    if generation is not None and generation.mark().serial >= store.last_serial():
        return
    from dateline.index.catch_up import catch_up

    try:
        with writer_lock(data):
            following = generation or indexes.create(indexes.default_engine().name)
            writer = indexes.kind(following).open_writer(following.index)
            try:
                catch_up(store, following, writer)
            finally:
                writer.close()
            indexes.switch(following)
    except LockedError:
        if generation is None:
            raise


def _differences(store: Store, snapshot: Snapshot, generation: Generation) -> Generator[str, None, None]:
    behind = store.last_serial() - generation.mark().serial
    if behind:
        yield "the index has not followed all changes; opening the archive lets it: dateline stats"
    elif snapshot.articles() != store.count():
        yield f"{store.count():,} articles are stored and {snapshot.articles():,} are indexed; {REBUILD}"
    if not behind:
        indexed = snapshot.counts(Every(), [ValueColumn.ID])[ValueColumn.ID].values
        repeated = sum(count > 1 for count in indexed.values())
        if repeated:
            yield f"{repeated:,} articles are in the index more than once; {REBUILD}"


def _bytes_in(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def _today() -> date:
    return datetime.now(tz=UTC).date()
