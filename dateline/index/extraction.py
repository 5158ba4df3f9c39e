"""Extraction on all cores: raw reports in, articles and rejects out, in batches.

Batches cross between processes as MessagePack, which is several times faster than pickling trees of objects. A few
reports are extracted in this process, since starting others takes longer than that.
"""

from __future__ import annotations

import itertools
import os
import signal
import threading
from collections import deque
from collections.abc import Generator, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from datetime import datetime
from multiprocessing import get_context, parent_process
from typing import Self

import msgspec

from dateline.errors import FormatError
from dateline.index.article import Article
from dateline.index.copies.fingerprint import Fingerprint, fingerprint_of
from dateline.index.metadata.extract import extract
from dateline.index.raw import RawReject, RawReport

BATCH = 64
"""Reports that cross between processes at once, at most."""
BATCH_CHARACTERS = 250_000
"""Characters from which fewer reports are enough."""
WITHOUT_POOL = 256
"""Reports that are extracted before other processes are started."""
UNDER_WAY = 16
"""Batches each worker may have waiting: it stays busy while this process stores, and memory is constant."""
LONGEST_EXCERPT = 64 * 1024

_encode = msgspec.msgpack.Encoder().encode


class Extracted(msgspec.Struct, frozen=True):
    """What a batch came to."""

    articles: list[Article]
    fingerprints: list[Fingerprint | None]
    """Of each article, what tells its copies."""
    rejects: list[RawReject]

    def take(self, other: Extracted) -> None:
        """Add what another batch came to."""
        self.articles.extend(other.articles)
        self.fingerprints.extend(other.fingerprints)
        self.rejects.extend(other.rejects)


_decode_raws = msgspec.msgpack.Decoder(list[RawReport]).decode
_decode_extracted = msgspec.msgpack.Decoder(Extracted).decode


def extracted(
    found: Iterable[RawReport | RawReject], *, workers: int, read_at: datetime
) -> Generator[Extracted, None, None]:
    """Extract a stream, in its order. A report that cannot be extracted becomes a reject, and the rest goes on."""
    stream = iter(found)
    few = WITHOUT_POOL if workers > 1 else None
    for batch in _batches(itertools.islice(stream, few)):
        yield _extract_here(batch, read_at)
    first = next(stream, None)
    if first is not None:
        yield from _extract_elsewhere(itertools.chain([first], stream), workers, read_at)


def extract_batch(reports: Sequence[RawReport], read_at: datetime) -> Extracted:
    """Extract some reports in this process."""
    done = Extracted([], [], [])
    for report in reports:
        try:
            article = extract(report, read_at=read_at)
            fingerprint = fingerprint_of(article.headline, article.body)
        except FormatError as error:
            done.rejects.append(rejected(report, error.message))
        except Exception as error:  # noqa: BLE001 - one report must not stop the others, whatever our rules make of it
            done.rejects.append(rejected(report, f"its metadata could not be read: {type(error).__name__}: {error}"))
        else:
            done.articles.append(article)
            done.fingerprints.append(fingerprint)
    return done


def rejected(report: RawReport, reason: str) -> RawReject:
    """A report that was read but cannot be stored."""
    excerpt = f"{report.headline or ''}\n{report.body}".strip().encode()[:LONGEST_EXCERPT]
    return RawReject(report.place, reason, report.format, excerpt, report.byte_end)


def _extract_here(batch: Sequence[RawReport | RawReject], read_at: datetime) -> Extracted:
    done = extract_batch([one for one in batch if isinstance(one, RawReport)], read_at)
    done.rejects.extend(one for one in batch if isinstance(one, RawReject))
    return done


def _extract_elsewhere(stream: Iterable[RawReport | RawReject], workers: int, read_at: datetime) -> Iterator[Extracted]:
    waiting: deque[_Sent] = deque()
    with _Workers(workers, read_at) as others:
        for batch in _batches(stream):
            waiting.append(others.send(batch))
            if len(waiting) >= workers * UNDER_WAY:
                yield others.receive(waiting.popleft())
        while waiting:
            yield others.receive(waiting.popleft())


def _batches(stream: Iterable[RawReport | RawReject]) -> Iterator[list[RawReport | RawReject]]:
    batch: list[RawReport | RawReject] = []
    characters = 0
    for one in stream:
        batch.append(one)
        characters += len(one.body) if isinstance(one, RawReport) else len(one.excerpt)
        if len(batch) == BATCH or characters >= BATCH_CHARACTERS:
            yield batch
            batch, characters = [], 0
    if batch:
        yield batch


class _Sent(msgspec.Struct, frozen=True):
    reports: list[RawReport]
    rejects: list[RawReject]
    answer: Future[bytes]


class _Workers:
    """Other processes that extract. When one dies, what was with them is done again report by report."""

    def __init__(self, count: int, read_at: datetime) -> None:
        self._count = count
        self._read_at = read_at
        self._pool = self._started()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._pool.shutdown(wait=False, cancel_futures=True)

    def send(self, batch: Sequence[RawReport | RawReject]) -> _Sent:
        reports = [one for one in batch if isinstance(one, RawReport)]
        return _Sent(reports, [one for one in batch if isinstance(one, RawReject)], self._submitted(reports))

    def receive(self, sent: _Sent) -> Extracted:
        try:
            done = _decode_extracted(sent.answer.result())
        except BrokenProcessPool:
            done = self._one_by_one(sent.reports)
        done.rejects.extend(sent.rejects)
        return done

    def _one_by_one(self, reports: Iterable[RawReport]) -> Extracted:
        done = Extracted([], [], [])
        for report in reports:
            try:
                one = _decode_extracted(self._submitted([report]).result())
            except BrokenProcessPool:
                one = Extracted([], [], [rejected(report, "the process that read its metadata died of it")])
            done.take(one)
        return done

    def _submitted(self, reports: list[RawReport]) -> Future[bytes]:
        data = _encode(reports)
        try:
            return self._pool.submit(sent_extracted, data, self._read_at)
        except BrokenProcessPool:
            self._pool.shutdown(wait=False)
            self._pool = self._started()
            return self._pool.submit(sent_extracted, data, self._read_at)

    def _started(self) -> ProcessPoolExecutor:
        # Not forked from this process, which has threads of an engine and open files.
        context = get_context("forkserver")
        context.set_forkserver_preload([__name__])  # imported once for all
        return ProcessPoolExecutor(self._count, context, initializer=_begin)


def sent_extracted(data: bytes, read_at: datetime) -> bytes:
    """What another process does with the reports that were sent to it."""
    return _encode(extract_batch(_decode_raws(data), read_at))


def _begin() -> None:
    """Make ready a process that extracts."""
    # Ctrl-C reaches all processes of a terminal; the one that started these ends them.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """End when the process that started this one is gone, even killed: it could not say so."""
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
