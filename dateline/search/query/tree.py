"""The node types of a query, with their text and JSON forms.

A query is a small typed tree. `str(node)` is its canonical text; parsing that text returns the same tree. Code that
reads nodes matches all of them exhaustively.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date
from enum import Enum, StrEnum
from typing import TypeAlias

import msgspec


class TextField(Enum):
    """Fields that hold words. `ANYWHERE` is headline or body: a word may be in either, a phrase must be within one."""

    ANYWHERE = "anywhere"
    HEADLINE = "headline"
    BODY = "body"
    DATELINE = "dateline"
    """The place of the dateline."""
    MINISTER = "minister"
    """Names of officials, in their fullest form and as each mention spells them; unstemmed."""


class ValueField(StrEnum):
    """Names of fields that hold whole values; `dateline.search.query.fields` has them all, with their rows."""

    COUNTRY = "country"
    ABOUT = "about"
    REGION = "region"
    OFFICE = "office"
    """`defence` or `az/defence`."""
    HOLDER = "holder"
    """The key of an official."""
    SOURCE = "source"
    LANGUAGE = "lang"
    KEYWORD = "keyword"
    ID = "id"
    URL = "url"
    DUPLICATES = "duplicates"
    """The id of an article: of it and of all its copies."""


class Everything(msgspec.Struct, frozen=True, tag="everything"):
    """All articles: `*`."""

    def __str__(self) -> str:
        return "*"


class Nothing(msgspec.Struct, frozen=True, tag="nothing"):
    """No article; the simplified form of a contradiction."""

    def __str__(self) -> str:
        return "-*"


class Word(msgspec.Struct, frozen=True, tag="word"):
    """One word, stemmed and folded: `talks`, `headline:visit`."""

    text: str
    field: TextField = TextField.ANYWHERE

    def __str__(self) -> str:
        return _within(self.field, _worded(self.text, self.field))


class Phrase(msgspec.Struct, frozen=True, tag="phrase"):
    """Words adjacent and in order; with `gap`, in any order with at most `gap` other words between them."""

    words: tuple[str, ...]
    field: TextField = TextField.ANYWHERE
    gap: int | None = None

    def __str__(self) -> str:
        near = "" if self.gap is None else f"~{self.gap}"
        return _within(self.field, quoted(" ".join(self.words)) + near)


class Exact(msgspec.Struct, frozen=True, tag="exact"):
    """Words in exactly this form except for case, adjacent and in order: `=organisation`, `="Weiße Rose"`."""

    words: tuple[str, ...]
    field: TextField = TextField.ANYWHERE

    def __str__(self) -> str:
        text = " ".join(self.words)
        return _within(self.field, f"={text if _is_plain(text) else quoted(text)}")


class Prefix(msgspec.Struct, frozen=True, tag="prefix"):
    """Unstemmed words with a prefix: `minist*`."""

    text: str
    field: TextField = TextField.ANYWHERE

    def __str__(self) -> str:
        return _within(self.field, f"{_escaped(self.text)}*")


class Fuzzy(msgspec.Struct, frozen=True, tag="fuzzy"):
    """Unstemmed words within `edits` (1 or 2) insertions, deletions, substitutions or transpositions: `hasanov~`."""

    text: str
    edits: int
    field: TextField = TextField.ANYWHERE

    def __str__(self) -> str:
        return _within(self.field, f"{_escaped(self.text)}~{self.edits}")


class Value(msgspec.Struct, frozen=True, tag="value"):
    """A whole value of a field: `country:AZ`, `source:trend`; `value` is already normalised."""

    field: str
    """The name of the field."""
    value: str

    def __str__(self) -> str:
        unquoted = _ADDRESS.fullmatch if self.field in _LOCATED else _is_plain
        reserved = {NONE, ALL} if self.field == ValueField.DUPLICATES else {NONE}
        plain = unquoted(self.value) and self.value.casefold() not in reserved
        return f"{self.field}:{self.value if plain else quoted(self.value)}"


class Absent(msgspec.Struct, frozen=True, tag="absent"):
    """The field has no value: `country:none`."""

    field: str
    """The name of the field."""

    def __str__(self) -> str:
        return f"{self.field}:{NONE}"


class Dated(msgspec.Struct, frozen=True, tag="dated"):
    """Published within these UTC days, both inclusive; None means open. At least one is given."""

    since: date | None
    until: date | None

    def __str__(self) -> str:
        return f"date:{_days(self.since, self.until)}"


class WithCopies(msgspec.Struct, frozen=True, tag="with-copies"):
    """All articles, copies included: `duplicates:all`. Elsewhere copies are left out."""

    def __str__(self) -> str:
        return f"{ValueField.DUPLICATES.value}:{ALL}"


class And(msgspec.Struct, frozen=True, tag="and"):
    """All of two or more children."""

    children: tuple[Query, ...]

    def __str__(self) -> str:
        return " ".join(map(_grouped, self.children))


class Or(msgspec.Struct, frozen=True, tag="or"):
    """Any of two or more children."""

    children: tuple[Query, ...]

    def __str__(self) -> str:
        return " OR ".join(map(_grouped, self.children))


class Not(msgspec.Struct, frozen=True, tag="not"):
    """All articles except these: `-russia`; may stand anywhere in a query, also alone."""

    child: Query

    def __str__(self) -> str:
        alone = not isinstance(self.child, And | Or | Not | Nothing)
        return f"-{self.child}" if alone else f"-({self.child})"


Query: TypeAlias = (
    Everything | Nothing | Word | Phrase | Exact | Prefix | Fuzzy | Value | Absent | Dated | WithCopies | And | Or | Not
)

NONE = "none"
"""The typed value that means a field has none."""
ALL = "all"
"""The typed value of `duplicates:` that includes all copies."""

CONTROLS = "\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff"
"""Invisible code points that control the display of right-to-left text; between words they count as space."""

QUOTES = '"“”„«»'
SPECIAL = rf"{QUOTES}()\[\]{{}}:=*~?\\<>^|!,;&"
"""Characters with a meaning anywhere in a typed word, as the inside of a character class."""

_LOCATED = frozenset({ValueField.ID, ValueField.URL, ValueField.DUPLICATES})
"""Fields of ids and addresses, which hold signs that mean something elsewhere."""

_PLAIN = re.compile(rf"[^\W_][^\s{SPECIAL}{CONTROLS}]*(?<![.…'’])")
_ADDRESS = re.compile(rf"[^\W_][^\s()\\{QUOTES}{CONTROLS}]*")
_OPERATOR = re.compile(r"AND|OR|NOT|NEAR|AROUND|(?i:(?:near|adj)/?|(?:around|within|pre|w|n|p)/)\d+")
_ESCAPE = re.compile(rf"[{SPECIAL}{CONTROLS}]|^[^\w\s]")


def quoted(text: str) -> str:
    """Quote text so that the query language reads it back unchanged."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("*", "\\*")
    return f'"{escaped}"'


def _is_plain(text: str) -> bool:
    """Return whether text without quotes is read as one word, whatever stands before or after it."""
    return _PLAIN.fullmatch(text) is not None and _OPERATOR.fullmatch(text) is None


def _worded(text: str, field: TextField) -> str:
    plain = _is_plain(text) and (field is TextField.ANYWHERE or text.casefold() != NONE)
    return text if plain else quoted(text)


def _escaped(text: str) -> str:
    return _ESCAPE.sub(r"\\\g<0>", text)


def _within(field: TextField, text: str) -> str:
    return text if field is TextField.ANYWHERE else f"{field.value}:{text}"


def _grouped(node: Query) -> str:
    return f"({node})" if isinstance(node, And | Or) else str(node)


def _days(since: date | None, until: date | None) -> str:
    if since is None:
        return f"<={until}"
    if until is None:
        return f">={since}"
    first, last = _period(since, until)
    return first if first == last else f"{first}..{last}"


def _period(since: date, until: date) -> tuple[str, str]:
    """Both days in the shortest form: years if they are the first and last days of years, else months, else days."""
    if since.day == 1 and until.day == monthrange(until.year, until.month)[1]:
        length = 4 if (since.month, until.month) == (1, 12) else 7
        return str(since)[:length], str(until)[:length]
    return str(since), str(until)
