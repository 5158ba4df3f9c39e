"""The register of persons: rows kept in step with the articles, within the transaction that stores them.

All rows but those of `claims` follow from `claims` (and ties), whatever the order of arrival: `rebuild` gives the same.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TypeAlias

from dateline.index.article import Article
from dateline.index.database import Cursor
from dateline.index.people.claims import Claim, claims_of
from dateline.index.people.join import Joined, Seen, is_often, join, person_at
from dateline.index.people.names import block_of
from dateline.index.people.schema import TABLES
from dateline.index.people.tally_rows import TallyRows
from dateline.index.people.ties import Ties

MOST_GATHERED = 20_000
"""Claims that wait to be written."""

_Place: TypeAlias = tuple[str, str, str, int]
"""Block, key, portfolio, year."""


class Register:
    """The register within one transaction. What is kept and dropped is gathered, and written by `settle`."""

    def __init__(self, cursor: Cursor, ties: Ties) -> None:
        self._cursor = cursor
        self._ties = ties
        self._claims: dict[tuple[str, str, str], Claim | None] = {}
        self._names: Counter[tuple[str, str]] = Counter()
        self._held: Counter[_Place] = Counter()
        self._former: Counter[_Place] = Counter()
        self._unsettled: set[str] = set()
        self._tallies = TallyRows(cursor, ties)

    def keep(self, article: Article) -> None:
        """Add what an article claims."""
        claims = list(claims_of(article))
        for claim in claims:
            self._claims[claim.key, claim.portfolio, claim.article] = claim
            self._count(claim, 1)
        self._tallies.count(claims, 1)
        self._write_if_many()

    def drop(self, article: Article) -> None:
        """Take away what an article claimed, as it was kept."""
        claims = list(claims_of(article))
        for claim in claims:
            self._claims[claim.key, claim.portfolio, claim.article] = None
            self._count(claim, -1)
        self._tallies.count(claims, -1)

    def settle(self) -> list[str]:
        """Join anew where something changed; return the articles in which a key now means another person."""
        self._write()
        moved: set[str] = set()
        settled: set[str] = set()
        for block in sorted(self._unsettled):
            if block not in settled:
                linked = self._ties.linked(block)
                moved.update(self._settle(linked))
                settled |= linked
        self._unsettled.clear()
        return sorted(moved)

    def rebuild(self, articles: Iterable[Article]) -> list[str]:
        """Make every row anew from all articles; return the articles in which a key now means another person."""
        for table in set(TABLES) - {"persons"}:
            self._cursor.execute(f"DELETE FROM {table}")  # noqa: S608 - the names stand above
        for article in articles:
            self.keep(article)
        self._unsettled.update(block for (block,) in self._cursor.execute("SELECT DISTINCT block FROM persons"))
        return self.settle()

    def _count(self, claim: Claim, one: int) -> None:
        self._names[claim.key, claim.name] += one
        counts = self._held if claim.is_held else self._former
        counts[block_of(claim.key), claim.key, claim.portfolio, claim.year] += one

    def _write_if_many(self) -> None:
        """A rebuild gathers no more than this."""
        if len(self._claims) >= MOST_GATHERED:
            self._write()

    def _write(self) -> None:
        self._write_claims()
        self._tallies.write()
        for (key, name), count in self._names.items():
            if count:
                self._write_name(key, name, count)
        for place in self._held.keys() | self._former.keys():
            if self._held[place] or self._former[place]:
                self._write_spelling(place, self._held[place], self._former[place])
        for gathered in (self._claims, self._names, self._held, self._former):
            gathered.clear()

    def _write_claims(self) -> None:
        gone = (which for which, claim in self._claims.items() if claim is None)
        self._cursor.executemany("DELETE FROM claims WHERE key = ? AND portfolio = ? AND article = ?", gone)
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
            self._keep_words(key)

    def _write_spelling(self, place: _Place, held: int, former: int) -> None:
        """Joining looks only at which rows there are, what in them is zero, and whether they are many."""
        (held_now, former_now) = self._cursor.execute(
            "INSERT INTO spellings VALUES (?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT DO UPDATE "
            "SET held = held + ?5, former = former + ?6 RETURNING held, former",
            (*place, held, former),
        ).fetchone()
        if held_now == former_now == 0:
            self._cursor.execute(
                "DELETE FROM spellings WHERE block = ? AND key = ? AND portfolio = ? AND year = ?", place
            )
        if _looks(held_now, former_now) != _looks(held_now - held, former_now - former):
            self._unsettled.add(place[0])

    def _keep_words(self, key: str) -> None:
        """The words of a key stand there as long as anybody is written so."""
        words = [(word, key) for word in words_in(key)]
        if self._cursor.execute("SELECT 1 FROM names WHERE key = ?", (key,)).fetchone():
            self._cursor.executemany("INSERT OR IGNORE INTO words VALUES (?, ?)", words)
        else:
            self._cursor.executemany("DELETE FROM words WHERE word = ? AND key = ?", words)

    def _settle(self, blocks: frozenset[str]) -> Iterator[str]:
        before = self._persons(blocks)
        after = join(self._seen(blocks), self._ties)
        if after == before:
            return
        self._cursor.executemany("DELETE FROM persons WHERE block = ?", [(block,) for block in blocks])
        self._cursor.executemany(
            "INSERT INTO persons VALUES (?, ?, ?, ?, ?)",
            ((one.key, one.portfolio, one.since, one.person, block_of(one.key)) for one in after),
        )
        meant, means = _by_spelling(before), _by_spelling(after)
        for spelling in meant.keys() & means.keys():
            if meant[spelling] != means[spelling]:
                yield from self._moved(spelling, meant[spelling], means[spelling])

    def _moved(self, spelling: tuple[str, str], meant: list[Joined], means: list[Joined]) -> Iterator[str]:
        rows = self._cursor.execute("SELECT article, day FROM claims WHERE key = ? AND portfolio = ?", spelling)
        for article, day in rows.fetchall():
            year = int(day[:4]) if day else 0
            if person_at(meant, year) != person_at(means, year):
                yield str(article)

    def _persons(self, blocks: Iterable[str]) -> tuple[Joined, ...]:
        query = "SELECT key, portfolio, since, person FROM persons WHERE block = ?"
        rows = (row for block in blocks for row in self._cursor.execute(query, (block,)).fetchall())
        return tuple(sorted(Joined(str(key), str(office), int(since), str(who)) for key, office, since, who in rows))

    def _seen(self, blocks: Iterable[str]) -> Iterator[Seen]:
        query = "SELECT key, portfolio, year, held, former FROM spellings WHERE block = ?"
        for block in blocks:
            for key, portfolio, year, held, former in self._cursor.execute(query, (block,)).fetchall():
                yield Seen(str(key), str(portfolio), int(year), *_looks(held, former))


def words_in(key: str) -> list[str]:
    """The words of the name in an official's key."""
    return key.split("-")[1:]


def _looks(held: int, former: int) -> tuple[bool, bool, bool]:
    return (held > 0, former > 0, is_often(held + former))


def _by_spelling(joined: Iterable[Joined]) -> dict[tuple[str, str], list[Joined]]:
    spellings: dict[tuple[str, str], list[Joined]] = {}
    for one in joined:
        spellings.setdefault((one.key, one.portfolio), []).append(one)
    return spellings
