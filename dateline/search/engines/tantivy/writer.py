"""Writes articles to Tantivy with one writer and explicit commits."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import tantivy

from dateline.errors import SearchIndexError
from dateline.index.terms import ArticleTerms, ValueColumn
from dateline.search.engines.tantivy.schema import (
    NO_VALUE,
    PUBLISHED,
    UNDATED,
    make_schema,
    text_field,
    value_field,
)

HEAP_BYTES = 100_000_000
"""Memory that the writer fills before it writes a segment."""


def create(folder: Path) -> None:
    """Create an empty index in an existing empty folder. Raises SearchIndexError."""
    try:
        tantivy.Index(make_schema(), path=str(folder), reuse=False)
    except (OSError, ValueError) as error:
        message = f"cannot create an index in {folder}: {error}"
        raise SearchIndexError(message) from error


class TantivyWriter:
    """The writing half of the engine Protocol."""

    def __init__(self, index: tantivy.Index) -> None:
        self._index = index
        self._writer = index.writer(HEAP_BYTES, num_threads=1)
        self._committed = index.searcher()
        self._uncommitted: set[str] = set()

    def add(self, articles: Iterable[ArticleTerms]) -> None:
        """Index articles; one with an existing id replaces the old version."""
        for article in articles:
            if self._contains(article.id):
                self._remove(article.id)
            self._writer.add_document(_document(article))
            self._uncommitted.add(article.id)

    def delete(self, ids: Iterable[str]) -> None:
        """Remove articles by id."""
        for article_id in ids:
            if self._contains(article_id):
                self._remove(article_id)

    def commit(self) -> None:
        """Make all changes durable and visible. Raises SearchIndexError."""
        try:
            self._writer.commit()
            self._index.reload()
        except (OSError, ValueError) as error:
            message = f"cannot write the index: {error}"
            raise SearchIndexError(message) from error
        self._committed = self._index.searcher()
        self._uncommitted.clear()

    def close(self) -> None:
        """Discard uncommitted changes, wait for merges and release the files."""
        if self._uncommitted:
            # This also discards merges under way, which would then have to be repeated.
            self._writer.rollback()
        self._writer.wait_merging_threads()

    def _contains(self, article_id: str) -> bool:
        # Each deletion costs a pass over all segments at the next commit, so a first import avoids them.
        if article_id in self._uncommitted:
            return True
        return self._committed.doc_freq(value_field(ValueColumn.ID), article_id) > 0

    def _remove(self, article_id: str) -> None:
        self._writer.delete_documents_by_term(value_field(ValueColumn.ID), article_id)


def _document(terms: ArticleTerms) -> tantivy.Document:
    document = tantivy.Document()
    for text, run in terms.texts.items():
        if run:
            document.add_text(text_field(text), run)
    for column, values in terms.values.items():
        for value in values or (NO_VALUE,):
            document.add_text(value_field(column), value)
    document.add_integer(PUBLISHED, UNDATED if terms.published is None else terms.published)
    return document
