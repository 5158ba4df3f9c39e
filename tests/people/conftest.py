"""Articles with claims, and stores for them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from dateline.index.article import (
    Article,
    DateOrigin,
    Mention,
    MentionKind,
    Official,
    Precision,
    Provenance,
    Published,
    Status,
)
from dateline.index.database import Database
from dateline.index.official_key import official_key
from dateline.index.store import Store

READ_AT = datetime(2026, 1, 1, tzinfo=UTC)


def official(person: str, country: str | None, portfolio: str, status: Status = Status.CURRENT) -> Official:
    mention = Mention(0, len(person), person, MentionKind.PERSON)
    return Official(person, official_key(country, person), "Minister", portfolio, country, status, 0.9, (mention,))


def report(article_id: str, day: str | None, *officials: Official, text: str = "") -> Article:
    """An article whose body begins with the names of its officials."""
    names = ", ".join(one.person for one in officials)
    body = f"{names} met. {text}"
    at = datetime.fromisoformat(day).replace(tzinfo=UTC) if day else None
    published = Published(at, Precision.DAY, DateOrigin.HEADER) if at else None
    return Article(
        article_id,
        None,
        body,
        Provenance("news.jsonl", "jsonl", READ_AT, "1", article_id, 0),
        f"{day}{body}{[one.portfolio for one in officials]}",
        published=published,
        officials=officials,
    )


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    made = Database.create(tmp_path)
    yield made
    made.close()


@pytest.fixture
def store(database: Database) -> Store:
    return Store(database)
