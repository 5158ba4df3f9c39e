"""Whoosh indexes in folders of their own."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest

from dateline.index.article import Article
from dateline.index.writer import IndexWriter
from dateline.search.engine import Snapshot
from dateline.search.engines import whoosh


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An index without articles."""
    whoosh.create(tmp_path)
    return tmp_path


def commit(writer: IndexWriter, articles: Iterable[Article] = (), *, without: Iterable[str] = ()) -> None:
    """One commit."""
    writer.delete(without)
    writer.add(articles)
    writer.commit()


def latest(folder: Path) -> Snapshot:
    """What a new reader sees."""
    return whoosh.open_reader(folder).snapshot()
