"""What a format reads from an input: uninterpreted reports, and parts it had to reject, each with its place."""

from __future__ import annotations

import msgspec

from dateline.problems import Place, Problem


class RawReport(msgspec.Struct, frozen=True):
    """One report as decoded from its format, nothing interpreted; missing fields are None.

    `published` and `dateline` are the source's own words (`26-FEB-1987 15:01:01.79`); a format that finds a
    date at the head of a text (`date 2021-05-18 ...`) puts it into `header_date`.
    """

    body: str
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
    dateline: str | None = None
    """A dateline that the source gives separately; extraction puts it before the body."""
    keywords: tuple[str, ...] = ()
    byte_end: int | None = None
    problems: tuple[Problem, ...] = ()


class RawReject(msgspec.Struct, frozen=True):
    """A part of an input that could not be read: place, reason, and its bytes, truncated if long."""

    place: Place
    reason: str
    format: str | None
    excerpt: bytes
    byte_end: int | None = None
