"""Dialects of single sites and APIs whose articles differ from others in names only, one row each."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from dateline.index.formats.json.dialects.dialect import Object, Reading, at
from dateline.index.raw import Outcome


class Renamed(NamedTuple):
    """Articles that are known by some of their names; their fields stand at other paths than usual."""

    names: frozenset[str]
    """All of these are in every article."""
    paths: tuple[tuple[str, str], ...]
    """A usual name, and the path of its value; an earlier one that has a value counts. Names not here are as usual."""

    def claims(self, value: Object) -> bool:
        """Whether an object has all the names."""
        return self.names <= value.keys()

    def outcomes(self, value: Object, reading: Reading) -> Iterator[Outcome]:
        """Yield the article."""
        left_out = {path.partition(".")[0] for _, path in self.paths}
        values: Object = {}
        for name, path in self.paths:
            if not values.get(name):
                values[name] = at(value, path)
        others = {name: each for name, each in value.items() if name not in left_out and name not in values}
        yield reading.article(others | values)


GUARDIAN = Renamed(
    frozenset({"webTitle", "webPublicationDate"}),
    (
        *(
            ("headline", "fields.headline"),
            ("headline", "webTitle"),
            ("body", "fields.body"),
            ("body", "fields.bodyText"),
        ),
        *(("summary", "fields.standfirst"), ("summary", "fields.trailText"), ("byline", "fields.byline")),
        *(("published", "webPublicationDate"), ("modified", "fields.lastModified"), ("section", "sectionName")),
        *(("url", "webUrl"), ("language", "fields.lang"), ("source", "fields.publication"), ("keywords", "none")),
    ),
)
"""The content API of the Guardian."""
NEW_YORK_TIMES = Renamed(
    frozenset({"web_url", "lead_paragraph"}),
    (
        *(("id", "_id"), ("headline", "headline.main"), ("headline", "headline"), ("byline", "byline.original")),
        *(("body", "body"), ("summary", "lead_paragraph"), ("summary", "abstract"), ("summary", "snippet")),
        *(("section", "section_name"), ("genre", "type_of_material"), ("url", "web_url"), ("published", "pub_date")),
    ),
)
"""The article search and archive APIs of the New York Times."""
WORDPRESS = Renamed(
    frozenset({"title", "content", "date_gmt"}),
    (
        *(("id", "guid.rendered"), ("headline", "title.rendered"), ("headline", "title"), ("body", "content.rendered")),
        *(("body", "content"), ("summary", "excerpt.rendered"), ("published", "date_gmt"), ("published", "date")),
        *(("modified", "modified_gmt"), ("url", "link"), ("byline", "_embedded.author"), ("byline", "author_name")),
        *(("author", "none"), ("tags", "none"), ("categories", "none")),
    ),
)
"""The REST API of WordPress; its authors, tags and categories are numbers."""
BING = Renamed(
    frozenset({"name", "url", "datePublished", "provider"}),
    (("headline", "name"), ("summary", "description"), ("published", "datePublished"), ("source", "provider")),
)
"""Search for news with Bing."""
