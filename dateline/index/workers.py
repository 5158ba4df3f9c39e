"""Extraction on all cores: documents in, articles and rejects out, in batches and in order.

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
from collections import deque
from collections.abc import Generator, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from functools import cache
from multiprocessing import get_context, parent_process
from pathlib import Path
from typing import Self

import msgspec

from dateline.index.extraction import Extracted, Extractor, Read, Setting, without_documents
from dateline.index.formats.format import reject_document
from dateline.index.raw import Document, RawReject, RejectKind

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
_decode_documents = msgspec.msgpack.Decoder(list[Document]).decode
_decode_extracted = msgspec.msgpack.Decoder(Extracted).decode
_encode = msgspec.msgpack.Encoder().encode


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
        result.take(without_documents(sent.batch))
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
