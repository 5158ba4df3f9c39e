"""Names of persons where they may stand: how far one reaches, with the shapes names have around the world.

Particles (`bin`, `van der`, `al-`), initials, hyphens, one-word names; titles before a name are skipped. In text that
is all in capitals a name ends at a common word.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

import msgspec

from dateline.index.analysis import fold
from dateline.index.metadata.offices import subject_words
from dateline.index.metadata.tables import read_table
from dateline.index.metadata.words import words

LONGEST = 6
"""Words of the longest name."""
LONGEST_SHOUTED = 4

_TOKEN = re.compile(r"[^\W\d_](?:[\w.'’]*[\w])?(?:[-‑][^\W\d_][\w.'’]*\w|[-‑][^\W\d_])*\.?|\d+|\S")


class Token(msgspec.Struct, frozen=True):
    """A word or sign of a text; code point offsets."""

    text: str
    start: int
    end: int

    @property
    def plain(self) -> str:
        """Lower case, without a final stop."""
        return self.text.lower().rstrip(".")


class PersonName(msgspec.Struct, frozen=True):
    """A name in a text, from its first word to its last; `next` is the token after it."""

    text: str
    start: int
    end: int
    next: int


def tokens_of(text: str) -> list[Token]:
    """The words and signs of a stretch of text."""
    return [Token(match[0], match.start(), match.end()) for match in _TOKEN.finditer(text)]


def skip_titles(tokens: Sequence[Token], at: int) -> int:
    """The place after ranks, honorifics and titles of nobility that begin at a place."""
    while at < len(tokens):
        token = tokens[at]
        is_bracket = token.text in "()" and _is_title_near(tokens, at)
        if not (is_bracket or token.plain in _titles()):
            break
        at += 1
    return at


def name_at(text: str, tokens: Sequence[Token], at: int, *, shouted: bool) -> PersonName | None:
    """The name that begins at a token; None where none does."""
    end = at
    longest = LONGEST_SHOUTED if shouted else LONGEST
    while end < len(tokens) and end - at < longest and _continues(text, tokens, at, end, shouted=shouted):
        end += 1
    while end > at and (tokens[end - 1].plain in words("particle") or tokens[end - 1].plain in _titles()):
        end -= 1
    return _made(text, tokens, at, end)


def name_before(text: str, tokens: Sequence[Token], end: int, *, shouted: bool) -> PersonName | None:
    """The name that ends before a token; None where none does."""
    start = end
    longest = LONGEST_SHOUTED if shouted else LONGEST
    while start > 0 and end - start < longest and _goes_back(text, tokens, start - 1, end, shouted=shouted):
        start -= 1
    start = skip_titles(tokens, start)
    while start < end and (tokens[start].plain in words("particle") and tokens[start].text[0].islower()):
        start += 1
    return _made(text, tokens, start, end)


def _made(text: str, tokens: Sequence[Token], start: int, end: int) -> PersonName | None:
    if end <= start or not any(len(token.plain) > 1 for token in tokens[start:end]):
        return None
    first, last = tokens[start].start, tokens[end - 1].end
    surface = _without_possessive(text[first:last])
    if tokens[end - 1].plain not in words("name-end") and len(tokens[end - 1].plain) > 1:
        surface = surface.rstrip(".")
    return PersonName(surface, first, first + len(surface), end)


def _without_possessive(name: str) -> str:
    return re.sub(r"['’](?:s|S)?\Z", "", name)


def _continues(text: str, tokens: Sequence[Token], first: int, at: int, *, shouted: bool) -> bool:
    token = tokens[at]
    if at > first and (_is_possessive(tokens[at - 1]) or not _touches(text, tokens[at - 1], token)):
        return False
    if at > first and tokens[at - 1].text.endswith(".") and not _is_short(tokens[at - 1]):
        return False
    if at > first and token.plain in words("name-end"):
        return True
    if _is_subject_of_office(tokens, at):
        return False
    if token.plain in words("particle") and token.text[0].islower():
        return at > first or (at + 1 < len(tokens) and tokens[at + 1].text[0].isupper())
    return _is_name_word(token, shouted=shouted)


def _goes_back(text: str, tokens: Sequence[Token], at: int, end: int, *, shouted: bool) -> bool:
    token = tokens[at]
    if at + 1 < end and (_is_possessive(token) or not _touches(text, token, tokens[at + 1])):
        return False
    if at + 1 < end and token.text.endswith(".") and not _is_short(token):
        return False
    if token.plain in words("name-end") and at + 1 == end:
        return True
    if token.plain in words("particle") and token.text[0].islower() and at + 1 < end:
        return at > 0 and tokens[at - 1].text[0].isupper()
    return token.plain in _titles() or _is_name_word(token, shouted=shouted)


def _is_subject_of_office(tokens: Sequence[Token], at: int) -> bool:
    """Whether a word begins the next office: `Janet Yellen Treasury secretary`."""
    follows = tokens[at + 1].plain if at + 1 < len(tokens) else ""
    return tokens[at].plain in subject_words() and follows in {"minister", "secretary"}


def _touches(text: str, one: Token, other: Token) -> bool:
    """Whether only a little white space lies between two tokens."""
    between = text[one.end : other.start]
    return not between.strip() and "\n\n" not in between and len(between) <= 2


def _is_short(token: Token) -> bool:
    """An initial or a title cut short: its stop ends no sentence."""
    return len(token.plain) <= 2 or "." in token.plain or token.plain in _titles() or token.plain in words("name-end")


def _is_possessive(token: Token) -> bool:
    return re.search(r"['’](?:s|S)?\Z", token.text) is not None and not re.fullmatch(r"[dDlLoO]['’]", token.text)


def _is_name_word(token: Token, *, shouted: bool) -> bool:
    word = token.text
    if not word[0].isalpha() or token.plain in words("not-a-name"):
        return False
    if shouted:
        return fold(re.sub(r"['’]s\Z", "", token.plain)) not in _common_words()
    if word[0].islower():
        return (
            re.match(r"(?:al|el|as|ad|ash|an|ur|ul)[-‑][^\W\d_]", word) is not None and word[3:4] != word[3:4].lower()
        )
    return len(token.plain) == 1 or not word.isupper() or "." in token.plain or "-" in word


def _is_title_near(tokens: Sequence[Token], at: int) -> bool:
    near = tokens[max(0, at - 1) : at + 2]
    return any(token.plain in _titles() for token in near)


@cache
def _titles() -> frozenset[str]:
    return frozenset(
        word for _, words in read_table("titles.txt") for part in words.split(";") for word in part.split()
    )


@cache
def _common_words() -> frozenset[str]:
    return frozenset(word for row in read_table("english_words.txt") for word in row[0].split())
