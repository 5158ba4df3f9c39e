"""A coarse phonetic form of a name's words, shared by the transliterations of one name.

    Hasanov, Gasanov, Hassanov, Гасанов    gasanof    gsnf
    Qaddafi, Kadhafi, Gadafi               gadafi     gdf
    Gorbachev, Gorbatschow, Горбачёв       gorbas.f   grbsf

Names with similar sounds may be the same; office, country and time decide (`join`).
"""

from __future__ import annotations

import re
from functools import lru_cache

_LETTERS = (
    "а=a б=b в=v г=g д=d е=e ё=yo ж=zh з=z и=i й=i к=k л=l м=m н=n о=o п=p р=r с=s т=t у=u ф=f х=kh ц=ts ч=ch ш=sh "
    "щ=shch ъ= ы=y ь= э=e ю=yu я=ya є=ye і=i ї=yi ґ=g ў=u ә=a ғ=gh қ=q ң=n ө=o ү=u ұ=u һ=h ҳ=h ҷ=j ј=y љ=ly њ=ny "
    "ћ=ch ђ=dj џ=dzh ѓ=g ќ=k "
    "α=a β=v γ=g δ=d ε=e ζ=z η=i θ=th ι=i κ=k λ=l μ=m ν=n ξ=x ο=o π=p ρ=r σ=s τ=t υ=i φ=f χ=kh ψ=ps ω=o"
)
"""Usual Latin transliteration of folded Cyrillic and Greek letters."""
_TO_LATIN = {ord(letter): latin for letter, _, latin in (pair.partition("=") for pair in _LETTERS.split())}

_SOUNDS = (
    ("s", r"shch|tsch|tch|sch|dzh|zh|sh|ch|cz|ts|tz|dj|c(?=[eiy])|z|(?<![aeiouy])j"),
    ("gs", "x"),
    ("", r"(?<=[aeiouy])h\Z"),
    ("g", "kh|gh|ck|q|k|h|c"),
    ("f", "ph|v|w"),
    ("t", "th"),
    ("d", "dh"),
    ("b", "bh"),
    ("i", "y|j"),
)
"""Sounds and the regular expressions of their spellings, longer spellings first."""
_SPELLINGS = re.compile("|".join(f"({spellings})" for _, spellings in _SOUNDS))
_DOUBLED = re.compile(r"(.)\1+")
_VOWELS = re.compile("[aeiou]+")


@lru_cache(maxsize=100_000)
def sound(word: str) -> str:
    """Return the sound of a folded word."""
    latin = word if word.isascii() else word.translate(_TO_LATIN)
    return _DOUBLED.sub(r"\1", _SPELLINGS.sub(_sound_of, latin))


def skeleton(sounded: str) -> str:
    """Return the consonants of a sound, or all of it if it has none."""
    return _DOUBLED.sub(r"\1", _VOWELS.sub("", sounded)) or sounded


def likeness(one: str, other: str) -> float:
    """Return the similarity of two sounds, 0 to 1."""
    if one == other:
        return 1.0
    from rapidfuzz.distance import Indel

    return Indel.normalized_similarity(one, other)


def _sound_of(spelled: re.Match[str]) -> str:
    return _SOUNDS[(spelled.lastindex or 1) - 1][0]
