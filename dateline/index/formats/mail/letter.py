"""A message as both formats of mail give it, and the report that it becomes."""

from __future__ import annotations

import re
from typing import NamedTuple

from dateline.index.formats.format import reject_document
from dateline.index.formats.mail.form import form_of, form_outcome
from dateline.index.formats.mail.headers import headline_of, is_organisation, list_name
from dateline.index.formats.mail.text import is_stub
from dateline.index.formats.options import ReadOptions
from dateline.index.raw import Document, Outcome, Passed, RawReport, RejectKind
from dateline.problems import Problem

_AUTOMATIC = re.compile(
    r"(?:automatic reply|auto(?:matic)?[- ]?(?:reply|response)|out of (?:the )?office|automatische antwort|"
    r"abwesenheits\w+|r[ée]ponse automatique|respuesta autom[áa]tica|risposta automatica|resposta autom[áa]tica|"
    r"автоответ|автоматический ответ|自动答复|自動回覆|自動応答)",
    re.IGNORECASE,
)


class Letter(NamedTuple):
    """A message. Header fields are decoded texts in one line."""

    subject: str | None = None
    sender: str | None = None
    """The name of the sender: `Press Office`."""
    organization: str | None = None
    date: str | None = None
    message_id: str | None = None
    list_id: str | None = None
    keywords: str | None = None
    language: str | None = None
    archived_at: str | None = None
    plain: str = ""
    html: tuple[str, ...] = ()
    """The paragraphs of the HTML part."""
    has_attachments: bool = False
    problem: str | None = None
    no_article: str | None = None
    """What it is, if not a message to read: a delivery report, an invitation."""


def letter_outcome(letter: Letter, document: Document, options: ReadOptions) -> Outcome:
    """Return the report of a message, its reject, or that it is passed over."""
    if letter.no_article is not None:
        return Passed(document.place, letter.no_article)
    if letter.subject and _AUTOMATIC.match(letter.subject):
        return Passed(document.place, "an automatic reply")
    if not letter.plain.strip() and not letter.html:
        if letter.has_attachments:
            return Passed(document.place, "a mail without text of its own")
        return reject_document(document, "a mail without text", RejectKind.NO_TEXT)
    report = _report(letter, document, options)
    answers = form_of(letter.plain, options)
    return report if answers is None else form_outcome(answers, report, document, options)


def _report(letter: Letter, document: Document, options: ReadOptions) -> RawReport:
    uses_html = is_stub(letter.plain, letter.html) or not letter.plain.strip()
    source, byline = _source_and_byline(letter)
    return RawReport(
        body="" if uses_html else letter.plain,
        paragraphs=letter.html if uses_html else (),
        place=document.place,
        format=document.format,
        given_id=(letter.message_id or "").strip("<> ") or None,
        headline=headline_of(letter.subject),
        byline=byline,
        source=source or options.source,
        url=(letter.archived_at or "").strip("<> ") or None,
        language=letter.language,
        published=letter.date,
        keywords=_keywords(letter.keywords),
        byte_end=document.byte_end,
        problems=(Problem(letter.problem, place=document.place),) if letter.problem else (),
        item=document.item,
    )


def _source_and_byline(letter: Letter) -> tuple[str | None, str | None]:
    """Return the source and the byline: a sender that is no organisation is a writer."""
    name = letter.sender
    source = letter.organization or list_name(letter.list_id)
    if name is None or is_organisation(name):
        return name or source, None
    return source, name


def _keywords(text: str | None) -> tuple[str, ...]:
    words = (word.strip() for word in re.split(r"[,;]", text or ""))
    return tuple(dict.fromkeys(word for word in words if word))
