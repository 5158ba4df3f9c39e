"""A typed interface to Whoosh's tagging stage: takes rows of the language table, returns tokens with offsets.

Only the tagging stage of Whoosh's parser is used. It tries the taggers of all plugins at one offset after another; text
that its white space tagger matches, or that no tagger matches, is space between tokens. `grammar.py` does the grouping,
because Whoosh's filters lose the offsets of tokens that they move.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

import msgspec

from dateline.search.query.tree import CONTROLS, QUOTES
from dateline.search.syntax.tokens import Atom, Sign, Token
from dateline.search.syntax.whoosh_parser import QueryParser

FIRST, MIDDLE, LAST = 0, 50, 90
"""Priorities of taggers: foreign syntax and operators come before words, which match whatever is left."""

SPACE = rf"\s{CONTROLS}"
"""Characters that separate tokens, as the inside of a character class."""

END = rf"(?![^{SPACE}(){QUOTES}])"
"""The word ends here."""

START = rf"(?<![^{SPACE}(])"
"""The word starts here."""

AFTER_SIGN = rf"(?<![^{SPACE}(!+\-])(?<!:[!\-])"
"""Like `START`, but a sign may come before: so a run of characters has one field and is scanned only a few times."""


class Tagger(msgspec.Struct, frozen=True):
    """Recognises one kind of token: a pattern, and a function from match to token (None: it was something else)."""

    pattern: re.Pattern[str]
    make: Callable[[re.Match[str]], Token | None]
    priority: int = MIDDLE

    def match(self, _parser: object, text: str, offset: int) -> Token | None:
        """Called by Whoosh."""
        found = self.pattern.match(text, offset)
        return None if found is None else self.make(found)


class Row(msgspec.Struct, frozen=True):
    """One row of the language table: examples, their meaning, and the taggers that recognise them. A Whoosh plugin."""

    typed: tuple[str, ...]
    """Example queries; together with `means`, a line of the documentation."""
    means: str
    tagged_by: tuple[Tagger, ...]

    def taggers(self, _parser: object) -> list[tuple[Tagger, int]]:
        """Called by Whoosh."""
        return [(tagger, tagger.priority) for tagger in self.tagged_by]

    def filters(self, _parser: object) -> list[tuple[object, int]]:
        """Required by Whoosh, which has nothing to filter here."""
        return []


class Tagging:
    """Cuts text into tokens by the taggers of some rows."""

    def __init__(self, rows: Iterable[Row]) -> None:
        # Whoosh collects all nodes in a group; a list is enough.
        self._parser = QueryParser(None, None, plugins=list(rows), group=list)  # pyright: ignore[reportArgumentType]

    def __call__(self, text: str) -> list[Token]:
        """Cut text into tokens, in order; takes time linear in the length of the text."""
        nodes: list[object] = list(self._parser.tag(text))  # pyright: ignore[reportUnknownMemberType, reportUnknownArgumentType] - untyped
        return [node for node in nodes if isinstance(node, Atom | Sign)]


def begun(text: str) -> str:
    """Return the typed start of a word, unescaped, without leading punctuation that was not escaped."""
    return unescaped(re.sub(r"\A[^\w\\]+", "", text))


def unescaped(text: str) -> str:
    r"""Undo escapes such as `\(`; a backslash before a letter, digit or space stands for itself."""
    return re.sub(r"\\([^\w\s])", r"\1", text)
