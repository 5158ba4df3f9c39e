"""An archive that changes while it is asked: what is committed is found, what is not is not, what is held stays."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import ClassVar

import msgspec
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule, run_state_machine_as_test

from dateline.index.article import Article
from dateline.index.writer import IndexWriter
from dateline.search.archive_service import ArchiveService, GenerationName
from dateline.search.engine import Engine, EngineKind, Snapshot
from dateline.search.request import Request
from tests.engine.contract import check_answer
from tests.engine.opened import TODAY, ArticlesInMemory
from tests.strategies import IDS, archives, requests

FEW = IDS[:8]
"""Few ids, so that articles are replaced and deleted, and come back."""
MOST_HELD = 3
STEPS = 15

batches = archives(most=4, ids=FEW)


class Held(msgspec.Struct, frozen=True):
    """A snapshot, and what it must go on answering from."""

    snapshot: Snapshot
    articles: list[Article]

    def check(self, request: Request) -> None:
        """Whether it answers as brute force over its articles does."""
        assert self.snapshot.articles() == len(self.articles)
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
        self._add(batch)
        self.commit()

    @rule(batch=batches)
    def add_or_replace(self, batch: list[Article]) -> None:
        self._add(batch)

    @rule(ids=st.lists(st.sampled_from(FEW), max_size=3))
    def delete(self, ids: list[str]) -> None:
        self._writer.delete(ids)
        for article_id in ids:
            self._written.pop(article_id, None)

    @rule(batch=batches)
    def replace_and_delete_at_once(self, batch: list[Article]) -> None:
        self._add(batch)
        self.delete([article.id for article in batch[:2]])
        self._add(batch[:1])

    @rule()
    def commit(self) -> None:
        self._writer.commit()
        self._committed = dict(self._written)

    @rule()
    def give_up(self) -> None:
        self._writer.close()
        self._written = dict(self._committed)
        self._writer = self.kind.open_writer(self._index)

    @rule()
    def open_another_reader(self) -> None:
        self._engine.close()
        self._engine = self.kind.open_reader(self._index)

    @rule()
    def reindex(self) -> None:
        """Build a new generation of what is committed; the old one's folder goes, its snapshots answer on."""
        old, articles = self._index, self._committed
        self._writer.close()
        self._engine.close()
        self._open_next()
        self._written = {}
        self._add(articles.values())
        self.commit()
        shutil.rmtree(old)

    @precondition(lambda self: len(self._held) < MOST_HELD)
    @rule()
    def hold(self) -> None:
        self._held.append(self._latest())

    @rule(request=requests())
    def search(self, request: Request) -> None:
        self._latest().check(request)

    @precondition(lambda self: bool(self._held))
    @rule(request=requests(), which=st.integers(0, MOST_HELD - 1))
    def search_held(self, request: Request, which: int) -> None:
        self._held[which % len(self._held)].check(request)

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
        self._engine = self.kind.open_reader(self._index)

    def _add(self, articles: Iterable[Article]) -> None:
        batch = list(articles)
        self._writer.add(batch)
        self._written.update({article.id: article for article in batch})

    def _latest(self) -> Held:
        return Held(self._engine.snapshot(), list(self._committed.values()))


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
