"""Evaluates plan nodes as sets of matching articles."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from itertools import chain
from typing import TypeAlias, assert_never

from dateline.search import plan
from dateline.search.engines.whoosh.commit import Commit
from dateline.search.engines.whoosh.positions import adjacent, near
from dateline.search.engines.whoosh.postings import Postings
from dateline.search.engines.whoosh.schema import NO_VALUE
from dateline.search.plan import Matching

Articles: TypeAlias = AbstractSet[int]


class Matcher:
    """Evaluates plans over one commit, each node once."""

    def __init__(self, commit: Commit) -> None:
        self._commit = commit
        self._found: dict[Matching, Articles] = {}

    def __call__(self, matching: Matching) -> Articles:
        """Return the matching articles; deleted ones may be among them."""
        if matching not in self._found:
            self._found[matching] = self._evaluate(matching)
        return self._found[matching]

    def live(self, matching: Matching) -> Articles:
        """Return the matching articles that are not deleted."""
        found, deleted = self(matching), self._commit.deleted
        return found - deleted if deleted and found is not self._commit.everything else found

    def _evaluate(self, matching: Matching) -> Articles:
        commit = self._commit
        match matching:
            case plan.Every():
                return commit.everything
            case plan.Never():
                return frozenset()
            case plan.All():
                return self._all(matching.parts)
            case plan.Any():
                return _union(map(self, matching.parts))
            case plan.Except():
                return commit.everything - self(matching.part)
            case plan.Ranked() | plan.Preferred():
                return self(matching.part)
            case plan.OneOf():
                return _articles(chain.from_iterable(commit.postings(matching.column, one) for one in matching.values))
            case plan.Without():
                return _articles(commit.postings(matching.column, NO_VALUE))
            case plan.Between():
                return commit.published(matching.since, matching.until)
            case _:
                return self._text(matching)

    def _all(self, parts: Iterable[Matching]) -> Articles:
        excluded: list[Matching] = [part.part for part in parts if isinstance(part, plan.Except)]
        positive: list[Matching] = [part for part in parts if not isinstance(part, plan.Except)]
        found: Articles = self(positive[0]) if positive else self._commit.everything
        for part in positive[1:]:
            found = found & self(part) if found else found
        for part in excluded:
            found = found - self(part) if found else found
        return found

    def _text(self, matching: plan.Term | plan.Sequence | plan.Near | plan.StartsWith | plan.Similar) -> Articles:
        commit = self._commit
        match matching:
            case plan.Term():
                return _articles(commit.postings(matching.column, matching.term))
            case plan.StartsWith():
                return _articles(commit.with_prefix(matching.column, matching.start))
            case plan.Similar():
                return _articles(commit.similar(matching.column, matching.term, matching.edits))
            case plan.Sequence():
                return _union(map(adjacent, commit.postings_of_all(matching.column, matching.terms)))
            case plan.Near():
                width = len(matching.terms) + matching.gap
                found = commit.postings_of_all(matching.column, matching.terms)
                return _union(near(matching.terms, postings, width) for postings in found)
            case _:
                assert_never(matching)


def _union(sets: Iterable[Articles]) -> set[int]:
    return set[int]().union(*sets)


def _articles(found: Iterable[Postings]) -> set[int]:
    return set[int]().union(*(postings.numbers() for postings in found))
