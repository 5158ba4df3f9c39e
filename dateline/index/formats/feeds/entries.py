"""The entries of a feed: each is an article."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urljoin

import msgspec

from dateline.index.formats.feeds.library import Entry, Feed, parse_feed
from dateline.index.formats.format import reject_document
from dateline.index.formats.markup import has_markup, paragraphs, plain
from dateline.index.formats.options import ReadOptions
from dateline.index.raw import Document, Outcome, Passed, RawReport, RejectKind
from dateline.problems import Problem


def read_entries(document: Document, options: ReadOptions) -> Iterator[Outcome]:
    """Yield the article of each entry, and a reject for what a feed that is cut off has lost.

    A feed that is whole but no well-formed XML is read all the same: its first article tells of the fault.
    """
    feed = parse_feed(document.content, document.hints.charset, document.hints.url)
    if not feed.entries:
        yield _nothing(document, feed)
        return
    fault = None if feed.fault is None or feed.is_cut else f"damaged XML: {feed.fault}"
    for item, entry in enumerate(feed.entries, start=1):
        report = _report(document, feed, entry, item, options)
        is_last_before_cut = feed.fault is not None and feed.is_cut and item == len(feed.entries)
        if report is not None:
            yield report if fault is None else _telling(report, fault)
            fault = None
        elif not is_last_before_cut:
            yield reject_document(document, f"entry {item}: no text", RejectKind.NO_TEXT)
    if feed.fault is not None and feed.is_cut:
        yield reject_document(document, f"damaged XML: {feed.fault}; its {len(feed.entries)} entries were read")


def _nothing(document: Document, feed: Feed) -> Outcome:
    if feed.fault is None:
        return Passed(document.place, "an empty feed")
    return reject_document(document, f"damaged XML: {feed.fault}")


def _telling(report: RawReport, fault: str) -> RawReport:
    return msgspec.structs.replace(report, problems=(*report.problems, Problem(fault, place=report.place)))


def _report(document: Document, feed: Feed, entry: Entry, item: int, options: ReadOptions) -> RawReport | None:
    texts = [tuple(_paragraphs(text)) for text in entry.texts]
    text = max(texts, key=lambda each: sum(map(len, each)), default=())
    if not text and entry.title is None:
        return None
    return RawReport(
        body="",
        paragraphs=text,
        place=document.place,
        format=document.format,
        given_id=entry.guid,
        headline=entry.title,
        byline=", ".join(entry.authors) or None,
        source=entry.source or options.source or feed.title,
        url=_address(document, entry),
        language=entry.language or feed.language,
        published=entry.published or entry.updated,
        modified=entry.updated,
        keywords=entry.keywords,
        item=item,
    )


def _paragraphs(text: str) -> Iterator[str]:
    """Yield the paragraphs of an entry's text; some systems escape it once more than a feed asks for."""
    for each in paragraphs(text):
        yield from filter(None, plain(each).split("\n\n")) if has_markup(each) else (each,)


def _address(document: Document, entry: Entry) -> str | None:
    """Return the address of an entry; an id that is an address stands in for a missing link."""
    link = entry.link or (entry.guid if entry.guid and entry.guid.startswith(("http://", "https://")) else None)
    return urljoin(document.hints.url or "", link) if link else None
