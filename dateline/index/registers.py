"""The registers of persons and copies, updated in the transaction that stores or hides articles."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from dateline.index.article import Article
from dateline.index.copies.fingerprint import Fingerprint, fingerprint_of
from dateline.index.corrections.apply import apply
from dateline.index.corrections.corrections import Corrections

if TYPE_CHECKING:
    # The registers take long to import, and most commands only read.
    from dateline.index.copies.register import Fingerprinted
    from dateline.index.copies.register import Register as CopiesRegister
    from dateline.index.people.register import Register


class Registers:
    """The registers updated together with the articles: persons (after corrections) and copies."""

    def __init__(self, people: Register, copies: CopiesRegister, corrections: Corrections) -> None:
        self._people = people
        self._copies = copies
        self._corrections = corrections

    def add(self, article: Article, fingerprint: Fingerprint | None) -> None:
        """Register an article that can be found."""
        self._people.add(apply(self._corrections, article))
        if fingerprint is not None:
            self._copies.add(_fingerprinted_article(article, fingerprint))

    def remove(self, article: Article) -> None:
        """Remove an article that cannot be found any more, or not in this version."""
        self._people.remove(apply(self._corrections, article))
        for each in fingerprinted([article]):
            self._copies.remove(each)

    def flush(self) -> list[str]:
        """Write all rows; return the ids of articles that now read differently."""
        return sorted({*self._people.flush(), *self._copies.flush()})


def fingerprinted(articles: Iterable[Article]) -> Iterator[Fingerprinted]:
    """Yield the articles that are long enough to be copies, with their fingerprints."""
    for article in articles:
        fingerprint = fingerprint_of(article.headline, article.body)
        if fingerprint is not None:
            yield _fingerprinted_article(article, fingerprint)


def _fingerprinted_article(article: Article, fingerprint: Fingerprint) -> Fingerprinted:
    from dateline.index.copies.register import Fingerprinted

    published = article.published
    return Fingerprinted(article.id, None if published is None else int(published.at.timestamp()), fingerprint)
