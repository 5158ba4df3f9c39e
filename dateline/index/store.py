"""The store of record: every article, its earlier revisions, and the order of changes.

Each change gives an article a new serial number, higher than all before. An index that is up to date to some serial
asks for the changes after it. Each article has one row, its newest version, so it comes at most once.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from dateline.errors import StoreError
from dateline.index.article import Article
from dateline.index.copies.copies import Copies
from dateline.index.copies.fingerprint import COPY_RULES, Fingerprint, fingerprint_of
from dateline.index.corrections.apply import apply
from dateline.index.corrections.corrections import NO_CORRECTIONS, Corrections
from dateline.index.database import Cursor, Database, Value
from dateline.index.people.people import People
from dateline.index.put import Put, Putting
from dateline.index.registers import Registers, fingerprinted
from dateline.index.rows import READ_BY, assign_serials, decoded, set_state
from dateline.index.state import State, Withdrawal, version_order

if TYPE_CHECKING:
    from dateline.index.raw import Finished, RawReport

_BATCH = 500
"""Articles per query."""
_ADD_TO_ONLY_ARTICLE = """
INSERT OR IGNORE INTO revisions
    SELECT now.id, serial, article FROM articles,
        (SELECT max(id) AS id, count(*) AS articles FROM articles WHERE path = :path AND state = 'live') AS now
    WHERE articles.id = :id AND now.articles = 1
"""
_ALL_LIVE = "SELECT article FROM articles WHERE state = 'live'"

_encode = msgspec.json.Encoder().encode
_decode_withdrawal = msgspec.json.Decoder(Withdrawal).decode
_decode_corrections = msgspec.json.Decoder(Corrections).decode


class Change(msgspec.Struct, frozen=True):
    """The current version of an article, and the serial of its last change."""

    serial: int
    article: Article
    is_live: bool
    """Whether it can be found; else it must leave the index."""


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
        if fingerprints is None:
            fingerprints = [fingerprint_of(article.headline, article.body) for article in articles]
        with self._database.writing() as cursor:
            registers = self._registers(cursor)
            putting = Putting(cursor, registers)
            done = Counter(
                putting.put(article, fingerprint) for article, fingerprint in zip(articles, fingerprints, strict=True)
            )
            assign_serials(cursor, registers.flush())
        return Put(**done)

    def are_known(self, reports: Sequence[RawReport]) -> list[bool]:
        """Return of each report whether it needs no extraction: it is stored, or was an earlier version.

        Reads only, so that a worker process can ask.
        """
        from dateline.index.known import are_known

        return are_known(self._database, reports)

    def supersede(self, finished: Sequence[Finished]) -> int:
        """Hide what was stored of these inputs as another format than they are read in now; return how many articles.

        To be called when everything of the inputs has been stored. Of an input that no format reads, only what older
        versions of Dateline stored is hidden: perhaps it is just that an extra is missing now. Where an input holds one
        article now, what is hidden becomes its revisions. Raises StoreError.
        """
        now = {each.address: each.format for each in finished}
        query = "SELECT path, format, reader, id FROM articles WHERE state = 'live' AND path IN ({})"
        found = [
            str(article_id)
            for path, format_, reader, article_id in self._database.rows_among(query, now)
            if (format_ != now[str(path)] if now[str(path)] else reader != READ_BY)
        ]
        if not found:
            return 0
        query = "SELECT article FROM articles WHERE id IN ({}) ORDER BY path, serial"
        hidden = [decoded(data) for (data,) in self._database.rows_among(query, found)]
        with self._database.writing() as cursor:
            registers = self._registers(cursor)
            for article in hidden:
                registers.remove(article)
                set_state(cursor, article.id, State.SUPERSEDED)
            for article in hidden:
                cursor.execute(_ADD_TO_ONLY_ARTICLE, {"id": article.id, "path": article.provenance.path})
            assign_serials(cursor, sorted({*(article.id for article in hidden), *registers.flush()}))
        return len(hidden)

    def release(self, now: datetime) -> int:
        """Let articles be found whose embargo has ended; return how many. Raises StoreError."""
        query = "SELECT article FROM articles WHERE state = ? AND release <= ?"
        due = (State.WITHHELD.value, int(now.timestamp()))
        if self._database.row(query, due) is None:
            return 0
        with self._database.writing() as cursor:
            registers = self._registers(cursor)
            released = [decoded(data) for (data,) in cursor.execute(query, due).fetchall()]
            for article in released:
                set_state(cursor, article.id, State.LIVE)
                registers.add(article, fingerprint_of(article.headline, article.body))
            assign_serials(cursor, sorted({*(article.id for article in released), *registers.flush()}))
        return len(released)

    def next_release(self) -> datetime | None:
        """Return when the next embargo ends, or None."""
        (at,) = self._database.row("SELECT min(release) FROM articles WHERE release IS NOT NULL") or (None,)
        return datetime.fromtimestamp(at, UTC) if isinstance(at, int) else None

    def withdrawal(self, article_id: str) -> Withdrawal | None:
        """Return why an article was withdrawn; None if it was not."""
        (data,) = self._database.row("SELECT withdrawal FROM withdrawals WHERE id = ?", (article_id,)) or (None,)
        return _decode_withdrawal(data) if isinstance(data, bytes) else None

    def _registers(self, cursor: Cursor) -> Registers:
        from dateline.index.copies.register import Register as CopiesRegister
        from dateline.index.people.register import Register

        corrections = self.corrections()
        return Registers(Register(cursor, corrections.people), CopiesRegister(cursor), corrections)

    def put_extracted_again(self, articles: Sequence[Article]) -> None:
        """Store articles whose metadata was extracted again from their stored text. Raises StoreError."""
        with self._database.writing() as cursor:
            registers = self._registers(cursor)
            putting = Putting(cursor, registers)
            for article in articles:
                putting.put_extracted_again(article, fingerprint_of(article.headline, article.body))
            assign_serials(cursor, registers.flush())

    def get(self, article_id: str) -> Article | None:
        """Return one article, or None."""
        return self.get_many([article_id]).get(article_id)

    def get_many(self, ids: Sequence[str]) -> Mapping[str, Article]:
        """Return those of these articles that exist, by id."""
        rows = self._database.rows_among("SELECT article FROM articles WHERE state = 'live' AND id IN ({})", ids)
        return {article.id: article for article in self._read(data for (data,) in rows)}

    def outdated(self, extractor: str) -> Iterator[list[Article]]:
        """Yield, in batches, the articles extracted by another version of the rules, as stored."""
        query = "SELECT serial, article FROM articles WHERE serial > ? AND extractor <> ? ORDER BY serial LIMIT ?"
        after, last = 0, self.last_serial()
        while after < last and (rows := list(self._database.rows(query, (after, extractor, _BATCH)))):
            after = int(rows[-1][0] or 0)
            yield [decoded(data) for _, data in rows]

    def revisions(self, article_id: str) -> tuple[Article, ...]:
        """Return the earlier versions of an article, newest first: by the source's numbers, else as they came."""
        query = "SELECT article FROM revisions WHERE id = ? ORDER BY serial DESC"
        found = self._read(data for (data,) in self._database.rows(query, (article_id,)))
        return tuple(sorted(found, key=version_order, reverse=True))

    def official_names(self, keys: Sequence[str]) -> Mapping[str, str]:
        """Return the display name of each person."""
        return self.people.names(keys)

    def changes(self, after: int) -> Iterator[Change]:
        """Yield every article that changed after a serial, ordered by last change."""
        query = "SELECT serial, state, article FROM articles WHERE serial > ? ORDER BY serial LIMIT ?"
        while rows := list(self._database.rows(query, (after, _BATCH))):
            for (serial, state, _), article in zip(rows, self._read(data for _, _, data in rows), strict=True):
                after = int(serial or 0)
                yield Change(after, article, state == State.LIVE.value)

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
            assign_serials(cursor, sorted(set(changed)))
            _set_meta(cursor, "told", _encode(corrections).decode())
            _set_meta(cursor, "joining", JOIN_RULES)
        return len(set(changed))

    def refresh_copies(self) -> int:
        """Repeat copy detection if its rules have changed; return how many articles changed. Raises StoreError."""
        from dateline.index.copies.register import Register as CopiesRegister

        if self._meta("sketching") == COPY_RULES:
            return 0
        with self._database.writing() as cursor:
            stored = (decoded(data) for (data,) in self._database.rows(_ALL_LIVE))
            changed = CopiesRegister(cursor).rebuild(fingerprinted(stored))
            assign_serials(cursor, changed)
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
        for (data,) in self._database.rows(_ALL_LIVE):
            stored = decoded(data)
            article = apply(corrections, stored)
            if article != apply(before, stored):
                changed.append(article.id)
            yield article

    def _read(self, stored: Iterable[Value]) -> list[Article]:
        corrections = self.corrections()
        return self._copies.mark_copies(self.people.join([apply(corrections, decoded(data)) for data in stored]))

    def last_serial(self) -> int:
        """Return the serial of the latest change; 0 in an empty archive."""
        return self._database.number("SELECT max(serial) FROM articles")

    def count(self) -> int:
        """Return the number of articles that can be found."""
        # Counting those that cannot be found has an index and is fast; there are few.
        hidden = self._database.number("SELECT count(*) FROM articles WHERE state <> 'live'")
        return self._database.number("SELECT count(*) FROM articles") - hidden

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
                article = decoded(row[2])
            except StoreError as error:
                yield f"article {found}: {error}"
                continue
            if (article.id, article.fingerprint) != (found, content_hash):
                yield f"article {found}: its row belongs to {article.id}"

    def close(self) -> None:
        """Close the file."""
        self._database.close()


def _set_meta(cursor: Cursor, name: str, value: str) -> None:
    cursor.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (name, value))
