"""Small words and endings that a language writes together with the next word or the last: `d'Azerbaïdjan`, `ووزير`.

They are split off before offices and names are read. What an apostrophe or a hyphen joins to a Turkish or Azerbaijani
name is its case and belongs to neither (`Türkiye'nin`, `ABŞ-ın`).
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
_ARABIC_SMALL = tuple(
    f"{conjunction}{preposition}"
    for conjunction in ("", "\u0648", "\u0641")
    for preposition in ("", "\u0628", _LAM, "\u0643")
    if conjunction or preposition
)
"""And, so; with, for, as; one of either."""


def split_clitics(token: Token, language: str, heads: AbstractSet[str]) -> Iterator[Token]:
    """The parts of a token; Arabic ones are split before `heads` alone, folded words, since names begin like them."""
    if language in {"tr", "az"}:
        yield _without_ending(token)
    elif language == "ar":
        yield from _before_head(token, heads)
    else:
        yield from _without_elision(token)


def with_and_without_clitics(word: str, language: str) -> Iterator[str]:
    """A folded word, and in Arabic what is left of it without the small words that may be written before it."""
    yield word
    if language == "ar":
        yield from (rest for _, rest in _arabic_parts(word))


def _without_elision(token: Token) -> Iterator[Token]:
    """`d'Azerbaïdjan` apart; a name as `d'Estaing` stays whole where it stands within one."""
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


def _before_head(token: Token, heads: AbstractSet[str]) -> Iterator[Token]:
    word = fold(token.plain)
    found = next(((small, rest) for small, rest in _arabic_parts(word) if rest in heads), None)
    if found is None or word in heads or len(word) != len(token.text):
        yield token
        return
    small, rest = found
    middle = token.start + len(small)
    yield Token(token.text[: len(small)], token.start, middle, small)
    yield Token(token.text[len(small) :], middle, token.end, rest)


def _arabic_parts(word: str) -> Iterator[tuple[str, str]]:
    """The ways to part a word into small words and what is left."""
    for small in _ARABIC_SMALL:
        rest = word.removeprefix(small)
        if rest != word and len(rest) > 1:
            yield small, rest
            if small.endswith(_LAM) and rest.startswith(_LAM):
                # The article loses its first letter behind `for`.
                yield small, f"{_ALEF}{rest}"
