"""A changing archive: commits become visible, uncommitted changes do not, and held snapshots never change."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import ClassVar

import msgspec
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from dateline.index.article import Article
from dateline.index.terms import terms_of
from dateline.index.writer import IndexWriter
from dateline.search.archive_service import ArchiveService, GenerationName
from dateline.search.caching_engine import CachingEngine
from dateline.search.engine import Engine, EngineKind, Snapshot
from dateline.search.query.tree import Everything
from dateline.search.request import ReadQuery, Request, Sort
from tests.engine.contract import check_answer
from tests.engine.opened import TODAY, ArticlesInMemory
from tests.strategies import IDS, archives, requests

FEW = IDS[:4]
"""Few ids, so that articles are often replaced, deleted and added again."""
MOST_HELD = 2
STEPS = 8

EVERYTHING = Request(ReadQuery("", Everything()), sort=Sort.NEWEST)

batches = archives(most=3, ids=FEW).filter(bool)
some_ids = st.lists(st.sampled_from(FEW), min_size=1, max_size=2)


class Held(msgspec.Struct, frozen=True):
    """A snapshot with the articles that it must keep finding."""

    snapshot: Snapshot
    name: str
    articles: list[Article]

    def check(self, request: Request) -> None:
        """Assert that the snapshot answers like brute force over its articles."""
        assert self.snapshot.articles() == len(self.articles)
        assert self.snapshot.commit() == self.name
        check_answer(_service(_OneSnapshot(self.snapshot), self.articles), request, self.articles)


class _OneSnapshot:
    """An engine with a single snapshot."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot

    def snapshot(self) -> Snapshot:
        return self._snapshot

    def close(self) -> None:
        """Do nothing."""


class History(RuleBasedStateMachine):
    """Random operations on one archive with one engine, beside a model of its contents."""

    kind: ClassVar[EngineKind]
    _writer: IndexWriter
    _engine: Engine

    def __init__(self) -> None:
        super().__init__()
        self._folder = Path(tempfile.mkdtemp())
        self._generation = 0
        self._written: dict[str, Article] = {}
        self._committed: dict[str, Article] = {}
        self._held: list[Held] = []

    @initialize(batch=batches)
    def first_generation(self, batch: list[Article]) -> None:
        self._open_next()
        self._write(batch, ())
        self._commit()

    @rule(batch=batches, deleted=some_ids, again=batches)
    def write_and_commit(self, batch: list[Article], deleted: list[str], again: list[Article]) -> None:
        """Add, replace, delete and add again; the snapshot from before stays held."""
        before = self._latest()
        self._held = [*self._held, before][-MOST_HELD:]
        self._write(batch, deleted)
        self._write(again, ())
        self._commit()
        assert self._latest().name != before.name

    @rule(batch=batches, deleted=some_ids)
    def write(self, batch: list[Article], deleted: list[str]) -> None:
        self._write(batch, deleted)

    @rule(batch=batches, deleted=some_ids)
    def write_and_discard(self, batch: list[Article], deleted: list[str]) -> None:
        self._write(batch, deleted)
        self._writer.close()
        self._written = dict(self._committed)
        self._writer = self.kind.open_writer(self._index)

    @rule(request=requests())
    def build_a_new_generation_and_search(self, request: Request) -> None:
        """Rebuild from the committed articles; the old folder is removed, and its snapshots keep working."""
        old, articles = self._index, list(self._committed.values())
        self._held = [*self._held, self._latest()][-MOST_HELD:]
        self._writer.close()
        self._engine.close()
        self._open_next()
        self._written = {}
        self._write(articles, ())
        self._commit()
        shutil.rmtree(old)
        self._latest().check(request)

    @rule(request=requests())
    def open_another_reader_and_search(self, request: Request) -> None:
        self._engine.close()
        self._engine = CachingEngine(self.kind.open_reader(self._index))
        self._latest().check(request)

    @rule(request=requests(), which=st.integers(0, MOST_HELD - 1))
    def search_a_held_snapshot(self, request: Request, which: int) -> None:
        if self._held:
            self._held[which % len(self._held)].check(request)

    @invariant()
    def all_articles_of_the_last_commit_and_of_held_snapshots_are_found(self) -> None:
        for held in (self._latest(), *self._held):
            held.check(EVERYTHING)

    def teardown(self) -> None:
        if self._generation:
            self._writer.close()
            self._engine.close()
        self._held.clear()
        shutil.rmtree(self._folder)

    @property
    def _index(self) -> Path:
        return self._folder / str(self._generation)

    def _open_next(self) -> None:
        self._generation += 1
        self._index.mkdir()
        self.kind.create(self._index)
        self._writer = self.kind.open_writer(self._index)
        self._engine = CachingEngine(self.kind.open_reader(self._index))

    def _write(self, articles: list[Article], deleted: Sequence[str]) -> None:
        self._writer.add(map(terms_of, articles))
        self._written.update({article.id: article for article in articles})
        self._writer.delete(deleted)
        self._written = {given: article for given, article in self._written.items() if given not in deleted}

    def _commit(self) -> None:
        self._writer.commit()
        self._committed = dict(self._written)

    def _latest(self) -> Held:
        snapshot = self._engine.snapshot()
        return Held(snapshot, snapshot.commit(), list(self._committed.values()))


class Changing(msgspec.Struct, frozen=True):
    """A check over random histories: engines answer from the last commit, and held snapshots from their own."""

    says: str = "engines_answer_from_the_last_commit_and_snapshots_from_theirs"

    def check(self, kind: EngineKind, effort: settings) -> None:
        """Raise AssertionError for the first history that fails."""

        class OnOneEngine(History):
            pass

        OnOneEngine.kind = kind
        run_state_machine_as_test(OnOneEngine, settings=settings(effort, stateful_step_count=STEPS))


def _service(engine: Engine, articles: list[Article]) -> ArchiveService:
    generation = GenerationName("held", 1)
    return ArchiveService(engine, ArticlesInMemory(articles), lambda: generation, today=lambda: TODAY)
