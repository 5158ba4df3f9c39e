"""The persons of one archive, as its rows tell: looked up by key, by words of their names, by office."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec.structs import replace

from dateline.index.article import Article, Official
from dateline.index.database import Database
from dateline.index.people.claims import UNDATED, Claim
from dateline.index.people.joined import Joined, person_at
from dateline.index.people.person import Person, describe, display_name

_Spelling = tuple[str, str]
"""A key and a portfolio."""


class People:
    """Reads the register. Safe to use from several threads."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def join(self, articles: Sequence[Article]) -> list[Article]:
        """The articles with the keys of persons where each has the keys read from it alone."""
        meant = self._meant({official.key for article in articles for official in article.officials})
        return [_joined(article, meant) if article.officials else article for article in articles]

    def names(self, persons: Iterable[str]) -> Mapping[str, str]:
        """What each of these persons is called."""
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
        """A person, or None where nobody has this key."""
        claims = self.claims(key)
        return describe(key, claims) if claims else None

    def claims(self, person: str) -> list[Claim]:
        """All claims that mean a person, in the order of their days."""
        keys = self.keys_of([person]).get(person, ())
        claims = (claim for key in keys for claim in self._claims("key = ?", key))
        return sorted(self._meaning(person, claims, set(keys)), key=_by_day)

    def of_country(self, country: str | None) -> list[Person]:
        """All persons who hold or held an office of a country; of no known country where it is None."""
        code = _code(country)
        claims = self._of_persons(self._claims("key >= ? || '-' AND key < ? || '.'", code, code))
        return [describe(person, own) for person, own in sorted(claims.items())]

    def in_office(self, country: str | None, portfolio: str) -> Mapping[str, list[Claim]]:
        """All claims that somebody held an office of a country, by person, each person's in the order of their days."""
        code = _code(country)
        claims = self._claims("key >= ? || '-' AND key < ? || '.' AND portfolio = ?", code, code, portfolio)
        return {person: sorted(own, key=_by_day) for person, own in self._of_persons(claims).items()}

    def keys_with(self, word: str) -> frozenset[str]:
        """Keys in which a word stands."""
        return self._keys("SELECT key FROM words WHERE word = ?", word)

    def keys_beginning(self, start: str) -> frozenset[str]:
        """Keys in which a word begins so."""
        return self._keys("SELECT key FROM words WHERE word >= ? AND word < ?", start, f"{start}\U0010ffff")

    def words(self) -> frozenset[str]:
        """Every word of a name."""
        return frozenset(str(word) for (word,) in self._database.rows("SELECT DISTINCT word FROM words"))

    def keys_of(self, persons: Iterable[str]) -> Mapping[str, frozenset[str]]:
        """The keys that mean each of these persons, at least at some time or in some office."""
        rows = self._database.rows_among("SELECT person, key FROM persons WHERE person IN ({})", persons)
        return _grouped((str(person), str(key)) for person, key in rows)

    def persons_of(self, keys: Iterable[str]) -> Mapping[str, frozenset[str]]:
        """Whom each of these keys means, at least at some time or in some office."""
        rows = self._database.rows_among("SELECT key, person FROM persons WHERE key IN ({})", keys)
        return _grouped((str(key), str(person)) for key, person in rows)

    def written(self, keys: Iterable[str]) -> Mapping[str, str]:
        """How each of these keys is written."""
        written: dict[str, dict[tuple[str, str], int]] = {}
        for key, name, claims in self._database.rows_among(
            "SELECT key, name, claims FROM names WHERE key IN ({})", keys
        ):
            written.setdefault(str(key), {})[str(key), str(name)] = int(claims or 0)
        return {key: display_name(counts) for key, counts in written.items()}

    def _keys(self, query: str, *values: str) -> frozenset[str]:
        return frozenset(str(key) for (key,) in self._database.rows(query, values))

    def _claims(self, condition: str, *values: str) -> Iterator[Claim]:
        columns = "key, portfolio, article, day, status, name, office"
        rows = self._database.rows(f"SELECT {columns} FROM claims WHERE {condition}", values)  # noqa: S608 - ours
        for key, portfolio, article, day, status, name, office in rows:
            yield Claim(
                str(key), str(portfolio), str(article), str(day) if day else None, str(status), str(name), str(office)
            )

    def _of_persons(self, claims: Iterable[Claim]) -> Mapping[str, list[Claim]]:
        found = list(claims)
        meant = self._meant({claim.key for claim in found})
        of_person: dict[str, list[Claim]] = {}
        # Whom a spelling means in a year is asked once, not for each claim.
        persons: dict[tuple[str, str, int], str] = {}
        for claim in found:
            asked = (claim.key, claim.portfolio, claim.year)
            if asked not in persons:
                persons[asked] = _meaning(meant, claim)
            of_person.setdefault(persons[asked], []).append(claim)
        return of_person

    def _meaning(self, person: str, claims: Iterable[Claim], keys: Iterable[str]) -> Iterator[Claim]:
        meant = self._meant(keys)
        return (claim for claim in claims if _meaning(meant, claim) == person)

    def _meant(self, keys: Iterable[str]) -> Mapping[_Spelling, list[Joined]]:
        query = "SELECT key, portfolio, since, person FROM persons WHERE key IN ({})"
        meant: dict[_Spelling, list[Joined]] = {}
        for key, portfolio, since, person in self._database.rows_among(query, keys):
            joined = Joined(str(key), str(portfolio), int(since or UNDATED), str(person))
            meant.setdefault((joined.key, joined.portfolio), []).append(joined)
        for of_spelling in meant.values():
            of_spelling.sort()
        return meant


def _joined(article: Article, meant: Mapping[_Spelling, Sequence[Joined]]) -> Article:
    year = article.published.at.year if article.published else UNDATED

    def joined(official: Official) -> Official:
        person = person_at(meant.get((official.key, official.portfolio), ()), year)
        return official if person in {None, official.key} else replace(official, key=person)

    return replace(article, officials=tuple(map(joined, article.officials)))


def _meaning(meant: Mapping[_Spelling, Sequence[Joined]], claim: Claim) -> str:
    return person_at(meant.get((claim.key, claim.portfolio), ()), claim.year) or claim.key


def _code(country: str | None) -> str:
    """What the keys of a country's officials begin with."""
    return (country or "xx").lower()


def _by_day(claim: Claim) -> tuple[str, Claim]:
    return (claim.day or "", claim)


def _grouped(pairs: Iterable[tuple[str, str]]) -> Mapping[str, frozenset[str]]:
    groups: dict[str, set[str]] = {}
    for one, other in pairs:
        groups.setdefault(one, set()).add(other)
    return {one: frozenset(others) for one, others in groups.items()}
