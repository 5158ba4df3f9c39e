"""The labels of facet values in one archive, looked up once for each commit of the index."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Protocol

from dateline.index.article import Article
from dateline.search.engine import Snapshot
from dateline.search.facets.registry import Facet
from dateline.search.order import Sort
from dateline.search.plan import OneOf
from dateline.search.query.tree import NONE


class Articles(Protocol):
    """The articles behind an index."""

    def get_many(self, ids: Sequence[str]) -> Mapping[str, Article]:
        """Those articles that there are, by id."""
        ...

    def get(self, article_id: str) -> Article | None:
        """One article."""
        ...

    def official_names(self, keys: Sequence[str]) -> Mapping[str, str]:
        """Names of officials by key."""
        ...

    def state(self) -> str:
        """Names what is stored: it may be ahead of the index."""
        ...

    def revisions(self, article_id: str) -> Sequence[Article]:
        """Earlier versions of an article, newest first."""
        ...


class Labels:
    """Gives facet values their English labels."""

    def __init__(self, articles: Articles) -> None:
        self._articles = articles
        self._of_commit: _OfCommit | None = None

    def of(self, facet: Facet, values: Sequence[str], snapshot: Snapshot) -> dict[str, str]:
        """The labels of a facet's values; a value without a label is called by itself."""
        sources = _Sources(self._articles, facet, self._at(snapshot))
        labels = facet.label.look_up([value for value in values if value != NONE], sources)
        return {value: facet.none if value == NONE else labels.get(value) or value for value in values}

    def _at(self, snapshot: Snapshot) -> _OfCommit:
        if self._of_commit is None or self._of_commit.snapshot is not snapshot:
            self._of_commit = _OfCommit(snapshot)
        return self._of_commit


class _OfCommit:
    """What was found in the articles of one commit."""

    def __init__(self, snapshot: Snapshot) -> None:
        self.snapshot = snapshot
        self.found: dict[tuple[Facet, str], str | None] = {}


class _Sources:
    """Where the labels of one facet are looked up."""

    def __init__(self, articles: Articles, facet: Facet, commit: _OfCommit) -> None:
        self._articles = articles
        self._facet = facet
        self._commit = commit

    def official_names(self, keys: Sequence[str]) -> Mapping[str, str]:
        return self._articles.official_names(keys)

    def in_newest(self, value: str, find: Callable[[Article], str | None]) -> str | None:
        key = (self._facet, value)
        if key not in self._commit.found:
            article = self._newest(value)
            self._commit.found[key] = None if article is None else find(article)
        return self._commit.found[key]

    def _newest(self, value: str) -> Article | None:
        found = self._commit.snapshot.search(OneOf(self._facet.column, (value,)), Sort.NEWEST, 0, 1)
        return self._articles.get(found.hits[0].id) if found.hits else None
