"""Texts that are copies of each other or not, and articles of them."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta

from dateline.index.article import Article, DateOrigin, Precision, Provenance, Published

FIRST_DAY = datetime(2021, 5, 18, tzinfo=UTC)


def text(seed: int, words: int = 160) -> str:
    """A text of made-up words; of two seeds, two texts that have nothing in common."""
    chance = random.Random(seed)  # noqa: S311 - the same text each time
    return " ".join("".join(chance.choices("aeioulmnrst", k=6)) for _ in range(words))


def with_other_words(given: str, *places: int, word: str = "changed") -> str:
    """The text with other words at some places."""
    words = given.split()
    for place in places:
        words[place] = f"{word}{'x' * place}"
    return " ".join(words)


def report(given_id: str, body: str, day: int | None = 0, headline: str | None = None) -> Article:
    """An article published so many days after the first."""
    return Article(
        id=given_id,
        headline=headline,
        body=body,
        provenance=Provenance("news.jsonl", "jsonl", FIRST_DAY, "1", given_id),
        fingerprint=f"{headline} {body} {day}",
        published=None if day is None else Published(FIRST_DAY + timedelta(days=day), Precision.DAY, DateOrigin.HEADER),
    )
