"""Split text into words and signs, with their offsets."""

from __future__ import annotations

import re

import msgspec

from dateline.index.metadata.tables import words

_TOKEN = re.compile(
    # A token never starts with white space. Most are plain words, which no alternative below could start or extend.
    r"(?!\s)(?:[A-Za-z][a-z]++(?![\w.'’‑-])"
    # A title joined to the name after it: `Dr.Ramesh`, `DR.S. Jaishankar`.
    r"|(?:[DM][Rr]s?|Prof|PROF|Gen|Lt|Col|Hon)\.(?=[^\W\d_])"
    # A prefix joined to an office by a hyphen: `then-Prime Minister`, `ex-Foreign Minister`.
    r"|(?:[Ee]x|EX|[Tt]hen|THEN)(?=[-‑][^\W\d_])"
    # A full stop with a space before it, as in old collections: `DR . ADNAN BENK`, `JOHN F . KENNEDY`.
    r"|(?:[A-Z]|[DM]RS?|GEN|LT|COL|ST|JR|SEN|GOV) \.(?!\w)"
    r"|[^\W\d_](?:[\w.'’]*[\w])?(?:[-‑][^\W\d_][\w.'’]*\w|[-‑][^\W\d_])*\.?|\d+|[^\s\w]|_)"
)


class Token(msgspec.Struct, frozen=True, gc=False):
    """A word or sign; offsets are code points."""

    text: str
    start: int
    end: int
    plain: str
    """Lower case, without a final full stop."""


def tokens_of(text: str, start: int = 0, end: int | None = None) -> list[Token]:
    """The tokens of `text`, or of the part from `start` to `end`."""
    found = _TOKEN.finditer(text, start, len(text) if end is None else end)
    return [Token(word := match[0], match.start(), match.end(), word.lower().rstrip(" .")) for match in found]


def ends_sentence(token: Token) -> bool:
    """Whether a token ends a sentence; the full stops of initials and abbreviations do not."""
    if token.text in ".!?;":
        return True
    word = token.text.rstrip(".")
    is_word = len(word) > 2 or (len(word) == 2 and word.islower())
    return token.text.endswith(".") and is_word and "." not in word and token.plain not in words("short")
