"""Scores articles by BM25 over the words of headline and body together; all other nodes only filter."""

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
from dateline.search.engines.whoosh.schema import Figure
from dateline.search.plan import Matching


class Scorer:
    """Scores the articles of one commit by a plan; articles without a score are left out."""

    def __init__(self, commit: Commit, matches: Matcher, weights: Weights) -> None:
        self._commit = commit
        self._matches = matches
        self._weights = weights

    def __call__(self, matching: Matching, within: AbstractSet[int]) -> dict[int, float]:
        """Return the scores of the matching articles in `within`."""
        match matching:
            case plan.Term() if matching.column is TextColumn.TEXT:
                return self._term(matching.term, within)
            case plan.Ranked():
                inner = within & self._matches(matching)
                return _sum(self._term(term, inner) for term in matching.terms)
            case plan.Preferred():
                inner = within & self._matches(matching)
                return _sum(self(part, inner) for part in (matching.part, matching.better))
            case plan.All():
                inner = within & self._matches(matching)
                return _sum(self(part, inner) for part in matching.parts)
            case plan.Any():
                return _sum(self(part, within) for part in matching.parts)
            case _:
                return {}

    def _term(self, term: str, within: AbstractSet[int]) -> dict[int, float]:
        found = self._commit.postings(TextColumn.TEXT, term)
        if not found:
            return {}
        lengths = self._commit.figures(Figure.TEXT_LENGTH)
        rarity = log(self._commit.size / (sum(map(len, found)) + 1)) + 1
        scores: dict[int, float] = {}
        for postings in found:
            all_numbers = postings.numbers()
            wanted = list(map(within.__contains__, all_numbers))
            numbers = list(compress(all_numbers, wanted))
            counted = zip(compress(postings.frequencies(), wanted), map(lengths.__getitem__, numbers), strict=True)
            scores.update(zip(numbers, map(rarity.__mul__, map(self._weights.__getitem__, counted)), strict=True))
        return scores


class Weights(dict[tuple[int, int], float]):
    """The part of BM25 that depends on frequency and text length; the score is this times the rarity of the term.

    Computed on first use: there are few distinct ones.
    """

    def __init__(self, commit: Commit) -> None:
        super().__init__()
        self._commit = commit

    def __missing__(self, counted: tuple[int, int]) -> float:
        frequency, length = counted
        weight = bm25f(1.0, frequency, length, self._commit.mean(Figure.TEXT_LENGTH))
        self[counted] = weight
        return weight


def _sum(parts: Iterable[dict[int, float]]) -> dict[int, float]:
    total, *others = sorted(parts, key=len, reverse=True) or [{}]
    for scores in others:
        for article, score in scores.items():
            total[article] = total.get(article, 0.0) + score
    return total
