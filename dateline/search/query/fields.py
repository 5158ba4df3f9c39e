"""The fields of the query language: their names, what they hold, an example, and what other systems call them."""

from __future__ import annotations

from enum import Enum
from functools import cache
from typing import TypeAlias

import msgspec

from dateline.search.query.tree import AbsentField, TextField, ValueField


class Special(Enum):
    """Fields with values of a kind of their own."""

    DATE = "date"


Kind: TypeAlias = TextField | ValueField | Special


class Field(msgspec.Struct, frozen=True):
    """One field as it is typed: `name:value`."""

    kind: Kind
    meaning: str
    example: str
    """A query that uses it."""
    foreign: tuple[str, ...] = ()
    """What other systems call it: understood, and shown by its own name."""

    @property
    def name(self) -> str:
        """The name that stands before the colon."""
        return str(self.kind.value)

    @property
    def absent(self) -> AbsentField | None:
        """What `name:none` asks for, or None where every article has a value."""
        return _ABSENT.get(self.name)


_ABSENT = {field.value: field for field in AbsentField}

FIELDS = (
    Field(TextField.HEADLINE, "words of the headline", "headline:visit", ("title", "subject", "hd", "ti", "hl")),
    Field(TextField.BODY, "words of the text below the headline", "body:talks", ("text", "content", "tx", "ft")),
    Field(TextField.DATELINE, "the place where the article was filed", "dateline:baku", ("place", "dl")),
    Field(
        TextField.MINISTER,
        "an official of this name: minister, head of state or of government",
        'minister:"zakir hasanov"',
        ("person", "official", "per", "from", "pe"),
    ),
    Field(
        ValueField.COUNTRY,
        "mentions the country: name, code or adjective",
        "country:azerbaijan",
        ("re", "loc", "location", "geo"),
    ),
    Field(ValueField.ABOUT, "is mainly about the country", "about:belarus"),
    Field(ValueField.REGION, "mentions a country of the region or group", "region:caucasus"),
    Field(
        ValueField.OFFICE,
        "an official who holds the portfolio; `az/...` of one country",
        "office:az/defence",
        ("portfolio", "post"),
    ),
    Field(ValueField.HOLDER, "the one official with this key, under every spelling", "holder:az-zakir-hasanov"),
    Field(ValueField.SOURCE, "published by", "source:trend", ("publisher", "sc", "sn", "pub")),
    Field(ValueField.LANGUAGE, "language of the text: code or name", "lang:en", ("language", "la", "ln")),
    Field(
        ValueField.KEYWORD,
        "keyword given by the source",
        'keyword:"foreign policy"',
        ("tag", "label", "keywords", "su", "ns"),
    ),
    Field(Special.DATE, "published on these days (UTC)", "date:2021-05..2021-07", ("published", "pd")),
    Field(ValueField.ID, "the article with this id", "id:a1b2c3"),
    Field(ValueField.URL, "the article from this address", "url:https://example.org/news/1", ("link",)),
    Field(ValueField.DUPLICATES, "`all`: copies of an article too; with an id: it and its copies", "duplicates:all"),
)
"""All fields, in the order in which they are shown."""


def field_named(name: str) -> Field | None:
    """The field of this name, its own or another system's; case aside."""
    return _by_name().get(name.casefold())


def nearest_field(name: str) -> Field | None:
    """The field whose name a person may have meant to type, or None where none is near."""
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    folded = name.casefold()
    allowed = 1 if len(folded) < 7 else 2
    own_names = [field.name for field in FIELDS if len(field.name) > 3]
    nearest = process.extractOne(folded, own_names, scorer=OSA.distance, score_cutoff=allowed)
    return None if nearest is None else field_named(nearest[0])


@cache
def _by_name() -> dict[str, Field]:
    names: dict[str, Field] = {}
    for field in FIELDS:
        for name in (field.name, *field.foreign):
            if name in names:
                raise ValueError(f"two fields are called {name}")
            names[name] = field
    return names
