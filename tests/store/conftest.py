"""Small articles, and an empty store for each test."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from dateline.index.article import Article, Official, Provenance, Status
from dateline.index.database import Database
from dateline.index.store import Store

READ_AT = datetime(2026, 1, 1, tzinfo=UTC)


def article(
    body: str,
    *,
    given: str | None = None,
    path: str = "news.jsonl",
    source: str | None = None,
    extractor: str = "1",
    byte: int | None = 0,
    people: tuple[str, ...] = (),
) -> Article:
    """An article whose fingerprint is its body."""
    officials = tuple(
        Official(name, f"xx-{name.lower().replace(' ', '-')}", "minister", "other", None, Status.CURRENT, 1.0, ())
        for name in people
    )
    provenance = Provenance(path, "jsonl", READ_AT, extractor, given, byte)
    return Article(given or body, None, body, provenance, f"print-of-{body}", source=source, officials=officials)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    made = Store(Database.create(tmp_path))
    yield made
    made.close()
