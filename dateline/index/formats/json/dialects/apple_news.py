"""Articles in Apple News Format: `components` with roles."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from dateline.index.formats.fields import Json
from dateline.index.formats.json.dialects.dialect import Object, Reading, at, objects_in
from dateline.index.raw import Outcome

_BODY: Final = frozenset({"body", "intro", "quote", "pullquote", *(f"heading{level}" for level in ("", *range(1, 7)))})
_MOST_DEPTH = 10


class AppleNews:
    """One article."""

    def claims(self, value: Object) -> bool:
        """Whether there are components and the layout that the format demands."""
        return "components" in value and "layout" in value and "identifier" in value

    def outcomes(self, value: Object, reading: Reading) -> Iterator[Outcome]:
        """Yield the article; its version is the format's."""
        yield reading.article(
            {
                "id": value["identifier"],
                "headline": value.get("title"),
                "body": list(_texts(value["components"])),
                "language": value.get("language"),
                "byline": at(value, "metadata.authors"),
                "published": at(value, "metadata.datePublished"),
                "modified": at(value, "metadata.dateModified"),
                "url": at(value, "metadata.canonicalURL"),
                "keywords": at(value, "metadata.keywords"),
            }
        )


def _texts(components: Json, depth: int = 0) -> Iterator[Json]:
    """Yield the texts of the body in order."""
    for component in components if isinstance(components, list) and depth < _MOST_DEPTH else []:
        if isinstance(component, dict):
            if component.get("role") in _BODY:
                yield component.get("text")
            for each in objects_in([component]):
                yield from _texts(each.get("components"), depth + 1)
