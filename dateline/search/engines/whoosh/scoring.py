"""Scores articles by BM25F over the words of headline and body; all other nodes only filter."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
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
    """Scores the articles of one commit by a plan; articles without a score are left out."""

    def __init__(self, commit: Commit, matches: Matcher, weights: Weights) -> None:
        self._commit = commit
        self._matches = matches
        self._weights = weights

    def __call__(self, matching: Matching, within: AbstractSet[int]) -> dict[int, float]:
        """Return the scores of the matching articles in `within`."""
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
        found = self._commit.postings(column, term)
        if not found:
            return {}
        figure = LENGTHS[column]
        lengths, weights = self._commit.figures(figure), self._weights.of(figure)
        rarity = log(self._commit.size / (sum(map(len, found)) + 1)) + 1
        scores: dict[int, float] = {}
        for postings in found:
            all_numbers = postings.numbers()
            wanted = list(map(within.__contains__, all_numbers))
            numbers = list(compress(all_numbers, wanted))
            counted = zip(compress(postings.frequencies(), wanted), map(lengths.__getitem__, numbers), strict=True)
            scores.update(zip(numbers, map(rarity.__mul__, map(weights.__getitem__, counted)), strict=True))
        return scores


class Weights:
    """The part of BM25F that depends on frequency and text length; the score is this times the rarity of the term."""

    def __init__(self, commit: Commit) -> None:
        self._commit = commit
        self._cached: dict[Figure, _ColumnWeights] = {}

    def of(self, figure: Figure) -> Mapping[tuple[int, int], float]:
        """Return the weights by frequency and text length, for the columns with this length."""
        if figure not in self._cached:
            boost = HEADLINE_BOOST if figure is Figure.HEADLINE_LENGTH else 1.0
            self._cached[figure] = _ColumnWeights(boost, self._commit.mean(figure))
        return self._cached[figure]


class _ColumnWeights(dict[tuple[int, int], float]):
    """Computed on first use: there are few distinct ones."""

    def __init__(self, boost: float, mean_length: float) -> None:
        super().__init__()
        self._boost = boost
        self._mean_length = mean_length

    def __missing__(self, counted: tuple[int, int]) -> float:
        frequency, length = counted
        weight = self._boost * bm25f(1.0, frequency, length, self._mean_length)
        self[counted] = weight
        return weight


def _sum(parts: Iterable[dict[int, float]]) -> dict[int, float]:
    total, *others = sorted(parts, key=len, reverse=True) or [{}]
    for scores in others:
        for article, score in scores.items():
            total[article] = total.get(article, 0.0) + score
    return total
