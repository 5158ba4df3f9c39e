"""The only file that asks servers: one request, on a connection to an address that was checked, within limits."""

from __future__ import annotations

import http.client
import socket
import ssl
import threading
from collections.abc import Generator, Mapping
from contextlib import contextmanager
from typing import NamedTuple

from dateline.index.follow.addresses import RefusedError, Target, check_public
from dateline.index.follow.unpack import TooLargeError, unpacked

_CHUNK = 1 << 16


class NoAnswerError(OSError):
    """A server that cannot be reached or whose answer cannot be used; the message says why."""


class Limits(NamedTuple):
    """What one answer may cost."""

    connect_seconds: float = 20.0
    seconds: float = 120.0
    """For the whole answer, however slowly it comes."""
    packed_bytes: int = 60_000_000
    """As it is sent. A sitemap may have 50 MB (sitemaps.org)."""
    unpacked_bytes: int = 100_000_000


class Answer(NamedTuple):
    """The answer to one request."""

    status: int
    headers: Mapping[str, str]
    """Names are in lower case."""
    content: bytes


def ask(target: Target, headers: Mapping[str, str], limits: Limits, *, allow_private: bool) -> Answer:
    """Send one GET request; follows no redirect. Raises RefusedError, NoAnswerError."""
    try:
        with _connected(target, limits, allow_private=allow_private) as (connection, late):
            return _answer(connection, target, headers, limits, late)
    except RefusedError:
        raise
    except (OSError, http.client.HTTPException, ValueError) as error:
        if isinstance(error, NoAnswerError):
            raise
        raise NoAnswerError(_words(error)) from error


def _answer(
    connection: http.client.HTTPConnection,
    target: Target,
    headers: Mapping[str, str],
    limits: Limits,
    late: threading.Event,
) -> Answer:
    try:
        connection.request("GET", target.path, headers={**headers, "Connection": "close"})
        response = connection.getresponse()
        names = {name.lower(): value for name, value in response.getheaders()}
        content = _read(response, limits.packed_bytes)
    except (OSError, http.client.HTTPException) as error:
        if late.is_set():
            raise NoAnswerError(f"no whole answer within {limits.seconds:g} seconds") from error
        raise
    if late.is_set():
        raise NoAnswerError(f"no whole answer within {limits.seconds:g} seconds")
    return Answer(response.status, names, unpacked(content, names.get("content-encoding"), limits.unpacked_bytes))


def _read(response: http.client.HTTPResponse, limit: int) -> bytes:
    parts: list[bytes] = []
    size = 0
    while chunk := response.read(_CHUNK):
        size += len(chunk)
        if size > limit:
            raise TooLargeError(f"more than {limit:,} bytes")
        parts.append(chunk)
    if response.length:
        raise NoAnswerError("the answer ended too early")
    return b"".join(parts)


@contextmanager
def _connected(
    target: Target, limits: Limits, *, allow_private: bool
) -> Generator[tuple[http.client.HTTPConnection, threading.Event], None, None]:
    """Connect; when the time is over, the event is set and the connection is shut, whatever it is doing."""
    raw = _socket(target, limits, allow_private=allow_private)
    late = threading.Event()
    guard = raw.dup()
    timer = threading.Timer(limits.seconds, _shut, (guard, late))
    timer.daemon = True
    timer.start()
    connection = http.client.HTTPConnection(target.host, target.port)
    try:
        connection.sock = _encrypted(raw, target.host) if target.scheme == "https" else raw
        yield connection, late
    finally:
        timer.cancel()
        timer.join()
        connection.close()
        raw.close()
        guard.close()


def _shut(guard: socket.socket, late: threading.Event) -> None:
    late.set()
    try:
        guard.shutdown(socket.SHUT_RDWR)
    except OSError:
        return  # the server was faster


def _encrypted(raw: socket.socket, host: str) -> socket.socket:
    return ssl.create_default_context().wrap_socket(raw, server_hostname=host)


def _socket(target: Target, limits: Limits, *, allow_private: bool) -> socket.socket:
    """Connect to the first address of a host that answers, after checking all of them: a name may lead anywhere."""
    found = socket.getaddrinfo(target.host, target.port, type=socket.SOCK_STREAM)
    if not allow_private:
        for *_, place in found:
            check_public(str(place[0]))
    error: OSError = NoAnswerError("the host has no address")
    for family, kind, protocol, _, place in found:
        connection = socket.socket(family, kind, protocol)
        connection.settimeout(limits.connect_seconds)
        try:
            connection.connect(place)
        except OSError as failed:
            connection.close()
            error = failed
        else:
            return connection
    raise error


def _words(error: Exception) -> str:
    if isinstance(error, socket.gaierror):
        return "the name of the host is not known"
    if isinstance(error, TimeoutError):
        return "the server does not answer"
    if isinstance(error, OSError) and error.strerror:
        return error.strerror.lower()
    return str(error) or type(error).__name__
