"""Where terms stand together: adjacent, or near each other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from itertools import accumulate, compress

from dateline.search.engines.whoosh.postings import Postings


def adjacent(found: Sequence[Postings]) -> AbstractSet[int]:
    """The articles of one segment in which terms, each with its postings, stand one after the other."""
    rarest_first = sorted(range(len(found)), key=lambda place: len(found[place]))
    return {article for article, positions in _together(found) if _are_adjacent(positions, rarest_first)}


def near(terms: Sequence[str], found: Sequence[Postings], width: int) -> AbstractSet[int]:
    """The articles of one segment in which all these terms stand somewhere within `width` positions."""
    return {article for article, positions in _together(found) if _are_near(terms, positions, width)}


def _together(found: Sequence[Postings]) -> Iterator[tuple[int, Sequence[Sequence[int]]]]:
    """The articles that hold all the terms, each with the positions of each term."""
    articles = set(found[0].numbers()).intersection(*(postings.numbers() for postings in found[1:]))
    return zip(sorted(articles), zip(*(_positions(postings, articles) for postings in found), strict=True), strict=True)


def _positions(postings: Postings, articles: AbstractSet[int]) -> Iterator[Sequence[int]]:
    """The positions of a term in each of these articles, which all hold it, in the order of their numbers."""
    frequencies = postings.frequencies()
    positions = postings.positions()
    held = zip(frequencies, accumulate(frequencies), strict=True)
    for frequency, end in compress(held, map(articles.__contains__, postings.numbers())):
        yield positions[end - frequency : end]


def _are_adjacent(positions: Sequence[Sequence[int]], rarest_first: Sequence[int]) -> bool:
    first, *others = rarest_first
    possible = set(positions[first])
    for place in others:
        possible.intersection_update(map((first - place).__add__, positions[place]))
        if not possible:
            return False
    return True


def _are_near(terms: Sequence[str], positions: Sequence[Sequence[int]], width: int) -> bool:
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
