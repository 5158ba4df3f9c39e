"""The list of all dialects, and how an object is read in its own."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from dateline.index.formats.fields import fields_of
from dateline.index.formats.json.dialects.apple_news import AppleNews
from dateline.index.formats.json.dialects.dialect import Dialect, Object, Reading
from dateline.index.formats.json.dialects.dumps import Bulk, Hit, SolrUpdate
from dateline.index.formats.json.dialects.json_feed import JsonFeed
from dateline.index.formats.json.dialects.ninjs import Ninjs
from dateline.index.formats.json.dialects.others import OTHERS, GeoJson, ServerError
from dateline.index.formats.json.dialects.renamed import BING, GUARDIAN, NEW_YORK_TIMES, WORDPRESS
from dateline.index.formats.json.dialects.schema_org import SchemaOrg
from dateline.index.formats.json.dialects.wrapper import Wrapper
from dateline.index.formats.options import ReadOptions
from dateline.index.raw import Outcome

_OF_ARTICLES: Final[tuple[Dialect, ...]] = (
    Hit(),
    Bulk(),
    SolrUpdate(),
    JsonFeed(),
    AppleNews(),
    SchemaOrg(),
    Ninjs(),
    GUARDIAN,
    NEW_YORK_TIMES,
    WORDPRESS,
    BING,
)
_USUAL: Final = fields_of(ReadOptions())


def _is_article(value: Object) -> bool:
    """Whether an object in a list is an article: a dialect's own, or one with a usual name of a text."""
    return any(dialect.claims(value) for dialect in _OF_ARTICLES) or _USUAL.knows_text(value)


DIALECTS: Final[tuple[Dialect, ...]] = (*_OF_ARTICLES, GeoJson(), ServerError(), *OTHERS, Wrapper(_is_article))
"""All dialects, in the order in which they are asked; an object that none claims has the usual names."""


def read_object(value: Object, reading: Reading) -> Iterator[Outcome]:
    """Yield what an object contains. A name that the user maps counts before any dialect."""
    mapped = reading.options.mapping
    if not (mapped and any(name in value for _, name in mapped)):
        for dialect in DIALECTS:
            if dialect.claims(value):
                yield from dialect.outcomes(value, reading)
                return
    yield reading.article(value)
