"""The keys of a segment's table.

A term's key is the letter of its column and the term; its value is the posting list (`postings.py`). Values are terms
too; an article without a value in a column has the term `NO_VALUE` there. Short prefixes of folded words are also terms
of their own, because thousands of words may share one. Data for counting, sorting and scoring is stored a second time
by article: each `ValueColumn`, and the figures. Articles are numbered from 0 in each segment.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from enum import Enum

from dateline.index.terms import TextColumn, ValueColumn
from dateline.search.request import Sort

SCHEMA_VERSION = f"3-{sys.byteorder}"
"""An index of another version is rebuilt; integers are stored in the byte order of the machine."""

NO_VALUE = ""
UNDATED = -(2**62)
JOINT = "\uffff"
"""Joins the values of an article in one column; no text may contain this code point."""


DATE_KEYS: Mapping[Sort, Callable[[int], int]] = {
    Sort.NEWEST: lambda published: -published,
    Sort.OLDEST: lambda published: -UNDATED if published == UNDATED else published,
}
"""Sort keys for `published`; articles without a date come last in both orders."""


class Figure(Enum):
    """A number stored for each article."""

    PUBLISHED = "published"
    """Seconds from 1970, or `UNDATED`."""
    TEXT_LENGTH = "text_length"
    """In words of `TextColumn.TEXT`."""


LETTERS: Mapping[TextColumn | ValueColumn, bytes] = {
    column: bytes([n]) for n, column in enumerate((*TextColumn, *ValueColumn), 1)
}
STARTS: Mapping[TextColumn | ValueColumn, bytes] = {
    TextColumn.HEADLINE_FOLDED: b"\xfd",
    TextColumn.BODY_FOLDED: b"\xfe",
}
"""The letters of prefixes."""
START_LENGTHS = (1, 2, 3)
WITH_POSITIONS = frozenset(TextColumn) - STARTS.keys() - {TextColumn.TEXT}
_BY_ARTICLE = b"\xff"
"""Prefix of the keys of data by article, which sort last."""


def term_key(column: TextColumn | ValueColumn, term: str) -> bytes:
    """Return the key of a term; for a prefix of terms, the prefix of their keys."""
    return LETTERS[column] + term.encode()


def start_key(column: TextColumn, start: str) -> bytes | None:
    """Return the key of a prefix that is a term of its own, else None."""
    if column in STARTS and len(start) in START_LENGTHS:
        return STARTS[column] + start.encode()
    return None


def term_of(key: bytes) -> str:
    """Return the term of a key."""
    return key[1:].decode()


def is_term(key: bytes) -> bool:
    """Return whether a key is that of a term."""
    return not key.startswith(_BY_ARTICLE)


def article_key(column: ValueColumn | Figure) -> bytes:
    """Return the key of a column or figure stored by article."""
    name: str = column.value
    return _BY_ARTICLE + name.encode()
