"""What passes between reading and extraction: documents, and what parsing them gives.

A blob is split into documents. Parsing a document gives outcomes: raw reports, rejects, and parts passed over.
"""

from __future__ import annotations

from datetime import datetime
from enum import Enum
from typing import TypeAlias

import msgspec

from dateline.index.article import Action
from dateline.problems import Place, Problem


class Hints(msgspec.Struct, frozen=True, omit_defaults=True):
    """What was said about some bytes outside of them: by a server, an archive or a mail. It may be wrong."""

    name: str | None = None
    """File name without folders."""
    media_type: str | None = None
    """In lower case, without parameters: `text/html`."""
    charset: str | None = None
    url: str | None = None
    """The address that the bytes were fetched from."""
    fetched: datetime | None = None
    """When they were fetched or sent; timezone-aware."""
    format: str | None = None
    """The name of the format, where the container knows it; then nothing is recognised."""
    listed_as: str | None = None
    """The address by which a feed or a sitemap names the page; its own may be another."""
    source: str | None = None
    """The source that the feed gives which names the page."""


NO_HINTS = Hints()


class Document(msgspec.Struct, frozen=True, omit_defaults=True):
    """One piece of one format, to be parsed: a line, a row, a whole page."""

    format: str
    content: bytes
    place: Place
    """Where it starts in the input."""
    byte_end: int | None = None
    hints: Hints = NO_HINTS
    columns: tuple[str, ...] = ()
    """For a row of a table, the names of its cells."""
    item: int | None = None
    """Its number among the documents of an input, from 1; None if the input is this one document."""
    problem: str | None = None
    """What is to be said of each of its articles, such as a guessed encoding."""
    day_first: bool | None = None
    """Whether `05/06/2021` is in June, as the user says or the other dates of the input show."""


class RawReport(msgspec.Struct, frozen=True):
    """One report as decoded from its format, nothing interpreted; missing fields are None.

    Dates and the dateline are the source's own words (`26-FEB-1987 15:01:01.79`). No field contains markup.
    """

    body: str
    """Text whose lines may be wrapped; empty if `paragraphs` are known."""
    place: Place
    """Where the report starts in the input."""
    format: str
    given_id: str | None = None
    headline: str | None = None
    byline: str | None = None
    source: str | None = None
    section: str | None = None
    url: str | None = None
    language: str | None = None
    published: str | None = None
    header_date: str | None = None
    """A date that stands at the head of the text (`date 2021-05-18 ...`)."""
    dateline: str | None = None
    """A dateline that the source gives separately; extraction puts it before the body."""
    keywords: tuple[str, ...] = ()
    byte_end: int | None = None
    problems: tuple[Problem, ...] = ()
    paragraphs: tuple[str, ...] = ()
    """The paragraphs of the body where the format tells them apart; then `body` is empty."""
    modified: str | None = None
    """When this version was made."""
    version: str | None = None
    """The source's number of this version; a higher one is newer."""
    action: Action = Action.PUBLISH
    embargo: str | None = None
    """The time before which the article must not be found."""
    genre: str | None = None
    """The kind of text in the source's words: `analysis`, `obituary`."""
    item: int | None = None
    """Its number among the reports of an input, from 1; None if the input is this one report."""
    day_first: bool | None = None
    """Whether `05/06/2021` is in June, where that is known."""
    listed_as: str | None = None
    """The address by which a feed or a sitemap names this page."""


class RejectKind(Enum):
    """Why something was rejected, as groups of reasons; stable across rewordings of a reason."""

    EMPTY = "empty"
    NO_TEXT = "no-text"
    """An article without headline and body, a scan without a text layer."""
    SYNTAX = "syntax"
    """Not valid in its own format."""
    NOT_AN_ARTICLE = "not-an-article"
    """Readable, but what stands there instead of an article: a page that asks for consent or money, an error."""
    UNSUPPORTED = "unsupported"
    """Recognised, but no format of Dateline reads it."""
    NEEDS_EXTRA = "needs-extra"
    """A format reads it once an extra is installed."""
    NOT_TEXT = "not-text"
    """Bytes that nothing recognises."""
    DAMAGED = "damaged"
    ENCRYPTED = "encrypted"
    TOO_LARGE = "too-large"
    LIMIT = "limit"
    """It unpacks to too much, or is nested too deeply."""
    UNSAFE = "unsafe"
    """A link or a path that leads out of where it stands, an entity that expands."""
    TIMEOUT = "timeout"
    UNREADABLE = "unreadable"
    """The operating system refuses to open or read it."""
    FAULT = "fault"
    """A fault of Dateline."""


class RawReject(msgspec.Struct, frozen=True, omit_defaults=True):
    """A part of an input that could not be read: place, reason, and its bytes, truncated if long."""

    place: Place
    reason: str
    format: str | None
    excerpt: bytes
    byte_end: int | None = None
    kind: RejectKind = RejectKind.SYNTAX


class Passed(msgspec.Struct, frozen=True):
    """A part of an input that is sound and no article, such as the request records of a web archive."""

    place: Place
    reason: str
    """Few different ones, in a few words, since they are counted: `a section front`."""


Outcome: TypeAlias = RawReport | RawReject | Passed
"""What parsing a document gives."""


class Finished(msgspec.Struct, frozen=True):
    """Everything of an input has been read; what was stored of it in another format is superseded."""

    address: str
    format: str | None
    """None if no format reads the input."""
