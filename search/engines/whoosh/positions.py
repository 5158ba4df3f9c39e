"""Where terms stand in an article, and whether they stand together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet

from dateline.search.engines.whoosh.postings import Postings


def positions_in(found: Iterable[Postings], articles: AbstractSet[int]) -> Mapping[int, Sequence[int]]:
    """The positions of a term in each of these articles that holds it, ascending."""
    positions: dict[int, Sequence[int]] = {}
    for postings in found:
        start = 0
        for number, frequency in zip(postings.numbers, postings.frequencies, strict=True):
            if number in articles:
                positions[number] = postings.positions[start : start + frequency]
            start += frequency
    return positions


def are_adjacent(positions: Sequence[Sequence[int]]) -> bool:
    """Whether terms with these positions stand one after the other somewhere."""
    starts = set(positions[0])
    for place, of_term in enumerate(positions[1:], 1):
        starts.intersection_update(position - place for position in of_term)
    return bool(starts)


def are_near(terms: Sequence[str], positions: Sequence[Sequence[int]], width: int) -> bool:
    """Whether all these terms, a repeated one as often, stand somewhere within `width` positions."""
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
