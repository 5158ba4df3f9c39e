"""Claims: an article says that a person holds or held an office."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from dateline.index.article import Article, Status

UNDATED = 0
"""The year of claims from articles without a date."""


class Claim(msgspec.Struct, frozen=True, order=True):
    """One article's statement that a person holds or held an office."""

    key: str
    """Country and name, as extracted from this article alone."""
    portfolio: str
    article: str
    """Id of the article."""
    day: str | None
    """UTC day of publication, `2021-05-18`."""
    status: str
    """A value of `Status`."""
    name: str
    """The person as written."""
    office: str
    """As written."""

    @property
    def year(self) -> int:
        """The year of publication, or UNDATED."""
        return int(self.day[:4]) if self.day else UNDATED

    @property
    def is_held(self) -> bool:
        """Whether the article says that the person holds the office or is about to."""
        return self.status != Status.FORMER.value


def claims_of(article: Article) -> Iterator[Claim]:
    """Yield the claims of an article, one per person and office."""
    day = article.published.at.date().isoformat() if article.published else None
    once = {(official.key, official.portfolio): official for official in reversed(article.officials)}
    for (key, portfolio), official in once.items():
        yield Claim(key, portfolio, article.id, day, official.status.value, official.person, official.office)
