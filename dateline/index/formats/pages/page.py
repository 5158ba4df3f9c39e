"""Saved web pages: HTML and XHTML, from a file, a web archive or an answer of a server."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from dateline.index.formats.format import Certainty, Head, Reads, whole
from dateline.index.formats.markup import has_tags
from dateline.index.formats.options import ReadOptions
from dateline.index.raw import Document, Outcome, RawReject
from dateline.index.sources.blob import Blob

_PAGE: Final = re.compile(
    r"(?>\s+|<!--.*?-->|<\?xml\b[^>]*>)*+(?:<!doctype\s+html\b|<html\b)", re.IGNORECASE | re.DOTALL
)
_START: Final = re.compile(
    r"\s*<(?:head|body|title|meta|link|style|script|main|article|div|p|h1|h2|table|center|font|section)\b",
    re.IGNORECASE,
)
_HTML_TYPES: Final = frozenset({"text/html", "application/xhtml+xml"})


class Page:
    """One article per page.

    It works without the extra `html`, from what the page says of itself and from its elements. With the extra its text
    is checked by resiliparse, pages that are hard to read go to trafilatura, and undated ones to htmldate.
    """

    name = "page"
    reads = Reads.BYTES
    extra = None

    def recognise(self, head: Head) -> Certainty:
        """Sure if it opens as HTML does; likely if a server said so or it opens with an element that HTML has."""
        if head.is_binary:
            return Certainty.NO
        if _PAGE.match(head.text):
            return Certainty.SURE
        if _START.match(head.text):
            return Certainty.LIKELY
        is_said = head.hints.media_type in _HTML_TYPES and has_tags(head.text) and not head.opening.startswith("<?xml")
        return Certainty.LIKELY if is_said else Certainty.NO

    def split(self, blob: Blob, options: ReadOptions) -> Iterator[Document | RawReject]:
        """Yield the page as one document."""
        del options
        return whole(blob, self.name)

    def parse(self, document: Document, options: ReadOptions) -> Iterator[Outcome]:
        """Yield the article of the page, or what the page is instead."""
        # Imported with the first page: its rules are many, and most inputs are no pages.
        from dateline.index.formats.pages.article import read_page

        return read_page(document, options)
