"""Recognise offices of companies, parties and other bodies that look national: `Amoco Canada president A B`."""

from __future__ import annotations

import re

from dateline.index.article import MentionKind
from dateline.index.metadata.countries.found import FoundCountry
from dateline.index.metadata.names.english_words import is_common_word
from dateline.index.metadata.names.leaders import countries_of_leader
from dateline.index.metadata.officials.english.office_phrases import OfficePhrase
from dateline.index.metadata.officials.english.paragraph import Paragraph
from dateline.index.metadata.officials.english.subjects import all_qualifiers
from dateline.index.metadata.tables import words
from dateline.index.metadata.tokens import ends_sentence

_SPACE = re.compile(r"\s+")
_MOST_WORDS = 40
"""Words of a sentence that are examined before and after an office."""


class OtherBodies:
    """Decides whether offices in a paragraph belong to bodies other than states."""

    def __init__(self, paragraph: Paragraph, *, of_company: bool) -> None:
        """`of_company` if the whole article is about a company."""
        self._paragraph = paragraph
        self._tokens = paragraph.tokens
        self._of_company = of_company

    def ends_company(self, country: FoundCountry, start: int) -> bool:
        """Whether the country before an office ends a company's name: `Amoco Canada president A B`."""
        at = self._paragraph.token_from(country.start)
        if at == 0 or country.kind is not MentionKind.NAME or not self._paragraph.match(_SPACE, country.end, start):
            return False
        before = self._tokens[at - 1]
        if not before.text[0].isupper() or before.text.isupper() or ends_sentence(before):
            return False
        return not is_common_word(before.plain) and before.plain not in words("before-title") | all_qualifiers()

    def continues_as_company(self, at: int) -> bool:
        """Whether a capitalised word continues the country as a company: `president of US Sprint's division`."""
        if at >= len(self._tokens) or ends_sentence(self._tokens[at - 1]):
            return False
        token = self._tokens[at]
        name = self._paragraph.name(at, like=token)
        is_leader = name is not None and countries_of_leader(name.text)
        return token.text[0].isupper() and name is not None and not name.is_full and not is_leader

    def follows_acronym(self, office: OfficePhrase) -> bool:
        """Whether an acronym that is no country comes before it: `OPEC President A B`, a leader elsewhere perhaps."""
        if not office.is_company_title or office.first != office.head or self._tokens[office.head].text.isupper():
            return False
        before = list(self._tokens[max(0, office.first - 2) : office.first])
        if len(before) == 2 and before[1].text == "conference":
            before.pop()
        return bool(before) and is_acronym(before[-1].text)

    def follows_body(self, office: OfficePhrase) -> bool:
        """Whether the name of another body ends before an office: `IBC President`, `(SLFP) President`."""
        if office.first == 0:
            return False
        before = self._tokens[office.first - 1]
        is_name = before.text == ")" or (before.text[0].isupper() and not ends_sentence(before))
        return is_name and before.plain not in words("before-title")

    def is_business(self, office: OfficePhrase) -> bool:
        """Whether the sentence or the whole article is about a company."""
        if self._of_company:
            return True
        first, last = office.first, office.after
        while first > 0 and not ends_sentence(self._tokens[first - 1]) and office.first - first < _MOST_WORDS:
            first -= 1
        while (
            last < len(self._tokens) and not ends_sentence(self._tokens[last - 1]) and last - office.after < _MOST_WORDS
        ):
            last += 1
        around = {token.plain for token in self._tokens[first:last]}
        return not around.isdisjoint(words("business"))

    def is_of_state(self, office: OfficePhrase) -> bool:
        """Whether a US state with an ambiguous name comes before it: `Georgia`, `Washington`."""
        return not office.is_company_title and self._paragraph.is_at(office.first - 1, "georgia", "washington")


def is_acronym(word: str) -> bool:
    """Whether a word consists of capitals."""
    return len(word) > 1 and word.isupper()
