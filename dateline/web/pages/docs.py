"""The page about the query language, generated from its fields."""

from __future__ import annotations

import msgspec
from flask import Response

from dateline.web.http import replies
from dateline.web.language.current import gettext, noted


class Row(msgspec.Struct, frozen=True):
    """A query and its meaning."""

    typed: str
    meaning: str


class Field(msgspec.Struct, frozen=True):
    """A field of the query language; every second part of its meaning is code."""

    name: str
    example: str
    meaning: tuple[str, ...]


WORDS = (
    Row("defence talks", noted("both words, in any form (talk, talks); case and accents are ignored")),
    Row('"military cooperation"', noted("these words in this order")),
    Row('"cooperation plan"~5', noted("these words with at most five others between them")),
    Row("belarus OR minsk", noted("either word; operators must be in capitals")),
    Row("talks -russia", noted("without this word; also NOT russia")),
    Row("(oil OR gas) talks", noted("parentheses group parts of a query")),
    Row("minist*", noted("words that begin with these letters")),
    Row("hasanov~", noted("words that differ by one letter; ~2 for two letters")),
    Row("=organisation", noted("this exact form of the word")),
    Row("*", noted("every article, newest first")),
)

BESIDE_THE_BOX = (
    *WORDS[:5],
    Row("country:belarus", noted("mentions the country; about:belarus is mainly about it")),
    Row("minister:khrenin office:defence", noted("names an official called Khrenin; an official in a defence office")),
    Row("date:2021-05..2021-07", noted("published from May to July 2021")),
)
"""Shown in the help beside the search box of every page."""


def page() -> Response:
    """`/docs`."""
    # The fields load the tables of countries and offices.
    from dateline.search.facets.registry import FACETS
    from dateline.search.query.fields import FIELDS

    fields = [Field(field.name, field.example, tuple(gettext(field.meaning).split("`"))) for field in FIELDS]
    parameters = ("q", *(facet.name for facet in FACETS), "from", "to", "sort", "page", "n")
    return replies.html("docs.html", words=WORDS, fields=fields, parameters=parameters, typed="")
