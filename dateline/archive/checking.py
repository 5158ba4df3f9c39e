"""Check an archive for damage: the store, the index, and whether they agree."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import closing
from pathlib import Path

import msgspec

from dateline.archive.engines import Indexes
from dateline.index.database import Database
from dateline.index.generations import REBUILD, Generation
from dateline.index.store import Store
from dateline.index.terms import ValueColumn
from dateline.search.engine import Snapshot
from dateline.search.plan import Every


class Verified(msgspec.Struct, frozen=True):
    """The result of a check; no findings means no damage."""

    findings: tuple[str, ...]
    articles: int
    engine: str


def verify(data: Path) -> Verified:
    """Check the store, the index, and whether they agree. Raises ArchiveMissingError."""
    with closing(Database.open(data)) as database:
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


def _differences(store: Store, snapshot: Snapshot, generation: Generation) -> Generator[str, None, None]:
    behind = store.last_serial() - generation.mark().serial
    if behind:
        yield "the index lacks the latest changes; opening the archive indexes them: dateline stats"
    elif snapshot.articles() != store.count():
        yield f"{store.count():,} articles are stored and {snapshot.articles():,} are indexed; {REBUILD}"
    if not behind:
        indexed = snapshot.counts(Every(), [ValueColumn.ID])[ValueColumn.ID].values
        repeated = sum(count > 1 for count in indexed.values())
        if repeated:
            yield f"{repeated:,} articles are in the index more than once; {REBUILD}"
