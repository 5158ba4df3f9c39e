"""Worker processes that share one listening socket, because a Python process uses one core.

The first process listens, starts the workers, replaces any that ends unexpectedly, and stops them when it stops. A free
worker takes the next connection. Each worker opens the archive itself: neither an index nor a connection to SQLite
survives being passed to another process.
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
"""Answers requests on a socket until SIGTERM; calls the function once it is ready."""

_LOG = logging.getLogger(__name__)
_GRACE_PERIOD = 30.0
"""Seconds to finish running requests at shutdown."""
_START = multiprocessing.get_context("spawn")
"""Not fork, which would copy locks and threads in an unknown state."""


class Workers:
    """Worker processes on one socket."""

    def __init__(self, answer: Answer, listening: socket.socket, count: int) -> None:
        """Start the workers and wait until all are ready. Raises WorkerError if one fails to start."""
        self._answer = answer
        self._listening = listening
        started = [self._start_one() for _ in range(count)]
        self._processes = [process for process, _ in started]
        try:
            for process, ready in started:
                _wait_for(process, ready)
        except BaseException:
            self.end()
            raise

    def run(self) -> None:
        """Replace workers that end, until the thread is interrupted. Raises WorkerError if a new one fails to start."""
        while True:
            ended = wait([process.sentinel for process in self._processes])
            for number, process in enumerate(self._processes):
                if process.sentinel in ended:
                    process.join()
                    _LOG.error("%s; starting another one", _describe_end(process))
                    self._processes[number], ready = self._start_one()
                    _wait_for(self._processes[number], ready)

    def end(self) -> None:
        """Let the workers finish their requests, then stop them."""
        for process in self._processes:
            process.terminate()
        for process in self._processes:
            process.join(_GRACE_PERIOD)
            process.kill()
            process.join()

    def _start_one(self) -> tuple[SpawnProcess, Connection]:
        ready, sender = _START.Pipe(duplex=False)
        process = _START.Process(target=_work, args=(self._answer, self._listening, sender), name="dateline worker")
        process.start()
        sender.close()
        return process, ready


def _wait_for(process: SpawnProcess, ready: Connection) -> None:
    """Wait until a process is ready, when it sends a byte."""
    with ready, suppress(EOFError):
        ready.recv_bytes()
        return
    process.join()
    raise WorkerError(f"{_describe_end(process)} before it could answer", remedy="serve with one process: --workers 1")


def _describe_end(process: SpawnProcess) -> str:
    return f"a process that answers requests ended with {process.exitcode}"


def _work(answer: Answer, listening: socket.socket, ready: Connection) -> None:
    """Run one worker process."""
    # Ctrl-C reaches all processes of a terminal; the first process stops the workers.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, name="parent", daemon=True).start()

    def on_ready() -> None:
        ready.send_bytes(b"1")
        ready.close()

    answer(listening, on_ready)


def _end_with_parent() -> None:
    """Stop this worker when the first process ends, however it ends."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os.kill(os.getpid(), signal.SIGTERM)


def usable_cores() -> int:
    """The number of cores that this process may use."""
    return len(os.sched_getaffinity(0)) if sys.platform == "linux" else os.cpu_count() or 1
