"""Read counterparts: `his Maldivian counterpart A B` has the office named before, in another country."""

from __future__ import annotations

import re

from dateline.index.article import Part, Status
from dateline.index.metadata.countries.found import FoundCountry
from dateline.index.metadata.names.english import skip_titles
from dateline.index.metadata.names.person_name import PersonName
from dateline.index.metadata.officials.claim import Claim
from dateline.index.metadata.officials.english.adjacent_country import AdjacentCountries
from dateline.index.metadata.officials.english.office_phrases import OfficePhrase
from dateline.index.metadata.officials.english.paragraph import Paragraph

_BETWEEN_COUNTRIES = re.compile(r"(?:['’]s?)?\s*(?:,|and|&|, and)?\s*")
_MOST_NAMES = 8
"""Names in the longest list."""


class Counterparts:
    """Reads the counterparts in a paragraph."""

    def __init__(self, paragraph: Paragraph, adjacent: AdjacentCountries, part: Part) -> None:
        self._paragraph = paragraph
        self._tokens = paragraph.tokens
        self._adjacent = adjacent
        self._part = part

    def read(self, office: OfficePhrase, last: OfficePhrase) -> list[Claim]:
        """The claims of counterparts of the holder of the last office."""
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
