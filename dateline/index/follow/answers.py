"""From answers of servers to blobs and pages, with what the server and the list say of them."""

from __future__ import annotations

import io
from datetime import UTC, datetime
from email.message import Message
from typing import Final
from urllib.parse import urljoin, urlsplit

from dateline.index.follow.addresses import shown
from dateline.index.follow.fetch import Got
from dateline.index.follow.pages import Page, pages_of_feed
from dateline.index.formats.format import HEAD, Head
from dateline.index.formats.pages.page import Page as PageFormat
from dateline.index.formats.pages.tree import cleaned_source, elements, parse_page
from dateline.index.formats.registry import recognise
from dateline.index.raw import Hints
from dateline.index.sources.address import MEMBER
from dateline.index.sources.blob import Blob
from dateline.index.sources.stream import Stream, Unpacked

_OF_FEEDS: Final = frozenset({"application/rss+xml", "application/atom+xml", "application/feed+json"})
_MOST_FEEDS: Final = 3
"""Feeds of a page that a message names, at most."""


def blob_of(url: str, got: Got) -> Blob:
    """Return the content of an answer; `url` is the address by which it is known in the archive."""
    media_type, charset = _type_of(got)
    return _blob(url, got, Hints(media_type=media_type, charset=charset, url=got.url, fetched=_now()))


def page_blob(page: Page, got: Got) -> Blob:
    """Return a page that a list names."""
    media_type, charset = _type_of(got)
    # A link of another site counts clicks, or makes addresses short: the page stands where it leads to.
    url = page.url if _host(page.url) == _host(got.url) else got.url
    hints = Hints(
        media_type=media_type,
        charset=charset,
        url=url,
        fetched=_now(),
        listed_as=page.url,
        source=page.source,
    )
    return _blob(page.url, got, hints)


def pages_of_answer(got: Got) -> list[Page]:
    """Return the pages of the entries of a feed."""
    return pages_of_feed(got.answer.content, _type_of(got)[1], got.url)


def about_page(got: Got) -> str | None:
    """Say that an answer is a web page and no list, and which feeds it names; None if it is anything else."""
    media_type, charset = _type_of(got)
    content = got.answer.content
    found = recognise(Head(content[:HEAD], Hints(media_type=media_type, charset=charset, url=got.url)))
    if found is None or found.name != PageFormat.name:
        return None
    feeds = _feeds_of(content, got.url)
    return "a web page, not a feed or a sitemap" + (f"; its feeds: {', '.join(feeds)}" if feeds else "")


def _feeds_of(content: bytes, url: str) -> list[str]:
    root = parse_page(cleaned_source(content[:HEAD].decode("utf-8", "replace")))
    if root is None:
        return []
    links = [each for each in elements(root, "//link[@href and @type]") if each.get("type") in _OF_FEEDS]
    return [shown(urljoin(url, each.get("href") or "")) for each in links[:_MOST_FEEDS]]


def _blob(url: str, got: Got, hints: Hints) -> Blob:
    content = got.answer.content
    # What separates a member from its archive has another meaning in a path, where it may be escaped.
    address = url.replace(MEMBER, "%21/")
    return Blob(address, Stream(Unpacked(io.BytesIO(content))), len(content), hints)


def _host(url: str) -> str:
    return (urlsplit(url).hostname or "").removeprefix("www.")


def _now() -> datetime:
    return datetime.now(tz=UTC)


def _type_of(got: Got) -> tuple[str | None, str | None]:
    """Return the media type and the charset that the server names."""
    header = got.answer.headers.get("content-type")
    if not header:
        return None, None
    message = Message()
    message["content-type"] = header
    charset = message.get_param("charset")
    return message.get_content_type(), charset if isinstance(charset, str) else None
