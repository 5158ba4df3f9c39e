"""The store of record: every article, its earlier versions, and the order in which they changed.

Each change gives an article a new serial number, higher than all before; an index that has followed up to a serial
asks for the changes after it. The newest version of each article is one row, so following never repeats.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
from msgspec.structs import replace

from dateline.errors import StoreError
from dateline.index.article import Article
from dateline.index.copies.copies import Copies
from dateline.index.copies.fingerprint import COPY_RULES, Fingerprint, fingerprint_of
from dateline.index.corrections.apply import apply
from dateline.index.corrections.corrections import NO_CORRECTIONS, Corrections
from dateline.index.database import Cursor, Database, Value
from dateline.index.identity import identity_of, public_id
from dateline.index.people.people import People

if TYPE_CHECKING:
    # What joins persons takes long to import, and most commands only read.
    from dateline.index.copies.register import Fingerprinted
    from dateline.index.copies.register import Register as CopiesRegister
    from dateline.index.people.register import Register

_BATCH = 500
"""Articles read at once."""

_encode = msgspec.json.Encoder().encode
_decode = msgspec.json.Decoder(Article).decode
_decode_corrections = msgspec.json.Decoder(Corrections).decode


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


_IN_FORCE = ("told", "joining", "sketching")
"""What, besides the stored articles, changes what a read returns: corrections, JOIN_RULES and COPY_RULES.

Names on disk: `told` holds the corrections, `joining` and `sketching` the rules by which persons and copies were found.
"""


class Store:
    """The articles of one archive. Safe to read from several threads; one process writes.

    Articles are stored as they were read. An article that is returned is as people have told it to be, the keys of its
    officials are those of persons across all articles, and it says of which other it is a copy. Where one of these
    comes to give something else, it has changed: its serial is new.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self._corrections: tuple[str, Corrections] = ("", NO_CORRECTIONS)
        self.people = People(database)
        """The persons whom the articles name."""
        self._copies = Copies(database)

    @classmethod
    def open(cls, folder: Path) -> Store:
        """Open an archive's articles. Raises ArchiveMissingError, StoreError."""
        return cls(Database.open(folder))

    def put(self, articles: Sequence[Article], fingerprints: Sequence[Fingerprint | None] | None = None) -> Put:
        """Store a batch in one transaction; all of it is durable when this returns. Raises StoreError.

        `fingerprints` are those of the articles, where they are made already.
        """
        from dateline.index.copies.register import Register as CopiesRegister
        from dateline.index.people.register import Register

        if fingerprints is None:
            fingerprints = list(map(_fingerprint, articles))
        with self._database.writing() as cursor:
            corrections = self.corrections()
            registers = _Registers(Register(cursor, corrections.people), CopiesRegister(cursor), corrections)
            fingerprinted = zip(articles, fingerprints, strict=True)
            done = [_put(cursor, registers, article, fingerprint) for article, fingerprint in fingerprinted]
            _renew(cursor, registers.settle())
        return Put(**{name: done.count(name) for name in _OUTCOMES})

    def get(self, article_id: str) -> Article | None:
        """One article."""
        return self.get_many([article_id]).get(article_id)

    def get_many(self, ids: Sequence[str]) -> Mapping[str, Article]:
        """Those of these articles that there are."""
        rows = self._database.rows_among("SELECT article FROM articles WHERE id IN ({})", ids)
        return {article.id: article for article in self._read(data for (data,) in rows)}

    def outdated(self, extractor: str) -> Iterator[list[Article]]:
        """In batches, the articles that other rules than these have read, as they are stored."""
        query = "SELECT serial, article FROM articles WHERE serial > ? AND extractor <> ? ORDER BY serial LIMIT ?"
        after, last = 0, self.last_serial()
        while after < last and (rows := list(self._database.rows(query, (after, extractor, _BATCH)))):
            after = int(rows[-1][0] or 0)
            yield [_decoded(data) for _, data in rows]

    def revisions(self, article_id: str) -> tuple[Article, ...]:
        """Earlier versions of an article, newest first."""
        query = "SELECT article FROM revisions WHERE id = ? ORDER BY serial DESC"
        return tuple(self._read(data for (data,) in self._database.rows(query, (article_id,))))

    def official_names(self, keys: Sequence[str]) -> Mapping[str, str]:
        """What each of these persons is called."""
        return self.people.names(keys)

    def changes(self, after: int) -> Iterator[Change]:
        """Every article that changed after a serial, in the order of its last change."""
        query = "SELECT serial, article FROM articles WHERE serial > ? ORDER BY serial LIMIT ?"
        while rows := list(self._database.rows(query, (after, _BATCH))):
            for (serial, _), article in zip(rows, self._read(data for _, data in rows), strict=True):
                after = int(serial or 0)
                yield Change(after, article)

    def corrections(self) -> Corrections:
        """What people have told of these articles, as it is in force."""
        text = str(self._meta("told") or "")
        if text != self._corrections[0]:
            self._corrections = (text, _decode_corrections(text) if text else NO_CORRECTIONS)
        return self._corrections[1]

    def apply_corrections(self, corrections: Corrections) -> int:
        """Put what was told in force, in one transaction; return how many articles have changed by it.

        All persons are joined anew. Where nothing is new, nothing is done. Raises StoreError.
        """
        from dateline.index.people.join import JOIN_RULES
        from dateline.index.people.register import Register

        if corrections == self.corrections() and self._meta("joining") == JOIN_RULES:
            return 0
        changed: list[str] = []
        with self._database.writing() as cursor:
            register = Register(cursor, corrections.people)
            changed.extend(register.rebuild(self._corrected(corrections, changed)))
            _renew(cursor, sorted(set(changed)))
            _set_meta(cursor, "told", _encode(corrections).decode())
            _set_meta(cursor, "joining", JOIN_RULES)
        return len(set(changed))

    def refresh_copies(self) -> int:
        """Look for copies anew where other rules than today's have; return how many articles have changed by it.

        Raises StoreError.
        """
        from dateline.index.copies.register import Register as CopiesRegister

        if self._meta("sketching") == COPY_RULES:
            return 0
        with self._database.writing() as cursor:
            stored = (_decoded(data) for (data,) in self._database.rows("SELECT article FROM articles"))
            changed = CopiesRegister(cursor).rebuild(_fingerprinted(stored))
            _renew(cursor, changed)
            _set_meta(cursor, "sketching", COPY_RULES)
        return len(changed)

    def state(self) -> str:
        """Names what is stored and in force: where it is the same, so is all that is read here."""
        rules = "\n".join(str(self._meta(name) or "") for name in _IN_FORCE)
        return f"{self.last_serial()}-{blake2b(rules.encode(), digest_size=6).hexdigest()}"

    def _meta(self, name: str) -> Value:
        (value,) = self._database.row("SELECT value FROM meta WHERE name = ?", (name,)) or (None,)
        return value

    def _corrected(self, corrections: Corrections, changed: list[str]) -> Iterator[Article]:
        """Every article as told; those that were told otherwise before are added to `changed`."""
        before = self.corrections()
        for (data,) in self._database.rows("SELECT article FROM articles"):
            stored = _decoded(data)
            article = apply(corrections, stored)
            if article != apply(before, stored):
                changed.append(article.id)
            yield article

    def _read(self, stored: Iterable[Value]) -> list[Article]:
        corrections = self.corrections()
        return self._copies.mark(self.people.join([apply(corrections, _decoded(data)) for data in stored]))

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
            found, content_hash = map(str, row[:2])
            try:
                article = _decoded(row[2])
            except StoreError as error:
                yield f"article {found}: {error}"
                continue
            if (article.id, article.fingerprint) != (found, content_hash):
                yield f"article {found}: its row belongs to {article.id}"

    def close(self) -> None:
        """Close the file."""
        self._database.close()


def _decoded(data: Value) -> Article:
    try:
        return _decode(data if isinstance(data, bytes) else b"")
    except msgspec.DecodeError as error:
        raise StoreError(f"a stored article cannot be read: {error}", remedy="run: dateline verify") from error


class _Registers:
    """What is kept in step with the articles: persons, from articles as told, and copies."""

    def __init__(self, people: Register, copies: CopiesRegister, corrections: Corrections) -> None:
        self._people = people
        self._copies = copies
        self._corrections = corrections

    def keep(self, article: Article, fingerprint: Fingerprint | None) -> None:
        self._people.keep(apply(self._corrections, article))
        if fingerprint is not None:
            self._copies.keep(_of_article(article, fingerprint))

    def drop(self, article: Article) -> None:
        self._people.drop(apply(self._corrections, article))
        for fingerprinted in _fingerprinted([article]):
            self._copies.drop(fingerprinted)

    def settle(self) -> list[str]:
        """Write all rows; return the articles that now give something else."""
        return sorted({*self._people.settle(), *self._copies.settle()})


def _fingerprint(article: Article) -> Fingerprint | None:
    return fingerprint_of(article.headline, article.body)


def _fingerprinted(articles: Iterable[Article]) -> Iterator[Fingerprinted]:
    """Those articles that can be copies."""
    for article in articles:
        fingerprint = _fingerprint(article)
        if fingerprint is not None:
            yield _of_article(article, fingerprint)


def _of_article(article: Article, fingerprint: Fingerprint) -> Fingerprinted:
    from dateline.index.copies.register import Fingerprinted

    published = article.published
    return Fingerprinted(article.id, None if published is None else int(published.at.timestamp()), fingerprint)


def _set_meta(cursor: Cursor, name: str, value: str) -> None:
    cursor.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (name, value))


_OUTCOMES = ("added", "changed", "refreshed", "unchanged")


def _put(cursor: Cursor, registers: _Registers, article: Article, fingerprint: Fingerprint | None) -> str:
    identity = identity_of(article)
    stored = cursor.execute(
        "SELECT id, fingerprint, extractor FROM articles WHERE identity = ?", (identity,)
    ).fetchone()
    if stored is None:
        return _add(cursor, registers, article, identity, fingerprint)
    found, content_hash, extractor = map(str, stored)
    if (content_hash, extractor) == (article.fingerprint, article.provenance.extractor):
        return "unchanged"
    if content_hash != article.fingerprint:
        cursor.execute("INSERT INTO revisions SELECT id, serial, article FROM articles WHERE id = ?", (found,))
    (earlier,) = cursor.execute("SELECT article FROM articles WHERE id = ?", (found,)).fetchone()
    registers.drop(_decoded(earlier))
    cursor.execute("DELETE FROM articles WHERE id = ?", (found,))
    _insert(cursor, registers, replace(article, id=found), identity, fingerprint)
    return "refreshed" if content_hash == article.fingerprint else "changed"


def _add(
    cursor: Cursor, registers: _Registers, article: Article, identity: str, fingerprint: Fingerprint | None
) -> str:
    def is_taken(candidate: str) -> bool:
        return cursor.execute("SELECT 1 FROM articles WHERE id = ?", (candidate,)).fetchone() is not None

    if article.provenance.given_id is None and is_taken(article.fingerprint):
        # The same report once more, in another file: nothing tells the two apart.
        return "unchanged"
    _insert(cursor, registers, replace(article, id=public_id(article, is_taken)), identity, fingerprint)
    return "added"


def _insert(
    cursor: Cursor, registers: _Registers, article: Article, identity: str, fingerprint: Fingerprint | None
) -> None:
    cursor.execute(
        "INSERT INTO articles (id, identity, fingerprint, extractor, article) VALUES (?, ?, ?, ?, ?)",
        (article.id, identity, article.fingerprint, article.provenance.extractor, _encode(article)),
    )
    registers.keep(article, fingerprint)


def _renew(cursor: Cursor, ids: Sequence[str]) -> None:
    """Give articles new serials, so that indexes take them in again."""
    cursor.executemany(
        "INSERT OR REPLACE INTO articles (id, identity, fingerprint, extractor, article) "
        "SELECT id, identity, fingerprint, extractor, article FROM articles WHERE id = ?",
        ((article_id,) for article_id in ids),
    )
