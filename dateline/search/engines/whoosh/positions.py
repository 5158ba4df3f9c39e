"""Matches terms by position: adjacent, or near each other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from itertools import accumulate, compress

from dateline.search.engines.whoosh.postings import Postings


def adjacent(found: Sequence[Postings]) -> AbstractSet[int]:
    """Return the articles of one segment in which the terms of these postings are adjacent and in order."""
    rarest_first = sorted(range(len(found)), key=lambda index: len(found[index]))
    return {article for article, positions in _positions_of_all(found) if _are_adjacent(positions, rarest_first)}


def near(terms: Sequence[str], found: Sequence[Postings], width: int) -> AbstractSet[int]:
    """Return the articles of one segment in which all terms occur within `width` positions, in any order."""
    return {article for article, positions in _positions_of_all(found) if _are_near(terms, positions, width)}


def _positions_of_all(found: Sequence[Postings]) -> Iterator[tuple[int, Sequence[Sequence[int]]]]:
    """Yield the articles that contain all terms, each with the positions of each term."""
    articles = set(found[0].numbers()).intersection(*(postings.numbers() for postings in found[1:]))
    return zip(sorted(articles), zip(*(_positions(postings, articles) for postings in found), strict=True), strict=True)


def _positions(postings: Postings, articles: AbstractSet[int]) -> Iterator[Sequence[int]]:
    """Yield the positions of a term in each of these articles, which all contain it, by article number."""
    frequencies = postings.frequencies()
    positions = postings.positions()
    held = zip(frequencies, accumulate(frequencies), strict=True)
    for frequency, end in compress(held, map(articles.__contains__, postings.numbers())):
        yield positions[end - frequency : end]


def _are_adjacent(positions: Sequence[Sequence[int]], rarest_first: Sequence[int]) -> bool:
    first, *others = rarest_first
    possible = set(positions[first])
    for other in others:
        possible.intersection_update(map((first - other).__add__, positions[other]))
        if not possible:
            return False
    return True


def _are_near(terms: Sequence[str], positions: Sequence[Sequence[int]], width: int) -> bool:
    """Return whether all terms occur within `width` positions, a repeated term as often as it is repeated."""
    wanted = Counter(terms)
    missing = len(terms)
    held = dict(zip(terms, positions, strict=True))
    occurrences = sorted((position, term) for term in held for position in held[term])
    first = 0
    for last, term in occurrences:
        missing -= wanted[term] > 0
        wanted[term] -= 1
        while occurrences[first][0] <= last - width:
            left = occurrences[first][1]
            wanted[left] += 1
            missing += wanted[left] > 0
            first += 1
        if not missing:
            return True
    return False
