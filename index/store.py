"""The store of record: every article, its earlier versions, and the order in which they changed.

Each change gives an article a new serial number, higher than all before; an index that has followed up to a serial
asks for the changes after it. The newest version of each article is one row, so following never repeats.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import msgspec
from msgspec.structs import replace

from dateline.errors import StoreError
from dateline.index.article import Article
from dateline.index.database import Cursor, Database, Value
from dateline.index.identity import identity_of, public_id
from dateline.index.people.join import JOINING
from dateline.index.people.people import People
from dateline.index.people.register import Register
from dateline.index.people.ties import NO_TIES, Ties

_BATCH = 500
"""Articles read at once."""

_encode = msgspec.json.Encoder().encode
_decode = msgspec.json.Decoder(Article).decode


class Put(msgspec.Struct, frozen=True):
    """What storing a batch did."""

    added: int = 0
    changed: int = 0
    """The source gave another text than before; the earlier version became a revision."""
    refreshed: int = 0
    """The same text as before, but its metadata was read by other rules."""
    unchanged: int = 0

    def __add__(self, other: Put) -> Put:
        return Put(
            self.added + other.added,
            self.changed + other.changed,
            self.refreshed + other.refreshed,
            self.unchanged + other.unchanged,
        )


class Change(msgspec.Struct, frozen=True):
    """An article as it is now, and the serial of its last change."""

    serial: int
    article: Article


class Store:
    """The articles of one archive. Safe to read from several threads; one process writes.

    An official's key in an article that is read is that of the person across all articles; what is stored has the key
    that the article alone gives. An article in which a key comes to mean another person has changed: its serial is new.
    """

    def __init__(self, database: Database, ties: Ties = NO_TIES) -> None:
        self._database = database
        self._ties = ties
        self.people = People(database)
        """The persons whom the articles name."""

    @classmethod
    def open(cls, folder: Path) -> Store:
        """Open an archive's articles. Raises ArchiveMissingError, StoreError."""
        return cls(Database.open(folder))

    def put(self, articles: Sequence[Article]) -> Put:
        """Store a batch in one transaction; all of it is durable when this returns. Raises StoreError."""
        with self._database.writing() as cursor:
            register = Register(cursor, self._ties)
            done = [_put(cursor, register, article) for article in articles]
            _renew(cursor, register.settle())
        return Put(**{name: done.count(name) for name in _OUTCOMES})

    def get(self, article_id: str) -> Article | None:
        """One article."""
        return self.get_many([article_id]).get(article_id)

    def get_many(self, ids: Sequence[str]) -> Mapping[str, Article]:
        """Those of these articles that there are."""
        rows = self._database.rows_among("SELECT article FROM articles WHERE id IN ({})", ids)
        articles = self.people.join([_decoded(data) for (data,) in rows])
        return {article.id: article for article in articles}

    def revisions(self, article_id: str) -> tuple[Article, ...]:
        """Earlier versions of an article, newest first."""
        query = "SELECT article FROM revisions WHERE id = ? ORDER BY serial DESC"
        return tuple(self.people.join([_decoded(row[0]) for row in self._database.rows(query, (article_id,))]))

    def official_names(self, keys: Sequence[str]) -> Mapping[str, str]:
        """What each of these persons is called."""
        return self.people.names(keys)

    def changes(self, after: int) -> Iterator[Change]:
        """Every article that changed after a serial, in the order of its last change."""
        query = "SELECT serial, article FROM articles WHERE serial > ? ORDER BY serial LIMIT ?"
        while rows := list(self._database.rows(query, (after, _BATCH))):
            articles = self.people.join([_decoded(data) for _, data in rows])
            for (serial, _), article in zip(rows, articles, strict=True):
                after = int(serial or 0)
                yield Change(after, article)

    def has_joined(self) -> bool:
        """Whether persons were joined by these ties and by the rules of this Dateline."""
        row = self._database.row("SELECT value FROM meta WHERE name = 'joining'")
        return row is not None and row[0] == self._joining

    def join_anew(self) -> None:
        """Join all persons anew, in one transaction. Raises StoreError."""
        with self._database.writing() as cursor:
            stored = (_decoded(data) for (data,) in self._database.rows("SELECT article FROM articles"))
            _renew(cursor, Register(cursor, self._ties).rebuild(stored))
            cursor.execute("INSERT OR REPLACE INTO meta VALUES ('joining', ?)", (self._joining,))

    @property
    def _joining(self) -> str:
        return f"{JOINING}/{self._ties.digest}"

    def last_serial(self) -> int:
        """The serial of the latest change; 0 in an empty archive."""
        return self._database.number("SELECT max(serial) FROM articles")

    def count(self) -> int:
        """How many articles there are."""
        return self._database.number("SELECT count(*) FROM articles")

    def count_revisions(self) -> int:
        """How many earlier versions are kept."""
        return self._database.number("SELECT count(*) FROM revisions")

    def size(self) -> int:
        """Bytes on disk."""
        return self._database.size()

    def verify(self) -> Iterator[str]:
        """What is wrong: damage of the file, articles that cannot be read or are not what their row says."""
        try:
            yield from self._database.check()
            yield from self._wrong_rows()
        except StoreError as error:
            yield str(error)

    def _wrong_rows(self) -> Iterator[str]:
        for row in self._database.rows("SELECT id, fingerprint, article FROM articles"):
            found, fingerprint = map(str, row[:2])
            try:
                article = _decoded(row[2])
            except StoreError as error:
                yield f"article {found}: {error}"
                continue
            if (article.id, article.fingerprint) != (found, fingerprint):
                yield f"article {found}: its row belongs to {article.id}"

    def close(self) -> None:
        """Close the file."""
        self._database.close()


def _decoded(data: Value) -> Article:
    try:
        return _decode(data if isinstance(data, bytes) else b"")
    except msgspec.DecodeError as error:
        raise StoreError(f"a stored article cannot be read: {error}", remedy="run: dateline verify") from error


_OUTCOMES = ("added", "changed", "refreshed", "unchanged")


def _put(cursor: Cursor, register: Register, article: Article) -> str:
    identity = identity_of(article)
    stored = cursor.execute(
        "SELECT id, fingerprint, extractor FROM articles WHERE identity = ?", (identity,)
    ).fetchone()
    if stored is None:
        return _add(cursor, register, article, identity)
    found, fingerprint, extractor = map(str, stored)
    if (fingerprint, extractor) == (article.fingerprint, article.provenance.extractor):
        return "unchanged"
    if fingerprint != article.fingerprint:
        cursor.execute("INSERT INTO revisions SELECT id, serial, article FROM articles WHERE id = ?", (found,))
    (earlier,) = cursor.execute("SELECT article FROM articles WHERE id = ?", (found,)).fetchone()
    register.drop(_decoded(earlier))
    cursor.execute("DELETE FROM articles WHERE id = ?", (found,))
    _insert(cursor, register, replace(article, id=found), identity)
    return "refreshed" if fingerprint == article.fingerprint else "changed"


def _add(cursor: Cursor, register: Register, article: Article, identity: str) -> str:
    def is_taken(candidate: str) -> bool:
        return cursor.execute("SELECT 1 FROM articles WHERE id = ?", (candidate,)).fetchone() is not None

    if article.provenance.given_id is None and is_taken(article.fingerprint):
        # The same report once more, in another file: nothing tells the two apart.
        return "unchanged"
    _insert(cursor, register, replace(article, id=public_id(article, is_taken)), identity)
    return "added"


def _insert(cursor: Cursor, register: Register, article: Article, identity: str) -> None:
    cursor.execute(
        "INSERT INTO articles (id, identity, fingerprint, extractor, article) VALUES (?, ?, ?, ?, ?)",
        (article.id, identity, article.fingerprint, article.provenance.extractor, _encode(article)),
    )
    register.keep(article)


def _renew(cursor: Cursor, ids: Sequence[str]) -> None:
    """Give articles new serials, so that indexes take them in again."""
    cursor.executemany(
        "INSERT OR REPLACE INTO articles (id, identity, fingerprint, extractor, article) "
        "SELECT id, identity, fingerprint, extractor, article FROM articles WHERE id = ?",
        ((article_id,) for article_id in ids),
    )
