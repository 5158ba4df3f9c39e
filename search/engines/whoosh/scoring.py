"""How well articles match: BM25F over the words of headline and body; all else says yes or no."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from itertools import compress
from math import log

from dateline.index.terms import TextColumn
from dateline.search import plan
from dateline.search.engines.whoosh.commit import Commit
from dateline.search.engines.whoosh.library import bm25f
from dateline.search.engines.whoosh.matching import Matcher
from dateline.search.engines.whoosh.schema import LENGTHS, Figure
from dateline.search.plan import HEADLINE_BOOST, Matching


class Scorer:
    """Scores articles by a plan over one commit; what scores nothing is left out."""

    def __init__(self, commit: Commit, matches: Matcher) -> None:
        self._commit = commit
        self._matches = matches

    def __call__(self, matching: Matching, within: AbstractSet[int]) -> dict[int, float]:
        """The scores of those articles `within` that match."""
        match matching:
            case plan.Term():
                return self._terms(matching.column, (matching.term,), within)
            case plan.Sequence() | plan.Near():
                return self._terms(matching.column, matching.terms, within & self._matches(matching))
            case plan.All():
                inner = within & self._matches(matching)
                return _sum(self(part, inner) for part in matching.parts)
            case plan.Any():
                return _sum(self(part, within) for part in matching.parts)
            case _:
                return {}

    def _terms(self, column: TextColumn, terms: Iterable[str], within: AbstractSet[int]) -> dict[int, float]:
        if column not in LENGTHS:
            return {}
        return _sum(self._term(column, term, within) for term in dict.fromkeys(terms))

    def _term(self, column: TextColumn, term: str, within: AbstractSet[int]) -> dict[int, float]:
        lengths = self._commit.figures(LENGTHS[column])
        found = self._commit.postings(column, term)
        if not found:
            return {}
        holders = sum(map(len, found))
        score = _Scores(log(self._commit.size / (holders + 1)) + 1, self._commit.mean(LENGTHS[column]), column)
        scores: dict[int, float] = {}
        for postings in found:
            held = postings.numbers()
            wanted = list(map(within.__contains__, held))
            numbers = list(compress(held, wanted))
            counted = zip(compress(postings.frequencies(), wanted), map(lengths.__getitem__, numbers), strict=True)
            scores.update(zip(numbers, map(score.__getitem__, counted), strict=True))
        return scores


class _Scores(dict[tuple[int, int], float]):
    """The score of one term by its frequency and the length of the text: there are few different ones."""

    def __init__(self, idf: float, mean_length: float, column: TextColumn) -> None:
        super().__init__()
        self._idf = idf
        self._mean_length = mean_length
        self._boost = HEADLINE_BOOST if LENGTHS[column] is Figure.HEADLINE_LENGTH else 1.0

    def __missing__(self, counted: tuple[int, int]) -> float:
        frequency, length = counted
        score = self._boost * bm25f(self._idf, frequency, length, self._mean_length)
        self[counted] = score
        return score


def _sum(parts: Iterable[dict[int, float]]) -> dict[int, float]:
    total, *others = sorted(parts, key=len, reverse=True) or [{}]
    for scores in others:
        for article, score in scores.items():
            total[article] = total.get(article, 0.0) + score
    return total
