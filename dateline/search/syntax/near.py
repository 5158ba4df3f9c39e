"""Words near each other: what other systems' `a NEAR/5 b` is in Dateline."""

from __future__ import annotations

from collections.abc import Iterable

from dateline.index.analysis import forms
from dateline.search.query.tree import Phrase, Query, Word
from dateline.search.resolve import widest_gap
from dateline.search.syntax.limits import LONGEST_PHRASE, WIDEST_GAP


def reach(words: Iterable[str], gap: int) -> int | None:
    """At how many other words these are looked for in any order: `gap`, or fewer; None where they are too many."""
    tokens = sum(len(forms(word)) for word in words)
    return widest_gap(max(tokens, 1), min(gap, WIDEST_GAP))


def nearby(left: Query, right: Query, gap: int) -> Phrase | None:
    """Both as one phrase with a gap, or None where they are not words of one field, or too many."""
    if not isinstance(left, Word | Phrase) or not isinstance(right, Word | Phrase) or left.field is not right.field:
        return None
    words = (*_words(left), *_words(right))
    within = reach(words, gap) if len(words) <= LONGEST_PHRASE else None
    return None if within is None else Phrase(words, left.field, within)


def _words(query: Word | Phrase) -> tuple[str, ...]:
    return (query.text,) if isinstance(query, Word) else query.words
