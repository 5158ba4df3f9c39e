"""The pages that a feed or a sitemap names, and which of them are to be fetched."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from typing import Final, NamedTuple
from urllib.parse import urljoin

from dateline.index.formats.feeds.library import Entry, parse_feed
from dateline.index.url import normalised

TRIES: Final = 3
"""How many times a page is tried that cannot be fetched."""


class Page(NamedTuple):
    """A page, or a sitemap in a list of them."""

    url: str
    mark: str
    """What tells its versions apart: when it was changed, as the sitemap says, or a hash of its entry."""
    source: str | None = None
    """The source that its feed gives: its page may have no name, or another one."""

    @property
    def address(self) -> str:
        """The address by which it is remembered."""
        return normalised(self.url) or self.url


class Fetched(NamedTuple):
    """A page that was fetched, or tried."""

    mark: str
    failures: int = 0


def pages_of_feed(content: bytes, charset: str | None, url: str) -> list[Page]:
    """Return the pages of the entries of a feed."""
    feed = parse_feed(content, charset, url)
    return [
        Page(urljoin(url, link), _mark(each), each.source or feed.title)
        for each in feed.entries
        if (link := _link(each)) is not None
    ]


def new_pages(pages: Iterable[Page], known: Mapping[str, Fetched]) -> list[Page]:
    """Return the pages that were not fetched in this version, each once, in order."""
    new: dict[str, Page] = {}
    for page in pages:
        fetched = known.get(page.address)
        if fetched is None or fetched.mark != page.mark or 0 < fetched.failures < TRIES:
            new.setdefault(page.address, page)
    return list(new.values())


def _link(entry: Entry) -> str | None:
    """Return the address of an entry's page; an id that is an address stands in for a missing link."""
    if entry.link:
        return entry.link
    return entry.guid if entry.guid and entry.guid.startswith(("http://", "https://")) else None


def _mark(entry: Entry) -> str:
    said = "\x1f".join((entry.title or "", *entry.texts, entry.updated or entry.published or ""))
    return hashlib.blake2b(said.encode(errors="replace"), digest_size=8).hexdigest()
