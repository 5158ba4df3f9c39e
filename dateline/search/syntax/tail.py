"""The unfinished end of typed text, for completions: `country:bel`, `south afr`, `min`."""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from dateline.search.query.fields import Field, field_named

MOST_WORDS = 3
"""Words that may be the start of one name: `bosnia and herz`."""

_QUOTED = re.compile(r'(?P<field>\w+):"(?P<start>[^"]*)\Z')
_PLAIN = re.compile(r'(?:\A|(?<=[\s(=+-]))(?:(?P<field>\w+):)?(?P<start>\w[^\s"():]*|)\Z')
_GROUP = re.compile(r"\w:\([^()]*\Z")
"""An open group: its words are values of the field before it."""
_WORDS = re.compile(r'[^\s"():]+ +\Z')


class Tail(msgspec.Struct, frozen=True):
    """The unfinished end: a value of a field, or words that may become anything."""

    before: str
    """The text before it, which stays unchanged."""
    field: Field | None
    start: str
    """The typed start of a value or word."""


def tails(text: str) -> tuple[Tail, ...]:
    """Return the ways to read the end of a text: as a value of a field, or as one or more words, most words first."""
    in_quotes = text.count('"') % 2
    found = (_QUOTED if in_quotes else _PLAIN).search(text)
    if found is None or _GROUP.search(text):
        return ()
    before, start = text[: found.start()], found["start"]
    if found["field"] is not None:
        field = field_named(found["field"])
        return () if field is None else (Tail(before, field, start),)
    return tuple(_words(before, start))[::-1] if start else ()


def _words(before: str, start: str) -> Iterator[Tail]:
    yield Tail(before, None, start)
    for _ in range(MOST_WORDS - 1):
        word = _WORDS.search(before)
        if word is None:
            return
        before, start = before[: word.start()], word[0] + start
        yield Tail(before, None, start)
