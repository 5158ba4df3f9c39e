"""Infer the country of an office where no country is beside it.

In order: the country stated with the person elsewhere in the article, the country of a known leader, the only country
with such a title (`Chancellor of the Exchequer`), else the country most prominent in the article that may have such an
office, weighed by `_Weights`.
"""

from __future__ import annotations

import bisect
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from math import log2

import msgspec

from dateline.index.article import Dateline, Status
from dateline.index.metadata.countries.found import FoundCountries
from dateline.index.metadata.names.coreference import PersonsInArticle
from dateline.index.metadata.names.leaders import countries_of_leader
from dateline.index.metadata.officials.claim import Claim
from dateline.index.metadata.officials.portfolios import DEPUTY
from dateline.index.metadata.tables import read_table, words

_STATED, _STATED_NAME_FIRST, _KNOWN, _HOME, _PROMINENT = 0.95, 0.9, 0.85, 0.8, 0.7
"""Confidence of a country: stated beside the office with the name after it; the same with the name before it; from the
person, a leader, a title or a joined office; the publisher's own; the most prominent in the article."""


class _Weights:
    """Weights of the evidence for a country that is not stated.

    Tuned on the labelled articles without the table of leaders, since with it they hardly matter. Halving or doubling
    any weight but `home` changes the score of fully correct offices by at most 0.015.
    """

    headline = 1.0
    dateline = 1.5
    home = 3.0
    """The publisher's country."""
    count = 0.5
    """Multiplied by the logarithm of its number of mentions."""
    first = 0.5
    near = 0.5
    """The last country named before the office."""
    title = 1.5
    """A country that mostly has this title."""


class ArticleContext(msgspec.Struct, frozen=True):
    """Facts about an article other than its claims."""

    countries: FoundCountries
    dateline: Dateline | None = None
    home: str | None = None
    """The publisher's country."""


class InferredCountry(msgspec.Struct, frozen=True):
    """The country of an office, and the confidence in it."""

    country: str | None
    confidence: float


class OfficeCountries:
    """Infers the country of each claim of an article."""

    def __init__(
        self, claims: Iterable[Claim], context: ArticleContext, people: PersonsInArticle, language: str = "en"
    ) -> None:
        self._context = context
        self._people = people
        self._base = _base_weights(context, language)
        self._body = context.countries.body
        self._of_person: dict[str, str] = {}
        self._holders: dict[tuple[str, str], str] = {}
        for claim in claims:
            if claim.country is not None and claim.name is not None:
                person = people.fullest(claim.name.text)
                self._of_person.setdefault(person, claim.country)
                self._remember_holder(claim, claim.country, person)

    def is_of_other_body(self, claim: Claim, person: str) -> bool:
        """Whether the office rather belongs to a state, a province or a company.

        Premiers in Australia head its states; unknown attorneys general in the United States serve a state.
        """
        title = _national_title(claim.office)
        if claim.country is not None:
            return title is not None and title.how == "only" and claim.country not in title.codes
        if person in self._of_person or countries_of_leader(person):
            return False
        likeliest = max(self._base, key=self._base.__getitem__, default=None)
        if title is not None and title.how == "known":
            if _is_numbered(person):
                return likeliest not in title.codes
            return likeliest is None or likeliest in title.codes or len(title.codes) > 1
        return likeliest is not None and "premier" in claim.office.lower() and not _can_have(likeliest, claim)

    def infer(self, claim: Claim, person: str) -> InferredCountry:
        """The country of a person's office; it also serves the person's later offices."""
        inferred = self._infer(claim, person)
        if inferred.country is not None:
            self._of_person.setdefault(person, inferred.country)
            self._remember_holder(claim, inferred.country, person)
        return inferred

    def _infer(self, claim: Claim, person: str) -> InferredCountry:
        if claim.country is not None:
            return InferredCountry(claim.country, _STATED_NAME_FIRST if claim.name_first else _STATED)
        known = self._of_person.get(person) or self._of_leader(claim, person)
        if known is not None:
            return InferredCountry(known, _KNOWN)
        if claim.nearby_country is not None and _can_have(claim.nearby_country, claim):
            return InferredCountry(claim.nearby_country, _KNOWN)
        title = _national_title(claim.office)
        if title is not None and title.how == "only":
            mentioned = {code: weight for code, weight in self._base.items() if code in title.codes}
            country = self._likeliest(claim, person, mentioned) or title.codes[0]
            return InferredCountry(country, _KNOWN)
        joined = self._of_person.get(self._people.fullest(claim.joined_to)) if claim.joined_to is not None else None
        if joined is not None and _can_have(joined, claim):
            return InferredCountry(joined, _KNOWN)
        preferred = title.codes if title is not None and title.how == "mostly" else ()
        weights = {code: weight + _Weights.title * (code in preferred) for code, weight in self._base.items()}
        likeliest = self._likeliest(claim, person, weights)
        return InferredCountry(
            likeliest, _HOME if likeliest is not None and likeliest == self._context.home else _PROMINENT
        )

    def _of_leader(self, claim: Claim, person: str) -> str | None:
        """The country of a known leader; among namesakes, the most prominent country that may have such an office."""
        known = countries_of_leader(person)
        if not claim.portfolio.removeprefix(DEPUTY).startswith("head-of") and self._base:
            # The table has heads and a few ministers: a namesake is likelier than a country that nobody names.
            known = known & self._base.keys()
        codes = {code for code in known if _can_have(code, claim)} or known
        if len(codes) == 1:
            return next(iter(codes))
        return max(codes & self._base.keys(), key=self._base.__getitem__, default=None)

    def _likeliest(self, claim: Claim, person: str, weights: Mapping[str, float]) -> str | None:
        near = self._nearest(claim)
        weighed = {code: weight + _Weights.near * (code == near) for code, weight in weights.items()}
        possible = [code for code in weighed if _can_have(code, claim)]
        best = max(possible, key=weighed.__getitem__, default=None)
        free = [code for code in possible if self._is_free(code, claim, person)]
        other = max(free, key=weighed.__getitem__, default=None)
        # Incoming and outgoing holder may share an office if no other country in the article is nearly as prominent.
        is_rival = best is not None and other is not None and weighed[other] >= _RIVAL * weighed[best]
        return other if is_rival else best

    def _nearest(self, claim: Claim) -> str | None:
        """The last country named before an office."""
        number = bisect.bisect_right(self._body, claim.start, key=lambda found: found.end)
        return self._body[number - 1].code if number else None

    def _is_free(self, code: str, claim: Claim, person: str) -> bool:
        """Whether the article names no other holder of the office in this country."""
        return self._holders.get((claim.portfolio, code), person) == person

    def _remember_holder(self, claim: Claim, country: str, person: str) -> None:
        if claim.status is Status.CURRENT and claim.portfolio not in _HELD_BY_MANY:
            self._holders.setdefault((claim.portfolio, country), person)


_MONARCH_NUMBER = re.compile(r" [IVX]{1,5}\Z")
_RIVAL = 0.4
"""Minimum share of the highest weight for another country to get an office whose holder there is known."""
_HELD_BY_MANY = frozenset({"other", f"{DEPUTY}other", f"{DEPUTY}head-of-government", f"{DEPUTY}foreign"})


def _is_numbered(person: str) -> bool:
    """Whether a name ends in a number, as those of monarchs do: `Faisal II`."""
    return _MONARCH_NUMBER.search(person) is not None


def _base_weights(context: ArticleContext, language: str) -> dict[str, float]:
    """The weight of each country from the whole article, in order of first mention."""
    weights: dict[str, float] = defaultdict(float)
    body, headline = context.countries.body, context.countries.headline
    counts = Counter(found.code for found in (*headline, *body))
    for code, count in counts.items():
        weights[code] += _Weights.count * log2(1 + count)
    for code in {found.code for found in headline}:
        weights[code] += _Weights.headline
    if body:
        weights[body[0].code] += _Weights.first
    if context.dateline is not None and context.dateline.country is not None:
        weights[context.dateline.country] += _Weights.dateline
    if context.home is not None:
        weights[context.home] += _Weights.home
    for code, weight in _homes_of_languages().get(language, ()):
        weights[code] += weight
    return dict(weights)


def _can_have(code: str, claim: Claim) -> bool:
    """Whether a country has such an office at all."""
    portfolio = claim.portfolio.removeprefix(DEPUTY)
    office = claim.office.lower()
    if claim.portfolio == f"{DEPUTY}head-of-state":
        return code in _by_system()["vice-president"]
    if portfolio == "head-of-state" and any(word in office for word in words("president")):
        return code not in _by_system()["no-president"]
    if portfolio == "head-of-government":
        is_premier = "premier" in office and code in _by_system()["no-premier"]
        return code not in _by_system()["no-prime-minister"] and not is_premier
    return not {"minister", "ministers"}.intersection(office.split()) or code not in _by_system()["no-minister"]


@cache
def _homes_of_languages() -> Mapping[str, Sequence[tuple[str, float]]]:
    """Weights of the countries in which most news in a language is written."""
    found: dict[str, list[tuple[str, float]]] = {}
    for language, code, weight in read_table("language_homes.txt"):
        found.setdefault(language, []).append((code, float(weight)))
    return found


class _NationalTitle(msgspec.Struct, frozen=True):
    """A row of `data/national_titles.txt`."""

    words: str
    how: str
    codes: Sequence[str]


def _national_title(office: str) -> _NationalTitle | None:
    """The row of the table for a title; None for a title that any country may have."""
    plain = " ".join(office.lower().replace("’", "'").split())
    return next((title for title in _national_titles() if title.words in plain), None)


@cache
def _national_titles() -> Sequence[_NationalTitle]:
    return [_NationalTitle(words, how, codes.split()) for words, how, codes in read_table("national_titles.txt")]


@cache
def _by_system() -> Mapping[str, frozenset[str]]:
    by_kind: dict[str, set[str]] = {}
    for kind, codes in read_table("political_systems.txt"):
        by_kind.setdefault(kind, set()).update(codes.split())
    return {kind: frozenset(codes) for kind, codes in by_kind.items()}
