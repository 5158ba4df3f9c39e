"""Words near each other: what other systems' `a NEAR/5 b` is in Dateline."""

from __future__ import annotations

from dateline.search.query import Phrase, Query, Word
from dateline.search.syntax.limits import LONGEST_PHRASE, WIDEST_GAP


def nearby(left: Query, right: Query, gap: int) -> Phrase | None:
    """Both as one phrase with a gap, or None where they are not words of one field."""
    if not isinstance(left, Word | Phrase) or not isinstance(right, Word | Phrase) or left.field is not right.field:
        return None
    words = (*_words(left), *_words(right))
    if len(words) > LONGEST_PHRASE:
        return None
    return Phrase(words, left.field, min(gap, WIDEST_GAP))


def _words(query: Word | Phrase) -> tuple[str, ...]:
    return (query.text,) if isinstance(query, Word) else query.words
