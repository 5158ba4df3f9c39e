"""Where terms stand together: adjacent, or near each other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from itertools import accumulate, compress

from dateline.search.engines.whoosh.postings import Postings, article_at, first_place


def adjacent(found: Sequence[Postings]) -> AbstractSet[int]:
    """The articles of one segment in which terms, each with its postings, stand one after the other.

    All articles are looked at together: a place is where the first term would stand for another to stand where it
    does, and those of all terms are intersected, the rarest term first.
    """
    articles = _with_all(found)
    starts: set[int] | None = None
    for offset, postings in sorted(enumerate(found), key=lambda one: len(one[1])):
        possible = {
            place - offset
            for article, positions in _positions(postings, articles)
            for place in map(first_place(article).__add__, positions)
        }
        starts = possible if starts is None else starts & possible
        articles = set(map(article_at, starts))
    return articles


def near(terms: Sequence[str], found: Sequence[Postings], width: int) -> AbstractSet[int]:
    """The articles of one segment in which all these terms stand somewhere within `width` positions."""
    articles = _with_all(found)
    positions = [dict(_positions(postings, articles)) for postings in found]
    return {article for article in articles if are_near(terms, [held[article] for held in positions], width)}


def _with_all(found: Sequence[Postings]) -> set[int]:
    return set(found[0].numbers).intersection(*(postings.numbers for postings in found[1:]))


def _positions(postings: Postings, articles: AbstractSet[int]) -> Iterator[tuple[int, Sequence[int]]]:
    """The positions of a term in each of these articles that holds it."""
    ends = accumulate(postings.frequencies)
    held = zip(postings.numbers, postings.frequencies, ends, strict=True)
    for article, frequency, end in compress(held, map(articles.__contains__, postings.numbers)):
        yield article, postings.positions[end - frequency : end]


def are_near(terms: Sequence[str], positions: Sequence[Sequence[int]], width: int) -> bool:
    """Whether terms with these positions, a repeated term as often, stand somewhere within `width` positions."""
    wanted = Counter(terms)
    missing = len(terms)
    held = dict(zip(terms, positions, strict=True))
    places = sorted((position, term) for term in held for position in held[term])
    first = 0
    for last, term in places:
        missing -= wanted[term] > 0
        wanted[term] -= 1
        while places[first][0] <= last - width:
            left = places[first][1]
            wanted[left] += 1
            missing += wanted[left] > 0
            first += 1
        if not missing:
            return True
    return False
