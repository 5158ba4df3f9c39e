"""The register of copies: rows kept in step with the articles, within the transaction that stores them.

Articles with the same fingerprint are one text. Two texts are a pair where they share one of their smallest hashes, are
alike at a glance, and `are_copies` says so; a cluster is what pairs join. A hash that more than `MOST_ALIKE` texts
have is that of a form which many reports are poured into, and makes no pairs. So a text is compared with a bounded
number of others, and what is a pair depends only on which articles there are, never on their order: `rebuild` gives the
same.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from dateline.index.copies.fingerprint import (
    Fingerprint,
    alike_at_a_glance,
    are_copies,
    compared_by,
    glance,
    packed,
    text_number,
    unpacked,
)
from dateline.index.copies.schema import TABLES
from dateline.index.database import Cursor

MOST_ALIKE = 64
"""Texts that may share a hash by which they are compared."""
MOST_GATHERED = 10_000
"""Articles of a rebuild that wait to be settled."""
MOST_UNPACKED = 10_000
"""Fingerprints held at once, some 3 kB each."""


class Fingerprinted(NamedTuple):
    """What the register is told of one article."""

    article: str
    published: int | None
    """Seconds from 1970, UTC."""
    fingerprint: Fingerprint


class _Row(NamedTuple):
    """A row of `sketches` without the fingerprint."""

    text: int
    article: str
    published: int | None

    @property
    def place(self) -> tuple[bool, int, str]:
        """The least of a cluster is its first copy: the earliest, undated ones last, equals by id."""
        return (self.published is None, self.published or 0, self.article)


class Register:
    """The register within one transaction. What is kept and dropped is gathered, and written by `settle`."""

    def __init__(self, cursor: Cursor) -> None:
        self._cursor = cursor
        self._gone: set[_Row] = set()
        self._come: set[_Row] = set()
        self._stored: dict[int, bytes] = {}

    def keep(self, fingerprinted: Fingerprinted) -> None:
        """Add an article."""
        self._take(fingerprinted, self._gone, self._come)

    def drop(self, fingerprinted: Fingerprinted) -> None:
        """Take away an article, as it was kept."""
        self._take(fingerprinted, self._come, self._gone)

    def settle(self) -> list[str]:
        """Join anew where something changed; return the articles that have another first copy now, or none."""
        if not self._gone and not self._come:
            return []
        changed = _Change(self._cursor, self._stored).settle(self._gone, self._come)
        for gathered in (self._gone, self._come, self._stored):
            gathered.clear()
        return changed

    def rebuild(self, articles: Iterable[Fingerprinted]) -> list[str]:
        """Make every row anew from all articles; return the articles that have another first copy now, or none."""
        before = self._firsts()
        for table in TABLES:
            self._cursor.execute(f"DELETE FROM {table}")  # noqa: S608 - the names stand above
        for article in articles:
            self.keep(article)
            if len(self._come) >= MOST_GATHERED:
                self.settle()
        self.settle()
        return _differences(before, self._firsts())

    def _take(self, fingerprinted: Fingerprinted, undone: set[_Row], done: set[_Row]) -> None:
        stored = packed(fingerprinted.fingerprint)
        row = _Row(text_number(stored), fingerprinted.article, fingerprinted.published)
        if row in undone:
            undone.remove(row)
        else:
            done.add(row)
            self._stored[row.text] = stored

    def _firsts(self) -> dict[str, str]:
        rows = self._cursor.execute("SELECT article, first FROM clusters WHERE article <> first")
        return {str(article): str(first) for article, first in rows}


class _Change:
    """One change of the rows: some articles go and some come."""

    def __init__(self, cursor: Cursor, stored: Mapping[int, bytes]) -> None:
        """`stored` has the fingerprints of the articles that go and come."""
        self._cursor = cursor
        self._stored = stored
        self._unpacked: dict[int, Fingerprint] = {}
        self._alike: dict[int, dict[int, int]] = {}
        """The texts that have a hash, with their glances, as far as was looked; none where it makes no pairs."""
        self._fresh: set[int] = set()
        """Texts that may have other pairs than before."""
        self._alone: set[int] = set()
        """New texts of one article, as most are: without a pair there is nothing to write of them."""
        self._clusters: dict[str, dict[str, int]] = {}
        """The clusters that are looked at, by their first articles, as they were: articles with their texts."""
        self._loosened: set[str] = set()
        """Those of them that lost an article or a pair."""

    def settle(self, gone: set[_Row], come: set[_Row]) -> list[str]:
        """Write all rows; return the articles that have another first copy now, or none."""
        had = set(filter(self._is_there, {row.text for row in gone | come}))
        self._alone = {text for text, articles in Counter(row.text for row in come).items() if articles == 1} - had
        for row in gone:
            self._loosened.update(self._look_at(row.article))
        self._write_fingerprints(gone, come)
        self._write_hashes(had, self._there_now(gone, come))
        pairs = list(self._pairs())
        for text in {text for pair in pairs for text in pair}:
            self._look_at_text(text)
        return self._write_clusters([*pairs, *self._as_before()])

    def _write_fingerprints(self, gone: set[_Row], come: set[_Row]) -> None:
        self._cursor.executemany("DELETE FROM sketches WHERE text = ? AND article = ?", [row[:2] for row in gone])
        rows = ((*row, self._stored[row.text]) for row in sorted(come, key=lambda row: (row.text, row.article)))
        self._cursor.executemany("INSERT INTO sketches VALUES (?, ?, ?, ?)", rows)

    def _there_now(self, gone: set[_Row], come: set[_Row]) -> set[int]:
        self._fresh.update(row.text for row in come)
        return self._fresh | set(filter(self._is_there, {row.text for row in gone} - self._fresh))

    def _write_hashes(self, had: set[int], has: set[int]) -> None:
        """Write by which hashes texts are compared, and notice those that many texts have, or no longer many."""
        new, old = self._hashes(has - had), self._hashes(had - has)
        self._cursor.executemany("INSERT INTO lowest VALUES (?, ?, ?)", new)
        self._cursor.executemany("DELETE FROM lowest WHERE hash = ? AND text = ? AND glance = ?", old)
        more = Counter(hash_ for hash_, *_ in new)
        more.subtract(hash_ for hash_, *_ in old)
        for hash_, difference in more.items():
            texts = self._with_hash(hash_, MOST_ALIKE + 1 + abs(difference))
            self._alike[hash_] = texts if len(texts) <= MOST_ALIKE else {}
            if (len(texts) > MOST_ALIKE) != (len(texts) - difference > MOST_ALIKE):
                self._fresh.update(texts)
                self._loosened.update(first for text in texts for first in self._look_at_text(text))

    def _hashes(self, texts: set[int]) -> list[tuple[int, int, int]]:
        """The rows of `lowest` of some texts."""
        fingerprints = ((text, self._fingerprint(text)) for text in sorted(texts))
        return [
            (hash_, text, glance(fingerprint))
            for text, fingerprint in fingerprints
            for hash_ in compared_by(fingerprint)
        ]

    def _pairs(self) -> Iterator[tuple[int, int]]:
        """The pairs of fresh texts and of clusters that lost something; a text that had articles is one with itself."""
        loosened = {text for first in self._loosened for text in self._clusters[first].values()}
        for text in sorted(self._fresh | set(filter(self._is_there, loosened - self._fresh))):
            if text not in self._alone:
                yield text, text
            yield from ((text, other) for other in self._copies_of(text))

    def _as_before(self) -> Iterator[tuple[int, int]]:
        """What keeps together the clusters that lost nothing."""
        for first in self._clusters.keys() - self._loosened:
            texts = self._clusters[first].values()
            yield from ((min(texts), text) for text in texts)

    def _copies_of(self, text: int) -> list[int]:
        fingerprint = self._fingerprint(text)
        seen = glance(fingerprint)
        alike: dict[int, int] = {}
        for hash_ in compared_by(fingerprint):
            alike.update(self._pairing(hash_))
        worth_it = (other for other, glance_ in alike.items() if other != text and alike_at_a_glance(seen, glance_))
        return [other for other in worth_it if are_copies(fingerprint, self._fingerprint(other))]

    def _pairing(self, hash_: int) -> dict[int, int]:
        """The texts that a hash makes pairs of, with their glances."""
        if hash_ not in self._alike:
            texts = self._with_hash(hash_, MOST_ALIKE + 1)
            self._alike[hash_] = texts if len(texts) <= MOST_ALIKE else {}
        return self._alike[hash_]

    def _write_clusters(self, pairs: Iterable[tuple[int, int]]) -> list[str]:
        before = {article: (first, text) for first, texts in self._clusters.items() for article, text in texts.items()}
        after = {
            row.article: (first, row.text) for cluster in joined(pairs) for first, row in self._in_cluster(cluster)
        }
        gone = [(article,) for article in before.keys() - after.keys()]
        self._cursor.executemany("DELETE FROM clusters WHERE article = ?", gone)
        written = ((article, *row) for article, row in sorted(after.items()) if before.get(article) != row)
        self._cursor.executemany("INSERT OR REPLACE INTO clusters VALUES (?, ?, ?)", written)
        return _differences(_copies(before), _copies(after))

    def _in_cluster(self, texts: Iterable[int]) -> Iterator[tuple[str, _Row]]:
        """The articles of these texts with the first of them; nothing where there is only one."""
        rows = [row for text in texts for row in self._rows(text)]
        first = min(rows, key=lambda row: row.place)
        return ((first.article, row) for row in rows if len(rows) > 1)

    def _look_at(self, article: str) -> list[str]:
        """Read the cluster of an article as it is, and return its first article, if it is in one."""
        found = self._cursor.execute("SELECT first FROM clusters WHERE article = ?", (article,)).fetchone()
        if found is None:
            return []
        first = str(found[0])
        if first not in self._clusters:
            rows = self._cursor.execute("SELECT article, text FROM clusters WHERE first = ?", (first,))
            self._clusters[first] = {str(one): int(text) for one, text in rows}
        return [first]

    def _look_at_text(self, text: int) -> list[str]:
        """The same for the articles of a text, which are all in one cluster; those that come are in none yet."""
        rows = self._cursor.execute("SELECT article FROM sketches WHERE text = ?", (text,)).fetchall()
        for (article,) in rows:
            if first := self._look_at(str(article)):
                return first
        return []

    def _is_there(self, text: int) -> bool:
        return self._cursor.execute("SELECT 1 FROM sketches WHERE text = ?", (text,)).fetchone() is not None

    def _rows(self, text: int) -> list[_Row]:
        rows = self._cursor.execute("SELECT article, published FROM sketches WHERE text = ?", (text,))
        return [_Row(text, str(article), published) for article, published in rows.fetchall()]

    def _with_hash(self, hash_: int, most: int) -> dict[int, int]:
        rows = self._cursor.execute("SELECT text, glance FROM lowest WHERE hash = ? LIMIT ?", (hash_, most))
        return dict(rows.fetchall())

    def _fingerprint(self, text: int) -> Fingerprint:
        if text not in self._unpacked:
            if len(self._unpacked) >= MOST_UNPACKED:
                self._unpacked.clear()
            self._unpacked[text] = unpacked(self._stored.get(text) or self._read_fingerprint(text))
        return self._unpacked[text]

    def _read_fingerprint(self, text: int) -> bytes:
        (stored,) = self._cursor.execute("SELECT sketch FROM sketches WHERE text = ?", (text,)).fetchone()
        return bytes(stored)


def _copies(rows: Mapping[str, tuple[str, int]]) -> dict[str, str]:
    """The first copies of those articles that are not the first themselves."""
    return {article: first for article, (first, _) in rows.items() if article != first}


def _differences(before: Mapping[str, str], after: Mapping[str, str]) -> list[str]:
    return sorted(article for article in before.keys() | after.keys() if before.get(article) != after.get(article))


def joined(pairs: Iterable[tuple[int, int]]) -> list[list[int]]:
    """The connected components of pairs, each ascending, in the order of their least (union-find, path halving)."""
    above: dict[int, int] = {}

    def top(node: int) -> int:
        while above.setdefault(node, node) != node:
            above[node] = above[above[node]]
            node = above[node]
        return node

    for one, other in pairs:
        above[top(one)] = top(other)
    together: dict[int, list[int]] = {}
    for node in sorted(above):
        together.setdefault(top(node), []).append(node)
    return list(together.values())
