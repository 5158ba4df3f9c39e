"""Several processes that answer at one address, as one process of Python works on one core.

The first process listens, starts the others, starts anew whichever ends before it should, and ends them when it is told
to end. The listening socket is shared, so whoever is free takes the next connection. Each process opens what it
answers from by itself: neither an index nor a connection to SQLite survives being handed on.
"""

from __future__ import annotations

import logging
import multiprocessing
import os
import signal
import socket
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess

from dateline.errors import WorkerError

Answer = Callable[[socket.socket, Callable[[], None]], None]
"""Answers requests on a socket until SIGTERM; calls the function once it is ready to."""

_LOG = logging.getLogger(__name__)
_PATIENCE = 30.0
"""Seconds for requests that are being answered when the end comes."""
_START = multiprocessing.get_context("spawn")
"""A fork would copy locks and threads in whatever state they are."""


class Workers:
    """Processes that answer on one socket."""

    def __init__(self, answer: Answer, listening: socket.socket, count: int) -> None:
        """Start them and wait until all are ready. Raises WorkerError where one cannot be."""
        self._answer = answer
        self._listening = listening
        started = [self._started() for _ in range(count)]
        self._processes = [process for process, _ in started]
        try:
            for process, ready in started:
                _wait_for(process, ready)
        except BaseException:
            self.end()
            raise

    def run(self) -> None:
        """Keep them running, until the thread is interrupted. Raises WorkerError where a new one cannot be."""
        while True:
            ended = wait([process.sentinel for process in self._processes])
            for number, process in enumerate(self._processes):
                if process.sentinel in ended:
                    process.join()
                    _LOG.error("%s; another one is started", _story(process))
                    self._processes[number], ready = self._started()
                    _wait_for(self._processes[number], ready)

    def end(self) -> None:
        """Let them finish what they answer, and end them."""
        for process in self._processes:
            process.terminate()
        for process in self._processes:
            process.join(_PATIENCE)
            process.kill()
            process.join()

    def _started(self) -> tuple[SpawnProcess, Connection]:
        ready, told = _START.Pipe(duplex=False)
        process = _START.Process(target=_work, args=(self._answer, self._listening, told), name="dateline worker")
        process.start()
        told.close()
        return process, ready


def _wait_for(process: SpawnProcess, ready: Connection) -> None:
    """Until a process is ready: it then sends a byte."""
    with ready, suppress(EOFError):
        ready.recv_bytes()
        return
    process.join()
    raise WorkerError(f"{_story(process)} before it could answer", remedy="serve with one process: --workers 1")


def _story(process: SpawnProcess) -> str:
    return f"a process that answers requests ended with {process.exitcode}"


def _work(answer: Answer, listening: socket.socket, ready: Connection) -> None:
    """The whole life of one of them."""
    # Ctrl-C reaches all processes of a terminal; the first one tells the others.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, name="parent", daemon=True).start()

    def tell() -> None:
        ready.send_bytes(b"1")
        ready.close()

    answer(listening, tell)


def _end_with_parent() -> None:
    """However the first process ends: nobody else would end this one."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os.kill(os.getpid(), signal.SIGTERM)


def usable_cores() -> int:
    """How many processes can work at a time."""
    return len(os.sched_getaffinity(0)) if sys.platform == "linux" else os.cpu_count() or 1
