"""Writes articles to a Whoosh index: collects them in memory and writes them as segments."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from dateline.index.terms import ArticleTerms, ValueColumn
from dateline.search.engines.whoosh.gathering import Gathering
from dateline.search.engines.whoosh.library import Folder, Segment
from dateline.search.engines.whoosh.merging import merged, to_merge
from dateline.search.engines.whoosh.segment import OpenSegment

MOST_GATHERED = 6_000_000
"""Terms and values in memory before they are written as a segment; some 150 MB."""


def create(folder: Path) -> None:
    """Create an empty index in an existing empty folder."""
    Folder(folder).create()


class WhooshWriter:
    """The writing half of the engine Protocol."""

    def __init__(self, folder: Path) -> None:
        self._folder = Folder(folder)
        self._commit = self._folder.latest()
        self._segments = {segment.name: segment for segment in self._folder.read(self._commit)}
        self._folder.sweep(self._commit, self._segments.values())
        self._opened = {name: OpenSegment(self._folder.open_table(one)) for name, one in self._segments.items()}
        self._gathering = Gathering()
        self._added = 0

    def add(self, articles: Iterable[ArticleTerms]) -> None:
        """Index articles; one with an existing id replaces the old version."""
        for article in articles:
            self._delete_written(article.id)
            self._gathering.add(article)
            self._added += 1
            if self._gathering.size > MOST_GATHERED:
                self._write_gathered()

    def delete(self, ids: Iterable[str]) -> None:
        """Remove articles by id."""
        for article_id in ids:
            self._delete_written(article_id)
            self._gathering.delete(article_id)

    def commit(self) -> None:
        """Make all changes durable and visible."""
        self._write_gathered()
        while segments := to_merge(list(self._segments.values()), self._added):
            self._merge(segments)
        kept = [segment for segment in self._segments.values() if segment.live]
        self._folder.commit(self._commit + 1, kept)
        self._commit += 1
        self._added = 0
        self._folder.sweep(self._commit, kept)

    def close(self) -> None:
        """Discard uncommitted changes; the next writer removes files left behind."""
        self._gathering = Gathering()
        self._opened.clear()

    def _delete_written(self, article_id: str) -> None:
        for name, opened in self._opened.items():
            found = opened.postings(ValueColumn.ID, article_id)
            if found is not None:
                self._segments[name].deleted.update(found.numbers())

    def _write_gathered(self) -> None:
        gathered = self._gathering
        if len(gathered):
            name = self._folder.write_table(gathered.items())
            self._open(Segment(name, len(gathered), gathered.deleted))
            self._gathering = Gathering()

    def _merge(self, segments: Iterable[Segment]) -> None:
        parts = [(segment, self._opened[segment.name]) for segment in segments]
        live = sum(segment.live for segment, _ in parts)
        if live:
            self._open(Segment(self._folder.write_table(merged(parts)), live))
        for segment, _ in parts:
            del self._segments[segment.name], self._opened[segment.name]

    def _open(self, segment: Segment) -> None:
        self._opened[segment.name] = OpenSegment(self._folder.open_table(segment))
        self._segments[segment.name] = segment
