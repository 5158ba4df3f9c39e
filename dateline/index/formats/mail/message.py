"""The report of one message of internet mail."""

from __future__ import annotations

import re
from collections.abc import Iterator
from email import message_from_bytes
from email.message import Message
from email.policy import compat32
from typing import Final, NamedTuple

from dateline.index.formats.encoding import decode
from dateline.index.formats.format import reject_document
from dateline.index.formats.mail.headers import field, sender_name
from dateline.index.formats.mail.letter import Letter, letter_outcome
from dateline.index.formats.mail.text import html_paragraphs, plain_text
from dateline.index.formats.options import ReadOptions
from dateline.index.raw import Document, Outcome, RejectKind

_MAX_PARTS = 200
"""Maximum number of parts that are looked at."""
_ENCRYPTED_TYPES: Final = frozenset({"multipart/encrypted", "application/pkcs7-mime", "application/x-pkcs7-mime"})
_TEXT_TYPES: Final = frozenset({"text/plain", "text/html", "text/markdown", "text/x-markdown"})
_PGP = re.compile(r"\s*-----BEGIN PGP MESSAGE-----")


class _Body(NamedTuple):
    """The text parts of a message."""

    plain: str
    html: tuple[str, ...]
    problem: str | None
    has_attachments: bool


def read_message(document: Document, options: ReadOptions) -> Iterator[Outcome]:
    """Yield the report of the message."""
    try:
        message = message_from_bytes(document.content, policy=compat32)
    except RecursionError:
        yield reject_document(document, "a mail whose parts are nested too deeply", RejectKind.LIMIT)
        return
    body = _body(message)
    if _is_encrypted(message) or _PGP.match(body.plain):
        yield reject_document(document, "an encrypted mail", RejectKind.ENCRYPTED)
    else:
        yield letter_outcome(_letter(message, body), document, options)


def _letter(message: Message, body: _Body) -> Letter:
    return Letter(
        subject=field(message, "subject"),
        sender=sender_name(message),
        organization=field(message, "organization"),
        date=field(message, "date") or field(message, "resent-date"),
        message_id=field(message, "message-id"),
        list_id=field(message, "list-id"),
        keywords=field(message, "keywords"),
        language=(field(message, "content-language") or "").partition(",")[0] or None,
        archived_at=field(message, "archived-at"),
        plain=body.plain,
        html=body.html,
        has_attachments=body.has_attachments,
        problem=body.problem,
        no_article=_no_article(message),
    )


def _no_article(message: Message) -> str | None:
    """Return what a message is that is none to read, or None."""
    if message.get_content_type() == "multipart/report":
        return "a delivery report"
    sender = (field(message, "from") or "").lower()
    if "mailer-daemon" in sender or field(message, "x-failed-recipients"):
        return "a delivery report"
    automatic = (field(message, "auto-submitted") or "no").lower()
    if automatic.startswith("auto-replied") or field(message, "x-autoreply") or field(message, "x-autorespond"):
        return "an automatic reply"
    if any(part.get_content_type() == "text/calendar" and part.get_param("method") for part in _parts(message)):
        return "an invitation"
    return None


def _is_encrypted(message: Message) -> bool:
    """Whether the body is encrypted; a signed body is not."""
    return message.get_content_type() in _ENCRYPTED_TYPES and message.get_param("smime-type") != "signed-data"


def _parts(message: Message) -> list[Message]:
    """Return the parts of a message that hold no others, in order; not those of messages attached to it."""
    found: list[Message] = []
    waiting = [message]
    while waiting and len(found) < _MAX_PARTS:
        part = waiting.pop()
        if part.is_multipart() and part.get_content_maintype() == "multipart":
            waiting += reversed(list(_inner(part)))
        else:
            found.append(part)
    return found


def _inner(part: Message) -> Iterator[Message]:
    number = 0
    while number < _MAX_PARTS:
        try:
            inner = part.get_payload(number)
        except IndexError:
            return
        if isinstance(inner, Message):
            yield inner
        number += 1


def _body(message: Message) -> _Body:
    """Return the text of a message; several parts of one kind follow one another."""
    plain: list[str] = []
    html: list[str] = []
    problem: str | None = None
    has_attachments = False
    for part in _parts(message):
        kind = part.get_content_type()
        if kind not in _TEXT_TYPES or _is_attached(part):
            has_attachments = has_attachments or part.get_content_maintype() != "multipart"  # a truncated one
            continue
        text, part_problem = _text(part)
        problem = problem or part_problem
        if kind == "text/html":
            html += html_paragraphs(text)
        else:
            plain.append(_plain(text, part))
    return _Body("\n\n".join(each for each in plain if each), tuple(html), problem, has_attachments)


def _plain(text: str, part: Message) -> str:
    is_flowed = str(part.get_param("format", "")).lower() == "flowed"
    deletes_spaces = str(part.get_param("delsp", "")).lower() == "yes"
    return plain_text(text, flowed=is_flowed, deletes_spaces=deletes_spaces)


def _is_attached(part: Message) -> bool:
    return part.get_content_disposition() == "attachment" or part.get_filename() is not None


def _text(part: Message) -> tuple[str, str | None]:
    """Return the text of a part and a problem of its encoding, if any."""
    try:
        payload = part.get_payload(decode=True)
    except (ValueError, LookupError):  # a transfer encoding that is damaged
        payload = None
    content = payload if isinstance(payload, bytes) else b""
    return decode(content, part.get_content_charset())
