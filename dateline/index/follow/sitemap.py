"""Sitemaps: lists of pages, of news, and of other sitemaps. Source: sitemaps.org, protocol 0.9."""

from __future__ import annotations

import re
from typing import NamedTuple

from dateline.index.follow.pages import Page
from dateline.index.follow.unpack import GZIP, inflated
from dateline.index.formats.xml.parse import Refusal, parse_xml
from dateline.index.formats.xml.tree import line_at

_ROOT = re.compile(rb"<(?:[\w.-]+:)?(?:urlset|sitemapindex)[\s>]")
_HEAD = 4_000


class Sitemap(NamedTuple):
    """The pages that a sitemap names, and the sitemaps."""

    pages: tuple[Page, ...]
    sitemaps: tuple[Page, ...]


def read_sitemap(content: bytes, limit: int) -> Sitemap | None:
    """Return what a sitemap names, the newest first; None if it is none. Raises ValueError if it cannot be read.

    `limit`: how many bytes it may be unpacked.
    """
    if content.startswith(GZIP):
        content = inflated(content, limit)
    if not _ROOT.search(content[:_HEAD]):
        return None
    tree = parse_xml(content)
    if isinstance(tree, Refusal):
        raise ValueError(tree.reason)  # noqa: TRY004 - a matter of content, not of types
    if tree.root.tag not in ("urlset", "sitemapindex"):
        return None
    found = [_page(line_at(each, "loc"), line_at(each, "lastmod", "news/publication_date")) for each in tree.root]
    pages = tuple(sorted((each for each in found if each is not None), key=_date, reverse=True))
    return Sitemap(pages, ()) if tree.root.tag == "urlset" else Sitemap((), pages)


def _page(address: str | None, date: str | None) -> Page | None:
    return Page(address, date or "") if address else None


def _date(page: Page) -> str:
    """Dates of W3C sort as they are written, but for their time zones, which matter little here."""
    return page.mark
