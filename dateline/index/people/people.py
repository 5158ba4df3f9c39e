"""Read access to the register of persons: lookup by key, by words of their names, by office."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from itertools import starmap

import msgspec
from msgspec.structs import replace

from dateline.index.article import Article, Official, Status
from dateline.index.database import Database, Row, Value
from dateline.index.people.claims import UNDATED, Claim
from dateline.index.people.names import country_in
from dateline.index.people.person import Person, describe, display_name, is_held_by_one
from dateline.index.people.schema import COUNTRY_OF_KEY, IS_HELD
from dateline.index.people.seen import Joined, person_at
from dateline.index.people.tally import NO_TALLIES, Overlap, Tallied, Tally, Wording, tallied
from dateline.index.people.terms import Said, Term, terms_of_many, terms_of_one_holder

_Spelling = tuple[str, str]
"""A key and a portfolio."""
_Period = tuple[_Spelling, str, str]
"""A spelling, its first day, and the day after its last."""
_AFTER_ALL_DAYS = "9999-12-32"
_SPELLED = f"SELECT {COUNTRY_OF_KEY}, portfolio, key FROM persons WHERE person = ?"  # noqa: S608 - ours

_IN_OFFICE = f"status IN ('{Status.CURRENT.value}', '{Status.ACTING.value}')"
_SAID = (
    "SELECT claims.key, day, status, count(*) FROM claims"
    " JOIN (SELECT DISTINCT key FROM tallies WHERE country = ? AND portfolio = ?) AS spelled"
    " ON claims.key = spelled.key AND claims.portfolio = ? WHERE day IS NOT NULL GROUP BY claims.key, day, status"
)

_wordings = msgspec.json.Decoder(tuple[Wording, ...]).decode


class People:
    """Looks up persons. Safe to use from several threads."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def at_one_moment(self) -> AbstractContextManager[None]:
        """Give all reads in the block, of persons and articles, one snapshot; must not be nested."""
        return self._database.reading()

    def join(self, articles: Sequence[Article]) -> list[Article]:
        """Replace the keys of officials, extracted per article, by the keys of persons across articles."""
        by_spelling = self._joined_by_spelling({official.key for article in articles for official in article.officials})
        return [_with_person_keys(article, by_spelling) if article.officials else article for article in articles]

    def names(self, persons: Iterable[str]) -> Mapping[str, str]:
        """Return the display name of each person."""
        rows = self._database.rows_among(
            "SELECT DISTINCT persons.person, names.key, names.name, names.claims FROM persons "
            "JOIN names ON names.key = persons.key WHERE persons.person IN ({})",
            persons,
        )
        written: dict[str, dict[tuple[str, str], int]] = {}
        for person, key, name, claims in rows:
            written.setdefault(str(person), {})[str(key), str(name)] = int(claims or 0)
        return {person: display_name(counts) for person, counts in written.items()}

    def person(self, key: str) -> Person | None:
        """Return the person with a key, or None."""
        own = self.tallied(key)
        return describe(key, own) if own.tallies else None

    def tallied(self, person: str) -> Tallied:
        """Return the tallies of all claims about a person."""
        found = self._tallied(f"(country, portfolio, key) IN ({_SPELLED})", person)
        return self._by_person(found).get(person, NO_TALLIES)

    def of_country(self, country: str | None) -> Mapping[str, Tallied]:
        """Return by person the tallies of a country's offices; None is an unknown country."""
        return self._by_person(self._tallied("country = ?", _country_code(country)))

    def in_office(self, country: str | None, portfolio: str) -> Mapping[str, Tallied]:
        """Return by person the tallies of one office of a country."""
        return self._by_person(self._tallied("country = ? AND portfolio = ?", _country_code(country), portfolio))

    def terms(self, country: str | None, portfolio: str) -> Mapping[str, tuple[Term, ...]]:
        """Return by person the terms in one office of a country, by the days on which articles say that it is held."""
        claims: dict[str, dict[str, Counter[str]]] = {}
        rows = self._database.rows(_SAID, (_country_code(country), portfolio, portfolio))
        found = [(str(key), str(day), str(status), int(count or 0)) for key, day, status, count in rows]
        by_spelling = self._joined_by_spelling({key for key, *_ in found})
        for key, day, status, count in found:
            person = person_at(by_spelling.get((key, portfolio), ()), int(day[:4])) or key
            claims.setdefault(person, {}).setdefault(day, Counter())[status] += count
        said = {person: tuple(starmap(_said, sorted(days.items()))) for person, days in claims.items()}
        return terms_of_one_holder(said) if is_held_by_one(portfolio) else terms_of_many(said)

    def first_of_term(self, person: str, country: str | None, portfolio: str, term: Term) -> Claim:
        """Return the claim with the lowest article id on the first day of a person's term."""
        return min(self._claims_on(term.first, person, country, portfolio), key=lambda claim: claim.article)

    def last_of_term(self, person: str, country: str | None, portfolio: str, term: Term) -> Claim:
        """Return the claim with the highest article id on the last day of a person's term."""
        return max(self._claims_on(term.last, person, country, portfolio), key=lambda claim: claim.article)

    def newest(self, person: str, most: int) -> list[Claim]:
        """Return the last claims about a person, newest first, undated ones at the end."""
        found = [claim for period in self._periods(person) for claim in self._newest(period, most)]
        return sorted(found, key=_by_day, reverse=True)[:most]

    def first_claim(self, tally: Tally) -> Claim:
        """Return the claim with the lowest article id on a tally's first day, in any wording of its status."""
        return self._claim(tally, tally.first, "article")

    def last_claim(self, tally: Tally) -> Claim:
        """Return the claim with the highest article id on a tally's last day; likewise."""
        return self._claim(tally, tally.last, "article DESC")

    def keys_with(self, word: str) -> frozenset[str]:
        """Return the keys that contain a word."""
        return self._keys("SELECT key FROM words WHERE word = ?", word)

    def keys_beginning(self, start: str) -> frozenset[str]:
        """Return the keys with a word that starts with these letters."""
        return self._keys("SELECT key FROM words WHERE word >= ? AND word < ?", start, f"{start}\U0010ffff")

    def words(self) -> frozenset[str]:
        """Return every word of a name."""
        return frozenset(str(word) for (word,) in self._database.rows("SELECT DISTINCT word FROM words"))

    def keys_of(self, persons: Iterable[str]) -> Mapping[str, frozenset[str]]:
        """Return for each person the keys that denote them at any time or in any office."""
        rows = self._database.rows_among("SELECT person, key FROM persons WHERE person IN ({})", persons)
        return _grouped((str(person), str(key)) for person, key in rows)

    def persons_of(self, keys: Iterable[str]) -> Mapping[str, frozenset[str]]:
        """Return for each key the persons it denotes at any time or in any office."""
        rows = self._database.rows_among("SELECT key, person FROM persons WHERE key IN ({})", keys)
        return _grouped((str(key), str(person)) for key, person in rows)

    def written(self, keys: Iterable[str]) -> Mapping[str, str]:
        """Return the preferred written name of each key."""
        written: dict[str, dict[tuple[str, str], int]] = {}
        for key, name, claims in self._database.rows_among(
            "SELECT key, name, claims FROM names WHERE key IN ({})", keys
        ):
            written.setdefault(str(key), {})[str(key), str(name)] = int(claims or 0)
        return {key: display_name(counts) for key, counts in written.items()}

    def _keys(self, query: str, *values: str) -> frozenset[str]:
        return frozenset(str(key) for (key,) in self._database.rows(query, values))

    def _claims(self, condition: str, *values: Value) -> Iterator[Claim]:
        columns = "key, portfolio, article, day, status, name, office"
        rows = self._database.rows(f"SELECT {columns} FROM claims WHERE {condition}", values)  # noqa: S608 - ours
        for key, portfolio, article, day, status, name, office in rows:
            yield Claim(
                str(key), str(portfolio), str(article), str(day) if day else None, str(status), str(name), str(office)
            )

    def _claim(self, tally: Tally, day: str | None, order: str) -> Claim:
        wording = tally.wording
        condition = f"key = ? AND portfolio = ? AND day IS ? AND {IS_HELD} = ? ORDER BY {order} LIMIT 1"
        return next(self._claims(condition, wording.key, wording.portfolio, day, wording.is_held))

    def _claims_on(self, day: str, person: str, country: str | None, portfolio: str) -> Iterator[Claim]:
        for (key, office), since, until in self._periods(person):
            if office == portfolio and country_in(key) == country and since <= day < until:
                yield from self._claims(f"key = ? AND portfolio = ? AND day = ? AND {_IN_OFFICE}", key, office, day)

    def _newest(self, period: _Period, most: int) -> Iterator[Claim]:
        (key, portfolio), since, until = period
        where, last = "key = ? AND portfolio = ?", "ORDER BY day DESC, article DESC LIMIT ?"
        yield from self._claims(f"{where} AND day >= ? AND day < ? {last}", key, portfolio, since, until, most)
        if since == _first_day(UNDATED):
            yield from self._claims(f"{where} AND day IS NULL {last}", key, portfolio, most)

    def _periods(self, person: str) -> Iterator[_Period]:
        """Yield the spellings that denote a person, each with the period in which it does."""
        for spelling, joined in self._joined_by_spelling(self.keys_of([person]).get(person, ())).items():
            ends = [*(_first_day(one.since) for one in joined[1:]), _AFTER_ALL_DAYS]
            for one, end in zip(joined, ends, strict=True):
                if one.person == person:
                    yield spelling, _first_day(one.since), end

    def _tallied(self, condition: str, *values: str) -> Tallied:
        columns = "key, portfolio, year, held, name, office, claims, first, last"
        rows = self._database.rows(f"SELECT {columns} FROM tallies WHERE {condition}", values)  # noqa: S608 - ours
        overlaps = self._database.rows(
            f"SELECT DISTINCT wordings, articles FROM overlaps WHERE {condition}",  # noqa: S608 - ours
            values,
        )
        return tallied(map(_tally, rows), (Overlap(_wordings(str(text)), int(count or 0)) for text, count in overlaps))

    def _by_person(self, found: Tallied) -> Mapping[str, Tallied]:
        by_spelling = self._joined_by_spelling({tally.wording.key for tally in found.tallies})
        return found.by(lambda wording: _person_of(by_spelling, wording))

    def _joined_by_spelling(self, keys: Iterable[str]) -> Mapping[_Spelling, list[Joined]]:
        query = "SELECT key, portfolio, since, person FROM persons WHERE key IN ({})"
        by_spelling: dict[_Spelling, list[Joined]] = {}
        for key, portfolio, since, person in self._database.rows_among(query, keys):
            joined = Joined(str(key), str(portfolio), int(since or UNDATED), str(person))
            by_spelling.setdefault((joined.key, joined.portfolio), []).append(joined)
        for of_spelling in by_spelling.values():
            of_spelling.sort()
        return by_spelling


def _with_person_keys(article: Article, by_spelling: Mapping[_Spelling, Sequence[Joined]]) -> Article:
    year = article.published.at.year if article.published else UNDATED

    def joined(official: Official) -> Official:
        person = person_at(by_spelling.get((official.key, official.portfolio), ()), year)
        return official if person in {None, official.key} else replace(official, key=person)

    return replace(article, officials=tuple(map(joined, article.officials)))


def _person_of(by_spelling: Mapping[_Spelling, Sequence[Joined]], wording: Wording) -> str:
    return person_at(by_spelling.get((wording.key, wording.portfolio), ()), wording.year) or wording.key


def _tally(row: Row) -> Tally:
    key, portfolio, year, held, name, office, claims, first, last = row
    return Tally(
        Wording(str(key), str(portfolio), int(year or UNDATED), bool(held), str(name), str(office)),
        int(claims or 0),
        str(first) if first else None,
        str(last) if last else None,
    )


def _said(day: str, articles: Mapping[str, int]) -> Said:
    return Said(
        day,
        held=articles.get(Status.CURRENT.value, 0),
        acting=articles.get(Status.ACTING.value, 0),
        former=articles.get(Status.FORMER.value, 0),
    )


def _first_day(year: int) -> str:
    return f"{year:04}-01-01"


def _country_code(country: str | None) -> str:
    """Return the country code at the start of official keys."""
    return (country or "xx").lower()


def _by_day(claim: Claim) -> tuple[str, Claim]:
    return (claim.day or "", claim)


def _grouped(pairs: Iterable[tuple[str, str]]) -> Mapping[str, frozenset[str]]:
    groups: dict[str, set[str]] = {}
    for one, other in pairs:
        groups.setdefault(one, set()).add(other)
    return {one: frozenset(others) for one, others in groups.items()}
