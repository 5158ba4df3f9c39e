"""Find names of persons beside an office in Arabic, whose script has no capitals: their parts show where they end.

A name has two parts, a given name and a family name. A part may have two words (`عبد الفتاح`), and `بن` joins another
part. After a given name in second position (`محمد جواد`) a third part may follow; a family name with the article may
follow anywhere. A word of the list `stop`, or a word with the prefix `and`, ends a name.
"""

from __future__ import annotations

from enum import Enum, auto

from dateline.index.analysis import fold
from dateline.index.metadata.names.multilingual import Paragraph
from dateline.index.metadata.names.person_name import PersonName
from dateline.index.metadata.officials.multilingual.vocabulary import STATUS

_LONGEST_NAME = 9
"""Words in the longest name: four joined by `بن`, and a family name of two."""
_SHORTEST = 2
_ARTICLE = "\u0627\u0644"
_AND = "\u0648"
_SERVANT = "\u0639\u0628\u062f"
"""Servant (of God): begins many given names, written together or separately."""
_PREPOSITIONS_WITH_ARTICLE = ("\u0628\u0627\u0644", "\u0644\u0644", "\u0643\u0627\u0644", "\u0641\u0627\u0644")
_ON = "\u0639\u0644\u0649"
"""The preposition `on`; folded, it is a given name."""
_PREPOSITIONS = ("\u0628", "\u0644", "\u0643")
_BEGINNINGS_OF_VERBAL_NOUNS = ("\u062a", "\u0645", "\u0625")
_FEMININE = "\u0629"
_BEGINNINGS_OF_VERBS = ("\u064a", "\u062a", "\u0633\u064a", "\u0633\u062a")
_ENDINGS_OF_VERBS = ("\u0627\u0646", "\u0648\u0646")
"""Dual and plural."""
_NO_WORDS = frozenset({"stop", "title", STATUS, "rank", "other"})
"""Kinds of words that cannot be part of a name."""


class _Next(Enum):
    """What the next part of a name may be."""

    ANY = auto()
    GIVEN = auto()
    """A given name, or one with the article: `علي عبد الله صالح`."""
    FAMILY = auto()
    """A name with the article, or one that ends the clause; after a part that `بن` joined."""
    NONE = auto()


class ArabicNames:
    """Finds the names in an Arabic paragraph."""

    def __init__(self, paragraph: Paragraph) -> None:
        self._paragraph = paragraph
        self._words = [fold(token.plain) for token in paragraph.tokens]
        self._given = paragraph.words.kinds.get("given", frozenset())

    def at(self, at: int, *, office: str | None) -> PersonName | None:
        """The name that begins at a token; Arabic names have no cases."""
        del office
        return self._paragraph.name(at, self._end(at, len(self._words)))

    def ending(self, end: int) -> PersonName | None:
        """None: nothing shows where a name begins."""
        del end
        return None

    def before(self, first: int, *, of_country: bool) -> PersonName | None:
        """The name before an office: `الأمير A B وزير الدفاع`. A title shows where it begins.

        An office with its country beside it belongs to another person: `received A B the French minister`.
        """
        if of_country:
            return None
        end = first
        while end > 0 and (self._is_kind("rank", end - 1) or self._paragraph.tokens[end - 1].text == "،"):
            end -= 1
        for start in range(end - 1, max(0, end - _LONGEST_NAME), -1):
            if self._is_kind("title", start - 1) and self._end(start, end) == end:
                name = self._paragraph.name(start, end)
                return name if name is not None and name.is_full else None
        return None

    def _end(self, at: int, limit: int) -> int:
        """The token after a name that ends by `limit`; `at` if no name begins there."""
        if not self._may_begin(at):
            return at
        end, next_part = self._part_end(at), _Next.ANY
        while end - at < _LONGEST_NAME:
            joined = self._is_kind("joining", end)
            after = self._part_end(end + joined)
            if after == end + joined or after > limit or not (joined or self._may_follow(end, next_part)):
                break
            next_part = _Next.FAMILY if joined else self._next_after(end)
            end = after
        return end

    def _part_end(self, at: int) -> int:
        """The token after one part of a name; `at` if there is none."""
        if not self._is_name_word(at):
            return at
        end = at + 1
        if self._is_kind("compound", at) and self._is_name_word(end):
            end += 1
        return end + 1 if self._is_kind("name-end", end) else end

    def _may_begin(self, at: int) -> bool:
        if at >= len(self._words):
            return False
        word = self._words[at]
        if word in self._given:
            return True
        return not word.startswith((_ARTICLE, *_BEGINNINGS_OF_VERBS)) and not self._is_with_preposition(at)

    def _is_with_preposition(self, at: int) -> bool:
        """Whether an unknown word looks like one with a preposition: `بتحديد`, `بسرعة`, `لدول` before an article."""
        text = self._paragraph.tokens[at].text
        if not text.startswith(_PREPOSITIONS):
            return False
        is_before_article = at + 1 < len(self._words) and self._words[at + 1].startswith(_ARTICLE)
        return text[1:].startswith(_BEGINNINGS_OF_VERBAL_NOUNS) or text.endswith(_FEMININE) or is_before_article

    def _may_follow(self, at: int, expected: _Next) -> bool:
        word = self._words[at]
        if expected is _Next.ANY:
            is_verb = word.startswith(_BEGINNINGS_OF_VERBS) and word.endswith(_ENDINGS_OF_VERBS)
            return word in self._given or not is_verb
        if expected is _Next.GIVEN and word in self._given:
            return True
        if expected is _Next.FAMILY and at + 1 < len(self._words) and not self._words[at + 1].isalpha():
            return True
        return expected is not _Next.NONE and word.startswith(_ARTICLE)

    def _next_after(self, at: int) -> _Next:
        """What may follow the second part of a name."""
        word = self._words[at]
        if word.startswith(_SERVANT):
            return _Next.GIVEN
        return _Next.ANY if word in self._given else _Next.NONE

    def _is_name_word(self, at: int) -> bool:
        if at >= len(self._words):
            return False
        word = self._words[at]
        if word in self._given:
            return self._paragraph.tokens[at].text != _ON
        if not word.isalpha() or len(word) < _SHORTEST or self._paragraph.is_country(at):
            return False
        if word.startswith((_AND, *_PREPOSITIONS_WITH_ARTICLE)):
            return False
        token = self._paragraph.tokens[at]
        return not self._paragraph.words.is_office_word(token) and not any(
            self._is_kind(kind, at) for kind in _NO_WORDS
        )

    def _is_kind(self, kind: str, at: int) -> bool:
        """Whether a word is of a kind exactly as written; with a prefix it is not part of a name."""
        return 0 <= at < len(self._words) and self._words[at] in self._paragraph.words.kinds.get(kind, ())
