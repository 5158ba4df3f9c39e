"""Find the names of holders after an office: `Foreign Minister A B`, `Ministers A of X and B of Y`."""

from __future__ import annotations

import re

from dateline.index.metadata.names.english import skip_titles
from dateline.index.metadata.names.leaders import countries_of_leader
from dateline.index.metadata.names.person_name import PersonName
from dateline.index.metadata.officials.cues import cue
from dateline.index.metadata.officials.english.adjacent_country import AdjacentCountries
from dateline.index.metadata.officials.english.office_phrases import OfficePhrase
from dateline.index.metadata.officials.english.other_bodies import OtherBodies
from dateline.index.metadata.officials.english.paragraph import Paragraph
from dateline.index.metadata.officials.portfolios import DEPUTY
from dateline.index.metadata.tokens import ends_sentence

_NAMING = re.compile(rf"\s+(?:{cue('en', 'naming', 'takes')})\s+")
"""Between an office with its country and a name: `Turkey's new interior minister is A B`."""
_ASIDES = {"(": ")", "—": "—", "–": "–"}
"""Opening and closing signs of an aside."""
_LONGEST_ASIDE = 9
"""Tokens in the longest aside."""
_MOST_NAMES = 8
"""Names in the longest list."""


class FollowingNames:
    """Finds the names after offices in a paragraph."""

    def __init__(self, paragraph: Paragraph, bodies: OtherBodies, adjacent: AdjacentCountries) -> None:
        self._paragraph = paragraph
        self._tokens = paragraph.tokens
        self._bodies = bodies
        self._adjacent = adjacent

    def after(self, office: OfficePhrase, at: int, country: str | None) -> list[tuple[PersonName, str | None]]:
        """The names after an office, each with its own country if one is named."""
        like = self._tokens[office.head]
        if ends_sentence(self._tokens[at - 1]):
            return []
        after_aside = self._after_aside(office, at)
        at = after_aside or at
        naming = self._paragraph.match(_NAMING, self._tokens[at - 1].end) if country is not None else None
        is_copula = naming is not None
        separated = is_copula or self._paragraph.is_at(at, ",")
        start = self._paragraph.token_from(naming.end()) if naming is not None else at + separated
        first = skip_titles(self._tokens, start)
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
