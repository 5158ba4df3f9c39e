"""Labels of facet values in one archive; cached for each commit of the index."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Protocol

from dateline.index.article import Article
from dateline.index.state import Withdrawal
from dateline.search.engine import Snapshot
from dateline.search.facets.registry import Facet
from dateline.search.order import Sort
from dateline.search.plan import OneOf
from dateline.search.query.tree import NONE


class Articles(Protocol):
    """Read access to the stored articles."""

    def get_many(self, ids: Sequence[str]) -> Mapping[str, Article]:
        """Return the articles that exist, by id."""
        ...

    def get(self, article_id: str) -> Article | None:
        """Return one article, or None."""
        ...

    def official_names(self, keys: Sequence[str]) -> Mapping[str, str]:
        """Return the names of officials by key."""
        ...

    def state(self) -> str:
        """Return a name for the state of the store, which may be ahead of the index."""
        ...

    def revisions(self, article_id: str) -> Sequence[Article]:
        """Return earlier versions of an article, newest first."""
        ...

    def withdrawal(self, article_id: str) -> Withdrawal | None:
        """Return why an article was withdrawn; None if it was not."""
        ...


class Labels:
    """Gives facet values their English labels."""

    def __init__(self, articles: Articles) -> None:
        self._articles = articles
        self._cache: _CommitCache | None = None

    def of(self, facet: Facet, values: Sequence[str], snapshot: Snapshot) -> dict[str, str]:
        """Return the labels of a facet's values; a value without a label is its own label."""
        lookup = _Lookup(self._articles, facet, self._cache_of(snapshot))
        labels = facet.label.look_up([value for value in values if value != NONE], lookup)
        return {value: facet.none if value == NONE else labels.get(value) or value for value in values}

    def _cache_of(self, snapshot: Snapshot) -> _CommitCache:
        if self._cache is None or self._cache.snapshot is not snapshot:
            self._cache = _CommitCache(snapshot)
        return self._cache


class _CommitCache:
    """The labels found in the articles of one commit."""

    def __init__(self, snapshot: Snapshot) -> None:
        self.snapshot = snapshot
        self.found: dict[tuple[Facet, str], str | None] = {}


class _Lookup:
    """Looks up the labels of one facet."""

    def __init__(self, articles: Articles, facet: Facet, cache: _CommitCache) -> None:
        self._articles = articles
        self._facet = facet
        self._cache = cache

    def official_names(self, keys: Sequence[str]) -> Mapping[str, str]:
        return self._articles.official_names(keys)

    def in_newest(self, value: str, find: Callable[[Article], str | None]) -> str | None:
        key = (self._facet, value)
        if key not in self._cache.found:
            article = self._newest(value)
            self._cache.found[key] = None if article is None else find(article)
        return self._cache.found[key]

    def _newest(self, value: str) -> Article | None:
        found = self._cache.snapshot.search(OneOf(self._facet.column, (value,)), Sort.NEWEST, 0, 1)
        return self._articles.get(found.hits[0].id) if found.hits else None
