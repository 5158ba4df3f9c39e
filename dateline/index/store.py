"""The store of record: every article, its earlier revisions, and the order of changes.

Each change gives an article a new serial number, higher than all before. An index that is up to date to some serial
asks for the changes after it. Each article has one row, its newest version, so it comes at most once.
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
    # The registers take long to import, and most commands only read.
    from dateline.index.copies.register import Fingerprinted
    from dateline.index.copies.register import Register as CopiesRegister
    from dateline.index.people.register import Register

_BATCH = 500
"""Articles per query."""

_encode = msgspec.json.Encoder().encode
_decode = msgspec.json.Decoder(Article).decode
_decode_corrections = msgspec.json.Decoder(Corrections).decode


class Put(msgspec.Struct, frozen=True):
    """How many articles of a batch had which outcome."""

    added: int = 0
    changed: int = 0
    """The source changed the text; the earlier version became a revision."""
    refreshed: int = 0
    """Same text, but metadata extracted by another version of the rules."""
    unchanged: int = 0

    def __add__(self, other: Put) -> Put:
        return Put(
            self.added + other.added,
            self.changed + other.changed,
            self.refreshed + other.refreshed,
            self.unchanged + other.unchanged,
        )


class Change(msgspec.Struct, frozen=True):
    """The current version of an article, and the serial of its last change."""

    serial: int
    article: Article


_READ_META = ("told", "joining", "sketching")
"""What, besides the stored articles, changes what a read returns. These are names on disk.

`told` holds the corrections, `joining` and `sketching` the JOIN_RULES and COPY_RULES last applied.
"""


class Store:
    """The articles of one archive. Safe to read from several threads; one process writes.

    Articles are stored as extracted. A returned article has the corrections applied, its officials have the keys of
    persons across all articles, and `duplicate_of` names the first copy. If any of these changes, the article counts
    as changed and gets a new serial.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self._corrections: tuple[str, Corrections] = ("", NO_CORRECTIONS)
        self.people = People(database)
        """The officials whom the articles name."""
        self._copies = Copies(database)

    @classmethod
    def open(cls, folder: Path) -> Store:
        """Open an archive's articles. Raises ArchiveMissingError, StoreError."""
        return cls(Database.open(folder))

    def put(self, articles: Sequence[Article], fingerprints: Sequence[Fingerprint | None] | None = None) -> Put:
        """Store a batch in one transaction; all of it is durable when this returns. Raises StoreError.

        `fingerprints` are those of the articles, if they have been computed already.
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
            _assign_serials(cursor, registers.flush())
        return Put(**{name: done.count(name) for name in _OUTCOMES})

    def get(self, article_id: str) -> Article | None:
        """Return one article, or None."""
        return self.get_many([article_id]).get(article_id)

    def get_many(self, ids: Sequence[str]) -> Mapping[str, Article]:
        """Return those of these articles that exist, by id."""
        rows = self._database.rows_among("SELECT article FROM articles WHERE id IN ({})", ids)
        return {article.id: article for article in self._read(data for (data,) in rows)}

    def outdated(self, extractor: str) -> Iterator[list[Article]]:
        """Yield, in batches, the articles extracted by another version of the rules, as stored."""
        query = "SELECT serial, article FROM articles WHERE serial > ? AND extractor <> ? ORDER BY serial LIMIT ?"
        after, last = 0, self.last_serial()
        while after < last and (rows := list(self._database.rows(query, (after, extractor, _BATCH)))):
            after = int(rows[-1][0] or 0)
            yield [_decoded(data) for _, data in rows]

    def revisions(self, article_id: str) -> tuple[Article, ...]:
        """Return the earlier versions of an article, newest first."""
        query = "SELECT article FROM revisions WHERE id = ? ORDER BY serial DESC"
        return tuple(self._read(data for (data,) in self._database.rows(query, (article_id,))))

    def official_names(self, keys: Sequence[str]) -> Mapping[str, str]:
        """Return the display name of each person."""
        return self.people.names(keys)

    def changes(self, after: int) -> Iterator[Change]:
        """Yield every article that changed after a serial, ordered by last change."""
        query = "SELECT serial, article FROM articles WHERE serial > ? ORDER BY serial LIMIT ?"
        while rows := list(self._database.rows(query, (after, _BATCH))):
            for (serial, _), article in zip(rows, self._read(data for _, data in rows), strict=True):
                after = int(serial or 0)
                yield Change(after, article)

    def corrections(self) -> Corrections:
        """Return the corrections in force."""
        text = str(self._meta("told") or "")
        if text != self._corrections[0]:
            self._corrections = (text, _decode_corrections(text) if text else NO_CORRECTIONS)
        return self._corrections[1]

    def apply_corrections(self, corrections: Corrections) -> int:
        """Apply the corrections in one transaction; return how many articles changed.

        Joins all persons again, unless neither corrections nor join rules have changed. Raises StoreError.
        """
        from dateline.index.people.join import JOIN_RULES
        from dateline.index.people.register import Register

        if corrections == self.corrections() and self._meta("joining") == JOIN_RULES:
            return 0
        changed: list[str] = []
        with self._database.writing() as cursor:
            register = Register(cursor, corrections.people)
            changed.extend(register.rebuild(self._corrected(corrections, changed)))
            _assign_serials(cursor, sorted(set(changed)))
            _set_meta(cursor, "told", _encode(corrections).decode())
            _set_meta(cursor, "joining", JOIN_RULES)
        return len(set(changed))

    def refresh_copies(self) -> int:
        """Repeat copy detection if its rules have changed; return how many articles changed. Raises StoreError."""
        from dateline.index.copies.register import Register as CopiesRegister

        if self._meta("sketching") == COPY_RULES:
            return 0
        with self._database.writing() as cursor:
            stored = (_decoded(data) for (data,) in self._database.rows("SELECT article FROM articles"))
            changed = CopiesRegister(cursor).rebuild(_fingerprinted(stored))
            _assign_serials(cursor, changed)
            _set_meta(cursor, "sketching", COPY_RULES)
        return len(changed)

    def state(self) -> str:
        """Return a token for all that reads depend on: with the same token, every read returns the same."""
        rules = "\n".join(str(self._meta(name) or "") for name in _READ_META)
        return f"{self.last_serial()}-{blake2b(rules.encode(), digest_size=6).hexdigest()}"

    def _meta(self, name: str) -> Value:
        (value,) = self._database.row("SELECT value FROM meta WHERE name = ?", (name,)) or (None,)
        return value

    def _corrected(self, corrections: Corrections, changed: list[str]) -> Iterator[Article]:
        """Yield every article with the corrections applied; add to `changed` the ids of those that differ now."""
        before = self.corrections()
        for (data,) in self._database.rows("SELECT article FROM articles"):
            stored = _decoded(data)
            article = apply(corrections, stored)
            if article != apply(before, stored):
                changed.append(article.id)
            yield article

    def _read(self, stored: Iterable[Value]) -> list[Article]:
        corrections = self.corrections()
        return self._copies.mark_copies(self.people.join([apply(corrections, _decoded(data)) for data in stored]))

    def last_serial(self) -> int:
        """Return the serial of the latest change; 0 in an empty archive."""
        return self._database.number("SELECT max(serial) FROM articles")

    def count(self) -> int:
        """Return the number of articles."""
        return self._database.number("SELECT count(*) FROM articles")

    def count_revisions(self) -> int:
        """Return the number of earlier versions."""
        return self._database.number("SELECT count(*) FROM revisions")

    def size(self) -> int:
        """Return the size on disk in bytes."""
        return self._database.size()

    def verify(self) -> Iterator[str]:
        """Yield each fault: file damage, unreadable articles, articles that do not match their row."""
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
    """The registers updated together with the articles: persons (after corrections) and copies."""

    def __init__(self, people: Register, copies: CopiesRegister, corrections: Corrections) -> None:
        self._people = people
        self._copies = copies
        self._corrections = corrections

    def add(self, article: Article, fingerprint: Fingerprint | None) -> None:
        self._people.add(apply(self._corrections, article))
        if fingerprint is not None:
            self._copies.add(_fingerprinted_article(article, fingerprint))

    def remove(self, article: Article) -> None:
        self._people.remove(apply(self._corrections, article))
        for fingerprinted in _fingerprinted([article]):
            self._copies.remove(fingerprinted)

    def flush(self) -> list[str]:
        """Write all rows; return the ids of articles that now read differently."""
        return sorted({*self._people.flush(), *self._copies.flush()})


def _fingerprint(article: Article) -> Fingerprint | None:
    return fingerprint_of(article.headline, article.body)


def _fingerprinted(articles: Iterable[Article]) -> Iterator[Fingerprinted]:
    """Yield the articles that are long enough to be copies, with their fingerprints."""
    for article in articles:
        fingerprint = _fingerprint(article)
        if fingerprint is not None:
            yield _fingerprinted_article(article, fingerprint)


def _fingerprinted_article(article: Article, fingerprint: Fingerprint) -> Fingerprinted:
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
    registers.remove(_decoded(earlier))
    cursor.execute("DELETE FROM articles WHERE id = ?", (found,))
    _insert(cursor, registers, replace(article, id=found), identity, fingerprint)
    return "refreshed" if content_hash == article.fingerprint else "changed"


def _add(
    cursor: Cursor, registers: _Registers, article: Article, identity: str, fingerprint: Fingerprint | None
) -> str:
    def is_taken(candidate: str) -> bool:
        return cursor.execute("SELECT 1 FROM articles WHERE id = ?", (candidate,)).fetchone() is not None

    if article.provenance.given_id is None and is_taken(article.fingerprint):
        # The same text in another file: nothing distinguishes the two.
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
    registers.add(article, fingerprint)


def _assign_serials(cursor: Cursor, ids: Sequence[str]) -> None:
    """Give articles new serials, so that they are indexed again."""
    cursor.executemany(
        "INSERT OR REPLACE INTO articles (id, identity, fingerprint, extractor, article) "
        "SELECT id, identity, fingerprint, extractor, article FROM articles WHERE id = ?",
        ((article_id,) for article_id in ids),
    )
