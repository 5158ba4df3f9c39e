"""Claims: an article says that a person holds or held an office."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from dateline.index.article import Article, Status

UNDATED = 0
"""The year of claims in articles without a date."""


class Claim(msgspec.Struct, frozen=True, order=True):
    """One article's word for one person in one office."""

    key: str
    """As read in the article alone: country and name."""
    portfolio: str
    article: str
    """Its id."""
    day: str | None
    """Published on this UTC day."""
    status: str
    """A value of `Status`."""
    name: str
    """The person as written."""
    office: str
    """As written."""

    @property
    def year(self) -> int:
        """The year of its day; UNDATED where it has none."""
        return int(self.day[:4]) if self.day else UNDATED

    @property
    def is_held(self) -> bool:
        """Whether the office is held, by the article's own words, or about to be."""
        return self.status != Status.FORMER.value


def claims_of(article: Article) -> Iterator[Claim]:
    """What an article claims, each person and office once."""
    day = article.published.at.date().isoformat() if article.published else None
    once = {(official.key, official.portfolio): official for official in reversed(article.officials)}
    for (key, portfolio), official in once.items():
        yield Claim(key, portfolio, article.id, day, official.status.value, official.person, official.office)
