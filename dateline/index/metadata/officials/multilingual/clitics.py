"""Split clitics, short words written together with the next or previous word: `d'Azerbaïdjan`, `ووزير`.

They are split off before offices and names are read. A case ending that an apostrophe or hyphen joins to a Turkish or
Azerbaijani name (`Türkiye'nin`, `ABŞ-ın`) is dropped.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from collections.abc import Set as AbstractSet

from dateline.index.analysis import fold
from dateline.index.metadata.tokens import Token

_ELISION = re.compile(r"\b[dDlL]['’]")
_JOINED_ENDING = re.compile(r"(?<=\w\w)['’‑-][a-zçğıöşüə]{1,6}\.?\Z")
_ALEF, _LAM = "\u0627", "\u0644"
_ARABIC_PREFIXES = tuple(
    f"{conjunction}{preposition}"
    for conjunction in ("", "\u0648", "\u0641")
    for preposition in ("", "\u0628", _LAM, "\u0643")
    if conjunction or preposition
)
"""Prefixes: a conjunction (and, so), a preposition (with, for, as), or both."""


def split_clitics(token: Token, language: str, heads: AbstractSet[str]) -> Iterator[Token]:
    """Split a token. Arabic prefixes are split only before folded words in `heads`, since names may begin like them."""
    if language in {"tr", "az"}:
        yield _without_ending(token)
    elif language == "ar":
        yield from _split_arabic(token, heads)
    else:
        yield from _split_elision(token)


def with_and_without_clitics(word: str, language: str) -> Iterator[str]:
    """A folded word, and in Arabic also the word without each prefix it may have."""
    yield word
    if language == "ar":
        yield from (rest for _, rest in _without_arabic_prefix(word))


def _split_elision(token: Token) -> Iterator[Token]:
    """Split `d'Azerbaïdjan`. `Giscard d'Estaing` stays whole, since names are cut from the text by offset."""
    if _ELISION.match(token.text) and len(token.text) > 2:
        yield Token(token.text[:2], token.start, token.start + 2, token.plain[0])
        yield Token(token.text[2:], token.start + 2, token.end, token.plain[2:])
    else:
        yield token


def _without_ending(token: Token) -> Token:
    ending = _JOINED_ENDING.search(token.text)
    if ending is None:
        return token
    text = token.text[: ending.start()]
    return Token(text, token.start, token.start + len(text), text.lower())


def _split_arabic(token: Token, heads: AbstractSet[str]) -> Iterator[Token]:
    word = fold(token.plain)
    found = next(((prefix, rest) for prefix, rest in _without_arabic_prefix(word) if rest in heads), None)
    if found is None or word in heads or len(word) != len(token.text):
        yield token
        return
    prefix, rest = found
    middle = token.start + len(prefix)
    yield Token(token.text[: len(prefix)], token.start, middle, prefix)
    yield Token(token.text[len(prefix) :], middle, token.end, rest)


def _without_arabic_prefix(word: str) -> Iterator[tuple[str, str]]:
    """All ways to split a word into a prefix and the rest."""
    for prefix in _ARABIC_PREFIXES:
        rest = word.removeprefix(prefix)
        if rest != word and len(rest) > 1:
            yield prefix, rest
            if prefix.endswith(_LAM) and rest.startswith(_LAM):
                # After `for` the article loses its first letter.
                yield prefix, f"{_ALEF}{rest}"
