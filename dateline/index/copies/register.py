"""The register of copies: its rows are updated in the transaction that stores the articles.

Articles with the same fingerprint count as one text. Two texts are a pair if they share one of their smallest hashes,
their glances are similar, and `are_copies` says so. Clusters are the connected components of pairs. A hash that more
than `MAX_TEXTS_PER_HASH` texts share comes from boilerplate and makes no pairs. So each text is compared with a bounded
number of others, and pairs depend only on the stored articles, never on their order: `rebuild` gives the same rows.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from dateline.index.copies.fingerprint import (
    Fingerprint,
    alike_at_a_glance,
    are_copies,
    candidate_hashes,
    fingerprint_id,
    glance,
    pack,
    unpack,
)
from dateline.index.copies.schema import TABLES
from dateline.index.database import Cursor

MAX_TEXTS_PER_HASH = 64
"""Maximum number of texts with a hash in common for which the hash still makes pairs."""
MAX_BUFFERED = 10_000
"""Maximum number of articles that a rebuild buffers before it writes them."""
MAX_UNPACKED = 10_000
"""Maximum number of decoded fingerprints in memory, about 3 kB each."""


class Fingerprinted(NamedTuple):
    """What the register needs to know of one article."""

    article: str
    published: int | None
    """Seconds since 1970, UTC."""
    fingerprint: Fingerprint


class _Row(NamedTuple):
    """A row of the table `sketches` without the fingerprint."""

    text: int
    article: str
    published: int | None

    @property
    def order(self) -> tuple[bool, int, str]:
        """Sort key; the least in a cluster is its first copy: earliest first, undated last, then by id."""
        return (self.published is None, self.published or 0, self.article)


class Register:
    """The register within one transaction: buffers added and removed articles until `flush` writes them."""

    def __init__(self, cursor: Cursor) -> None:
        self._cursor = cursor
        self._removed: set[_Row] = set()
        self._added: set[_Row] = set()
        self._stored: dict[int, bytes] = {}

    def add(self, fingerprinted: Fingerprinted) -> None:
        """Add an article."""
        self._buffer(fingerprinted, self._removed, self._added)

    def remove(self, fingerprinted: Fingerprinted) -> None:
        """Remove an article, given as it was added."""
        self._buffer(fingerprinted, self._added, self._removed)

    def flush(self) -> list[str]:
        """Write the changes and update the clusters; return the ids of articles whose first copy changed."""
        if not self._removed and not self._added:
            return []
        changed = _Change(self._cursor, self._stored).flush(self._removed, self._added)
        for buffer in (self._removed, self._added, self._stored):
            buffer.clear()
        return changed

    def rebuild(self, articles: Iterable[Fingerprinted]) -> list[str]:
        """Rebuild all rows from all articles; return the ids of articles whose first copy changed."""
        before = self._first_copies()
        for table in TABLES:
            self._cursor.execute(f"DELETE FROM {table}")  # noqa: S608 - our own table names
        for article in articles:
            self.add(article)
            if len(self._added) >= MAX_BUFFERED:
                self.flush()
        self.flush()
        return _differences(before, self._first_copies())

    def _buffer(self, fingerprinted: Fingerprinted, opposite: set[_Row], target: set[_Row]) -> None:
        stored = pack(fingerprinted.fingerprint)
        row = _Row(fingerprint_id(stored), fingerprinted.article, fingerprinted.published)
        if row in opposite:
            opposite.remove(row)
        else:
            target.add(row)
            self._stored[row.text] = stored

    def _first_copies(self) -> dict[str, str]:
        rows = self._cursor.execute("SELECT article, first FROM clusters WHERE article <> first")
        return {str(article): str(first) for article, first in rows}


class _Change:
    """One update of the rows, for some removed and some added articles."""

    def __init__(self, cursor: Cursor, stored: Mapping[int, bytes]) -> None:
        """`stored` maps text ids to the encoded fingerprints of these articles."""
        self._cursor = cursor
        self._stored = stored
        self._unpacked: dict[int, Fingerprint] = {}
        self._candidates: dict[int, dict[int, int]] = {}
        """Cache: the texts that have a hash, with their glances; empty for a hash that makes no pairs."""
        self._changed: set[int] = set()
        """Texts whose pairs may have changed."""
        self._single: set[int] = set()
        """New texts of a single article, as most are: without a pair they need no cluster row."""
        self._clusters: dict[str, dict[str, int]] = {}
        """The affected clusters as they were, by first article: the text of each article."""
        self._shrunk: set[str] = set()
        """Clusters that lost an article or a pair."""

    def flush(self, removed: set[_Row], added: set[_Row]) -> list[str]:
        """Write all rows; return the ids of articles whose first copy changed."""
        had = set(filter(self._exists, {row.text for row in removed | added}))
        self._single = {text for text, articles in Counter(row.text for row in added).items() if articles == 1} - had
        for row in removed:
            self._shrunk.update(self._load_cluster(row.article))
        self._write_fingerprints(removed, added)
        self._write_hashes(had, self._texts_now(removed, added))
        pairs = list(self._pairs())
        for text in {text for pair in pairs for text in pair}:
            self._load_cluster_of_text(text)
        return self._write_clusters([*pairs, *self._kept_pairs()])

    def _write_fingerprints(self, removed: set[_Row], added: set[_Row]) -> None:
        self._cursor.executemany("DELETE FROM sketches WHERE text = ? AND article = ?", [row[:2] for row in removed])
        rows = ((*row, self._stored[row.text]) for row in sorted(added, key=lambda row: (row.text, row.article)))
        self._cursor.executemany("INSERT INTO sketches VALUES (?, ?, ?, ?)", rows)

    def _texts_now(self, removed: set[_Row], added: set[_Row]) -> set[int]:
        self._changed.update(row.text for row in added)
        return self._changed | set(filter(self._exists, {row.text for row in removed} - self._changed))

    def _write_hashes(self, had: set[int], has: set[int]) -> None:
        """Write the candidate hashes of texts; note hashes that now pass the limit, or fall below it again."""
        new, old = self._hashes(has - had), self._hashes(had - has)
        self._cursor.executemany("INSERT INTO lowest VALUES (?, ?, ?)", new)
        self._cursor.executemany("DELETE FROM lowest WHERE hash = ? AND text = ? AND glance = ?", old)
        more = Counter(hash_ for hash_, *_ in new)
        more.subtract(hash_ for hash_, *_ in old)
        for hash_, difference in more.items():
            texts = self._with_hash(hash_, MAX_TEXTS_PER_HASH + 1 + abs(difference))
            self._candidates[hash_] = texts if len(texts) <= MAX_TEXTS_PER_HASH else {}
            if (len(texts) > MAX_TEXTS_PER_HASH) != (len(texts) - difference > MAX_TEXTS_PER_HASH):
                self._changed.update(texts)
                self._shrunk.update(first for text in texts for first in self._load_cluster_of_text(text))

    def _hashes(self, texts: set[int]) -> list[tuple[int, int, int]]:
        """Return the rows of `lowest` for some texts."""
        fingerprints = ((text, self._fingerprint(text)) for text in sorted(texts))
        return [
            (hash_, text, glance(fingerprint))
            for text, fingerprint in fingerprints
            for hash_ in candidate_hashes(fingerprint)
        ]

    def _pairs(self) -> Iterator[tuple[int, int]]:
        """Yield the pairs of changed texts and of shrunk clusters; a text with several articles pairs with itself."""
        shrunk = {text for first in self._shrunk for text in self._clusters[first].values()}
        for text in sorted(self._changed | set(filter(self._exists, shrunk - self._changed))):
            if text not in self._single:
                yield text, text
            yield from ((text, other) for other in self._copies_of(text))

    def _kept_pairs(self) -> Iterator[tuple[int, int]]:
        """Yield pairs that hold the other clusters together as they were."""
        for first in self._clusters.keys() - self._shrunk:
            texts = self._clusters[first].values()
            yield from ((min(texts), text) for text in texts)

    def _copies_of(self, text: int) -> list[int]:
        fingerprint = self._fingerprint(text)
        own_glance = glance(fingerprint)
        candidates: dict[int, int] = {}
        for hash_ in candidate_hashes(fingerprint):
            candidates.update(self._candidates_of(hash_))
        promising = (
            other
            for other, other_glance in candidates.items()
            if other != text and alike_at_a_glance(own_glance, other_glance)
        )
        return [other for other in promising if are_copies(fingerprint, self._fingerprint(other))]

    def _candidates_of(self, hash_: int) -> dict[int, int]:
        """Return the texts that share a hash, with their glances; none if too many do."""
        if hash_ not in self._candidates:
            texts = self._with_hash(hash_, MAX_TEXTS_PER_HASH + 1)
            self._candidates[hash_] = texts if len(texts) <= MAX_TEXTS_PER_HASH else {}
        return self._candidates[hash_]

    def _write_clusters(self, pairs: Iterable[tuple[int, int]]) -> list[str]:
        before = {article: (first, text) for first, texts in self._clusters.items() for article, text in texts.items()}
        after = {
            row.article: (first, row.text) for cluster in _connected(pairs) for first, row in self._in_cluster(cluster)
        }
        removed = [(article,) for article in before.keys() - after.keys()]
        self._cursor.executemany("DELETE FROM clusters WHERE article = ?", removed)
        written = ((article, *row) for article, row in sorted(after.items()) if before.get(article) != row)
        self._cursor.executemany("INSERT OR REPLACE INTO clusters VALUES (?, ?, ?)", written)
        return _differences(_copies_in(before), _copies_in(after))

    def _in_cluster(self, texts: Iterable[int]) -> Iterator[tuple[str, _Row]]:
        """Yield the articles of these texts, each with the first of them; nothing for a single article."""
        rows = [row for text in texts for row in self._rows(text)]
        first = min(rows, key=lambda row: row.order)
        return ((first.article, row) for row in rows if len(rows) > 1)

    def _load_cluster(self, article: str) -> list[str]:
        """Load the cluster of an article; return its first article in a list, empty if it is in no cluster."""
        found = self._cursor.execute("SELECT first FROM clusters WHERE article = ?", (article,)).fetchone()
        if found is None:
            return []
        first = str(found[0])
        if first not in self._clusters:
            rows = self._cursor.execute("SELECT article, text FROM clusters WHERE first = ?", (first,))
            self._clusters[first] = {str(one): int(text) for one, text in rows}
        return [first]

    def _load_cluster_of_text(self, text: int) -> list[str]:
        """Load the cluster of a text: its articles share one cluster, and articles just added have none yet."""
        rows = self._cursor.execute("SELECT article FROM sketches WHERE text = ?", (text,)).fetchall()
        for (article,) in rows:
            if first := self._load_cluster(str(article)):
                return first
        return []

    def _exists(self, text: int) -> bool:
        return self._cursor.execute("SELECT 1 FROM sketches WHERE text = ?", (text,)).fetchone() is not None

    def _rows(self, text: int) -> list[_Row]:
        rows = self._cursor.execute("SELECT article, published FROM sketches WHERE text = ?", (text,))
        return [_Row(text, str(article), published) for article, published in rows.fetchall()]

    def _with_hash(self, hash_: int, most: int) -> dict[int, int]:
        rows = self._cursor.execute("SELECT text, glance FROM lowest WHERE hash = ? LIMIT ?", (hash_, most))
        return dict(rows.fetchall())

    def _fingerprint(self, text: int) -> Fingerprint:
        if text not in self._unpacked:
            if len(self._unpacked) >= MAX_UNPACKED:
                self._unpacked.clear()
            self._unpacked[text] = unpack(self._stored.get(text) or self._read_fingerprint(text))
        return self._unpacked[text]

    def _read_fingerprint(self, text: int) -> bytes:
        (stored,) = self._cursor.execute("SELECT sketch FROM sketches WHERE text = ?", (text,)).fetchone()
        return bytes(stored)


def _copies_in(rows: Mapping[str, tuple[str, int]]) -> dict[str, str]:
    """Map each article that is a copy to its first copy."""
    return {article: first for article, (first, _) in rows.items() if article != first}


def _differences(before: Mapping[str, str], after: Mapping[str, str]) -> list[str]:
    return sorted(article for article in before.keys() | after.keys() if before.get(article) != after.get(article))


def _connected(pairs: Iterable[tuple[int, int]]) -> list[list[int]]:
    """Connected components of pairs, each ascending, ordered by their least (union-find with path halving)."""
    parent: dict[int, int] = {}

    def root(node: int) -> int:
        while parent.setdefault(node, node) != node:
            parent[node] = parent[parent[node]]
            node = parent[node]
        return node

    for one, other in pairs:
        parent[root(one)] = root(other)
    together: dict[int, list[int]] = {}
    for node in sorted(parent):
        together.setdefault(root(node), []).append(node)
    return list(together.values())
