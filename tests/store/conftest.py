"""Small articles, and an empty store for each test."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import TypedDict, Unpack

import pytest
from msgspec.structs import replace

from dateline.index.article import Action, Article, Official, Provenance, Published, Status
from dateline.index.database import Database
from dateline.index.store import Store


class Fields(TypedDict, total=False):
    """What a source may say of an article besides its text."""

    headline: str
    url: str
    published: Published
    version: str
    modified: datetime
    action: Action
    embargo: datetime


READ_AT = datetime(2026, 1, 1, tzinfo=UTC)


def article(
    body: str,
    *,
    given: str | None = None,
    path: str = "news.jsonl",
    source: str | None = None,
    extractor: str = "1",
    item: int | None = 1,
    people: tuple[str, ...] = (),
    read_at: datetime = READ_AT,
    **fields: Unpack[Fields],
) -> Article:
    """An article whose fingerprint is its body and all else that its source says."""
    officials = tuple(
        Official(name, f"xx-{name.lower().replace(' ', '-')}", "minister", "other", None, Status.CURRENT, 1.0, ())
        for name in people
    )
    provenance = Provenance(path, "jsonl", read_at, extractor, given, item=item)
    said = "".join(f"-{name}-{value}" for name, value in fields.items())
    made = Article(given or body, None, body, provenance, f"print-of-{body}{said}", source=source, officials=officials)
    return replace(made, **fields)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    made = Store(Database.create(tmp_path))
    yield made
    made.close()
