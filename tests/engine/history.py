"""An archive that changes while it is asked: what is committed is found, what is not is not, what is held stays."""

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
"""Few ids, so that articles are replaced and deleted, and come back."""
MOST_HELD = 2
STEPS = 8

EVERYTHING = Request(ReadQuery("", Everything()), sort=Sort.NEWEST)

batches = archives(most=3, ids=FEW).filter(bool)
some_ids = st.lists(st.sampled_from(FEW), min_size=1, max_size=2)


class Held(msgspec.Struct, frozen=True):
    """A snapshot, and what it must go on answering from."""

    snapshot: Snapshot
    name: str
    articles: list[Article]

    def check(self, request: Request) -> None:
        """Whether it answers as brute force over its articles does."""
        assert self.snapshot.articles() == len(self.articles)
        assert self.snapshot.commit() == self.name
        check_answer(_service(_OneSnapshot(self.snapshot), self.articles), request, self.articles)


class _OneSnapshot:
    """An engine that has one snapshot for ever."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot

    def snapshot(self) -> Snapshot:
        return self._snapshot

    def close(self) -> None:
        """Nothing to release."""


class History(RuleBasedStateMachine):
    """One archive's life on one engine, with what it must hold beside it."""

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
        """Add, replace, delete and add again; what was seen before stays held."""
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
    def write_and_give_up(self, batch: list[Article], deleted: list[str]) -> None:
        self._write(batch, deleted)
        self._writer.close()
        self._written = dict(self._committed)
        self._writer = self.kind.open_writer(self._index)

    @rule(request=requests())
    def build_a_new_generation_and_ask(self, request: Request) -> None:
        """Of what is committed; the old one's folder goes, its snapshots answer on."""
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
    def open_another_reader_and_ask(self, request: Request) -> None:
        self._engine.close()
        self._engine = CachingEngine(self.kind.open_reader(self._index))
        self._latest().check(request)

    @rule(request=requests(), which=st.integers(0, MOST_HELD - 1))
    def ask_what_is_held(self, request: Request, which: int) -> None:
        if self._held:
            self._held[which % len(self._held)].check(request)

    @invariant()
    def all_of_the_last_commit_and_of_what_is_held_is_found(self) -> None:
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
        self._writer.add(articles)
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
    """A check: an archive that changes answers from its last commit, and a held snapshot from its own."""

    says: str = "an_archive_that_changes_answers_from_its_last_commit_and_a_held_snapshot_from_its_own"

    def check(self, kind: EngineKind, effort: settings) -> None:
        """Raise AssertionError for the first history in which it does not."""

        class OnOneEngine(History):
            pass

        OnOneEngine.kind = kind
        run_state_machine_as_test(OnOneEngine, settings=settings(effort, stateful_step_count=STEPS))


def _service(engine: Engine, articles: list[Article]) -> ArchiveService:
    generation = GenerationName("held", 1)
    return ArchiveService(engine, ArticlesInMemory(articles), lambda: generation, today=lambda: TODAY)
