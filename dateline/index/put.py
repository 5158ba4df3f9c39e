"""Put a batch of articles into the store: match each with its stored version, and decide what becomes of both."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
from msgspec.structs import replace

from dateline.index.article import Action, Article
from dateline.index.copies.fingerprint import Fingerprint
from dateline.index.database import Cursor
from dateline.index.identity import content_identity, identities_of, is_content, public_id
from dateline.index.matching import Matching, is_page_of, is_restored
from dateline.index.registers import Registers
from dateline.index.rows import COLUMNS, READ_BY, Stored, assign_serials, encoded, set_state, stored_row
from dateline.index.state import State, Withdrawal, compare_versions, state_of, withdrawal_by

_decode_withdrawal = msgspec.json.Decoder(Withdrawal).decode


class Put(msgspec.Struct, frozen=True):
    """How many articles of a batch had which outcome."""

    added: int = 0
    changed: int = 0
    """The source changed the text; the earlier version became a revision."""
    refreshed: int = 0
    """Same text, but metadata extracted by another version of the rules."""
    unchanged: int = 0
    """Stored already, as it is or as an earlier version."""
    withdrawn: int = 0
    """The source took back an article that was stored."""
    older: int = 0
    """An older version of an article, which became a revision."""
    void: int = 0
    """An article that was withdrawn before it came, or a notice of that."""

    def __add__(self, other: Put) -> Put:
        return Put(
            self.added + other.added,
            self.changed + other.changed,
            self.refreshed + other.refreshed,
            self.unchanged + other.unchanged,
            self.withdrawn + other.withdrawn,
            self.older + other.older,
            self.void + other.void,
        )

    def total(self) -> int:
        """How many articles were put."""
        kept = self.added + self.changed + self.refreshed + self.unchanged
        return kept + self.withdrawn + self.older + self.void


class Putting:
    """Puts the articles of one batch."""

    def __init__(self, cursor: Cursor, registers: Registers) -> None:
        self._cursor = cursor
        self._registers = registers
        self._matching = Matching(cursor)

    def put(self, article: Article, fingerprint: Fingerprint | None) -> str:
        """Store one article; return its outcome, a field of `Put`."""
        names = identities_of(article)
        found = self._matching.find(article, names)
        if found is None:
            return self._add(article, names, fingerprint)
        name, stored = found
        if not is_content(name):
            # Another file that says the same goes its own way when it is changed.
            self._matching.name(stored.id, names)
        outcome = self._put_again(stored, replace(article, id=stored.id), fingerprint)
        provenance = article.provenance
        self._cursor.execute("UPDATE articles SET reader = ? WHERE id = ?", (READ_BY, stored.id))
        self._cursor.execute(
            "UPDATE articles SET format = ? WHERE id = ? AND path = ?", (provenance.format, stored.id, provenance.path)
        )
        self._cursor.execute("INSERT OR IGNORE INTO readings VALUES (?, ?)", (stored.id, article.fingerprint))
        return outcome

    def put_extracted_again(self, article: Article, fingerprint: Fingerprint | None) -> None:
        """Replace a stored article by the same text with other metadata."""
        stored = stored_row(self._cursor, "SELECT {} FROM articles a WHERE a.id = ?", article.id)
        if stored is not None:
            self._replace(stored, article, fingerprint, stored.state)

    def _put_again(self, stored: Stored, article: Article, fingerprint: Fingerprint | None) -> str:
        """Store a version of an article that is stored."""
        if stored.fingerprint == article.fingerprint:
            return self._refresh(stored, article, fingerprint)
        is_whole = is_page_of(article, stored.article)
        is_news = is_whole or not self._was_read(stored.id, article.fingerprint)
        if not is_news and not is_restored(article, stored.article):
            return "unchanged"
        if article.action is Action.KILL:
            return self._withdraw(stored, article)
        if stored.state is State.WITHDRAWN and not self._brings_back(stored.id, article):
            return "void"
        if not is_whole and compare_versions(article, stored.article) < 0:
            self._keep_older(article)
            return "older"
        self._cursor.execute(
            "INSERT INTO revisions SELECT id, serial, article FROM articles WHERE id = ?", (stored.id,)
        )
        self._cursor.execute("DELETE FROM withdrawals WHERE id = ?", (stored.id,))
        self._replace(stored, article, fingerprint, state_of(article))
        return "changed"

    def _refresh(self, stored: Stored, article: Article, fingerprint: Fingerprint | None) -> str:
        """Store the same text again, if it was extracted by other rules; its state stays."""
        superseded = stored.state is State.SUPERSEDED
        if stored.extractor == article.provenance.extractor and not superseded:
            return "unchanged"
        self._replace(stored, article, fingerprint, state_of(article) if superseded else stored.state)
        return "refreshed"

    def _withdraw(self, stored: Stored, notice: Article) -> str:
        if stored.state is State.WITHDRAWN or compare_versions(notice, stored.article) < 0:
            return "void"
        if stored.state is State.LIVE:
            self._registers.remove(stored.article)
        set_state(self._cursor, stored.id, State.WITHDRAWN)
        _record_withdrawal(self._cursor, stored.id, notice)
        assign_serials(self._cursor, [stored.id])
        return "withdrawn"

    def _brings_back(self, article_id: str, article: Article) -> bool:
        """Whether a version is newer than the notice that withdrew its article."""
        (data,) = self._cursor.execute("SELECT withdrawal FROM withdrawals WHERE id = ?", (article_id,)).fetchone()
        return compare_versions(article, _decode_withdrawal(data)) > 0

    def _keep_older(self, article: Article) -> None:
        """Keep an older version as the oldest revision: its serial is below all others."""
        least = self._cursor.execute("SELECT min(0, min(serial)) FROM revisions WHERE id = ?", (article.id,)).fetchone()
        serial = (least[0] or 0) - 1
        self._cursor.execute("INSERT INTO revisions VALUES (?, ?, ?)", (article.id, serial, encoded(article)))

    def _replace(self, stored: Stored, article: Article, fingerprint: Fingerprint | None, state: State) -> None:
        if stored.state is State.LIVE:
            self._registers.remove(stored.article)
        self._cursor.execute("DELETE FROM articles WHERE id = ?", (stored.id,))
        self._insert(article, fingerprint, state, stored.reader)

    def _add(self, article: Article, names: Sequence[str], fingerprint: Fingerprint | None) -> str:
        article = replace(article, id=public_id(article, self._is_taken))
        state = state_of(article)
        self._insert(article, fingerprint, state, READ_BY)
        self._matching.name(article.id, names)
        self._cursor.execute("INSERT OR IGNORE INTO readings VALUES (?, ?)", (article.id, article.fingerprint))
        if state is State.WITHDRAWN:
            _record_withdrawal(self._cursor, article.id, article)
            return "void"
        return "added"

    def _insert(self, article: Article, fingerprint: Fingerprint | None, state: State, reader: int) -> None:
        release = int(article.embargo.timestamp()) if state is State.WITHHELD and article.embargo else None
        row = (
            article.id,
            article.fingerprint,
            article.provenance.extractor,
            encoded(article),
            article.provenance.path,
            article.provenance.format,
            reader,
            state.value,
            release,
        )
        self._cursor.execute(
            f"INSERT INTO articles ({COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",  # noqa: S608 - our own columns
            row,
        )
        if article.provenance.given_id is None:
            # What the article said before belongs to it no more: another input may still say it.
            content = (content_identity(article.fingerprint), article.id)
            self._cursor.execute("INSERT OR REPLACE INTO identities VALUES (?, ?)", content)
        if state is State.LIVE:
            self._registers.add(article, fingerprint)

    def _is_taken(self, article_id: str) -> bool:
        return self._cursor.execute("SELECT 1 FROM articles WHERE id = ?", (article_id,)).fetchone() is not None

    def _was_read(self, article_id: str, fingerprint: str) -> bool:
        query = "SELECT 1 FROM readings WHERE id = ? AND fingerprint = ?"
        return self._cursor.execute(query, (article_id, fingerprint)).fetchone() is not None


def _record_withdrawal(cursor: Cursor, article_id: str, notice: Article) -> None:
    withdrawal = encoded(withdrawal_by(notice))
    cursor.execute("INSERT OR REPLACE INTO withdrawals VALUES (?, ?)", (article_id, withdrawal))
