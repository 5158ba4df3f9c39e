"""Texts that are copies of each other or not, and articles with these texts."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta

from dateline.index.article import Article, DateOrigin, Precision, Provenance, Published

FIRST_DAY = datetime(2021, 5, 18, tzinfo=UTC)


def text(seed: int, words: int = 160) -> str:
    """A text of random words; two seeds give unrelated texts."""
    chance = random.Random(seed)  # noqa: S311 - the same text each time
    return " ".join("".join(chance.choices("aeioulmnrst", k=6)) for _ in range(words))


def with_other_words(given: str, *positions: int, word: str = "changed") -> str:
    """Replace the words at some positions."""
    words = given.split()
    for position in positions:
        words[position] = f"{word}{'x' * position}"
    return " ".join(words)


def report(given_id: str, body: str, day: int | None = 0, headline: str | None = None) -> Article:
    """An article published `day` days after FIRST_DAY."""
    return Article(
        id=given_id,
        headline=headline,
        body=body,
        provenance=Provenance("news.jsonl", "jsonl", FIRST_DAY, "1", given_id),
        fingerprint=f"{headline} {body} {day}",
        published=None if day is None else Published(FIRST_DAY + timedelta(days=day), Precision.DAY, DateOrigin.HEADER),
    )
