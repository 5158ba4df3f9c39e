"""Feeds of every kind of XML: each entry is an article."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dateline.index.formats.format import Certainty, Head, Reads, whole
from dateline.index.formats.options import ReadOptions
from dateline.index.raw import Document, Outcome, Passed, RawReject
from dateline.index.sources.blob import Blob

_ROOT = re.compile(
    r"<(?:(?P<rss>(?:\w+:)?rss)\b|(?P<atom>(?:\w+:)?feed)\b(?=[^>]*(?:atom|purl\.org)|[^>]*>\s*<(?:title|entry|id|updated|link)\b)|(?P<entry>(?:\w+:)?entry)\b(?=[^>]*purl\.org/atom|[^>]*\.w3\.org/2005/Atom)|(?P<rdf>(?:\w+:)?RDF)\b"
    r"(?=[^>]*(?:/rss/|netscape\.com/rdf|netscape\.com/publish|purl\.org/(?:rss|net/rss)))|(?P<cdf>channel)\b"
    r"(?=[^>]*\bhref=))",
    re.IGNORECASE,
)
_OPML = re.compile(r"<opml\b", re.IGNORECASE)
_PAGE = re.compile(r"<(?:!doctype html|html|body)\b", re.IGNORECASE)
_BEFORE = re.compile(r"(?:\s|<\?[^>]*>|<!--.*?-->|<!(?!\[)[^>]*>)*", re.DOTALL)


class FeedFormat:
    """RSS 0.9 to 2.0, Atom 0.3 and 1.0 (single entries too), RDF Site Summary, the Channel Definition Format."""

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
        # Imported with the first feed: the library takes long.
        from dateline.index.formats.feeds.entries import read_entries

        yield from read_entries(document, options)
