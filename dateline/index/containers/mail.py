"""Messages (RFC 5322, MIME): the message for the format `mail`, then each attachment; and saved pages (MHTML)."""

from __future__ import annotations

import re
from base64 import b64decode
from collections.abc import Iterator
from email.errors import MessageError
from email.header import decode_header, make_header
from email.message import Message
from email.parser import BytesHeaderParser, BytesParser
from email.policy import compat32
from typing import Final, TypeAlias, cast

import msgspec

from dateline.index.containers.container import file_name, member_address, reject
from dateline.index.formats.format import HEAD, Head
from dateline.index.formats.stretch import LIMIT
from dateline.index.raw import Hints, Passed, RawReject, RejectKind
from dateline.index.sources.blob import Blob
from dateline.index.sources.budget import Budget
from dateline.index.sources.stream import DamagedError, stream_of
from dateline.problems import Place

_Part: TypeAlias = "Message[str, str]"

_FORMAT: Final = "mail"
"""The format that reads messages."""
_MEDIA_TYPE: Final = "message/rfc822"
MAX_MESSAGE: Final = 64 << 20
"""Maximum size of a message with attachments in bytes; it is held in memory. Mail servers refuse larger ones."""
_HEADERS: Final = re.compile(rb"(?:[!-9;-~]+[ \t]*:[^\n]*(?:\n[ \t][^\n]*)*(?:\n|\Z))++(?:\r?\n|\Z)")
"""Headers with nothing but a blank line or the end behind them."""
_NAME: Final = re.compile(rb"^([!-9;-~]+)[ \t]*:", re.MULTILINE)
_OF_MAIL: Final = frozenset(
    {
        b"message-id",
        b"received",
        b"return-path",
        b"mime-version",
        b"delivered-to",
        b"in-reply-to",
        b"reply-to",
        b"newsgroups",
        b"nntp-posting-host",
        b"lines",
    }
)
"""One of these headers beside one of the usual ones is enough; articles with headers do not have them."""
_OF_PARTS: Final = re.compile(rb"^content-type[ \t]*:\s*(?:multipart|message)/", re.MULTILINE | re.IGNORECASE)
"""A message of parts, even if all its other headers are lost."""
_OF_LETTERS: Final = frozenset({b"from", b"date", b"subject"})
_ENCODED: Final = frozenset({b"content-type", b"content-transfer-encoding"})
_SIGNATURES: Final = ("application/pgp-signature", "application/pkcs7-signature", "application/x-pkcs7-signature")
_BASE64: Final = re.compile(rb"\s*(?:[A-Za-z0-9+/]{60,76}\r?\n)+[A-Za-z0-9+/]*={0,2}\s*")
_PICTURES: Final = frozenset({"image", "audio", "video"})


class Mail:
    """Messages, alone in a file or out of a mailbox."""

    name = "message"
    extra = None

    def recognises(self, head: Head) -> bool:
        """Whether it begins with headers of a message, or a mailbox or mail says that it is one."""
        if head.hints.media_type == _MEDIA_TYPE:
            return True
        headers = _HEADERS.match(head.raw)
        if headers is None:
            return False
        names = {name.lower() for name in _NAME.findall(headers[0])}
        if names & _OF_MAIL and names & (_OF_LETTERS | {b"content-type"}):
            return True
        return names >= _OF_LETTERS or names >= _ENCODED or _OF_PARTS.search(headers[0]) is not None

    def open(self, blob: Blob, budget: Budget) -> Iterator[Blob | RawReject | Passed]:
        """Yield the message and its attachments, or the page that it holds."""
        del budget  # nothing is decompressed
        hints = msgspec.structs.replace(blob.hints, media_type=_MEDIA_TYPE, format=_FORMAT)
        whole = blob._replace(hints=hints, is_opened=True)
        head = BytesHeaderParser(policy=compat32).parsebytes(blob.stream.peek(HEAD)[:HEAD])
        if head.get_content_maintype() != "multipart" and not _is_saved_page(head):
            yield whole
            return
        content = blob.stream.read(MAX_MESSAGE + 1)
        if len(content) > MAX_MESSAGE:
            yield too_large(blob.address)
            return
        message = BytesParser(policy=compat32).parsebytes(content)
        if _is_saved_page(message):
            yield from _page(blob, message)
        else:
            yield from _message(whole, message, content)
        if blob.stream.cause is not None:
            raise DamagedError(blob.stream.cause.reason)


def too_large(address: str) -> RawReject:
    """Reject a message of more than `MAX_MESSAGE` bytes."""
    return reject(address, f"a message of more than {MAX_MESSAGE >> 20} MB", RejectKind.TOO_LARGE)


def _message(whole: Blob, message: _Part, content: bytes) -> Iterator[Blob | RawReject | Passed]:
    # A format reads no more than this, and needs only the text.
    yield whole._replace(stream=stream_of(content if len(content) <= LIMIT else _without_attachments(content)))
    names: set[str] = set()
    attachments = (part for part in _leaves(message) if _is_attachment(part))
    for number, part in enumerate(attachments, 1):
        name = _name(part) or f"part-{number}"
        if name in names:
            name = f"{number}-{name}"
        names.add(name)
        yield _attachment(whole.address, part, name)


def _without_attachments(content: bytes) -> bytes:
    message = BytesParser(policy=compat32).parsebytes(content)
    for part in _leaves(message):
        if _is_attachment(part):
            part.set_payload("")
    return message.as_bytes(policy=compat32)


def _attachment(address: str, part: _Part, name: str) -> Blob | Passed:
    address = member_address(address, name)
    media_type = part.get_content_type()
    if media_type in _SIGNATURES:
        return Passed(Place(address), "a signature")
    if part.get_content_maintype() in _PICTURES:
        return Passed(Place(address), "a picture or recording in a message")
    hints = Hints(name=name, media_type=media_type, charset=part.get_content_charset())
    payload = _payload(part)
    return Blob(address, stream_of(payload), len(payload), hints)


def _page(blob: Blob, message: _Part) -> Iterator[Blob | Passed]:
    """Yield the page of a saved page (RFC 2557): its first part that is HTML or text; the others are passed over."""
    is_found = False
    for number, part in enumerate(_leaves(message), 1):
        address = member_address(blob.address, str(number))
        if is_found or part.get_content_maintype() != "text":
            yield Passed(Place(address), "a part of a saved page")
            continue
        is_found = True
        url = _text(part.get("Content-Location") or message.get("Snapshot-Content-Location"))
        hints = Hints(media_type=part.get_content_type(), charset=part.get_content_charset(), url=url)
        payload = _payload(part)
        yield Blob(address, stream_of(payload), len(payload), hints)


def _is_saved_page(message: _Part) -> bool:
    """Whether it is a page that a browser saved, not a letter."""
    if message.get_content_type() not in {"multipart/related", "text/html"} or "Received" in message or "To" in message:
        return False
    parts = _leaves(message)
    return "Snapshot-Content-Location" in message or any("Content-Location" in part for part in parts)


def _leaves(message: _Part) -> list[_Part]:
    """Return the parts that have no parts; an attached message is one."""
    found: list[_Part] = []
    waiting = [message]
    while waiting:
        part = waiting.pop()
        inner = _inner(part) if part.get_content_maintype() == "multipart" else []
        waiting.extend(reversed(inner))
        if not inner:
            found.append(part)
    return found


def _inner(part: _Part) -> list[_Part]:
    """Return the parts directly in a part."""
    payload: object = part.get_payload()
    return cast("list[_Part]", payload) if isinstance(payload, list) else []


def _is_attachment(part: _Part) -> bool:
    """Whether it is no text of the message itself."""
    is_text = part.get_content_maintype() == "text"
    return not is_text or part.get_content_disposition() == "attachment" or bool(part.get_filename())


def _payload(part: _Part) -> bytes:
    inner = _inner(part)
    if inner:
        return b"".join(map(_message_bytes, inner))
    content = part.get_payload(decode=True)
    return content if isinstance(content, bytes) else b""


def _message_bytes(message: _Part) -> bytes:
    """Return an attached message; some programs encode it, though RFC 2046 does not let them."""
    content = message.as_bytes(policy=compat32)
    if message.keys():
        return content
    try:
        return b64decode(content, validate=False) if _BASE64.fullmatch(content) else content
    except ValueError:
        return content


def _name(part: _Part) -> str:
    return file_name(_text(part.get_filename()) or "")


def _text(value: object) -> str | None:
    """Return a header's text, its encoded words decoded (RFC 2047)."""
    if value is None:
        return None
    text = " ".join(str(value).split())
    try:
        return str(make_header(decode_header(text))) or None
    except (MessageError, LookupError, ValueError):
        return text or None
