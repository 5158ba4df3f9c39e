"""Feeds of every kind of XML: each entry is an article."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urljoin

from dateline.index.formats.feeds.library import Entry, Feed, parse_feed
from dateline.index.formats.format import Certainty, Head, Reads, reject_document, whole
from dateline.index.formats.markup import paragraphs
from dateline.index.formats.options import ReadOptions
from dateline.index.raw import Document, Outcome, Passed, RawReject, RawReport, RejectKind
from dateline.index.sources.blob import Blob

_ROOT = re.compile(
    r"<(?:(?P<rss>(?:\w+:)?rss)\b|(?P<atom>(?:\w+:)?feed)\b(?=[^>]*(?:atom|purl\.org)|[^>]*>\s*<(?:title|entry|id|updated|link)\b)|(?P<rdf>(?:\w+:)?RDF)\b"
    r"(?=[^>]*(?:/rss/|netscape\.com/rdf|netscape\.com/publish|purl\.org/(?:rss|net/rss)))|(?P<cdf>channel)\b"
    r"(?=[^>]*\bhref=))",
    re.IGNORECASE,
)
_OPML = re.compile(r"<opml\b", re.IGNORECASE)
_PAGE = re.compile(r"<(?:!doctype html|html|body)\b", re.IGNORECASE)
_BEFORE = re.compile(r"(?:\s|<\?[^>]*>|<!--.*?-->|<!(?!\[)[^>]*>)*", re.DOTALL)


class FeedFormat:
    """RSS 0.9 to 2.0, Atom 0.3 and 1.0, RDF Site Summary and the Channel Definition Format."""

    name = "feed"
    reads = Reads.BYTES
    extra = None

    def recognise(self, head: Head) -> Certainty:
        """Sure by the root element; likely if something stands before it."""
        before = _BEFORE.match(head.text)
        start = before.end() if before else 0
        if _ROOT.match(head.text, start) or _OPML.match(head.text, start):
            return Certainty.SURE
        root = _ROOT.search(head.text, start, start + 2000)
        return Certainty.NO if root is None or _PAGE.search(head.text, 0, root.start()) else Certainty.LIKELY

    def split(self, blob: Blob, options: ReadOptions) -> Iterator[Document | RawReject]:
        """Yield the feed as one document."""
        del options
        return whole(blob, self.name)

    def parse(self, document: Document, options: ReadOptions) -> Iterator[Outcome]:
        """Yield each entry. An entry needs a title or a text."""
        if _OPML.search(document.content[:2000].decode("latin-1")):
            yield Passed(document.place, "a list of feeds")
            return
        feed = parse_feed(document.content, document.hints.charset, document.hints.url)
        if not feed.entries and feed.fault is None:
            yield Passed(document.place, "an empty feed")
        for item, entry in enumerate(feed.entries, start=1):
            report = _report(document, feed, entry, item, options)
            is_cut = feed.fault is not None and item == len(feed.entries)
            if report is not None:
                yield report
            elif not is_cut:
                yield reject_document(document, f"entry {item}: no text", RejectKind.NO_TEXT)
        if feed.fault is not None:
            yield _fault(document, feed)


def _fault(document: Document, feed: Feed) -> Outcome:
    """Reject the rest of a feed that is cut off; what is only not quite XML was read all the same."""
    if not feed.entries:
        return reject_document(document, f"a feed that cannot be read: {feed.fault}")
    return reject_document(document, f"no well-formed XML: {feed.fault}; its {len(feed.entries)} entries were read")


def _report(document: Document, feed: Feed, entry: Entry, item: int, options: ReadOptions) -> RawReport | None:
    texts = [paragraphs(text) for text in entry.texts]
    text = max(texts, key=lambda each: sum(map(len, each)), default=())
    if not text and entry.title is None:
        return None
    return RawReport(
        body="",
        paragraphs=text,
        place=document.place,
        format=FeedFormat.name,
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


def _address(document: Document, entry: Entry) -> str | None:
    """Return the address of an entry; an id that is an address stands in for a missing link."""
    link = entry.link or (entry.guid if entry.guid and entry.guid.startswith(("http://", "https://")) else None)
    return urljoin(document.hints.url or "", link) if link else None
