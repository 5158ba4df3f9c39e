"""Fixtures: Whoosh indexes in temporary folders."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest

from dateline.index.article import Article
from dateline.index.terms import terms_of
from dateline.index.writer import IndexWriter
from dateline.search.engine import Snapshot
from dateline.search.engines import whoosh


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An empty index."""
    whoosh.create(tmp_path)
    return tmp_path


def commit(writer: IndexWriter, articles: Iterable[Article] = (), *, deleted: Iterable[str] = ()) -> None:
    """Delete and add articles in one commit."""
    writer.delete(deleted)
    writer.add(map(terms_of, articles))
    writer.commit()


def latest(folder: Path) -> Snapshot:
    """Return the latest commit as a new reader sees it."""
    return whoosh.open_reader(folder).snapshot()
