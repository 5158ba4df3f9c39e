"""Extraction on all cores: raw reports in, articles and rejects out, in batches.

Batches are sent between processes as MessagePack, which is several times faster than pickling trees of objects. The
first reports are extracted in this process, since starting a pool would take longer.
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

BATCH_REPORTS = 64
"""Maximum number of reports in a batch."""
BATCH_CHARACTERS = 250_000
"""Number of characters from which a batch is sent even if it has fewer reports."""
WITHOUT_POOL = 256
"""Reports that are extracted in this process before a pool is started."""
BATCHES_PER_WORKER = 16
"""Queued batches per worker: enough to keep it busy while this process stores, with constant memory."""
MAX_EXCERPT = 64 * 1024

_encode = msgspec.msgpack.Encoder().encode


class Extracted(msgspec.Struct, frozen=True):
    """The result of extracting a batch."""

    articles: list[Article]
    fingerprints: list[Fingerprint | None]
    """The fingerprint of each article; None for a text too short to be a copy."""
    rejects: list[RawReject]

    def take(self, other: Extracted) -> None:
        """Append the result of another batch."""
        self.articles.extend(other.articles)
        self.fingerprints.extend(other.fingerprints)
        self.rejects.extend(other.rejects)


_decode_raws = msgspec.msgpack.Decoder(list[RawReport]).decode
_decode_extracted = msgspec.msgpack.Decoder(Extracted).decode


def extract_reports(
    found: Iterable[RawReport | RawReject], *, workers: int, read_at: datetime
) -> Generator[Extracted, None, None]:
    """Extract a stream, in order. A report that cannot be extracted becomes a reject; the others continue."""
    stream = iter(found)
    first_reports = WITHOUT_POOL if workers > 1 else None
    for batch in _batches(itertools.islice(stream, first_reports)):
        yield _extract_here(batch, read_at)
    first = next(stream, None)
    if first is not None:
        yield from _extract_in_pool(itertools.chain([first], stream), workers, read_at)


def extract_batch(reports: Sequence[RawReport], read_at: datetime) -> Extracted:
    """Extract some reports in this process."""
    result = Extracted([], [], [])
    for report in reports:
        try:
            article = extract(report, read_at=read_at)
            fingerprint = fingerprint_of(article.headline, article.body)
        except FormatError as error:
            result.rejects.append(rejected(report, error.message))
        except Exception as error:  # noqa: BLE001 - a fault of our rules in one report must not stop the others
            result.rejects.append(
                rejected(report, f"its metadata could not be extracted: {type(error).__name__}: {error}")
            )
        else:
            result.articles.append(article)
            result.fingerprints.append(fingerprint)
    return result


def rejected(report: RawReport, reason: str) -> RawReject:
    """Turn a report that was read but cannot be stored into a reject."""
    excerpt = f"{report.headline or ''}\n{report.body}".strip().encode()[:MAX_EXCERPT]
    return RawReject(report.place, reason, report.format, excerpt, report.byte_end)


def _extract_here(batch: Sequence[RawReport | RawReject], read_at: datetime) -> Extracted:
    result = extract_batch([one for one in batch if isinstance(one, RawReport)], read_at)
    result.rejects.extend(one for one in batch if isinstance(one, RawReject))
    return result


def _extract_in_pool(stream: Iterable[RawReport | RawReject], workers: int, read_at: datetime) -> Iterator[Extracted]:
    waiting: deque[_Sent] = deque()
    with _Workers(workers, read_at) as pool:
        for batch in _batches(stream):
            waiting.append(pool.send(batch))
            if len(waiting) >= workers * BATCHES_PER_WORKER:
                yield pool.receive(waiting.popleft())
        while waiting:
            yield pool.receive(waiting.popleft())


def _batches(stream: Iterable[RawReport | RawReject]) -> Iterator[list[RawReport | RawReject]]:
    batch: list[RawReport | RawReject] = []
    characters = 0
    for one in stream:
        batch.append(one)
        characters += len(one.body) if isinstance(one, RawReport) else len(one.excerpt)
        if len(batch) == BATCH_REPORTS or characters >= BATCH_CHARACTERS:
            yield batch
            batch, characters = [], 0
    if batch:
        yield batch


class _Sent(msgspec.Struct, frozen=True):
    reports: list[RawReport]
    rejects: list[RawReject]
    answer: Future[bytes]


class _Workers:
    """A pool of extracting processes. When one dies, the batches in the pool are repeated report by report."""

    def __init__(self, count: int, read_at: datetime) -> None:
        self._count = count
        self._read_at = read_at
        self._pool = self._start_pool()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._pool.shutdown(wait=False, cancel_futures=True)

    def send(self, batch: Sequence[RawReport | RawReject]) -> _Sent:
        reports = [one for one in batch if isinstance(one, RawReport)]
        return _Sent(reports, [one for one in batch if isinstance(one, RawReject)], self._submit(reports))

    def receive(self, sent: _Sent) -> Extracted:
        try:
            result = _decode_extracted(sent.answer.result())
        except BrokenProcessPool:
            result = self._one_by_one(sent.reports)
        result.rejects.extend(sent.rejects)
        return result

    def _one_by_one(self, reports: Iterable[RawReport]) -> Extracted:
        result = Extracted([], [], [])
        for report in reports:
            try:
                one = _decode_extracted(self._submit([report]).result())
            except BrokenProcessPool:
                one = Extracted([], [], [rejected(report, "extracting its metadata crashed the process")])
            result.take(one)
        return result

    def _submit(self, reports: list[RawReport]) -> Future[bytes]:
        data = _encode(reports)
        try:
            return self._pool.submit(extract_encoded, data, self._read_at)
        except BrokenProcessPool:
            self._pool.shutdown(wait=False)
            self._pool = self._start_pool()
            return self._pool.submit(extract_encoded, data, self._read_at)

    def _start_pool(self) -> ProcessPoolExecutor:
        # Not forked from this process, which has engine threads and open files.
        context = get_context("forkserver")
        context.set_forkserver_preload([__name__])  # imported once for all workers
        return ProcessPoolExecutor(self._count, context, initializer=_start_worker)


def extract_encoded(data: bytes, read_at: datetime) -> bytes:
    """Extract an encoded batch, in a worker process."""
    return _encode(extract_batch(_decode_raws(data), read_at))


def _start_worker() -> None:
    """Initialise a worker process."""
    # Ctrl-C reaches all processes of a terminal; the parent process ends the workers.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """Exit when the parent process is gone, even if it was killed and could not say so."""
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
