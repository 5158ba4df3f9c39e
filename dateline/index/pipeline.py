"""From sources to store and index: read, extract on all cores, store in batches, index what was stored.

Memory does not grow with the input: input is read as a stream, and no more batches are in progress than keep the
workers busy. Nothing is lost: what cannot be read or extracted is a reject, and what is counted as stored is durable.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import TypeAlias

import msgspec

from dateline.index.article import Article, text_key
from dateline.index.catch_up import Follower
from dateline.index.extraction import Extracted, Read, Setting
from dateline.index.put import Put
from dateline.index.raw import Finished
from dateline.index.rejects import Rejects
from dateline.index.sources.files import STANDARD_INPUT
from dateline.index.store import Store
from dateline.index.workers import extract_documents
from dateline.problems import Problem

STORE_EVERY = 1_000
"""Articles per transaction: enough to make waiting for the disk rare."""
STORE_AFTER_SECONDS = 1.0
COMMIT_EVERY = 20_000
"""Stored articles after which the index commits."""
COMMIT_AFTER_SECONDS = 5.0
COMMIT_AFTER_SHARE = 0.2
"""Share of the running time: each commit adds an index segment, so a long run makes few and large ones."""
MAX_PROBLEMS = 20
"""Maximum number of problems in a summary; all of them are stored with their articles."""


OLDER = "an older version"
VOID = "withdrawn by its source"
"""Reasons for passing over what is an article, but not one to be found."""


class Progress(msgspec.Struct, frozen=True):
    """Progress of a run."""

    stored: int
    """Articles that are durable: new, changed or unchanged."""
    rejected: int
    bytes_read: int
    seconds: float


class Summary(msgspec.Struct, frozen=True):
    """Result of a run. Every part of the input has one outcome: `read` is the sum of the five counts after it."""

    read: int
    added: int
    changed: int
    """The source changed the article, or it was extracted again by newer rules."""
    unchanged: int
    """Stored already, as it is or as an earlier version."""
    rejected: int
    passed: int
    """Sound, but no articles."""
    reasons: Mapping[str, int]
    """How many parts were passed over, by reason; the most frequent first."""
    problems: tuple[Problem, ...]
    """The first problems of stored articles."""
    seconds: float

    def outcomes(self) -> Mapping[str, int]:
        """Return the five counts by name."""
        return {
            "added": self.added,
            "changed": self.changed,
            "unchanged": self.unchanged,
            "rejected": self.rejected,
            "passed": self.passed,
        }


OnProgress = Callable[[Progress], None]


Reader: TypeAlias = Callable[[Callable[[int], None]], Iterator[Read]]
"""Starts reading; is given a function that it calls with the number of stored bytes it has read."""


def index_read(
    start: Reader,
    setting: Setting,
    store: Store,
    rejects: Rejects,
    follower: Follower,
    *,
    workers: int,
    on_progress: OnProgress | None = None,
) -> Summary:
    """Put everything that a reader yields into the store and the index.

    Raises what `start` raises, such as SourceError for a missing address, and StoreError if storing fails; articles
    already reported as progress remain stored.
    """
    run = _Run(store, rejects, follower, on_progress)
    try:
        for found in extract_documents(start(run.count_bytes), setting, workers=workers):
            run.take(found)
    finally:
        run.finish()
    return run.summary()


def is_commit_due(behind: int, waited: float, running: float) -> bool:
    """Whether to commit, by articles stored since the last commit and seconds since then and since the start."""
    if behind >= COMMIT_EVERY:
        return True
    return behind > 0 and waited > max(COMMIT_AFTER_SECONDS, COMMIT_AFTER_SHARE * running)


def _superseding(finished: Iterable[Finished]) -> list[Finished]:
    """Return what was read of inputs that stay the same; standard input is another one each time."""
    return [each for each in finished if each.address != STANDARD_INPUT]


class _Run:
    """One run in progress."""

    def __init__(self, store: Store, rejects: Rejects, follower: Follower, on_progress: OnProgress | None) -> None:
        self._store = store
        self._rejects = rejects
        self._follower = follower
        self._on_progress = on_progress
        self._number = rejects.new_run()
        self._waiting = Extracted()
        self._read = 0
        self._put = Put()
        self._known = 0
        self._rejected = 0
        self._passed: Counter[str] = Counter()
        self._bytes = 0
        self._problems: list[Problem] = []
        self._started = self._stored_at = self._committed_at = time.monotonic()
        self._committed = 0

    def count_bytes(self, count: int) -> None:
        """Add to the number of input bytes read."""
        self._bytes += count

    def take(self, found: Extracted) -> None:
        """Take the result of a batch; store and index when due."""
        self._read += found.outcomes()
        self._waiting.take(found)
        waited = time.monotonic() - self._stored_at
        if len(self._waiting.articles) >= STORE_EVERY or waited > STORE_AFTER_SECONDS:
            self._write()
        now = time.monotonic()
        if is_commit_due(self._stored() - self._committed, now - self._committed_at, now - self._started):
            self._commit()

    def finish(self) -> None:
        """Store and index the rest."""
        self._write()
        self._commit()

    def summary(self) -> Summary:
        """Return the result of the run. Raises AssertionError if an outcome was lost or counted twice."""
        put = self._put
        passed = +(self._passed + Counter({OLDER: put.older, VOID: put.void}))
        summary = Summary(
            read=self._read,
            added=put.added,
            changed=put.changed + put.refreshed + put.withdrawn,
            unchanged=put.unchanged + self._known,
            rejected=self._rejected,
            passed=passed.total(),
            reasons=dict(passed.most_common()),
            problems=tuple(self._problems),
            seconds=time.monotonic() - self._started,
        )
        parts = sum(summary.outcomes().values())
        if parts != summary.read:
            raise AssertionError(f"{summary.read} parts were read, but {parts} are accounted for")
        return summary

    def _write(self) -> None:
        found, self._waiting = self._waiting, Extracted()
        if found.articles:
            self._put += self._store.put(found.articles, found.fingerprints)
        hidden = self._store.supersede(_superseding(found.finished))
        if found.articles or hidden:
            keys = map(text_key, found.articles)
            self._follower.follow(analysed=dict(zip(keys, found.analysed, strict=True)))
        self._known += found.unchanged
        self._passed.update(found.passed)
        self._rejects.record(self._number, {each.address for each in found.finished}, found.rejects)
        self._rejected += len(found.rejects)
        self._note_problems(found.articles)
        self._stored_at = time.monotonic()
        if self._on_progress is not None:
            self._on_progress(Progress(self._stored(), self._rejected, self._bytes, self._stored_at - self._started))

    def _note_problems(self, articles: Sequence[Article]) -> None:
        for article in articles:
            room = MAX_PROBLEMS - len(self._problems)
            self._problems.extend(article.problems[:room])

    def _commit(self) -> None:
        if self._store.release(datetime.now(tz=UTC)):
            self._follower.follow()
        self._follower.commit()
        self._committed = self._stored()
        self._committed_at = time.monotonic()

    def _stored(self) -> int:
        return self._put.total() + self._known
