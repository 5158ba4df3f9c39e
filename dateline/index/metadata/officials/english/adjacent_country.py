"""Find the country named beside an office: `Greece's king`, `minister of defence of Peru`."""

from __future__ import annotations

import re

from dateline.index.metadata.countries.found import FoundCountry
from dateline.index.metadata.officials.cues import cue
from dateline.index.metadata.officials.english.office_phrases import OfficePhrase
from dateline.index.metadata.officials.english.other_bodies import OtherBodies, is_acronym
from dateline.index.metadata.officials.english.paragraph import Paragraph

_COUNTRY_BEFORE = re.compile(
    r"(?:['’]s?)?[-\s]\s*(?:(?:new|newly|current|then|own|[a-z]+-[a-z]+|centrist|government|first)\s+){0,3}\Z"
    # Adjectives may follow a possessive: `Greece's tall King Paul`.
    r"|['’]s?\s+(?-i:(?!and\b)[a-z][a-z-]+\s+){1,2}\Z",
    re.IGNORECASE,
)
_POSSESSIVE = re.compile(r"['’]s?\s+", re.IGNORECASE)
_POSSESSIVE_WITHIN = 4
_COUNTRY_AFTER = re.compile(
    r"\s*,?\s+(?:of|for)\s+(?!an?\s)(?:the\s+)?(?:(?:[A-Z][\w-]*|of|and)\s+){0,4}\Z", re.IGNORECASE
)
_FURTHEST_COUNTRY = 60
_REPRESENTING = re.compile(rf"\b(?:{cue('en', 'speaks', 'for')})\s+(?:the\s+)?\Z", re.IGNORECASE)
_LONGEST_REPRESENTING = 30
_POSSESSES = re.compile(r"['’]s?\s.*\Z", re.IGNORECASE | re.DOTALL)
_COMMA = re.compile(r"\s*,\s+(?:(?:was|were)\s+)?(?:the\s+)?\Z")
_ENDS_COMPANY = re.compile(r"\s+(?:Inc|Corp|Co|Ltd|Limited|Plc|PLC|LLC|Pty|AG|NV|SA)\b")


class AdjacentCountries:
    """Finds the country beside each office in a paragraph."""

    def __init__(self, paragraph: Paragraph, bodies: OtherBodies) -> None:
        self._paragraph = paragraph
        self._tokens = paragraph.tokens
        self._bodies = bodies

    def before(self, office: OfficePhrase) -> FoundCountry | None:
        """The country named before an office to which it belongs."""
        start = self._tokens[office.first].start
        found = self._paragraph.countries.ending_by(start, within=_FURTHEST_COUNTRY)
        if found is None or found.start < self._paragraph.start:
            return None
        if not self._paragraph.match(_COUNTRY_BEFORE, found.end, start):
            return found if self._is_represented(found, start) else None
        if office.is_company_title and self._bodies.ends_company(found, start):
            return None
        # The office of `Malaya's Chinese finance minister` belongs to Malaya.
        owner = self._paragraph.countries.ending_by(found.start, within=_POSSESSIVE_WITHIN)
        is_owned = owner is not None and self._paragraph.match(_POSSESSIVE, owner.end, found.start) is not None
        return owner if is_owned else found

    def _is_represented(self, country: FoundCountry, start: int) -> bool:
        """Whether the office at an offset represents a country: `Representing Japan, State Minister A B`."""
        speaks = self._paragraph.search_before(_REPRESENTING, country.start, within=_LONGEST_REPRESENTING)
        return speaks is not None and self._paragraph.match(_COMMA, country.end, start) is not None

    def after(self, after: int) -> tuple[FoundCountry | None, int]:
        """The country named after an office, and the token after it."""
        end = self._tokens[after - 1].end
        found = self._paragraph.countries.starting_from(end, within=_FURTHEST_COUNTRY)
        if found is None or not self._paragraph.match(_COUNTRY_AFTER, end, found.start):
            return None, after
        between = self._paragraph.text[end : found.start].split()
        if any(map(is_acronym, between)) and not self._tokens[after - 1].text.isupper():
            return None, after  # `vice president of AAT Sri Lanka`
        if self._paragraph.match(_ENDS_COMPANY, found.end) is not None:
            return None, after  # `of International Telecom Japan Inc`
        return found, self._paragraph.token_from(found.end)

    def owner_between(self, start: int, end: int) -> str | None:
        """The country in a clause about the holder before the office: `A B, head of Benin's army, who became`."""
        found = self._paragraph.countries.ending_by(end, within=end - start)
        is_owner = found is not None and self._paragraph.match(_POSSESSES, found.end, end) is not None
        return found.code if found is not None and is_owner and found.start >= start else None
