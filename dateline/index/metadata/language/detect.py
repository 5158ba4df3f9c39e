"""Detect the language of a text: by its script, then by our own words, then by a model.

In doubt the language is unknown: a wrong one would give wrong stems.
"""

from __future__ import annotations

import re

from dateline.index.metadata.language import model
from dateline.index.metadata.language.neighbours import among_neighbours, has_neighbours
from dateline.index.metadata.language.script import LATIN, Letters, can_be_written_in, script_of
from dateline.index.metadata.language.tags import language_tag
from dateline.index.metadata.language.words import ByWords, by_words

_SAMPLE = 2_000
"""Code points that are examined."""
_WORD = re.compile(
    # ASCII words: the most frequent case, and faster than matching letters of any script.
    r"[a-z]++(?![^\x00-\x7f])"
    r"|[^\W\d_]+(?:[\u0300-\u036f\u0900-\u0dff\u0640-\u065f\u200c]+[^\W\d_]*)*"
)
"""A word in lower case."""
_FEWEST_LETTERS = 4
"""Letters of a script that only one language uses."""
_FEWEST_LETTERS_OF_WORDS = 20
"""Letters of a script that many languages use; a shorter text is names or a headline."""
_SHARE_OF_LETTERS = 0.5
"""Minimum share of letters among letters and digits: else it is a table."""
_CERTAIN, _SURE, _LIKELY, _CONFIRMED = 0.9, 0.75, 0.6, 0.2
"""Minimum probability of the model's answer: for a short text, for a longer one, and where our own words agree."""
_SHORT = 60
"""Letters of a text that is short for the model."""
_AGREEING_WORDS = 2
"""Function words that confirm the model's answer."""
_OTHER_SCRIPT_SHARE, _OTHER_SCRIPT_LETTERS = 0.8, 20
"""The share and number of letters of another script that show a source's tag to be wrong."""


def language_of(given: str | None, text: str) -> str | None:
    """The BCP 47 tag of the language: the source's own, unless the text's script shows that it is wrong."""
    tag = language_tag(given) if given else None
    return tag if tag is not None and _may_be(tag, text[:_SAMPLE]) else detect_language(text)


def _may_be(tag: str, sample: str) -> bool:
    found = script_of(sample)
    if found is None or found.count < _OTHER_SCRIPT_LETTERS or found.share < _OTHER_SCRIPT_SHARE:
        return True
    return can_be_written_in(tag, found.script)


def detect_language(text: str) -> str | None:
    """The BCP 47 tag of the language of a text; None if in doubt."""
    sample = text[:_SAMPLE]
    letters = script_of(sample)
    if letters is None or _is_table(sample, letters.count / letters.share):
        return None
    if letters.script.usual is not None:
        return letters.script.usual if letters.count >= _FEWEST_LETTERS else None
    if letters.count < _FEWEST_LETTERS_OF_WORDS:
        return None
    words = _WORD.findall(sample.lower())
    if letters.script is not LATIN or letters.share < 1:
        of_script = re.compile(f"[{letters.script.letters}]")
        words = list(filter(of_script.match, words))
    own = by_words(words)
    if own is not None and own.is_sure and not has_neighbours(own.tag, letters.script.name):
        return own.tag
    return _by_model(words, own, letters)


def _is_table(sample: str, letters: float) -> bool:
    digits = sum(map(str.isdigit, sample))
    return letters < _SHARE_OF_LETTERS * (letters + digits)


def _by_model(words: list[str], own: ByWords | None, letters: Letters) -> str | None:
    """What the model and our own words make of a text; the model is weak among neighbours, so words decide there."""
    guess = model.guess(" ".join(words))
    if guess is None or not can_be_written_in(guess.tag, letters.script):
        return None
    if guess.probability < _CERTAIN and (nearest := among_neighbours(guess.tag, letters.script.name, words)):
        if len(nearest) == 1:
            return next(iter(nearest))
        if guess.tag not in nearest:
            return None
    agrees = own is not None and own.tag == guess.tag and own.different >= _AGREEING_WORDS
    least = _CONFIRMED if agrees else _SURE if letters.count < _SHORT else _LIKELY
    return guess.tag if guess.probability >= least else None
