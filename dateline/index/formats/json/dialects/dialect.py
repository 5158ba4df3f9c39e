"""What a dialect is, and what it needs to turn an object into articles."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

import msgspec

from dateline.index.article import Action
from dateline.index.formats.fields import Fields, Json
from dateline.index.formats.format import reject_document
from dateline.index.formats.json.dialects.values import Values, paragraphs_in
from dateline.index.formats.markup import plain
from dateline.index.formats.options import ReadOptions
from dateline.index.raw import Document, Outcome, Passed, RawReject, RawReport, RejectKind


class Context:
    """The document that an object stands in, the user's options, and how to read what an object contains."""

    def __init__(self, document: Document, options: ReadOptions, fields: Fields, inner: Inner) -> None:
        self.document = document
        self.options = options
        self.fields = fields
        self.inner = inner
        """Reads an object in this one, in whatever dialect it is."""

    def passed(self, reason: str) -> Passed:
        """Pass the object over."""
        return Passed(self.document.place, reason)

    def reject(self, reason: str, kind: RejectKind) -> RawReject:
        """Reject the object."""
        return reject_document(self.document, reason, kind)

    def report(self, body: str | None, headline: str | None, values: Report) -> RawReport | RawReject:
        """Make a report of a body, which may be HTML; a reject without body and headline."""
        found = paragraphs_in(body) if body else ()
        text = plain(body) if body and found is None else ""
        if not text.strip() and not found and not headline:
            return self.reject("no text: the article has neither a body nor a headline", RejectKind.NO_TEXT)
        return RawReport(
            body=text,
            paragraphs=found or (),
            headline=headline,
            place=self.document.place,
            format=self.document.format,
            byte_end=self.document.byte_end,
            given_id=values.given_id,
            byline=values.byline,
            source=values.source or self.options.source,
            section=values.section,
            url=values.url,
            language=values.language,
            published=values.published,
            modified=values.modified,
            dateline=values.dateline,
            keywords=values.keywords,
            version=values.version,
            action=values.action,
            embargo=values.embargo,
            genre=values.genre,
        )


class Report(msgspec.Struct, frozen=True):
    """The values of a report beside its headline and body."""

    given_id: str | None = None
    byline: str | None = None
    source: str | None = None
    section: str | None = None
    url: str | None = None
    language: str | None = None
    published: str | None = None
    modified: str | None = None
    dateline: str | None = None
    keywords: tuple[str, ...] = ()
    version: str | None = None
    action: Action = Action.PUBLISH
    embargo: str | None = None
    genre: str | None = None


class Inner(Protocol):
    """Reads an object."""

    def __call__(self, content: dict[str, Json], context: Context, depth: int, /) -> Iterator[Outcome]:
        """Yield what it contains."""
        ...


class Dialect(Protocol):
    """One way to write news as JSON."""

    def owns(self, values: Values) -> bool:
        """Whether an object is written in this dialect."""
        ...

    def read(self, values: Values, context: Context, depth: int) -> Iterator[Outcome]:
        """Yield what an object contains; `depth` is the number of objects around it."""
        ...
