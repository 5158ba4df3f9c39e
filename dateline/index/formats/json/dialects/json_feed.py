"""JSON Feed, versions 1 and 1.1 (jsonfeed.org)."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urljoin

from dateline.index.formats.fields import Json, text_of
from dateline.index.formats.json.dialects.dialect import Object, Reading, Shared, first_of, objects_in
from dateline.index.raw import Outcome


class JsonFeed:
    """A feed whose `items` are articles."""

    def claims(self, value: Object) -> bool:
        """Whether the version or the addresses of a feed stand beside its items."""
        version = value.get("version")
        is_feed = (
            (isinstance(version, str) and "jsonfeed.org" in version) or "home_page_url" in value or "feed_url" in value
        )
        return is_feed and isinstance(value.get("items"), list)

    def outcomes(self, value: Object, reading: Reading) -> Iterator[Outcome]:
        """Yield the articles; the feed's title is their source."""
        base = text_of(first_of(value, "home_page_url", "feed_url")) or reading.document.hints.url or ""
        items: list[Json] = [_item(each, base) for each in objects_in(value["items"])]
        shared = Shared(reading.shared.source or text_of(value.get("title")), text_of(value.get("language")))
        if not items:
            yield from reading.members(items)
        inner = reading._replace(shared=shared)
        for item in items:
            if isinstance(item, dict):
                yield inner.article(item)


def _item(item: Object, base: str) -> Object:
    address = text_of(first_of(item, "url", "external_url"))
    return {
        "id": item.get("id"),
        "url": _joined(base, address) if address else None,
        "headline": item.get("title"),
        "body": first_of(item, "content_html", "content_text") or item.get("summary"),
        "published": item.get("date_published"),
        "modified": item.get("date_modified"),
        "byline": first_of(item, "authors", "author"),
        "tags": item.get("tags"),
        "language": item.get("language"),
    }


def _joined(base: str, address: str) -> str:
    try:
        return urljoin(base, address)
    except ValueError:
        return address
