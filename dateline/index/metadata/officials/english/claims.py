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
from dateline.index.metadata.names.english import has_title
from dateline.index.metadata.names.leaders import countries_of_leader
from dateline.index.metadata.officials.claim import Claim
from dateline.index.metadata.officials.english.adjacent_country import AdjacentCountries
from dateline.index.metadata.officials.english.counterparts import Counterparts
from dateline.index.metadata.officials.english.following_names import FollowingNames
from dateline.index.metadata.officials.english.heads import heads_in
from dateline.index.metadata.officials.english.holders import Holder, holder_before
from dateline.index.metadata.officials.english.office_phrases import OfficePhrase, office_at
from dateline.index.metadata.officials.english.other_bodies import OtherBodies
from dateline.index.metadata.officials.english.paragraph import Paragraph
from dateline.index.metadata.officials.english.status import former_before, status_after, with_status
from dateline.index.metadata.officials.english.successors import with_successors
from dateline.index.metadata.text import Text

_JOINED = re.compile(r"\s*(?:,|and\b|&|cum\b)")
_BETWEEN_OFFICES = re.compile(
    r"\s*(?:,|and|&|cum|, and|,? as well as)\s+(?:the\s+|concurrently\s+)?(?:acting\s+)?", re.IGNORECASE
)
_AND = re.compile(r",?\s+and\s+(?:(?:its|his|her|their|the)\s+)?")
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
        yield from with_successors(paragraph, [with_status(paragraph, claim) for claim in claims])


class _Reader:
    """Reads the claims of one paragraph, office by office."""

    def __init__(self, paragraph: Paragraph, part: Part, *, of_company: bool) -> None:
        self._paragraph = paragraph
        self._tokens = paragraph.tokens
        self._part = part
        self._bodies = OtherBodies(paragraph, of_company=of_company)
        self._adjacent = AdjacentCountries(paragraph, self._bodies)
        self._names = FollowingNames(paragraph, self._bodies, self._adjacent)
        self._counterparts = Counterparts(paragraph, self._adjacent, part)
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
            if claims and named is None and chained:
                waiting += chained
            elif claims:
                yield from self._with_shared_names(waiting, named)
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
            return self._counterparts.read(office, self._last) if self._last is not None else []
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
        names = self._names.after(office, follows, claim.country)
        if names and not (holder is not None and holder.by_verb and self._paragraph.is_at(follows, ",")):
            return [
                msgspec.structs.replace(
                    claim,
                    name=name,
                    country=where or claim.country,
                    status=status_after(self._paragraph, claim, name.end),
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
        former = former_before(self._paragraph, start)
        start = start if former is None else former
        written = self._paragraph.text[self._tokens[office.office_first].start : self._tokens[office.after - 1].end]
        claim = Claim(
            office.portfolio,
            office.status if former is None else Status.FORMER,
            before.code if before else after.code if after else None,
            None,
            start,
            end,
            written.rstrip(" ."),
            self._part,
            is_bare=office.is_bare,
        )
        return msgspec.structs.replace(
            claim, status=status_after(self._paragraph, claim, self._tokens[office.after - 1].end)
        )

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
        status = holder.status or status_after(self._paragraph, claim, claim.end)
        nearby = self._adjacent.owner_between(holder.name.end, claim.start)
        name_has_title = has_title(self._tokens, self._paragraph.token_from(holder.name.start))
        return msgspec.structs.replace(
            claim, name=holder.name, status=status, name_first=True, has_title=name_has_title, nearby_country=nearby
        )

    def _is_joined_on(self, claim: Claim) -> bool:
        """Whether another office of the same person may follow: `Deputy Prime Minister and ...`."""
        return _JOINED.match(self._paragraph.text, claim.end, claim.end + 12) is not None

    def _with_shared_names(self, waiting: Sequence[Claim], named: Claim | None) -> Iterator[Claim]:
        """Give the claims of a chain the name at its end: `Prime Minister, Minister of Finance and Minister of ...`."""
        shared = [named]
        for claim in reversed(waiting):
            shared.append(self._with_shared_name(claim, shared[-1]))
        yield from (claim for claim in reversed(shared[1:]) if claim is not None)

    def _with_shared_name(self, claim: Claim, named: Claim | None) -> Claim:
        """Give a claim without a name the name of the office it is joined to."""
        if named is None or named.name is None or named.name_first or claim.office.lower().endswith("ministers"):
            return claim
        if claim.country is not None and named.country not in {None, claim.country}:
            return claim
        if not self._paragraph.match(_BETWEEN_OFFICES, claim.end, named.start):
            return claim
        return msgspec.structs.replace(claim, name=named.name, country=claim.country or named.country)
