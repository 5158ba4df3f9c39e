"""The country of an office that the text does not say beside it.

Said of the person elsewhere in the article; known of a leader; told by the title (`Chancellor of the Exchequer`); else
the country that the article speaks of most and that may have such an office. Weights of the last are in `_Weights`.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from math import log2

import msgspec

from dateline.index.article import Dateline, Status
from dateline.index.metadata.countries.found import FoundCountries, FoundCountry
from dateline.index.metadata.names.coreference import PersonsInArticle
from dateline.index.metadata.names.leaders import countries_of_leader
from dateline.index.metadata.officials.claim import Claim
from dateline.index.metadata.officials.portfolios import DEPUTY
from dateline.index.metadata.tables import read_table, words

_SAID, _APPOSED, _KNOWN, _HOME, _AROUND = 0.95, 0.9, 0.85, 0.8, 0.7
"""Confidence: country beside the office and the name after it; the name before it; a leader or a title that tells it;
the publisher's own; the one that is spoken of around."""


class _Weights:
    """What speaks for a country where nothing names it.

    Set on the labelled reports with the table of leaders taken away, since with it next to nothing depends on them;
    halving or doubling any but `home` then changes the offices that are fully right by 0.015 at most.
    """

    headline = 1.0
    dateline = 1.5
    home = 3.0
    """The publisher's country."""
    count = 0.5
    """Times the logarithm of how often it is named."""
    first = 0.5
    near = 0.5
    """Named last before the office."""
    custom = 1.5
    """Such a title is mostly its."""


class ArticleContext(msgspec.Struct, frozen=True):
    """What is known of an article beside its claims."""

    named: FoundCountries
    dateline: Dateline | None = None
    home: str | None = None
    """The publisher's country."""
    language: str | None = "en"


class InferredCountry(msgspec.Struct, frozen=True):
    """An office's country, and how sure that is."""

    country: str | None
    confidence: float


class OfficeCountries:
    """Tells the country of each claim of an article."""

    def __init__(self, claims: Iterable[Claim], context: ArticleContext, people: PersonsInArticle) -> None:
        self._context = context
        self._people = people
        self._base = _base_weights(context)
        self._body = context.named.body
        self._of_person: dict[str, str] = {}
        self._holders: dict[tuple[str, str], str] = {}
        for claim in claims:
            if claim.country is not None and claim.name is not None:
                person = people.fullest(claim.name.text)
                self._of_person.setdefault(person, claim.country)
                self._keep_holder(claim, claim.country, person)

    def is_of_other_body(self, claim: Claim, person: str) -> bool:
        """Whether an office is likelier that of a state, a province or a company, where nothing says whose it is.

        Premiers of Australia are those of its states; attorneys general of the United States whom nobody knows too.
        """
        custom = _national_title(claim.office)
        if claim.country is not None:
            return custom is not None and custom.how == "only" and claim.country not in custom.codes
        if person in self._of_person or countries_of_leader(person):
            return False
        likeliest = max(self._base, key=self._base.__getitem__, default=None)
        if custom is not None and custom.how == "known":
            if _is_numbered(person):
                return likeliest not in custom.codes
            return likeliest is None or likeliest in custom.codes or len(custom.codes) > 1
        return likeliest is not None and "premier" in claim.office.lower() and not _can_have(likeliest, claim)

    def origin(self, claim: Claim, person: str) -> InferredCountry:
        """The country of a person's office; one that is told here is kept for the offices that follow."""
        origin = self._origin(claim, person)
        if origin.country is not None:
            self._of_person.setdefault(person, origin.country)
            self._keep_holder(claim, origin.country, person)
        return origin

    def _origin(self, claim: Claim, person: str) -> InferredCountry:
        if claim.country is not None:
            return InferredCountry(claim.country, _APPOSED if claim.name_first else _SAID)
        told = self._of_person.get(person) or self._of_leader(claim, person)
        if told is not None:
            return InferredCountry(told, _KNOWN)
        if claim.nearby_country is not None and _can_have(claim.nearby_country, claim):
            return InferredCountry(claim.nearby_country, _KNOWN)
        custom = _national_title(claim.office)
        if custom is not None and custom.how == "only":
            spoken_of = {code: weight for code, weight in self._base.items() if code in custom.codes}
            titled = self._likeliest(claim, person, spoken_of) or custom.codes[0]
            return InferredCountry(titled, _KNOWN)
        preferred = custom.codes if custom is not None and custom.how == "mostly" else ()
        weights = {code: weight + _Weights.custom * (code in preferred) for code, weight in self._base.items()}
        likeliest = self._likeliest(claim, person, weights)
        return InferredCountry(
            likeliest, _HOME if likeliest is not None and likeliest == self._context.home else _AROUND
        )

    def _of_leader(self, claim: Claim, person: str) -> str | None:
        """The country of a known leader; of several of one name, that which has such an office and is spoken of."""
        known = countries_of_leader(person)
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
        # An office may have two holders in one article, who came and who left, where hardly another state is spoken of.
        is_rival = best is not None and other is not None and weighed[other] >= _RIVAL * weighed[best]
        return other if is_rival else best

    def _nearest(self, claim: Claim) -> str | None:
        """The country named last before an office."""
        low, high = 0, len(self._body)
        while low < high:
            middle = (low + high) // 2
            low, high = (middle + 1, high) if self._body[middle].end <= claim.start else (low, middle)
        return self._body[low - 1].code if low else None

    def _is_free(self, code: str, claim: Claim, person: str) -> bool:
        """Whether nobody else holds the office there by the article's own words; in a reshuffle somebody may."""
        return self._holders.get((claim.portfolio, code), person) == person

    def _keep_holder(self, claim: Claim, country: str, person: str) -> None:
        if claim.status is Status.CURRENT and claim.portfolio not in _HELD_BY_MANY:
            self._holders.setdefault((claim.portfolio, country), person)


_RIVAL = 0.4
"""Share of the likeliest country's weight that another needs to be given the office it has a holder for."""
_HELD_BY_MANY = frozenset({"other", f"{DEPUTY}other", f"{DEPUTY}head-of-government", f"{DEPUTY}foreign"})


def _is_numbered(person: str) -> bool:
    """Whether a name ends as those of monarchs do: `Faisal II`."""
    return _NUMBER.search(person) is not None


_NUMBER = re.compile(r" [IVX]{1,5}\Z")


def _base_weights(context: ArticleContext) -> dict[str, float]:
    """What speaks for each country anywhere in the article, the first named first."""
    weights: dict[str, float] = defaultdict(float)
    body, headline = context.named.body, context.named.headline
    counts = Counter(found.code for found in (*headline, *body))
    for code, count in counts.items():
        weights[code] += _Weights.count * log2(1 + count)
    for code in {found.code for found in headline}:
        weights[code] += _Weights.headline
    if body:
        weights[_first(body)] += _Weights.first
    if context.dateline is not None and context.dateline.country is not None:
        weights[context.dateline.country] += _Weights.dateline
    if context.home is not None:
        weights[context.home] += _Weights.home
    return dict(weights)


def _first(body: Sequence[FoundCountry]) -> str:
    return body[0].code


def _can_have(code: str, claim: Claim) -> bool:
    """Whether a state has such an office at all."""
    portfolio = claim.portfolio.removeprefix(DEPUTY)
    office = claim.office.lower()
    if claim.portfolio == f"{DEPUTY}head-of-state":
        return code in _systems()["vice-president"]
    if portfolio == "head-of-state" and any(title in office for title in words("president")):
        return code not in _systems()["no-president"]
    if portfolio == "head-of-government":
        is_premier = "premier" in office and code in _systems()["no-premier"]
        return code not in _systems()["no-prime-minister"] and not is_premier
    return not {"minister", "ministers"}.intersection(office.split()) or code not in _systems()["no-minister"]


class _NationalTitle(msgspec.Struct, frozen=True):
    words: str
    how: str
    codes: Sequence[str]


def _national_title(office: str) -> _NationalTitle | None:
    """The custom about such a title; None of one that any country may have."""
    plain = " ".join(office.lower().replace("’", "'").split())
    return next((custom for custom in _national_titles() if custom.words in plain), None)


@cache
def _national_titles() -> Sequence[_NationalTitle]:
    return [_NationalTitle(words, how, codes.split()) for words, how, codes in read_table("national_titles.txt")]


@cache
def _systems() -> Mapping[str, frozenset[str]]:
    kinds: dict[str, set[str]] = {}
    for kind, codes in read_table("political_systems.txt"):
        kinds.setdefault(kind, set()).update(codes.split())
    return {kind: frozenset(codes) for kind, codes in kinds.items()}
