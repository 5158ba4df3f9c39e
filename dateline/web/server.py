"""The server behind `dateline serve`: waitress, in one process or in several that share an address.

Reasons and measurements: `docs/decisions/005-server.md`.
"""

from __future__ import annotations

import errno
import logging
import signal
import socket
import sys
from collections.abc import Callable, Generator
from contextlib import AbstractContextManager, closing, contextmanager, suppress
from functools import partial
from types import FrameType
from typing import TypeAlias
from wsgiref.types import WSGIApplication

from waitress.server import create_server

from dateline.errors import UsageError
from dateline.web.app import LONGEST_QUERY_STRING
from dateline.web.http.metrics import shared_metrics
from dateline.web.workers import Workers

OpenApp: TypeAlias = Callable[[], AbstractContextManager[WSGIApplication]]
"""Opens the application to serve, and closes it at the end."""

THREADS = 4
"""Requests that one process answers in parallel; engines release the GIL, so several threads help."""
_REMEDIES = {
    errno.EADDRINUSE: "stop the process that listens there, or choose another port: --port 0 finds a free one",
    errno.EACCES: "choose a port from 1024 upwards",
    errno.EADDRNOTAVAIL: "--host must be an address of this machine, such as 127.0.0.1",
}


def serve(open_app: OpenApp, host: str, port: int, workers: int, on_ready: Callable[[str], None]) -> None:
    """Answer requests until Ctrl-C or SIGTERM, then finish the running ones.

    `port` 0 chooses a free port; `on_ready` is called with the address once connections are accepted. With several
    workers, each is a process that calls `open_app`, which must be importable by name. Call it from the main thread.
    Raises UsageError if the address cannot be used, and WorkerError.
    """
    listening = _listen(host, port)
    answer = partial(_answer, open_app)
    ready = partial(on_ready, _address(listening))
    with closing(listening), _stopped_by_sigterm(), suppress(KeyboardInterrupt):
        if workers == 1:
            answer(listening, ready)
            return
        with shared_metrics():
            processes = Workers(answer, listening, workers)
            try:
                ready()
                processes.run()
            finally:
                processes.end()


def _answer(open_app: OpenApp, listening: socket.socket, on_ready: Callable[[], None]) -> None:
    # A burst of requests waits its turn; a warning for each would only bury what matters.
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)
    # An interrupt may come while waitress runs, which then ends its threads and returns, or just before.
    with _stopped_by_sigterm(), suppress(KeyboardInterrupt), open_app() as app:
        server = create_server(
            app,
            sockets=[listening],
            threads=THREADS,
            ident="dateline",
            # The application itself refuses long addresses, with an error page.
            max_request_header_size=2 * LONGEST_QUERY_STRING,
            max_request_body_size=0,
        )
        try:
            on_ready()
            server.run()
        finally:
            server.close()


def _listen(host: str, port: int) -> socket.socket:
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        listening = socket.socket(family, kind, protocol)
    except OSError as error:
        raise _unusable(host, port, error) from error
    try:
        if sys.platform != "win32":
            # Old connections may linger for a minute after a restart; do not wait for them.
            listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind(address)
        listening.listen(1024)
    except OSError as error:
        listening.close()
        raise _unusable(host, port, error) from error
    return listening


def _unusable(host: str, port: int, error: OSError) -> UsageError:
    message = f"cannot listen on {host} port {port}: {(error.strerror or str(error)).lower()}"
    return UsageError(message, remedy=_REMEDIES.get(error.errno or 0, _REMEDIES[errno.EADDRNOTAVAIL]))


def _address(listening: socket.socket) -> str:
    host, port = listening.getsockname()[:2]
    return f"http://[{host}]:{port}/" if listening.family is socket.AF_INET6 else f"http://{host}:{port}/"


@contextmanager
def _stopped_by_sigterm() -> Generator[None]:
    """Make SIGTERM, which service managers send, stop the server like Ctrl-C."""

    def stop(_number: int, _frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGTERM, stop)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)
