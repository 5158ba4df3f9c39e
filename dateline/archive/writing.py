"""Change an archive: index sources, re-extract metadata, rebuild the index."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Generator, Iterable, Sequence
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from dateline.archive.engines import EngineChoice, Indexes
from dateline.errors import ArchiveMissingError, StoreError
from dateline.index.article import Article
from dateline.index.database import Database
from dateline.index.lock import writer_lock
from dateline.index.raw import Passed, RawReject
from dateline.index.rejects import Rejects
from dateline.index.store import Store
from dateline.index.upgrades import open_to_write

if TYPE_CHECKING:
    # These import the extractor, which takes long, and most commands only search.
    from dateline.index.formats.options import ReadOptions
    from dateline.index.pipeline import OnProgress, Reader, Summary
    from dateline.index.sources.blob import Blob


class Rebuilt(msgspec.Struct, frozen=True):
    """The result of rebuilding an index."""

    articles: int
    changed: int
    """Articles changed by new corrections, new source settings, or newer rules for joining persons."""
    engine: str
    seconds: float
    left: tuple[str, ...] = ()
    """Why some older generations could not be removed."""


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
    """Read articles from addresses into an archive, creating it if there is none. Raises DatelineError."""
    from dateline.index.read import read_documents

    return index_read_into(
        data,
        lambda on_bytes: read_documents(sources, options, on_bytes),
        options,
        engine=engine,
        workers=workers,
        on_engine=on_engine,
        on_progress=on_progress,
    )


def index_blobs_into(data: Path, blobs: Iterable[Blob | RawReject | Passed], options: ReadOptions) -> Summary:
    """Read articles from blobs, such as answers of a server, into an archive. Raises DatelineError."""
    from dateline.index.read import read_fetched

    return index_read_into(data, lambda _: read_fetched(blobs, options), options, workers=1)


def index_read_into(
    data: Path,
    start: Reader,
    options: ReadOptions,
    *,
    engine: str | None = None,
    workers: int | None = None,
    on_engine: Callable[[EngineChoice], None] | None = None,
    on_progress: OnProgress | None = None,
) -> Summary:
    """Put everything that a reader yields into an archive, creating it if there is none. Raises DatelineError."""
    from dateline.index.catch_up import Follower
    from dateline.index.corrections.files import read_corrections
    from dateline.index.extraction import Setting
    from dateline.index.pipeline import index_read

    try:
        data.mkdir(parents=True, exist_ok=True)
    except (OSError, ValueError) as error:
        raise StoreError(
            f"the folder {data} cannot be made: {error}", remedy="check its path and permissions"
        ) from error
    corrections = read_corrections(data)
    with writer_lock(data):
        database = _open_or_create(data)
        try:
            store = Store(database)
            store.apply_corrections(corrections)
            store.refresh_copies()
            store.release(datetime.now(tz=UTC))
            indexes = Indexes(data)
            choice = indexes.choice(engine)
            if on_engine is not None:
                on_engine(choice)
            generation = indexes.current() or indexes.create(choice.name)
            writer = indexes.kind(generation, engine).open_writer(generation.index)
            try:
                summary = index_read(
                    start,
                    Setting(options, datetime.now(tz=UTC), str(data)),
                    store,
                    Rejects(database, options),
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


def _open_or_create(data: Path) -> Database:
    try:
        return open_to_write(data)
    except ArchiveMissingError:
        return Database.create(data)


def extract_all(sources: Sequence[str], options: ReadOptions, data: Path) -> Generator[Article | RawReject, None, None]:
    """Read articles without storing them, with the corrections of a data folder. Raises SourceError, ConfigError."""
    from dateline.index.corrections.apply import apply
    from dateline.index.corrections.files import read_corrections
    from dateline.index.extraction import Setting
    from dateline.index.read import read_documents
    from dateline.index.workers import extract_documents

    corrections = read_corrections(data)
    setting = Setting(options, datetime.now(tz=UTC))
    for found in extract_documents(read_documents(sources, options), setting, workers=1):
        yield from (apply(corrections, article) for article in found.articles)
        yield from found.rejects


def extract_again(data: Path, *, on_progress: Callable[[int], None] | None = None) -> int:
    """Re-extract the metadata of outdated articles; return how many there were. Raises DatelineError.

    Each batch is committed by itself: after an interruption the next call continues.
    """
    from dateline.index.metadata.extract import EXTRACTOR
    from dateline.index.metadata.re_extract import re_extract

    done = 0
    with writer_lock(data), closing(open_to_write(data)) as database:
        store = Store(database)
        for batch in store.outdated(EXTRACTOR):
            store.put_extracted_again([re_extract(article) for article in batch])
            done += len(batch)
            if on_progress is not None:
                on_progress(done)
    return done


def rebuild(data: Path, *, engine: str | None, on_progress: Callable[[int], None] | None = None) -> Rebuilt:
    """Rebuild the index from the store; the old one answers until the new one is complete. Raises DatelineError.

    Corrections and settings in the data folder are applied first.
    """
    from dateline.index.catch_up import catch_up
    from dateline.index.corrections.files import read_corrections

    started = time.monotonic()
    corrections = read_corrections(data)
    with writer_lock(data), closing(open_to_write(data)) as database:
        store = Store(database)
        store.release(datetime.now(tz=UTC))
        changed = store.apply_corrections(corrections) + store.refresh_copies()
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
