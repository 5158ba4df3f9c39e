"""Estimates the share of all articles that a plan node matches, from the term dictionary alone.

The estimate treats words as independent. It only serves to choose between ways that give the same answer.
"""

from __future__ import annotations

import math
from collections.abc import Iterable

import tantivy

from dateline.search import plan
from dateline.search.engines.tantivy.schema import NO_VALUE, text_field, value_field
from dateline.search.plan import Matching

_UNKNOWN = 0.5
"""The share assumed for a range of dates: dates are in no dictionary."""


def share(searcher: tantivy.Searcher, matching: Matching) -> float:
    """Estimate the share of articles that match, 0 to 1."""
    return _Share(searcher)(matching)


def reads_positions(matching: Matching) -> bool:
    """Return whether matching reads positions, which takes several times as long as reading postings alone."""
    match matching:
        case plan.Sequence() | plan.Near():
            return True
        case plan.All() | plan.Any():
            return any(map(reads_positions, matching.parts))
        case plan.Except() | plan.Ranked() | plan.Preferred():
            return reads_positions(matching.part)
        case _:
            return False


class _Share:
    def __init__(self, searcher: tantivy.Searcher) -> None:
        self._searcher = searcher

    def __call__(self, matching: Matching) -> float:
        match matching:
            case plan.Every():
                return 1
            case plan.Never() | plan.Similar():
                return 0
            case plan.All():
                return math.prod(map(self, matching.parts))
            case plan.Any():
                return 1 - math.prod(1 - self(part) for part in matching.parts)
            case plan.Except():
                return 1 - self(matching.part)
            case plan.Ranked() | plan.Preferred():
                return self(matching.part)
            case plan.Between():
                return _UNKNOWN
            case _:
                return self._of_terms(matching)

    def _of_terms(
        self, matching: plan.Term | plan.Sequence | plan.Near | plan.StartsWith | plan.OneOf | plan.Without
    ) -> float:
        match matching:
            case plan.Term():
                return self._with_any(text_field(matching.column), [matching.term])
            case plan.Sequence() | plan.Near():
                return math.prod(self._with_any(text_field(matching.column), [term]) for term in matching.terms)
            case plan.StartsWith():
                return self._with_start(text_field(matching.column), matching.start)
            case plan.OneOf():
                return self._with_any(value_field(matching.column), matching.values)
            case plan.Without():
                return self._with_any(value_field(matching.column), [NO_VALUE])

    def _with_any(self, field: str, terms: Iterable[str]) -> float:
        return self._of_all(sum(self._searcher.doc_freq(field, term) for term in terms))

    def _with_start(self, field: str, start: str) -> float:
        return self._of_all(sum(found for _, found in self._searcher.terms_with_prefix(field, start)))

    def _of_all(self, articles: int) -> float:
        # Deleted articles stay in the dictionary until their segment is merged.
        return min(articles / max(self._searcher.num_docs, 1), 1)
