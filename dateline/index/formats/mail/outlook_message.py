"""The report of one message that Outlook saved."""

from __future__ import annotations

from collections.abc import Iterator
from email import message_from_string
from email.policy import compat32
from typing import Final

from dateline.index.formats.format import reject_document
from dateline.index.formats.mail.headers import cleaned_name, field
from dateline.index.formats.mail.letter import Letter, letter_outcome
from dateline.index.formats.mail.outlook import (
    BODY,
    HEADERS,
    MESSAGE_CLASS,
    MESSAGE_ID,
    REPRESENTED,
    SENDER,
    SUBJECT,
    Outlook,
    damage,
)
from dateline.index.formats.mail.text import html_paragraphs, plain_text
from dateline.index.formats.options import ReadOptions
from dateline.index.raw import Document, Outcome, RejectKind

_NO_ARTICLES: Final = (
    ("report.", "a delivery report"),
    ("ipm.schedule.", "an invitation"),
    ("ipm.appointment", "an invitation"),
    ("ipm.note.rules.", "an automatic reply"),
)
"""Openings of the class of a message, in lower case, and what it is."""


def read_outlook(document: Document, options: ReadOptions) -> Iterator[Outcome]:
    """Yield the report of the message."""
    try:
        yield _outcome(Outlook(document.content), document, options)
    except damage() as error:
        yield reject_document(document, f"a damaged Outlook message: {error}", RejectKind.DAMAGED)


def _outcome(outlook: Outlook, document: Document, options: ReadOptions) -> Outcome:
    kind = outlook.text(MESSAGE_CLASS).lower()
    if kind.startswith("ipm.note.smime") and not kind.endswith("multipartsigned"):
        return reject_document(document, "an encrypted mail", RejectKind.ENCRYPTED)
    headers = message_from_string(outlook.text(HEADERS).lstrip(), policy=compat32)
    letter = Letter(
        subject=" ".join(outlook.text(SUBJECT).split()) or None,
        sender=cleaned_name(outlook.text(REPRESENTED) or outlook.text(SENDER)),
        organization=field(headers, "organization"),
        date=field(headers, "date") or outlook.sent,
        message_id=outlook.text(MESSAGE_ID) or field(headers, "message-id"),
        list_id=field(headers, "list-id"),
        keywords=field(headers, "keywords"),
        language=field(headers, "content-language"),
        archived_at=field(headers, "archived-at"),
        plain=plain_text(outlook.text(BODY)),
        html=html_paragraphs(outlook.html()),
        has_attachments=outlook.has_attachments,
        no_article=_no_article(kind),
    )
    return letter_outcome(letter, document, options)


def _no_article(kind: str) -> str | None:
    """Return what a message of some class is that is none to read, or None."""
    found = next((what for opening, what in _NO_ARTICLES if kind.startswith(opening)), None)
    is_mail = not kind or kind.startswith(("ipm.note", "ipm.post"))
    return found or (None if is_mail else "an entry of Outlook that is no mail")
