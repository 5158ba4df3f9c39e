"""What looks like the name of a place, and its normal form: `LONDON` is `London`."""

from __future__ import annotations

import re

from dateline.index.metadata.countries.places import listed_spelling
from dateline.index.metadata.dates.dateline_words import SMALL_WORDS, aboard_phrase, listed
from dateline.index.metadata.dates.letters import LETTER, lower
from dateline.index.metadata.dates.months import is_weekday, month_number
from dateline.index.metadata.tables import words

_MOST_WORDS = 6
_SHORTEST = 2
_IN_WORD = re.compile(rf"{LETTER}+[^\s/’'-]*|[\s/’'-]+")
_APOSTROPHES = ("'", "’")


def is_place_name(text: str) -> bool:
    """Whether a text can be the name of a place: short and capitalised."""
    parts = text.replace("/", " ").split()
    if not 1 <= len(parts) <= _MOST_WORDS or len(text) < _SHORTEST:
        return False
    if parts[0][0].islower() or (len(parts) > 1 and (parts[-1].lower() in SMALL_WORDS or aboard_phrase().match(text))):
        return False
    return all(not part[0].islower() or part in SMALL_WORDS for part in parts[1:])


def is_heading(text: str) -> bool:
    """Whether the words of a name are those of a heading, a rubric, a body, a month or a weekday."""
    parts = [lower(part).rstrip(".") for part in text.replace("/", " ").split()]
    if parts[0] in listed("opener") or any(part in listed("no-place") | words("organisation") for part in parts):
        return True
    return len(parts) == 1 and (parts[0] in SMALL_WORDS or is_weekday(parts[0]) or month_number(parts[0]) is not None)


def is_capitals(text: str) -> bool:
    """Whether a name is in capitals: some letter is, and none is small but those of small words."""
    return text.isupper() or (
        has_case(text) and all(part == part.upper() or part in SMALL_WORDS for part in text.replace("/", " ").split())
    )


def has_case(text: str) -> bool:
    """Whether a name is in a script with capitals."""
    return text.upper() != text.lower()


def normal_form(name: str) -> str:
    """Return the one form of a place's name; only capitals change."""
    if not is_capitals(name):
        return name
    return listed_spelling(name) or "".join(_small_letters(name, []))


def normal_form_aboard(name: str, beginning: str) -> str:
    """Return the one form of `EN ROUTE TO ANKARA`, which begins with `beginning`: `En route to Ankara`."""
    if not is_capitals(name):
        return name
    return "".join(_small_letters(name[len(beginning) :], [beginning.capitalize()]))


def _small_letters(name: str, before: list[str]) -> list[str]:
    """Write a name in small letters that begin with a capital: `L'AQUILA` as `L'Aquila`, `SANA'A` as `Sana'a`.

    Returns its parts after those that come before it.
    """
    written = before
    for part in _IN_WORD.findall(name):
        written = [*written, _word(part, written)]
    return written


def _word(part: str, before: list[str]) -> str:
    small = lower(part)
    after_apostrophe = bool(before) and before[-1] in _APOSTROPHES
    elided = len(before) > 1 and len(before[-2]) == 1
    if small in SMALL_WORDS and before and not after_apostrophe:
        return small
    if "." in part.rstrip(".") or part.upper() in listed("acronym") or (after_apostrophe and elided):
        return part[:1] + lower(part[1:]) if after_apostrophe else part
    return small if after_apostrophe else part[:1] + lower(part)[1:]
