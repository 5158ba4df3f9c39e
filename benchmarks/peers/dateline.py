"""Dateline itself, through the search service; its index is the archive.

Facet counts are not cached here as they are in `dateline serve`: each operation runs many times, and every peer has to
count each time.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path

import msgspec

from benchmarks.peers.protocol import Addition, Answer, Operation, Prepared, Row, run
from dateline.archive.engines import ENGINES
from dateline.index.article import Article
from dateline.index.catch_up import Follower
from dateline.index.database import Database
from dateline.index.generations import Generation, Generations
from dateline.index.store import Store
from dateline.search.archive_service import ArchiveService, GenerationName
from dateline.search.facets.registry import COUNTRY, SOURCE, YEAR
from dateline.search.query.spellings import JoinedSpellings
from dateline.search.request import Choice, FacetRequest, Request
from dateline.search.service import SearchService

_FIELDS = {"country": COUNTRY, "source": SOURCE, "year": YEAR}


class DatelineSession:
    """The search service, shared by all threads."""

    def __init__(self, service: SearchService) -> None:
        self._service = service

    def prepare(self, operation: Operation) -> Prepared:
        """Parse the operation as a user would type it."""
        service = self._service
        read = service.read(typed(operation))
        if operation.size == 0:
            # Other systems find copies too. Added articles differ from stored ones in one word, so they are copies.
            with_copies = service.read(f"{typed(operation)} duplicates:all")
            return lambda: Answer(service.count(with_copies.query).count)
        request = Request(
            read,
            choices=tuple(Choice(_FIELDS[field], tuple(values)) for field, values in operation.choices.items()),
            page=operation.offset // operation.size + 1,
            size=operation.size,
            facets=tuple(FacetRequest(_FIELDS[name]) for name in operation.facets),
        )
        return lambda: _search(service, request)


class DatelineIndex:
    """An opened archive."""

    def __init__(self, data: Path) -> None:
        self._data = data
        store = Store(Database.open(data))
        generation = _generation(data)
        name = GenerationName(generation.manifest.engine, generation.number)
        self._service = ArchiveService(
            ENGINES[name.engine](data).open_reader(generation.index),
            store,
            lambda: name,
            today=date.today,
            spellings=lambda: JoinedSpellings(store.people),
        )

    def session(self) -> DatelineSession:
        """The archive's service, which sees each commit."""
        return DatelineSession(self._service)

    def add(self, rows: Sequence[Row]) -> Addition:
        """Store and then index articles, as `dateline index` does after extraction."""
        database = Database.open(self._data)
        store = Store(database)
        generation = _generation(self._data)
        writer = ENGINES[generation.manifest.engine](self._data).open_writer(generation.index)
        store.put(_articles(store, rows))
        stored_at = time.perf_counter()
        follower = Follower(store, generation, writer)
        follower.follow()
        follower.commit()

        def release() -> None:
            writer.close()
            database.close()

        return Addition(stored_at, release)


class DatelinePeer:
    """Dateline as a peer."""

    def build(self, folder: Path, rows: Iterable[Row]) -> None:
        """Nothing to do: `benchmarks.archive` has built the archive."""

    def open(self, folder: Path) -> DatelineIndex:
        """Open the archive."""
        return DatelineIndex(folder)


def _generation(data: Path) -> Generation:
    generation = Generations(data).current()
    if generation is None:
        raise SystemExit(f"{data} has no index")
    return generation


def typed(operation: Operation) -> str:
    """An operation as a user types it."""
    words = " ".join(operation.words)
    return {"words": words, "phrase": f'"{words}"', "prefix": f"{words}*", "every": ""}[operation.kind]


def _search(service: SearchService, request: Request) -> Answer:
    results = service.search(request)
    return Answer(
        total=results.total.count,
        ids=[result.id for result in results.results],
        snippets=[passage.text for result in results.results for passage in result.snippet],
        facets={facet.facet.name: {value.value: value.count for value in facet.values} for facet in results.facets},
    )


def _articles(store: Store, rows: Sequence[Row]) -> list[Article]:
    """New articles with the rows' ids and texts, and the metadata of the stored articles they were made from."""
    stored = store.get_many([row["id"].partition("-")[2] for row in rows])
    return [_article(row, stored) for row in rows]


def _article(row: Row, stored: Mapping[str, Article]) -> Article:
    word, _, given = row["id"].partition("-")
    article = stored[given]
    provenance = msgspec.structs.replace(article.provenance, given_id=row["id"])
    return msgspec.structs.replace(
        article, id=row["id"], body=row["body"], provenance=provenance, fingerprint=f"{word}{article.fingerprint}"
    )


if __name__ == "__main__":
    run(DatelinePeer())
