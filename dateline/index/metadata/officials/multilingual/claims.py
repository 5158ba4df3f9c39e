"""Read claims in languages other than English, using the words of `data/multilingual_offices.txt`.

le président français A B; le ministre de la Défense du Mali, A B     subject and country after the office
Außenminister A B; der russische Präsident A B; Frankreichs Präsident  German: before it, or in one word
A B, ministro de Exteriores de Cuba                                   name before the office
Azərbaycanın müdafiə naziri A B; ABD Dışişleri Bakanı A B             country and subject before the office
وزير الخارجية المصري                                                  Arabic: the name after it has no capitals
nombró a A B ministra en sustitución de C D                           appointments
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import chain

import msgspec

from dateline.index.article import Part, Status
from dateline.index.metadata.countries.found import CountriesByOffset, FoundCountry
from dateline.index.metadata.names.arabic import ArabicNames
from dateline.index.metadata.names.leaders import countries_of_leader
from dateline.index.metadata.names.multilingual import Names, NamesInCapitals, Paragraph
from dateline.index.metadata.names.person_name import PersonName
from dateline.index.metadata.officials.claim import Claim
from dateline.index.metadata.officials.multilingual.appointments import appointed, last_holder
from dateline.index.metadata.officials.multilingual.clitics import split_clitics
from dateline.index.metadata.officials.multilingual.offices import Office, Offices
from dateline.index.metadata.officials.multilingual.vocabulary import office_words
from dateline.index.metadata.text import Text

_ARABIC_SCRIPT = frozenset({"ar", "fa"})
_PARTY_OFFICE = re.compile(r".+[-‑](?:chef|chefin|obmann|obfrau|vorsitzender|vorsitzende|politiker|politikerin)\Z")
"""A party office between office and name in German: `Vizekanzler und ÖVP-Obmann A B`."""
_FURTHEST = 14
"""Maximum tokens between an office and the holder's name."""


def read_multilingual_claims(text: Text, countries: Sequence[FoundCountry], part: Part = Part.BODY) -> Iterator[Claim]:
    """All claims in a text whose language has office words, in the order of their offices."""
    known = CountriesByOffset(countries)
    words = office_words(text.language)
    for stretch in text.paragraphs:
        split = (split_clitics(token, text.language, words.beginnings) for token in stretch.tokens)
        tokens = list(chain.from_iterable(split))
        yield from _Reader(Paragraph(text.cased, tokens, known, words), part).read()


class _Reader:
    """Reads the claims of one paragraph."""

    def __init__(self, paragraph: Paragraph, part: Part) -> None:
        self._paragraph = paragraph
        self._tokens = paragraph.tokens
        self._words = paragraph.words
        is_arabic = paragraph.words.language in _ARABIC_SCRIPT
        self._names: Names = ArabicNames(paragraph) if is_arabic else NamesInCapitals(paragraph)
        self._part = part

    def read(self) -> Iterator[Claim]:
        last: Claim | None = None
        for offices in Offices(self._paragraph).groups():
            found = self._of_group(offices, last)
            if found:
                yield from found
                last = found[-1]

    def _of_group(self, offices: Sequence[Office], last: Claim | None) -> list[Claim]:
        """The claims of offices that one person holds, and of the one who held the last of them before."""
        name, status = self._holder(offices), None
        if name is None and (named := appointed(self._paragraph, self._names, offices[0].first)) is not None:
            name, is_designate = named
            by_designate = last is not None and last.status is Status.DESIGNATE
            status = Status.DESIGNATE if is_designate or by_designate else None
        if name is None:
            return []
        country = next((office.country for office in offices if office.country is not None), None)
        claims = [self._claim(office, name, country, last, status) for office in offices]
        before = last_holder(self._paragraph, self._names, offices[-1].after)
        if before is not None and before.text != name.text:
            claims.append(msgspec.structs.replace(claims[-1], name=before, status=Status.FORMER, name_first=False))
        return claims

    def _holder(self, offices: Sequence[Office]) -> PersonName | None:
        of_country = any(office.country is not None for office in offices)
        return self._name_after(offices[-1]) or self._names.before(offices[0].first, of_country=of_country)

    def _claim(
        self, office: Office, name: PersonName, country: str | None, last: Claim | None, status: Status | None
    ) -> Claim:
        start, end = self._tokens[office.first].start, self._tokens[office.after - 1].end
        written = self._paragraph.text[start:end]
        return Claim(
            office.portfolio,
            status or office.status,
            office.country or country,
            name,
            start,
            end,
            written,
            self._part,
            name_first=name.start < start,
            joined_to=self._joined_to(office, last),
        )

    def _joined_to(self, office: Office, last: Claim | None) -> str | None:
        """The holder of the office before it that `and` joins: `Kanzler A B und Minister C D`."""
        if last is None or last.name is None:
            return None
        end = max(last.end, last.name.end)
        at = office.first
        while at > 0 and self._tokens[at - 1].start >= end and self._may_join(at - 1):
            at -= 1
        is_adjacent = at > 0 and self._tokens[at - 1].end <= end
        return last.name.text if is_adjacent and self._has_and(at, office.first) else None

    def _may_join(self, at: int) -> bool:
        return self._paragraph.is_kind("and", at) or self._paragraph.is_kind("link", at)

    def _has_and(self, first: int, end: int) -> bool:
        return any(self._paragraph.is_kind("and", at) and self._tokens[at].text != "," for at in range(first, end))

    def _name_after(self, office: Office) -> PersonName | None:
        at = self._skip_party_office(office.after)
        if at and self._paragraph.is_new_sentence(at):
            return None
        end = min(len(self._tokens), office.after + _FURTHEST)
        while at < end and (length := self._tokens_before_name(at, office)):
            at += length
        name = self._names.at(at, office=self._tokens[office.head].text)
        if name is None or not (name.is_full or countries_of_leader(name.text)):
            return None
        return name

    def _tokens_before_name(self, at: int, office: Office) -> int:
        """How many tokens, from this one, may stand between an office and its holder's name."""
        if self._tokens[at].text in {",", ":", "،"} or self._paragraph.is_kind("title", at):
            return 1
        if at > office.after and self._paragraph.is_kind("link", at):
            return 1
        length, status = self._words.status_at(self._tokens, at)
        return 0 if status is None else length

    def _skip_party_office(self, at: int) -> int:
        joined = self._tokens[at : at + 2]
        is_party = len(joined) == 2 and joined[0].plain == "und" and _PARTY_OFFICE.match(joined[1].plain) is not None
        return at + 2 if is_party else at
