"""Whoosh's tagging stage behind a typed face: rows of the language table in, placed tokens out.

Of Whoosh's parser only its tagging is used. It tries the taggers of all plugins at one place after another; what its
own white space tagger takes, and what no tagger takes, is space between tokens. Grouping is `grammar.py`'s, because
Whoosh's filters lose the places of what they move.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

import msgspec

from dateline.search.query.tree import CONTROLS, QUOTES
from dateline.search.syntax.tokens import Atom, Sign, Token
from dateline.search.syntax.whoosh_parser import QueryParser

FIRST, MIDDLE, LAST = 0, 50, 90
"""Priorities of taggers: foreign forms and signs come before words, which take whatever is left."""

SPACE = rf"\s{CONTROLS}"
"""What parts tokens: the inside of a character class."""

END = rf"(?![^{SPACE}(){QUOTES}])"
"""Nothing of the same word follows."""

START = rf"(?<![^{SPACE}(])"
"""Nothing of the same word stands before."""

AFTER_SIGN = rf"(?<![^{SPACE}(!+\-])(?<!:[!\-])"
"""As `START`, but a sign may stand before: a run of characters has one field, and is looked through few times only."""


class Tagger(msgspec.Struct, frozen=True):
    """Recognises one thing at a place: a pattern, and what it makes of a match (None: it was something else)."""

    pattern: re.Pattern[str]
    make: Callable[[re.Match[str]], Token | None]
    priority: int = MIDDLE

    def match(self, _parser: object, text: str, place: int) -> Token | None:
        """As Whoosh calls it."""
        found = self.pattern.match(text, place)
        return None if found is None else self.make(found)


class Row(msgspec.Struct, frozen=True):
    """One row of the language table: what can be typed, what it means, and how it is recognised. A Whoosh plugin."""

    typed: tuple[str, ...]
    """Queries that show it; together with `means`, its line in the documentation."""
    means: str
    tagged_by: tuple[Tagger, ...]

    def taggers(self, _parser: object) -> list[tuple[Tagger, int]]:
        """As Whoosh calls it."""
        return [(tagger, tagger.priority) for tagger in self.tagged_by]

    def filters(self, _parser: object) -> list[tuple[object, int]]:
        """As Whoosh would call it."""
        return []


class Tagging:
    """Cuts text into the tokens of some rows."""

    def __init__(self, rows: Iterable[Row]) -> None:
        # A group is what Whoosh puts all nodes into; a list is enough.
        self._parser = QueryParser(None, None, plugins=list(rows), group=list)  # pyright: ignore[reportArgumentType]

    def __call__(self, text: str) -> list[Token]:
        """Cut text into tokens, in order; time is linear in its length."""
        nodes: list[object] = list(self._parser.tag(text))  # pyright: ignore[reportUnknownMemberType, reportUnknownArgumentType] - untyped
        return [node for node in nodes if isinstance(node, Atom | Sign)]


def begun(text: str) -> str:
    """The beginning of a word, escapes undone, without punctuation before it that is not escaped."""
    return unescaped(re.sub(r"\A[^\w\\]+", "", text))


def unescaped(text: str) -> str:
    r"""Undo `\(`: a backslash before a letter, digit or space is itself."""
    return re.sub(r"\\([^\w\s])", r"\1", text)
