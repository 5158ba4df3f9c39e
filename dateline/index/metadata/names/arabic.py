"""Names of persons beside an office in Arabic, whose script has no capitals: how far one reaches is told by its parts.

A name has two parts, its own and its family's; a part may be of two words (`عبد الفتاح`), and `بن` joins a further
one. Behind a given name in the second place (`محمد جواد`) a third may follow, and a family's name with the article
anywhere. A word of the list `stop` ends it, and one that has `and` before it.
"""

from __future__ import annotations

from enum import Enum, auto

from dateline.index.analysis import fold
from dateline.index.metadata.names.multilingual import Stretch
from dateline.index.metadata.names.person_name import PersonName

_LONGEST_NAME = 9
"""Words of the longest name: four that `بن` joins, and a family's of two."""
_SHORTEST = 2
_ARTICLE = "\u0627\u0644"
_AND = "\u0648"
_SERVANT = "\u0639\u0628\u062f"
"""Begins many a given name, apart or not: servant of God."""
_PREPOSITIONS_WITH_ARTICLE = ("\u0628\u0627\u0644", "\u0644\u0644", "\u0643\u0627\u0644", "\u0641\u0627\u0644")
_ON = "\u0639\u0644\u0649"
"""Folded, it is a given name."""
_PREPOSITIONS = ("\u0628", "\u0644", "\u0643")
_BEGINNINGS_OF_VERBAL_NOUNS = ("\u062a", "\u0645", "\u0625")
_FEMININE = "\u0629"
_BEGINNINGS_OF_VERBS = ("\u064a", "\u062a", "\u0633\u064a", "\u0633\u062a")
_ENDINGS_OF_VERBS = ("\u0627\u0646", "\u0648\u0646")
"""Of two persons, of several."""
_NO_WORDS = frozenset({"stop", "title", "former", "rank", "other"})
"""Kinds of words that are no name's."""


class _Next(Enum):
    """What may be the next part of a name."""

    ANY = auto()
    GIVEN = auto()
    """A given name, or one with the article: `علي عبد الله صالح`."""
    FAMILY = auto()
    """A name with the article, or one with which the clause ends: behind what `بن` joins."""
    NONE = auto()


class ArabicNames:
    """The names of an Arabic paragraph."""

    def __init__(self, stretch: Stretch) -> None:
        self._stretch = stretch
        self._words = [fold(token.plain) for token in stretch.tokens]
        self._given = stretch.words.kinds.get("given", frozenset())

    def at(self, at: int) -> PersonName | None:
        """The name that begins at a token."""
        return self._stretch.name(at, self._end(at, len(self._words)))

    def before(self, first: int, *, of_country: bool) -> PersonName | None:
        """`الأمير A B وزير الدفاع`: a title tells where a name begins that has no comma behind it.

        An office with its country beside it is another person's: `received A B the French minister`.
        """
        if of_country:
            return None
        end = first
        while end > 0 and (self._is_kind("rank", end - 1) or self._stretch.tokens[end - 1].text == "،"):
            end -= 1
        for start in range(end - 1, max(0, end - _LONGEST_NAME), -1):
            if self._is_kind("title", start - 1) and self._end(start, end) == end:
                name = self._stretch.name(start, end)
                return name if name is not None and name.is_full else None
        return None

    def _end(self, at: int, limit: int) -> int:
        """The token behind a name that ends before a limit; `at` where none begins there."""
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
        """The token behind a word of a name and what belongs to it; `at` where none is there."""
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
        text = self._stretch.tokens[at].text
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
        """What may follow a second part of a name."""
        word = self._words[at]
        if word.startswith(_SERVANT):
            return _Next.GIVEN
        return _Next.ANY if word in self._given else _Next.NONE

    def _is_name_word(self, at: int) -> bool:
        if at >= len(self._words):
            return False
        word = self._words[at]
        if word in self._given:
            return self._stretch.tokens[at].text != _ON
        if not word.isalpha() or len(word) < _SHORTEST or self._stretch.is_country(at):
            return False
        if word.startswith((_AND, *_PREPOSITIONS_WITH_ARTICLE)):
            return False
        token = self._stretch.tokens[at]
        return not self._stretch.words.is_office_word(token) and not any(self._is_kind(kind, at) for kind in _NO_WORDS)

    def _is_kind(self, kind: str, at: int) -> bool:
        """Whether a word as it stands is of a kind: with another written before it, it is of no name."""
        return 0 <= at < len(self._words) and self._words[at] in self._stretch.words.kinds.get(kind, ())
