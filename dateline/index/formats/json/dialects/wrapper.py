"""Objects around a list of articles, as news APIs and exports of databases write them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from dateline.index.formats.fields import Json, text_of
from dateline.index.formats.json.dialects.dialect import Object, Reading, Shared, at
from dateline.index.raw import Outcome

LISTS: Final = frozenset(
    """articles article items item results result data docs documents hits entries entry stories story posts news
    newsitems news_items news_results records rows list value feed feeds response payload children collection objects
    edges node channel rss output @graph""".split()
)
"""Names under which articles, or objects around them, stand."""
_BODIES: Final = ("body", "text", "content", "body_html", "body_text", "content_html", "content_text", "maintext")
_MOST_DEPTH = 5


class Wrapper:
    """An object that has no text of its own and a list of articles, perhaps some objects further in."""

    def __init__(self, is_article: Callable[[Object], bool]) -> None:
        self._is_article = is_article

    def claims(self, value: Object) -> bool:
        """Whether articles, or an empty list, are found under one of the usual names."""
        return not LISTS.isdisjoint(value) and self._found(value) is not None

    def outcomes(self, value: Object, reading: Reading) -> Iterator[Outcome]:
        """Yield what the list contains; the title of a feed is the source of its articles."""
        source = text_of(at(value, "feed.title")) or text_of(at(value, "rss.channel.title"))
        shared = Shared(source or reading.shared.source, reading.shared.language)
        yield from reading.members(self._found(value) or [], shared)

    def _found(self, value: Object, depth: int = 0) -> list[Json] | None:
        """Return the list of articles, an empty one, or None."""
        if depth > _MOST_DEPTH or any(isinstance(value.get(name), str) for name in _BODIES):
            return None
        empty: list[Json] | None = None
        for name, inner in value.items():
            if name in LISTS and isinstance(inner, list | dict):
                found = self._listed(inner) if isinstance(inner, list) else self._inside(inner, depth)
                if found:
                    return found
                empty = empty if found is None else found
        return empty

    def _listed(self, values: list[Json]) -> list[Json] | None:
        """Return a list if its first objects are articles or objects around one."""
        if not values:
            return values
        inner = [each for each in values[:20] if isinstance(each, dict)]
        return values if any(self._is_article(each) or self._around(each) for each in inner) else None

    def _around(self, value: Object) -> bool:
        return len(value) <= 3 and not LISTS.isdisjoint(value) and self.claims(value)

    def _inside(self, value: Object, depth: int) -> list[Json] | None:
        found = self._found(value, depth + 1)
        return found or ([value] if self._is_article(value) else found)
