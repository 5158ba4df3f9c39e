"""Match an article with its stored version, by its identities. The rules and their reasons are in decision 23."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from dateline.index.article import Action, Article, Precision
from dateline.index.database import Cursor, Database
from dateline.index.identity import address_identity, content_of, is_address, is_content, older_identities
from dateline.index.rows import READ_BY, Stored, decoded, stored_row
from dateline.index.state import compare_versions

_MOMENTS = frozenset({Precision.MINUTE, Precision.SECOND})
_WITH_IDENTITY = "SELECT {} FROM identities i JOIN articles a USING (id) WHERE i.identity = ?"


class Matching:
    """The identities of stored articles, in one transaction."""

    def __init__(self, cursor: Cursor) -> None:
        self._cursor = cursor

    def find(self, article: Article, names: Sequence[str]) -> tuple[str, Stored] | None:
        """Return the stored article that has one of these identities, and which."""
        for name in names:
            stored = stored_row(self._cursor, _WITH_IDENTITY, name)
            if stored is not None and self._is_same(article, stored, name):
                return name, stored
        for name in older_identities(article):
            stored = stored_row(self._cursor, _WITH_IDENTITY, name)
            if stored is not None and stored.reader < READ_BY:
                return name, stored
        return None

    def _is_same(self, article: Article, stored: Stored, name: str) -> bool:
        """Whether a stored article with this identity is an earlier version of an article."""
        if is_content(name):
            return content_of(stored.fingerprint) == content_of(article.fingerprint)
        if not is_address(name) or stored.fingerprint == article.fingerprint:
            return True
        if Action.KILL in {article.action, stored.article.action}:
            # A notice has its own id and headline, and may come in one input with its article.
            return True
        if _says_the_same(article, stored.article):
            return True
        ids = (article.provenance.given_id, stored.article.provenance.given_id)
        may_differ = None in ids or ids[0] == ids[1]
        agree = _agree(article, stored.article)
        if _are_of_one_input(article, stored.article) and not (agree and may_differ):
            # Several articles of an input have this address: it is that of a section or a site, and identifies none.
            self._cursor.execute("UPDATE identities SET id = '' WHERE identity = ?", (name,))
            return False
        return agree or may_differ

    def name(self, article_id: str, names: Iterable[str]) -> None:
        """Remember by which identities an article is known; the first article that had one keeps it."""
        rows = ((name, article_id) for name in names if not is_content(name))
        self._cursor.executemany("INSERT OR IGNORE INTO identities VALUES (?, ?)", rows)


def source_at(database: Database, url: str) -> str | None:
    """Return the source of the stored article that has this address; None if there is none. Raises StoreError."""
    address = address_identity(url)
    row = None if address is None else database.row(_WITH_IDENTITY.format("a.article"), (address,))
    return None if row is None else decoded(row[0]).source


def _agree(article: Article, stored: Article) -> bool:
    """Whether two articles with one address are about the same: same headline, or published in the same moment."""
    if article.headline and stored.headline and article.headline.casefold() == stored.headline.casefold():
        return True
    published = article.published
    return published is not None and published == stored.published and published.precision in _MOMENTS


def _says_the_same(article: Article, stored: Article) -> bool:
    """Whether two articles with one address have the same words: a list may name one page in several forms."""
    return (article.headline, article.body) == (stored.headline, stored.body)


def _are_of_one_input(article: Article, stored: Article) -> bool:
    """Whether both were read from one input in one run: then one is no later version of the other."""
    here, there = article.provenance, stored.provenance
    return (here.path, here.read_at) == (there.path, there.read_at)


def is_page_of(article: Article, stored: Article) -> bool:
    """Whether an article is the whole page of what is stored only as a feed announces it."""
    return article.provenance.listed_as is not None and stored.provenance.listed_as is None


def is_restored(article: Article, stored: Article) -> bool:
    """Whether the file of an article was changed back to what it said before, or its date is read in another order."""
    if content_of(article.fingerprint) == content_of(stored.fingerprint):
        return True
    here, there = article.provenance, stored.provenance
    is_file = here.item is None and there.item is None
    return is_file and here.path == there.path and compare_versions(article, stored) == 0
