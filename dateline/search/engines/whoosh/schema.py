"""Which keys of a segment's table hold which columns.

A term's key is its column's letter and the term, and its value the posting list (`postings.py`). Values are terms too;
an article without a value in a column has the term `NO_VALUE` there. So are the short prefixes of folded words: a
vocabulary has thousands of words that begin alike. What is counted, ordered by or scored with is kept a second time by
article: each `ValueColumn`, and the figures. Numbers of articles begin at 0 in each segment.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from enum import Enum

from dateline.index.terms import TextColumn, ValueColumn
from dateline.search.request import Sort

SCHEMA_VERSION = f"2-{sys.byteorder}"
"""An index of another is rebuilt; numbers stand in the byte order of the machine."""

NO_VALUE = ""
UNDATED = -(2**62)
JOINT = "\uffff"
"""Joins the values that an article has in one column; no text may hold this code point."""


DATE_KEYS: Mapping[Sort, Callable[[int], int]] = {
    Sort.NEWEST: lambda published: -published,
    Sort.OLDEST: lambda published: -UNDATED if published == UNDATED else published,
}
"""What puts `published` in the order of a sort; what has no date comes last in both."""


class Figure(Enum):
    """A number that each article has."""

    PUBLISHED = "published"
    """Seconds, `UNDATED` where there is none."""
    HEADLINE_LENGTH = "headline_length"
    """In words."""
    BODY_LENGTH = "body_length"


LENGTHS = {
    TextColumn.HEADLINE: Figure.HEADLINE_LENGTH,
    TextColumn.HEADLINE_FORMS: Figure.HEADLINE_LENGTH,
    TextColumn.BODY: Figure.BODY_LENGTH,
    TextColumn.BODY_FORMS: Figure.BODY_LENGTH,
}
"""The columns that score, with the lengths of their texts."""

LETTERS: Mapping[TextColumn | ValueColumn, bytes] = {
    column: bytes([n]) for n, column in enumerate((*TextColumn, *ValueColumn), 1)
}
STARTS: Mapping[TextColumn | ValueColumn, bytes] = {
    TextColumn.HEADLINE_FOLDED: b"\xfd",
    TextColumn.BODY_FOLDED: b"\xfe",
}
"""The letters of prefixes."""
START_LENGTHS = (1, 2, 3)
WITH_POSITIONS = frozenset(TextColumn) - STARTS.keys()
_BY_ARTICLE = b"\xff"
"""Begins the keys of what is kept by article: they come last."""


def term_key(column: TextColumn | ValueColumn, term: str) -> bytes:
    """The key of a term; of a part of one, what the keys of all terms that begin so begin with."""
    return LETTERS[column] + term.encode()


def start_key(column: TextColumn, start: str) -> bytes | None:
    """The key of a prefix; None where it is no term of its own."""
    if column in STARTS and len(start) in START_LENGTHS:
        return STARTS[column] + start.encode()
    return None


def term_of(key: bytes) -> str:
    """The term of a key."""
    return key[1:].decode()


def is_term(key: bytes) -> bool:
    """Whether a key is a term's."""
    return not key.startswith(_BY_ARTICLE)


def article_key(column: ValueColumn | Figure) -> bytes:
    """The key of what is kept by article."""
    name: str = column.value
    return _BY_ARTICLE + name.encode()
