"""The office holders an article names: persons, their offices and countries, every mention."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache

import msgspec

from dateline.index.analysis import folded
from dateline.index.article import Dateline, Mention, MentionKind, Official, Part, Status
from dateline.index.metadata.countries import Found
from dateline.index.metadata.office_claims import Claim, Claims
from dateline.index.metadata.offices import DEPUTY
from dateline.index.metadata.tables import read_table

_SAID, _APPOSED, _INFERRED = 0.95, 0.9, 0.75
"""Confidence: country beside the office and the name after it; the name before it; the country from around."""
_SHORTEST_SURNAME = 3
_DATELINE_WEIGHT = 2
"""Mentions of a country that a dateline there is worth."""
_BRITISH = frozenset({"foreign secretary", "home secretary", "colonial secretary", "chancellor of the exchequer"})


def read_officials(
    headline: str | None, body: str, dateline: Dateline | None, countries: Sequence[Found]
) -> tuple[Official, ...]:
    """The officials of an article in the order of their first mention, one for each person and office."""
    claims = list(Claims(body, countries).read())
    people = _People(claim.name.text for claim in claims if claim.name is not None)
    held: dict[tuple[str, str], list[Claim]] = {}
    for claim in claims:
        if claim.name is not None:
            held.setdefault((people.fullest(claim.name.text), claim.portfolio), []).append(claim)
    where = _Where(claims, dateline, countries, people)
    officials = [_official(person, found, where) for (person, _), found in held.items()]
    named = _with_roles(officials, claims)
    return tuple(_with_short_forms(named, headline or "", body))


class _People:
    """The persons of an article: names that mean the same one, and the fullest of each."""

    def __init__(self, names: Iterable[str]) -> None:
        self._fullest: dict[str, str] = {}
        known: list[str] = []
        for name in sorted(dict.fromkeys(names), key=lambda name: -len(name.split())):
            same = next((full for full in known if _is_same(name, full)), None)
            if same is None:
                known.append(name)
            self._fullest[name] = same or name

    def fullest(self, name: str) -> str:
        """The fullest form of a name."""
        return self._fullest[name]


def _is_same(short: str, full: str) -> bool:
    """Whether a name is a shorter form of another: the same last word, the others among the other's."""
    one, other = folded(short), folded(full)
    return bool(one) and bool(other) and one[-1] == other[-1] and set(one) <= set(other)


class _Where:
    """The country of an office that the text does not say beside it."""

    def __init__(
        self, claims: Iterable[Claim], dateline: Dateline | None, countries: Sequence[Found], people: _People
    ) -> None:
        self._dateline = dateline.country if dateline else None
        self._spoken_of = Counter(found.code for found in countries)
        weights = self._spoken_of + Counter({self._dateline: _DATELINE_WEIGHT} if self._dateline else {})
        self._candidates = [code for code, _ in weights.most_common()]
        self._of_person: dict[str, str] = {}
        self._holders: dict[tuple[str, str], str] = {}
        for claim in claims:
            if claim.country is not None and claim.name is not None:
                person = people.fullest(claim.name.text)
                self._of_person.setdefault(person, claim.country)
                if claim.status is Status.CURRENT:
                    self._holders.setdefault((claim.portfolio, claim.country), person)

    def country(self, claim: Claim, person: str) -> str | None:
        """Said of the person elsewhere, told by the title, else the one most spoken of that may have such an office.

        A country whose office is held by somebody else, by the article's own words, is passed over.
        """
        known = self._of_person.get(person)
        if known is not None:
            return known
        titled = _country_of_title(claim.office, self._spoken_of)
        if titled is not None and not self._is_elsewhere(claim, titled):
            return titled
        return next((code for code in self._candidates if self._may_be(code, claim, person)), None)

    def _may_be(self, code: str, claim: Claim, person: str) -> bool:
        return _can_have(code, claim) and self._holders.get((claim.portfolio, code), person) == person

    def _is_elsewhere(self, claim: Claim, titled: str) -> bool:
        """Whether the country that usually has a title is not spoken of at all, and the dateline's may have it."""
        return (
            titled not in self._spoken_of
            and self._dateline is not None
            and self._dateline != titled
            and claim.portfolio == "foreign"
        )


def _country_of_title(office: str, spoken_of: Counter[str]) -> str | None:
    """Titles that by custom need no country in the English-language press."""
    plain = " ".join(office.lower().split())
    if plain == "chancellor":
        return "AT" if spoken_of["AT"] > spoken_of["DE"] else "DE"
    if any(plain.endswith(title) for title in _BRITISH):
        return "GB"
    return "US" if "secretary" in plain or "attorney general" in plain else None


def _can_have(code: str, claim: Claim) -> bool:
    """Whether a state has such an office at all."""
    portfolio = claim.portfolio.removeprefix(DEPUTY)
    office = claim.office.lower()
    if portfolio == "head-of-state" and "president" in office:
        return code not in _without()["no-president"]
    if portfolio == "head-of-government":
        return code not in _without()["no-prime-minister"]
    return "minister" not in office or code not in _without()["no-minister"]


def _official(person: str, claims: Sequence[Claim], where: _Where) -> Official:
    said = next((claim for claim in claims if claim.country is not None), None)
    first = said or claims[0]
    country = first.country or where.country(first, person)
    mentions = [mention for claim in claims for mention in _mentions(claim)]
    confidence = _INFERRED if said is None else _APPOSED if first.apposed else _SAID
    return Official(
        person=_well_cased(person),
        key=official_key(country, person),
        office=claims[0].office,
        portfolio=first.portfolio,
        country=country,
        status=_status(claims),
        confidence=confidence,
        mentions=tuple(sorted(mentions, key=lambda mention: mention.start)),
    )


def official_key(country: str | None, person: str) -> str:
    """`az-zakir-hasanov`: the country's code, or `xx`, and the folded name."""
    return "-".join([(country or "xx").lower(), *folded(person)])


def _status(claims: Sequence[Claim]) -> Status:
    """What the first claim says; a claim that says more than `current` wins over one that does not."""
    said = (claim.status for claim in claims if claim.status is not Status.CURRENT)
    return claims[0].status if len(claims) == 1 else next(said, Status.CURRENT)


def _mentions(claim: Claim) -> Iterator[Mention]:
    yield _Office(claim).mention
    if claim.name is not None:
        yield Mention(claim.name.start, claim.name.end, claim.name.text, MentionKind.PERSON)


class _Office(msgspec.Struct, frozen=True):
    claim: Claim

    @property
    def mention(self) -> Mention:
        return Mention(self.claim.start, self.claim.end, "", MentionKind.OFFICE)


def _with_roles(officials: Sequence[Official], claims: Sequence[Claim]) -> list[Official]:
    """Offices named without their holder (`the Azerbaijani minister of defense`) join the one who holds them."""
    roles: dict[tuple[str, str | None], list[Mention]] = {}
    for claim in claims:
        if claim.name is None and claim.country is not None:
            mention = Mention(claim.start, claim.end, "", MentionKind.ROLE)
            roles.setdefault((claim.portfolio, claim.country), []).append(mention)
    return [
        msgspec.structs.replace(
            official, mentions=(*official.mentions, *roles.get((official.portfolio, official.country), ()))
        )
        for official in officials
    ]


def _with_short_forms(officials: Sequence[Official], headline: str, body: str) -> Iterator[Official]:
    surnames = {official.person: _surname(official.person) for official in officials}
    found = {Part.HEADLINE: _occurrences(headline, surnames.values()), Part.BODY: _occurrences(body, surnames.values())}
    texts = {Part.HEADLINE: headline, Part.BODY: body}
    for official in officials:
        taken = [(mention.start, mention.end) for mention in official.mentions]
        surname = surnames[official.person].lower()
        short = [
            Mention(start, end, texts[part][start:end], MentionKind.SHORT, part)
            for part, occurrences in found.items()
            for start, end in occurrences.get(surname, ())
            if part is Part.HEADLINE or not any(begin <= start < stop for begin, stop in taken)
        ]
        said = [
            msgspec.structs.replace(mention, surface=texts[mention.part][mention.start : mention.end])
            for mention in official.mentions
        ]
        in_order = sorted((*said, *short), key=lambda mention: (mention.part is Part.HEADLINE, mention.start))
        yield msgspec.structs.replace(official, mentions=tuple(in_order))


def _occurrences(text: str, surnames: Iterable[str]) -> Mapping[str, list[tuple[int, int]]]:
    wanted = sorted({name for name in surnames if len(name) >= _SHORTEST_SURNAME}, key=len, reverse=True)
    places: dict[str, list[tuple[int, int]]] = {}
    if not wanted or not text:
        return places
    pattern = re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, wanted))})(?![\w-])", re.IGNORECASE)
    for match in pattern.finditer(text):
        if match[0][0].isupper():
            places.setdefault(match[0].lower(), []).append(match.span())
    return places


def _surname(person: str) -> str:
    words = [word for word in person.split() if word.rstrip(".").lower() not in {"jr", "sr", "ii", "iii"}]
    return words[-1] if words else person


def _well_cased(person: str) -> str:
    """A name in capitals as names are written; `AL` and the like stay for what they are."""
    if not person.isupper() or len(person) < 4:
        return person
    return re.sub(r"[^\W\d_]+", lambda word: word[0].capitalize(), person)


@cache
def _without() -> Mapping[str, frozenset[str]]:
    return {kind: frozenset(codes.split()) for kind, codes in read_table("systems.txt")}
