"""The register of persons: its rows are updated in the transaction that stores the articles.

All other rows follow from those of `claims` and the ties, in whatever order articles came: `rebuild` gives the same.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TypeAlias

from dateline.index.article import Article
from dateline.index.database import Cursor
from dateline.index.people.claims import Claim, claims_of
from dateline.index.people.join import join
from dateline.index.people.names import block_of
from dateline.index.people.schema import TABLES
from dateline.index.people.seen import Joined, Seen, level, person_at
from dateline.index.people.tally_rows import TallyRows
from dateline.index.people.ties import Ties

MAX_BUFFERED = 20_000
"""Number of claims from which buffered changes are written."""

_SpellingYear: TypeAlias = tuple[str, str, str, int]
"""Block, key, portfolio, year."""


class Register:
    """The register within one transaction: buffers the claims of added and removed articles until `flush`."""

    def __init__(self, cursor: Cursor, ties: Ties) -> None:
        self._cursor = cursor
        self._ties = ties
        self._claims: dict[tuple[str, str, str], Claim | None] = {}
        self._names: Counter[tuple[str, str]] = Counter()
        self._held: Counter[_SpellingYear] = Counter()
        self._former: Counter[_SpellingYear] = Counter()
        self._changed_blocks: set[str] = set()
        self._tallies = TallyRows(cursor, ties)

    def add(self, article: Article) -> None:
        """Add the claims of an article."""
        claims = list(claims_of(article))
        for claim in claims:
            self._claims[claim.key, claim.portfolio, claim.article] = claim
            self._count(claim, 1)
        self._tallies.count(claims, 1)
        self._write_if_full()

    def remove(self, article: Article) -> None:
        """Remove the claims of an article, given as it was added."""
        claims = list(claims_of(article))
        for claim in claims:
            self._claims[claim.key, claim.portfolio, claim.article] = None
            self._count(claim, -1)
        self._tallies.count(claims, -1)

    def flush(self) -> list[str]:
        """Write the changes, rejoin changed blocks; return the ids of articles in which a key changed its person."""
        self._write()
        moved: set[str] = set()
        joined_blocks: set[str] = set()
        for block in sorted(self._changed_blocks):
            if block not in joined_blocks:
                linked = self._ties.linked(block)
                moved.update(self._join_blocks(linked))
                joined_blocks |= linked
        self._changed_blocks.clear()
        return sorted(moved)

    def rebuild(self, articles: Iterable[Article]) -> list[str]:
        """Rebuild all rows from all articles; return the ids of articles in which a key changed its person."""
        for table in set(TABLES) - {"persons"}:
            self._cursor.execute(f"DELETE FROM {table}")  # noqa: S608 - our own table names
        for article in articles:
            self.add(article)
        self._changed_blocks.update(block for (block,) in self._cursor.execute("SELECT DISTINCT block FROM persons"))
        return self.flush()

    def _count(self, claim: Claim, sign: int) -> None:
        self._names[claim.key, claim.name] += sign
        counts = self._held if claim.is_held else self._former
        counts[block_of(claim.key), claim.key, claim.portfolio, claim.year] += sign

    def _write_if_full(self) -> None:
        """Bound the memory of a rebuild."""
        if len(self._claims) >= MAX_BUFFERED:
            self._write()

    def _write(self) -> None:
        self._write_claims()
        self._tallies.write()
        for (key, name), count in self._names.items():
            if count:
                self._write_name(key, name, count)
        for spelling in self._held.keys() | self._former.keys():
            if self._held[spelling] or self._former[spelling]:
                self._write_spelling(spelling, self._held[spelling], self._former[spelling])
        for buffer in (self._claims, self._names, self._held, self._former):
            buffer.clear()

    def _write_claims(self) -> None:
        removed = (which for which, claim in self._claims.items() if claim is None)
        self._cursor.executemany("DELETE FROM claims WHERE key = ? AND portfolio = ? AND article = ?", removed)
        self._cursor.executemany(
            "INSERT OR REPLACE INTO claims VALUES (?, ?, ?, ?, ?, ?, ?)",
            (
                (claim.key, claim.portfolio, claim.article, claim.day, claim.status, claim.name, claim.office)
                for claim in self._claims.values()
                if claim is not None
            ),
        )

    def _write_name(self, key: str, name: str, count: int) -> None:
        (claims,) = self._cursor.execute(
            "INSERT INTO names VALUES (?1, ?2, ?3) ON CONFLICT DO UPDATE SET claims = claims + ?3 RETURNING claims",
            (key, name, count),
        ).fetchone()
        if claims == 0:
            self._cursor.execute("DELETE FROM names WHERE key = ? AND name = ?", (key, name))
        if claims in {0, count}:
            self._update_words(key)

    def _write_spelling(self, spelling: _SpellingYear, held: int, former: int) -> None:
        """Update one row; its block needs rejoining only if a level changes, not on every count."""
        (held_now, former_now) = self._cursor.execute(
            "INSERT INTO spellings VALUES (?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT DO UPDATE "
            "SET held = held + ?5, former = former + ?6 RETURNING held, former",
            (*spelling, held, former),
        ).fetchone()
        if held_now == former_now == 0:
            self._cursor.execute(
                "DELETE FROM spellings WHERE block = ? AND key = ? AND portfolio = ? AND year = ?", spelling
            )
        if _levels(held_now, former_now) != _levels(held_now - held, former_now - former):
            self._changed_blocks.add(spelling[0])

    def _update_words(self, key: str) -> None:
        """Keep the words of a key as long as the key has any name."""
        words = [(word, key) for word in words_in(key)]
        if self._cursor.execute("SELECT 1 FROM names WHERE key = ?", (key,)).fetchone():
            self._cursor.executemany("INSERT OR IGNORE INTO words VALUES (?, ?)", words)
        else:
            self._cursor.executemany("DELETE FROM words WHERE word = ? AND key = ?", words)

    def _join_blocks(self, blocks: frozenset[str]) -> Iterator[str]:
        before = self._persons(blocks)
        after = join(self._seen(blocks), self._ties)
        if after == before:
            return
        self._cursor.executemany("DELETE FROM persons WHERE block = ?", [(block,) for block in blocks])
        self._cursor.executemany(
            "INSERT INTO persons VALUES (?, ?, ?, ?, ?)",
            ((one.key, one.portfolio, one.since, one.person, block_of(one.key)) for one in after),
        )
        old, new = _by_spelling(before), _by_spelling(after)
        for spelling in old.keys() & new.keys():
            if old[spelling] != new[spelling]:
                yield from self._moved(spelling, old[spelling], new[spelling])

    def _moved(self, spelling: tuple[str, str], old: list[Joined], new: list[Joined]) -> Iterator[str]:
        rows = self._cursor.execute("SELECT article, day FROM claims WHERE key = ? AND portfolio = ?", spelling)
        for article, day in rows.fetchall():
            year = int(day[:4]) if day else 0
            if person_at(old, year) != person_at(new, year):
                yield str(article)

    def _persons(self, blocks: Iterable[str]) -> tuple[Joined, ...]:
        query = "SELECT key, portfolio, since, person FROM persons WHERE block = ?"
        rows = (row for block in blocks for row in self._cursor.execute(query, (block,)).fetchall())
        return tuple(sorted(Joined(str(key), str(office), int(since), str(who)) for key, office, since, who in rows))

    def _seen(self, blocks: Iterable[str]) -> Iterator[Seen]:
        query = "SELECT key, portfolio, year, held, former FROM spellings WHERE block = ?"
        for block in blocks:
            for key, portfolio, year, held, former in self._cursor.execute(query, (block,)).fetchall():
                yield Seen(str(key), str(portfolio), int(year), level(held), level(former))


def words_in(key: str) -> list[str]:
    """Return the words of the name in an official's key."""
    return key.split("-")[1:]


def _levels(held: int, former: int) -> tuple[int, int]:
    return (level(held), level(former))


def _by_spelling(joined: Iterable[Joined]) -> dict[tuple[str, str], list[Joined]]:
    spellings: dict[tuple[str, str], list[Joined]] = {}
    for one in joined:
        spellings.setdefault((one.key, one.portfolio), []).append(one)
    return spellings
