"""The node types of a query, their text and JSON form.

A query is a small typed tree. `str(node)` is its canonical text, and parsing that text gives the same
tree again. Nodes are matched exhaustively wherever they are read.
"""

from __future__ import annotations

from datetime import date
from enum import Enum
from typing import TypeAlias

import msgspec


class TextField(Enum):
    """Fields that hold words. `ANYWHERE` is headline or body: each word in either, a phrase within one."""

    ANYWHERE = "anywhere"
    HEADLINE = "headline"
    BODY = "body"
    DATELINE = "dateline"
    """The place of the dateline."""
    MINISTER = "minister"
    """Names of officials, as the fullest form and as each mention spells them; unstemmed."""


class ValueField(Enum):
    """Fields that hold whole values, compared after the field's own normalisation (see `search/fields.py`)."""

    COUNTRY = "country"
    ABOUT = "about"
    REGION = "region"
    OFFICE = "office"
    """`defence` or `az/defence`."""
    SOURCE = "source"
    LANGUAGE = "lang"
    KEYWORD = "keyword"
    ID = "id"
    URL = "url"


class AbsentField(Enum):
    """Fields that can be asked for as `field:none`."""

    COUNTRY = "country"
    ABOUT = "about"
    REGION = "region"
    MINISTER = "minister"
    OFFICE = "office"
    SOURCE = "source"
    LANGUAGE = "lang"
    KEYWORD = "keyword"
    DATE = "date"
    DATELINE = "dateline"
    HEADLINE = "headline"
    URL = "url"


class Everything(msgspec.Struct, frozen=True, tag="everything"):
    """All articles: `*`."""


class Nothing(msgspec.Struct, frozen=True, tag="nothing"):
    """No article; what simplification makes of a contradiction."""


class Word(msgspec.Struct, frozen=True, tag="word"):
    """One word, stemmed and folded: `talks`, `headline:visit`."""

    text: str
    field: TextField = TextField.ANYWHERE


class Phrase(msgspec.Struct, frozen=True, tag="phrase"):
    """Words in order and adjacent; with `gap`, in any order with at most `gap` other words between them."""

    words: tuple[str, ...]
    field: TextField = TextField.ANYWHERE
    gap: int | None = None


class Exact(msgspec.Struct, frozen=True, tag="exact"):
    """Words in exactly this form, only lower-cased, in order and adjacent: `=organisation`, `="Weiße Rose"`."""

    words: tuple[str, ...]
    field: TextField = TextField.ANYWHERE


class Prefix(msgspec.Struct, frozen=True, tag="prefix"):
    """Unstemmed words that begin so: `minist*`."""

    text: str
    field: TextField = TextField.ANYWHERE


class Fuzzy(msgspec.Struct, frozen=True, tag="fuzzy"):
    """Unstemmed words within `edits` (1 or 2) insertions, deletions, substitutions or transpositions: `hasanov~`."""

    text: str
    edits: int
    field: TextField = TextField.ANYWHERE


class Value(msgspec.Struct, frozen=True, tag="value"):
    """A whole value of a field: `country:AZ`, `source:trend`; `value` is already normalised."""

    field: ValueField
    value: str


class Absent(msgspec.Struct, frozen=True, tag="absent"):
    """The field has no value: `country:none`."""

    field: AbsentField


class Dated(msgspec.Struct, frozen=True, tag="dated"):
    """Published within these UTC days, both inclusive; None is open. At least one is given."""

    since: date | None
    until: date | None


class Unfolded(msgspec.Struct, frozen=True, tag="unfolded"):
    """Matches every article; asks that near-duplicates are not folded: `duplicates:all`."""


class And(msgspec.Struct, frozen=True, tag="and"):
    """All of two or more."""

    children: tuple[Query, ...]


class Or(msgspec.Struct, frozen=True, tag="or"):
    """Any of two or more."""

    children: tuple[Query, ...]


class Not(msgspec.Struct, frozen=True, tag="not"):
    """All articles but these; stands alone or in any place: `-russia`."""

    child: Query


Query: TypeAlias = (
    Everything | Nothing | Word | Phrase | Exact | Prefix | Fuzzy | Value | Absent | Dated | Unfolded | And | Or | Not
)
