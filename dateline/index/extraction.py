"""Parsing and extraction on all cores: documents in, articles and rejects out, in batches.

Batches are sent between processes as MessagePack, which is several times faster than pickling trees of objects. The
first documents are handled in this process, since starting a pool would take longer.
"""

from __future__ import annotations

import faulthandler
import itertools
import os
import signal
import threading
import time
from collections import Counter, deque
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from datetime import datetime
from functools import cache
from multiprocessing import get_context, parent_process
from pathlib import Path
from typing import Self, TypeAlias

import msgspec

from dateline.errors import FormatError
from dateline.index.article import Article
from dateline.index.copies.fingerprint import Fingerprint, fingerprint_of
from dateline.index.formats.format import reject_document
from dateline.index.formats.options import ReadOptions
from dateline.index.formats.stretch import EXCERPT
from dateline.index.metadata.extract import extract
from dateline.index.parse import parse
from dateline.index.raw import Document, Finished, Passed, RawReject, RawReport, RejectKind
from dateline.index.terms import AnalysedArticle, analyse_article

BATCH_DOCUMENTS = 64
"""Maximum number of documents in a batch."""
BATCH_BYTES = 250_000
"""Size from which a batch is sent even if it has fewer documents."""
WITHOUT_POOL = 256
"""Documents that are handled in this process before a pool is started."""
WITHOUT_POOL_SECONDS = 1.0
"""Time after which a pool is started even if there were fewer documents: some take seconds each."""
BATCHES_PER_WORKER = 16
"""Queued batches per worker: enough to keep it busy while this process stores, with constant memory."""
_MAX_SECONDS = 120.0
"""Maximum time for a batch in a worker process."""
MAX_EXCERPT = 64 * 1024

Read: TypeAlias = Document | RawReject | Passed | Finished
"""What the reading process yields."""
AreKnown: TypeAlias = Callable[[Sequence[RawReport]], Sequence[bool]]
"""Says of each report whether the store has it already, extracted by the current rules."""


class Extracted(msgspec.Struct):
    """The result of a batch. Every outcome of parsing is in exactly one of the first four."""

    articles: list[Article] = []
    unchanged: int = 0
    """How many reports the store has already; their metadata was not extracted."""
    rejects: list[RawReject] = []
    passed: dict[str, int] = {}
    """How many parts were passed over, by reason."""
    fingerprints: list[Fingerprint | None] = []
    """The fingerprint of each article; None for a text too short to be a copy."""
    analysed: list[AnalysedArticle] = []
    """The terms of the texts of each article."""
    finished: list[Finished] = []
    """Inputs of which everything is in this result or in an earlier one."""

    def take(self, other: Extracted) -> None:
        """Append the result of another batch."""
        self.articles.extend(other.articles)
        self.unchanged += other.unchanged
        self.rejects.extend(other.rejects)
        self.fingerprints.extend(other.fingerprints)
        self.analysed.extend(other.analysed)
        self.finished.extend(other.finished)
        for reason, count in other.passed.items():
            self.passed[reason] = self.passed.get(reason, 0) + count

    def outcomes(self) -> int:
        """How many outcomes of reading are in it."""
        return len(self.articles) + self.unchanged + len(self.rejects) + sum(self.passed.values())


class Extractor:
    """Parses documents and extracts their articles, in this process."""

    def __init__(self, options: ReadOptions, read_at: datetime, are_known: AreKnown | None = None) -> None:
        self._options = options
        self._read_at = read_at
        self._are_known = are_known

    def of_batch(self, batch: Sequence[Read]) -> Extracted:
        """Handle what the reading process yielded. A report that cannot be extracted becomes a reject."""
        result = self.of_documents([one for one in batch if isinstance(one, Document)])
        result.take(_without_documents(batch))
        return result

    def of_documents(self, documents: Iterable[Document]) -> Extracted:
        """Handle some documents."""
        result = Extracted()
        reports: list[RawReport] = []
        passed: Counter[str] = Counter()
        for document in documents:
            for outcome in parse(document, self._options):
                match outcome:
                    case RawReport():
                        reports.append(outcome)
                    case RawReject():
                        result.rejects.append(outcome)
                    case Passed():
                        passed[outcome.reason] += 1
        result.passed = dict(passed)
        known = self._are_known(reports) if self._are_known is not None else itertools.repeat(False)
        for report, is_known in zip(reports, known, strict=False):
            if is_known:
                result.unchanged += 1
            else:
                self._extract_into(result, report)
        return result

    def _extract_into(self, result: Extracted, report: RawReport) -> None:
        """Extract one report; add its article, or a reject, to `result`."""
        try:
            article = extract(report, read_at=self._read_at)
            fingerprint = fingerprint_of(article.headline, article.body)
            analysed = analyse_article(article)
        except FormatError as error:
            result.rejects.append(rejected(report, error.message, RejectKind.NO_TEXT))
        except Exception as error:  # noqa: BLE001 - a fault of our rules in one report must not stop the others
            reason = f"its metadata could not be extracted: {type(error).__name__}: {error}"
            result.rejects.append(rejected(report, reason, RejectKind.FAULT))
        else:
            result.articles.append(article)
            result.fingerprints.append(fingerprint)
            result.analysed.append(analysed)


_decode_documents = msgspec.msgpack.Decoder(list[Document]).decode
_decode_extracted = msgspec.msgpack.Decoder(Extracted).decode
_encode = msgspec.msgpack.Encoder().encode


class Setting(msgspec.Struct, frozen=True):
    """What a worker process needs to make its extractor."""

    options: ReadOptions
    read_at: datetime
    data: str | None = None
    """The folder of the archive in which unchanged reports are looked up."""

    def extractor(self) -> Extractor:
        """Make the extractor."""
        return Extractor(self.options, self.read_at, _known_in(self.data) if self.data is not None else None)


def extract_documents(found: Iterable[Read], setting: Setting, *, workers: int) -> Generator[Extracted, None, None]:
    """Handle a stream, in order."""
    stream = iter(found)
    started = time.monotonic()
    extractor = setting.extractor()
    here = 0
    for batch in _batches(stream):
        yield extractor.of_batch(batch)
        here += len(batch)
        if workers > 1 and (here >= WITHOUT_POOL or time.monotonic() - started > WITHOUT_POOL_SECONDS):
            break
    first = next(stream, None)
    if first is not None:
        yield from _extract_in_pool(itertools.chain([first], stream), workers, setting)


def rejected(report: RawReport, reason: str, kind: RejectKind) -> RawReject:
    """Turn a report that was read but cannot be stored into a reject."""
    text = "\n".join((report.headline or "", report.body, *report.paragraphs))
    excerpt = text.strip().encode(errors="replace")[:EXCERPT]
    return RawReject(report.place, reason, report.format, excerpt, report.byte_end, kind)


def _without_documents(batch: Iterable[Read]) -> Extracted:
    """Return what of a batch needs no parsing."""
    result = Extracted()
    for one in batch:
        match one:
            case RawReject():
                result.rejects.append(one)
            case Passed():
                result.passed[one.reason] = result.passed.get(one.reason, 0) + 1
            case Finished():
                result.finished.append(one)
            case Document():
                pass
    return result


def _extract_in_pool(stream: Iterable[Read], workers: int, setting: Setting) -> Iterator[Extracted]:
    waiting: deque[_Sent] = deque()
    with _Workers(workers, setting) as pool:
        for batch in _batches(iter(stream)):
            waiting.append(pool.send(batch))
            if len(waiting) >= workers * BATCHES_PER_WORKER:
                yield pool.receive(waiting.popleft())
        while waiting:
            yield pool.receive(waiting.popleft())


def _batches(stream: Iterator[Read]) -> Iterator[list[Read]]:
    """Yield batches; takes nothing from the stream beyond the batch that it yields."""
    batch: list[Read] = []
    size = 0
    for one in stream:
        batch.append(one)
        size += _size(one)
        if len(batch) == BATCH_DOCUMENTS or size >= BATCH_BYTES:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _size(one: Read) -> int:
    match one:
        case Document():
            return len(one.content)
        case RawReject():
            return len(one.excerpt)
        case _:
            return 0


class _Sent(msgspec.Struct, frozen=True):
    batch: list[Read]
    answer: Future[bytes]


class _Workers:
    """A pool of extracting processes. When one dies, the batches in the pool are repeated document by document."""

    def __init__(self, count: int, setting: Setting) -> None:
        self._count = count
        self._setting = setting
        self._pool = self._start_pool()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._pool.shutdown(wait=False, cancel_futures=True)

    def send(self, batch: list[Read]) -> _Sent:
        return _Sent(batch, self._submit([one for one in batch if isinstance(one, Document)]))

    def receive(self, sent: _Sent) -> Extracted:
        try:
            result = _decode_extracted(sent.answer.result())
        except BrokenProcessPool:
            result = self._one_by_one(one for one in sent.batch if isinstance(one, Document))
        result.take(_without_documents(sent.batch))
        return result

    def _one_by_one(self, documents: Iterable[Document]) -> Extracted:
        result = Extracted()
        for document in documents:
            try:
                one = _decode_extracted(self._submit([document]).result())
            except BrokenProcessPool:
                reason = f"reading it crashed the process or took more than {_MAX_SECONDS:.0f} seconds"
                one = Extracted(rejects=[reject_document(document, reason, RejectKind.FAULT)])
            result.take(one)
        return result

    def _submit(self, documents: list[Document]) -> Future[bytes]:
        data = _encode(documents)
        try:
            return self._pool.submit(extract_encoded, data, self._setting)
        except BrokenProcessPool:
            self._pool.shutdown(wait=False)
            self._pool = self._start_pool()
            return self._pool.submit(extract_encoded, data, self._setting)

    def _start_pool(self) -> ProcessPoolExecutor:
        # Not forked from this process, which has engine threads and open files.
        context = get_context("forkserver")
        context.set_forkserver_preload([__name__])  # imported once for all workers
        return ProcessPoolExecutor(self._count, context, initializer=_start_worker)


@cache
def _extractor(setting: Setting) -> Extractor:
    """Return the extractor of this worker process."""
    return setting.extractor()


def extract_encoded(data: bytes, setting: Setting) -> bytes:
    """Handle an encoded batch, in a worker process.

    The limit of `parse` cannot interrupt compiled code. If a batch takes much longer, this process ends, and the batch
    is repeated document by document.
    """
    with ended_after(_MAX_SECONDS):
        return _encode(_extractor(setting).of_documents(_decode_documents(data)))


@contextmanager
def ended_after(seconds: float) -> Generator[None, None, None]:
    """End this process if the block takes longer, even if compiled code runs in it and never returns."""
    with Path(os.devnull).open("w") as nowhere:
        faulthandler.dump_traceback_later(seconds, exit=True, file=nowhere)
        try:
            yield
        finally:
            faulthandler.cancel_dump_traceback_later()


def _known_in(data: str) -> AreKnown:
    """Return the lookup in the store of an archive."""
    from dateline.index.store import Store

    return Store.open(Path(data)).are_known


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
