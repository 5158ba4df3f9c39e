"""Records of web archives, as WARC and ARC have them in common, and what becomes of them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Final, NamedTuple
from urllib.parse import unquote, urlsplit

from dateline.index.containers.container import damaged, file_name, member_address
from dateline.index.containers.http_body import decoded
from dateline.index.containers.tape import MAX_LINE, Body, Tape
from dateline.index.raw import Hints, Passed, RawReject, RejectKind
from dateline.index.sources.blob import Blob
from dateline.index.sources.budget import Budget
from dateline.index.sources.stream import DamagedError, Stream, Unpacked
from dateline.problems import Place

_MAX_HEADERS: Final = 1 << 20
"""Maximum size in bytes of the headers of a record or response."""
_CHARSET: Final = re.compile(r"""charset\s*=\s*["']?([\w.:-]+)""", re.IGNORECASE)
_STATUS: Final = re.compile(rb"HTTP/\d(?:\.\d)?\s+(\d{3})\b")
_NO_PAGES: Final = (
    ("image/", "a picture"),
    ("audio/", "sound or video"),
    ("video/", "sound or video"),
    ("font/", "a font"),
    ("application/font", "a font"),
    ("application/x-font", "a font"),
    ("application/vnd.ms-fontobject", "a font"),
    ("text/css", "a style sheet"),
    ("text/javascript", "a script"),
    ("application/javascript", "a script"),
    ("application/x-javascript", "a script"),
    ("application/wasm", "a script"),
)
"""Beginnings of media types that are no articles, each with its reason."""
_MARKUP: Final = frozenset({b"<", b"{", b"["})
"""What begins so is read, whatever media type a server gives it."""


class Record(NamedTuple):
    """One record: what was fetched from a URL."""

    name: str
    """What tells it from the others in its archive."""
    url: str | None
    fetched: datetime | None
    media_type: str
    """As it stands in its header: `text/html; charset=utf-8`."""
    body: Body
    is_response: bool
    """Whether HTTP headers stand before the content."""
    passed: str | None = None
    """Why it is passed over, if it holds no content by its kind."""


def read_records(
    blob: Blob, budget: Budget, next_record: Callable[[Tape], Record | None], start: re.Pattern[bytes]
) -> Iterator[Blob | RawReject | Passed]:
    """Yield what becomes of each record. Behind damage, reading goes on at the next first line of a record, `start`.

    `next_record` reads the header of a record and returns None at the end; raises DamagedError for anything else.
    """
    tape = Tape(blob.stream)
    is_rejected = False
    while True:
        position = tape.position
        try:
            record = next_record(tape)
            if record is None:
                return
            is_rejected = False
            found = _outcome(blob, record, budget)
            yield found
            is_rejected = isinstance(found, Blob) and found.stream.cause is not None
            record.body.skip()
        except DamagedError as error:
            if blob.stream.cause is not None and not tape.resume():
                return  # the caller rejects the rest
            # Damage of a record often shows again at its end.
            if not is_rejected:
                reason = f"damaged: {error.damage.reason}"
                yield RawReject(Place(blob.address, byte=position), reason, None, b"", kind=RejectKind.DAMAGED)
            is_rejected = False
            _skip_to(tape, start)


def read_headers(readline: Callable[[], bytes]) -> dict[str, str]:
    """Read headers and the blank line behind them: values by name in lower case, the first of each name.

    Raises DamagedError if there is no end of them.
    """
    lines: list[bytes] = []
    size = 0
    while (line := readline()).strip():
        size += len(line)
        if size > _MAX_HEADERS:
            raise DamagedError("headers without an end")
        if line[:1] in b" \t" and lines:
            lines[-1] += b" " + line.strip()
        else:
            lines.append(line.strip())
    if not line:
        raise DamagedError("it ends within its headers")
    headers: dict[str, str] = {}
    for line in lines:
        name, _, value = _text(line).partition(":")
        headers.setdefault(name.strip().lower(), value.strip())
    return headers


def _outcome(blob: Blob, record: Record, budget: Budget) -> Blob | RawReject | Passed:
    address = member_address(blob.address, record.name)
    if record.passed is not None:
        return Passed(Place(address), record.passed)
    try:
        return (
            _response(address, record, budget)
            if record.is_response
            else _content(address, record, Stream(Unpacked(record.body)))
        )
    except DamagedError as error:
        return damaged(address, error.damage)


def _response(address: str, record: Record, budget: Budget) -> Blob | Passed:
    """Read the HTTP headers of a response."""
    stream = Stream(Unpacked(record.body))
    status = _STATUS.match(stream.peek(64))
    if status is None:
        return _content(address, record, stream)
    code = int(status[1])
    if 300 <= code < 400:
        return Passed(Place(address), "a redirect")
    if not 200 <= code < 300:
        return Passed(Place(address), "a response with an error status")
    stream.readline(MAX_LINE)
    headers = read_headers(lambda: stream.readline(MAX_LINE))
    return _content(
        address, record._replace(media_type=headers.get("content-type", "")), decoded(stream, headers, budget)
    )


def _content(address: str, record: Record, stream: Stream) -> Blob | Passed:
    """Return the content of a record as a blob, unless its media type is that of no article."""
    media_type = record.media_type.partition(";")[0].strip().lower() or None
    opening = stream.peek(64).lstrip()[:1]
    if not opening and stream.cause is None:
        return Passed(Place(address), "an empty response")
    if media_type is not None and opening not in _MARKUP:
        passed = next((reason for start, reason in _NO_PAGES if media_type.startswith(start)), None)
        if passed is not None:
            return Passed(Place(address), passed)
    charset = _CHARSET.search(record.media_type)
    hints = Hints(
        name=_name(record.url),
        media_type=media_type,
        charset=None if charset is None else charset[1].lower(),
        url=record.url,
        fetched=record.fetched,
    )
    return Blob(address, stream, None, hints)


def _name(url: str | None) -> str | None:
    try:
        path = urlsplit(url or "").path
    except ValueError:
        return None
    return file_name(unquote(path)) or None


def _skip_to(tape: Tape, start: re.Pattern[bytes]) -> None:
    """Skip to where a record may begin; damage before it may have no line break."""
    while line := tape.readline():
        found = start.search(line)
        if found is not None:
            tape.unread(line[found.start() :])
            return


def _text(line: bytes) -> str:
    try:
        return line.decode()
    except UnicodeDecodeError:
        return line.decode("latin-1")
