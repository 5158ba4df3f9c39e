"""Put a batch of articles into the store: match each with its stored version, and decide what becomes of both."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

import msgspec
from msgspec.structs import replace

from dateline.errors import StoreError
from dateline.index.article import Action, Article, Precision
from dateline.index.copies.fingerprint import Fingerprint, fingerprint_of
from dateline.index.corrections.apply import apply
from dateline.index.corrections.corrections import Corrections
from dateline.index.database import Cursor, Value
from dateline.index.formats.version import READER
from dateline.index.identity import (
    content_identity,
    content_of,
    identities_of,
    is_address,
    is_content,
    older_identities,
    public_id,
)
from dateline.index.state import State, Withdrawal, compare_versions, state_of, withdrawal_by

if TYPE_CHECKING:
    # The registers take long to import, and most commands only read.
    from dateline.index.copies.register import Fingerprinted
    from dateline.index.copies.register import Register as CopiesRegister
    from dateline.index.people.register import Register

READ_BY = int(READER)
"""The version of the rules by which inputs are cut into articles, as articles are marked with it."""

_MOMENTS = frozenset({Precision.MINUTE, Precision.SECOND})
_COLUMNS = "id, fingerprint, extractor, article, path, format, reader, state, release"
_WITH_IDENTITY = "SELECT {} FROM identities i JOIN articles a USING (id) WHERE i.identity = ?"

_encode = msgspec.json.Encoder().encode
_decode = msgspec.json.Decoder(Article).decode
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


def decoded(data: Value) -> Article:
    """Decode a stored article. Raises StoreError."""
    try:
        return _decode(data if isinstance(data, bytes) else b"")
    except msgspec.DecodeError as error:
        raise StoreError(f"a stored article cannot be read: {error}", remedy="run: dateline verify") from error


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


class _Stored(NamedTuple):
    """The row of a stored article."""

    id: str
    fingerprint: str
    extractor: str
    reader: int
    state: State
    article: Article


class Putting:
    """Puts the articles of one batch."""

    def __init__(self, cursor: Cursor, registers: Registers) -> None:
        self._cursor = cursor
        self._registers = registers

    def put(self, article: Article, fingerprint: Fingerprint | None) -> str:
        """Store one article; return its outcome, a field of `Put`."""
        names = identities_of(article)
        found = self._find(article, names)
        if found is None:
            return self._add(article, names, fingerprint)
        name, stored = found
        if not is_content(name):
            # Another file that says the same goes its own way when it is changed.
            self._name(stored.id, names)
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
        stored = self._row("SELECT {} FROM articles a WHERE a.id = ?", article.id)
        if stored is not None:
            self._replace(stored, article, fingerprint, stored.state)

    def _put_again(self, stored: _Stored, article: Article, fingerprint: Fingerprint | None) -> str:
        """Store a version of an article that is stored."""
        if stored.fingerprint == article.fingerprint:
            return self._refresh(stored, article, fingerprint)
        if self._was_read(stored.id, article.fingerprint) and not _is_restored(article, stored.article):
            return "unchanged"
        if article.action is Action.KILL:
            return self._withdraw(stored, article)
        if stored.state is State.WITHDRAWN and not self._brings_back(stored.id, article):
            return "void"
        if compare_versions(article, stored.article) < 0:
            self._keep_older(article)
            return "older"
        self._cursor.execute(
            "INSERT INTO revisions SELECT id, serial, article FROM articles WHERE id = ?", (stored.id,)
        )
        self._cursor.execute("DELETE FROM withdrawals WHERE id = ?", (stored.id,))
        self._replace(stored, article, fingerprint, state_of(article))
        return "changed"

    def _refresh(self, stored: _Stored, article: Article, fingerprint: Fingerprint | None) -> str:
        """Store the same text again, if it was extracted by other rules; its state stays."""
        superseded = stored.state is State.SUPERSEDED
        if stored.extractor == article.provenance.extractor and not superseded:
            return "unchanged"
        self._replace(stored, article, fingerprint, state_of(article) if superseded else stored.state)
        return "refreshed"

    def _withdraw(self, stored: _Stored, notice: Article) -> str:
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
        self._cursor.execute("INSERT INTO revisions VALUES (?, ?, ?)", (article.id, serial, _encode(article)))

    def _replace(self, stored: _Stored, article: Article, fingerprint: Fingerprint | None, state: State) -> None:
        if stored.state is State.LIVE:
            self._registers.remove(stored.article)
        self._cursor.execute("DELETE FROM articles WHERE id = ?", (stored.id,))
        self._insert(article, fingerprint, state, stored.reader)

    def _add(self, article: Article, names: Sequence[str], fingerprint: Fingerprint | None) -> str:
        article = replace(article, id=public_id(article, self._is_taken))
        state = state_of(article)
        self._insert(article, fingerprint, state, READ_BY)
        self._name(article.id, names)
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
            _encode(article),
            article.provenance.path,
            article.provenance.format,
            reader,
            state.value,
            release,
        )
        self._cursor.execute(
            f"INSERT INTO articles ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",  # noqa: S608 - our own columns
            row,
        )
        if article.provenance.given_id is None:
            # What the article said before belongs to it no more: another input may still say it.
            content = (content_identity(article.fingerprint), article.id)
            self._cursor.execute("INSERT OR REPLACE INTO identities VALUES (?, ?)", content)
        if state is State.LIVE:
            self._registers.add(article, fingerprint)

    def _find(self, article: Article, names: Sequence[str]) -> tuple[str, _Stored] | None:
        """Return the stored article that has one of these identities, and which."""
        for name in names:
            stored = self._row(_WITH_IDENTITY, name)
            if stored is not None and self._is_same(article, stored, name):
                return name, stored
        for name in older_identities(article):
            stored = self._row(_WITH_IDENTITY, name)
            if stored is not None and stored.reader < READ_BY:
                return name, stored
        return None

    def _is_same(self, article: Article, stored: _Stored, name: str) -> bool:
        """Whether a stored article with this identity is an earlier version of an article."""
        if is_content(name):
            return content_of(stored.fingerprint) == content_of(article.fingerprint)
        if not is_address(name) or stored.fingerprint == article.fingerprint:
            return True
        if Action.KILL in {article.action, stored.article.action}:
            # A notice has its own id and headline, and may come in one input with its article.
            return True
        ids = (article.provenance.given_id, stored.article.provenance.given_id)
        may_differ = None in ids or ids[0] == ids[1]
        agree = _agree(article, stored.article)
        if _are_of_one_input(article, stored.article) and not (agree and may_differ):
            # Several articles of an input have this address: it is that of a section or a site, and identifies none.
            self._cursor.execute("UPDATE identities SET id = '' WHERE identity = ?", (name,))
            return False
        return agree or may_differ

    def _row(self, query: str, value: str) -> _Stored | None:
        columns = "a.id, a.fingerprint, a.extractor, a.reader, a.state, a.article"
        row = self._cursor.execute(query.format(columns), (value,)).fetchone()
        if row is None:
            return None
        article_id, fingerprint, extractor, reader, state, data = row
        return _Stored(article_id, fingerprint, extractor, reader, State(state), decoded(data))

    def _name(self, article_id: str, names: Iterable[str]) -> None:
        """Remember by which identities an article is known; the first article that had one keeps it."""
        rows = ((name, article_id) for name in names if not is_content(name))
        self._cursor.executemany("INSERT OR IGNORE INTO identities VALUES (?, ?)", rows)

    def _is_taken(self, article_id: str) -> bool:
        return self._cursor.execute("SELECT 1 FROM articles WHERE id = ?", (article_id,)).fetchone() is not None

    def _was_read(self, article_id: str, fingerprint: str) -> bool:
        query = "SELECT 1 FROM readings WHERE id = ? AND fingerprint = ?"
        return self._cursor.execute(query, (article_id, fingerprint)).fetchone() is not None


def _agree(article: Article, stored: Article) -> bool:
    """Whether two articles with one address are about the same: same headline, or published in the same moment."""
    if article.headline and stored.headline and article.headline.casefold() == stored.headline.casefold():
        return True
    published = article.published
    return published is not None and published == stored.published and published.precision in _MOMENTS


def _are_of_one_input(article: Article, stored: Article) -> bool:
    """Whether both were read from one input in one run: then one is no later version of the other."""
    here, there = article.provenance, stored.provenance
    return (here.path, here.read_at) == (there.path, there.read_at)


def _is_restored(article: Article, stored: Article) -> bool:
    """Whether the file of an article was changed back to what it said before, or its date is read in another order."""
    if content_of(article.fingerprint) == content_of(stored.fingerprint):
        return True
    here, there = article.provenance, stored.provenance
    is_file = here.item is None and there.item is None
    return is_file and here.path == there.path and compare_versions(article, stored) == 0


def set_state(cursor: Cursor, article_id: str, state: State) -> None:
    """Change the state; a state other than withheld has no time of release."""
    cursor.execute("UPDATE articles SET state = ?, release = NULL WHERE id = ?", (state.value, article_id))


def _record_withdrawal(cursor: Cursor, article_id: str, notice: Article) -> None:
    withdrawal = _encode(withdrawal_by(notice))
    cursor.execute("INSERT OR REPLACE INTO withdrawals VALUES (?, ?)", (article_id, withdrawal))


def assign_serials(cursor: Cursor, ids: Iterable[str]) -> None:
    """Give articles new serials, so that they are indexed again."""
    cursor.executemany(
        f"INSERT OR REPLACE INTO articles ({_COLUMNS}) SELECT {_COLUMNS} FROM articles WHERE id = ?",  # noqa: S608 - ours
        ((article_id,) for article_id in ids),
    )
