"""Officials of the archive in memory: the real service, over persons counted by hand."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext

from dateline.index.article import Article
from dateline.index.corrections.corrections import Corrections
from dateline.index.people.claims import Claim, claims_of
from dateline.index.people.person import Person, describe, is_held_by_one
from dateline.index.people.tally import Tallied, Tally
from dateline.index.people.terms import Term, terms_of_many, terms_of_one_holder
from dateline.index.state import Withdrawal
from dateline.search.officials.officials import Officials
from tests.people.by_hand import is_at, said_by_hand, tallied_by_hand
from tests.web.memory import MemoryArchive


class MemoryPersons:
    """Every key is a person of its own."""

    def __init__(self, articles: Iterable[Article]) -> None:
        found = (claim for article in articles for claim in claims_of(article))
        self._claims = sorted(found, key=lambda claim: (claim.day or "", claim))

    def at_one_moment(self) -> AbstractContextManager[None]:
        return nullcontext()

    def tallied(self, person: str) -> Tallied:
        return tallied_by_hand(self._of(person))

    def newest(self, person: str, most: int) -> list[Claim]:
        return self._of(person)[::-1][:most]

    def first_claim(self, tally: Tally) -> Claim:
        return next(claim for claim in self._claims if is_at(claim, tally, tally.first))

    def last_claim(self, tally: Tally) -> Claim:
        return next(claim for claim in reversed(self._claims) if is_at(claim, tally, tally.last))

    def person(self, key: str) -> Person | None:
        own = self.tallied(key)
        return describe(key, own) if own.tallies else None

    def of_country(self, country: str | None) -> Mapping[str, Tallied]:
        keys = sorted({claim.key for claim in self._claims if claim.key.startswith(f"{(country or 'xx').lower()}-")})
        return {key: self.tallied(key) for key in keys}

    def in_office(self, country: str | None, portfolio: str) -> Mapping[str, Tallied]:
        found: dict[str, list[Claim]] = {}
        for claim in self._claims:
            if claim.portfolio == portfolio and claim.key.startswith(f"{(country or 'xx').lower()}-"):
                found.setdefault(claim.key, []).append(claim)
        return {key: tallied_by_hand(claims) for key, claims in found.items()}

    def terms(self, country: str | None, portfolio: str) -> Mapping[str, tuple[Term, ...]]:
        said = {key: said_by_hand(self._of(key), portfolio) for key in self.in_office(country, portfolio)}
        return terms_of_one_holder(said) if is_held_by_one(portfolio) else terms_of_many(said)

    def first_of_term(self, person: str, country: str | None, portfolio: str, term: Term) -> Claim:
        del country
        return next(claim for claim in self._of(person) if (claim.portfolio, claim.day) == (portfolio, term.first))

    def last_of_term(self, person: str, country: str | None, portfolio: str, term: Term) -> Claim:
        del country
        own = reversed(self._of(person))
        return next(claim for claim in own if (claim.portfolio, claim.day) == (portfolio, term.last))

    def names(self, persons: Iterable[str]) -> Mapping[str, str]:
        return {key: describe(key, self.tallied(key)).name for key in persons}

    def keys_with(self, word: str) -> frozenset[str]:
        return frozenset(claim.key for claim in self._claims if word in claim.key.split("-")[1:])

    def keys_beginning(self, start: str) -> frozenset[str]:
        return frozenset(
            claim.key for claim in self._claims if any(word.startswith(start) for word in claim.key.split("-")[1:])
        )

    def words(self) -> frozenset[str]:
        return frozenset(word for claim in self._claims for word in claim.key.split("-")[1:])

    def keys_of(self, persons: Iterable[str]) -> Mapping[str, frozenset[str]]:
        return {key: frozenset({key}) for key in persons if self._of(key)}

    def persons_of(self, keys: Iterable[str]) -> Mapping[str, frozenset[str]]:
        return self.keys_of(keys)

    def written(self, keys: Iterable[str]) -> Mapping[str, str]:
        return self.names(keys)

    def _of(self, key: str) -> list[Claim]:
        return [claim for claim in self._claims if claim.key == key]


class MemoryArticles:
    """The articles behind the archive in memory."""

    def __init__(self, articles: Iterable[Article]) -> None:
        self._articles = {article.id: article for article in articles}

    def get_many(self, ids: Sequence[str]) -> Mapping[str, Article]:
        return {each: self._articles[each] for each in ids if each in self._articles}

    def get(self, article_id: str) -> Article | None:
        return self._articles.get(article_id)

    def official_names(self, keys: Sequence[str]) -> Mapping[str, str]:
        return {key: key for key in keys}

    def state(self) -> str:
        return str(len(self._articles))

    def revisions(self, article_id: str) -> Sequence[Article]:
        del article_id
        return ()

    def withdrawal(self, article_id: str) -> Withdrawal | None:
        del article_id
        return None


def officials_of(archive: MemoryArchive) -> Officials:
    """The officials of an archive in memory."""
    articles = archive.articles
    return Officials(archive, MemoryPersons(articles), MemoryArticles(articles), Corrections)
