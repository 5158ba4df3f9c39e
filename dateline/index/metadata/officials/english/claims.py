"""Read claims in English text: an office phrase with the country and the names beside it.

X's foreign minister, A B          country before
Minister of Defense of the Republic of X, Colonel General A B
A B, the X defence secretary       name before
Presidents A of X and B of Y       several names
Deputy Prime Minister and Foreign Minister A B
his X counterpart A B              same office as the one named before
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

import msgspec

from dateline.index.article import Part, Status
from dateline.index.metadata.countries.found import CountriesByOffset, FoundCountry
from dateline.index.metadata.names.english import has_title, skip_titles
from dateline.index.metadata.names.leaders import countries_of_leader
from dateline.index.metadata.names.person_name import PersonName
from dateline.index.metadata.officials.claim import Claim
from dateline.index.metadata.officials.cues import beside, cue
from dateline.index.metadata.officials.english.adjacent_country import AdjacentCountries
from dateline.index.metadata.officials.english.heads import heads_in
from dateline.index.metadata.officials.english.holders import Holder, holder_before
from dateline.index.metadata.officials.english.office_phrases import OfficePhrase, office_at
from dateline.index.metadata.officials.english.other_bodies import OtherBodies
from dateline.index.metadata.officials.english.paragraph import Paragraph
from dateline.index.metadata.officials.english.successors import with_successors
from dateline.index.metadata.officials.portfolios import DEPUTY
from dateline.index.metadata.text import Text
from dateline.index.metadata.tokens import ends_sentence

_FORMER_BEFORE = re.compile(
    rf"\b(?:{'|'.join(map(re.escape, beside(Status.FORMER)))})[-\s]+(?:the\s+)?\Z", re.IGNORECASE
)
_PAST_AFTER = re.compile(rf"\s+(?:{cue('en', 'after', 'former')})")
_JOINED = re.compile(r"\s*(?:,|and\b|&|cum\b)")
_BETWEEN_OFFICES = re.compile(
    r"\s*(?:,|and|&|cum|, and|,? as well as)\s+(?:the\s+|concurrently\s+)?(?:acting\s+)?", re.IGNORECASE
)
_AND = re.compile(r",?\s+and\s+(?:(?:its|his|her|their|the)\s+)?")
_BETWEEN_COUNTRIES = re.compile(r"(?:['’]s?)?\s*(?:,|and|&|, and)?\s*")
_COPULAS = ("is", "was", "remains")
"""Verbs between an office with its country and a name: `Turkey's new interior minister is A B`."""
_ASIDES = {"(": ")", "—": "—", "–": "–"}
"""Opening and closing signs of an aside."""
_LONGEST_ASIDE = 9
"""Tokens in the longest aside."""
_MOST_NAMES = 8
"""Names in the longest list."""
_BUSINESS_TOO = re.compile(r"\s+(?:and|&)\s+(?:chief|chair|CEO|managing|general\s+manager|director)", re.IGNORECASE)
_COMPANY = re.compile(r"\b(?:Inc|Corp|Co|Ltd|Plc|PLC|AG|NV|Nasdaq|NYSE)\b|<[A-Z]")
"""What the opening of an article about a company contains."""
_OPENING = 400
"""Code points of that opening."""


def read_claims(text: Text, countries: Sequence[FoundCountry], part: Part = Part.BODY) -> Iterator[Claim]:
    """All claims in a text, in the order of their offices."""
    heads = [found.span() for found in heads_in(text.written)]
    if not heads:
        return
    known = CountriesByOffset(countries)
    all_caps = text.is_in_capitals or part is Part.HEADLINE
    of_company = _COMPANY.search(text.cased, 0, _OPENING) is not None
    for stretch, spans in groupby(heads, key=lambda span: text.paragraph_at(span[0])):
        paragraph = Paragraph(text, stretch, known, all_caps=all_caps)
        claims = _Reader(paragraph, part, of_company=of_company).read(list(spans))
        yield from with_successors(paragraph, list(claims))


class _Reader:
    """Reads the claims of one paragraph, office by office."""

    def __init__(self, paragraph: Paragraph, part: Part, *, of_company: bool) -> None:
        self._paragraph = paragraph
        self._tokens = paragraph.tokens
        self._part = part
        self._bodies = OtherBodies(paragraph, of_company=of_company)
        self._adjacent = AdjacentCountries(paragraph, self._bodies)
        self._last: OfficePhrase | None = None

    def read(self, spans: Sequence[tuple[int, int]]) -> Iterator[Claim]:
        """The claims; an office without a name waits for the name of the office it is joined to."""
        waiting: list[Claim] = []
        last: Claim | None = None
        for start, end in spans:
            claims = [self._with_nearby_country(claim, last) for claim in self._at(start, end)]
            last = next((claim for claim in reversed(claims) if claim.name is not None), last)
            chained = [claim for claim in claims if claim.name is None and self._is_joined_on(claim)]
            named = next((claim for claim in claims if claim.name is not None), None)
            if claims:
                yield from (self._with_shared_name(claim, named) for claim in waiting)
                waiting = chained
            yield from (claim for claim in claims if claim not in chained)
        yield from waiting

    def _with_nearby_country(self, claim: Claim, last: Claim | None) -> Claim:
        if claim.country is not None or last is None or last.name is None:
            return claim
        end = max(last.end, last.name.end)
        if not self._paragraph.match(_AND, end, max(end, claim.start)):
            return claim
        return msgspec.structs.replace(claim, nearby_country=last.country or last.nearby_country)

    def _at(self, start: int, end: int) -> list[Claim]:
        at = self._paragraph.token_from(start)
        if at >= len(self._tokens) or self._tokens[at].start != start:
            return []
        office = office_at(self._tokens, at, max(at + 1, self._paragraph.token_from(end)))
        if office is None:
            return []
        office = self._after_country_name(office)
        if office.is_counterpart:
            return self._counterparts(office)
        claims = self._claims(office)
        if claims:
            self._last = office
        return claims

    def _after_country_name(self, office: OfficePhrase) -> OfficePhrase:
        """The office without a word that ends a country's name: `South African foreign minister`."""
        first = self._tokens[office.first]
        country = self._paragraph.countries.ending_by(first.end, within=0)
        if country is None or country.start >= first.start or office.first + 1 > office.head:
            return office
        after_name = office.first + 1
        return msgspec.structs.replace(office, first=after_name, office_first=max(after_name, office.office_first))

    def _claims(self, office: OfficePhrase) -> list[Claim]:
        before = self._adjacent.before(office)
        after, follows = self._adjacent.after(office.after)
        if after is not None and office.is_company_title and self._bodies.continues_as_company(follows):
            after, follows = None, office.after
        claim = self._claim_without_name(office, before, after)
        holder = holder_before(self._paragraph, claim.start, may_be_business=office.needs_country)
        names = self._names_after(office, follows, claim.country)
        if names and not (holder is not None and holder.by_verb and self._paragraph.is_at(follows, ",")):
            return [
                msgspec.structs.replace(
                    claim,
                    name=name,
                    country=where or claim.country,
                    status=_status_after(claim, self._paragraph, name.end),
                )
                for name, where in names
            ]
        if holder is not None and self._is_holder(office, claim, holder):
            return [self._with_holder(claim, holder)]
        has_country = claim.country is not None or not office.needs_country
        return [claim] if has_country or self._is_first_of_several(office, claim) else []

    def _is_first_of_several(self, office: OfficePhrase, claim: Claim) -> bool:
        """Whether a company title is the first of a person's offices: `President and Finance Minister A B`."""
        is_title = office.is_company_title and self._tokens[office.head].text[0].isupper()
        return is_title and self._is_joined_on(claim) and not self._bodies.follows_body(office)

    def _claim_without_name(
        self, office: OfficePhrase, before: FoundCountry | None, after: FoundCountry | None
    ) -> Claim:
        """The claim before a name is added."""
        start = before.start if before else self._tokens[office.first].start
        end = after.end if after else self._tokens[office.after - 1].end
        former = self._paragraph.search_before(_FORMER_BEFORE, start, within=30)
        start = former.start() if former else start
        written = self._paragraph.text[self._tokens[office.office_first].start : self._tokens[office.after - 1].end]
        claim = Claim(
            office.portfolio,
            Status.FORMER if former else office.status,
            before.code if before else after.code if after else None,
            None,
            start,
            end,
            written.rstrip(" ."),
            self._part,
            is_bare=office.is_bare,
        )
        return msgspec.structs.replace(
            claim, status=_status_after(claim, self._paragraph, self._tokens[office.after - 1].end)
        )

    def _names_after(self, office: OfficePhrase, at: int, country: str | None) -> list[tuple[PersonName, str | None]]:
        """The names after an office, each with its own country if one is named."""
        like = self._tokens[office.head]
        if ends_sentence(self._tokens[at - 1]):
            return []
        after_aside = self._after_aside(office, at)
        at = after_aside or at
        is_copula = self._paragraph.is_at(at, *_COPULAS) and country is not None
        separated = is_copula or self._paragraph.is_at(at, ",")
        first = skip_titles(self._tokens, at + separated)
        name = self._paragraph.name(first, like=like)
        if name is None or (separated and not (name.is_full or (first > at + 1 and not is_copula))):
            return []
        if after_aside is not None and not name.is_full:
            return []
        if country is None and (office.requires_adjacent_country or self._bodies.is_of_state(office)):
            return []
        found, follows = self._adjacent.after(name.next)
        has_country = country is not None or (found is not None and not self._bodies.follows_body(office))
        if not has_country and office.needs_country and not self._is_title(office, name, separated=separated):
            return []
        if not has_country and office.is_bare and not self._tokens[office.head].text[0].isupper():
            return []
        names: list[tuple[PersonName, str | None]] = [(name, found.code if found else None)]
        while office.is_plural and len(names) < _MOST_NAMES:
            further = self._paragraph.next_name(follows, like=like)
            if further is None:
                break
            found, follows = self._adjacent.after(further.next)
            names.append((further, found.code if found else None))
        return names

    def _after_aside(self, office: OfficePhrase, at: int) -> int | None:
        """The token after an aside between office and name: `(PM)`, `(and onetime banker)`, `- a baker -`.

        Also the token after a bracket that encloses the office: `(Foreign Minister) A B`.
        """
        if self._paragraph.is_at(at, ")") and self._paragraph.is_at(office.first - 1, "("):
            return at + 1
        closing = _ASIDES.get(self._tokens[at].text) if at < len(self._tokens) else None
        if closing is None or (closing != ")" and not self._paragraph.is_at(at + 1, "a", "an", "the")):
            return None
        within = range(at + 1, min(at + _LONGEST_ASIDE, len(self._tokens)))
        return next((end + 1 for end in within if self._tokens[end].text == closing), None)

    def _is_title(self, office: OfficePhrase, name: PersonName, *, separated: bool) -> bool:
        """Whether a company title is used like a national one: capitalised, or of a known leader."""
        head = self._tokens[office.head]
        names_body = self._bodies.follows_body(office)
        if countries_of_leader(name.text) and not (names_body and office.portfolio.startswith(DEPUTY)):
            return not self._bodies.follows_acronym(office)
        if separated or not head.text[0].isupper() or (office.is_company_title and self._bodies.is_business(office)):
            return False
        return head.text.isupper() or not names_body

    def _is_holder(self, office: OfficePhrase, claim: Claim, holder: Holder) -> bool:
        """Whether the name before an office is its holder."""
        if office.requires_adjacent_country:
            return claim.country is not None
        if claim.country is not None or not office.needs_country:
            return claim.country is not None or not office.is_bare
        if countries_of_leader(holder.name.text):
            return not (office.is_company_title and self._paragraph.match(_BUSINESS_TOO, claim.end) is not None)
        return holder.is_chosen and not self._bodies.is_business(office)

    def _with_holder(self, claim: Claim, holder: Holder) -> Claim:
        is_past = holder.is_past or self._paragraph.match(_PAST_AFTER, claim.end) is not None
        status = Status.FORMER if is_past else claim.status
        nearby = self._adjacent.owner_between(holder.name.end, claim.start)
        name_has_title = has_title(self._tokens, self._paragraph.token_from(holder.name.start))
        return msgspec.structs.replace(
            claim, name=holder.name, status=status, name_first=True, has_title=name_has_title, nearby_country=nearby
        )

    def _is_joined_on(self, claim: Claim) -> bool:
        """Whether another office of the same person may follow: `Deputy Prime Minister and ...`."""
        return _JOINED.match(self._paragraph.text, claim.end, claim.end + 12) is not None

    def _with_shared_name(self, claim: Claim, named: Claim | None) -> Claim:
        """Give a claim without a name the name of the office it is joined to."""
        if named is None or named.name is None or named.name_first or claim.office.lower().endswith("ministers"):
            return claim
        if claim.country is not None and named.country not in {None, claim.country}:
            return claim
        if not self._paragraph.match(_BETWEEN_OFFICES, claim.end, named.start):
            return claim
        return msgspec.structs.replace(claim, name=named.name, country=claim.country or named.country)

    def _counterparts(self, office: OfficePhrase) -> list[Claim]:
        """`his Maldivian counterpart A B`: the office named before, in another country."""
        last = self._last
        if last is None:
            return []
        like = self._tokens[office.head]
        countries = self._listed_countries(office)
        after, follows = self._adjacent.after(office.after)
        if after is not None and not countries:
            countries = [after]
        first = skip_titles(self._tokens, follows + self._paragraph.is_at(follows, ","))
        names: list[PersonName] = []
        name = self._paragraph.name(first, like=like)
        while name is not None and len(names) < _MOST_NAMES:
            names.append(name)
            name = self._paragraph.next_name(name.next, like=like) if office.is_plural else None
        if not names or len(names) != len(countries):
            return []
        start, end = self._tokens[office.first].start, self._tokens[office.head].end
        return [
            Claim(
                last.portfolio,
                Status.CURRENT,
                found.code,
                name,
                min(start, found.start),
                end,
                self._tokens[office.head].text,
                self._part,
            )
            for found, name in zip(countries, names, strict=True)
        ]

    def _listed_countries(self, office: OfficePhrase) -> list[FoundCountry]:
        """The countries before `counterparts`, in order."""
        end = self._tokens[office.first].start
        found: list[FoundCountry] = []
        for country in self._paragraph.countries.before(end):
            if not self._paragraph.match(_BETWEEN_COUNTRIES, country.end, end):
                break
            found.insert(0, country)
            end = country.start
            if not office.is_plural:
                break
        return found


def _status_after(claim: Claim, paragraph: Paragraph, end: int) -> Status:
    return Status.FORMER if paragraph.match(_PAST_AFTER, end) else claim.status
