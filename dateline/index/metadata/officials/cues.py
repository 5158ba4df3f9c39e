"""Cues: words around an office that say how it is held, or how a name belongs to it, from `data/office_cues.txt`."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache

from dateline.index.article import Status
from dateline.index.metadata.tables import read_table

_SPACE = r"\s+"
_MEANINGS = {"\\(": "(?:", "\\)": ")", "\\|": "|", "\\ ": _SPACE, "\\*": r"[\w'’-]+", "\\#": r"\d{4}"}
"""What the escaped signs of the table mean."""
_ITEM = re.compile(r"\[[^\]]*\]|(?:\([^)]*\)|[^\s\[(])+")
"""One part of a phrase: it may be absent, or it is a word with its choices."""


def statuses(language: str) -> Mapping[str, Status]:
    """The status that each phrase beside an office means in a language."""
    return _statuses().get(language, {})


def cue(language: str, where: str, says: str) -> str:
    """A pattern of all phrases of one place and meaning. Raises KeyError if there are none."""
    return "|".join(_pattern(phrase) for phrase in _phrases()[language, where, says])


@cache
def beside(status: Status) -> frozenset[str]:
    """The English words beside an office that mean a status."""
    return frozenset(word for word, meant in statuses("en").items() if meant is status)


@cache
def _phrases() -> Mapping[tuple[str, str, str], Sequence[str]]:
    rows = read_table("office_cues.txt")
    return {
        (language, where, says): [phrase.strip() for phrase in "|".join(listed).split(";")]
        for language, where, says, *listed in rows
    }


@cache
def _statuses() -> Mapping[str, Mapping[str, Status]]:
    found: dict[str, dict[str, Status]] = {}
    for (language, where, says), phrases in _phrases().items():
        if where == "beside":
            found.setdefault(language, {}).update(dict.fromkeys(phrases, Status(says)))
    return found


def _pattern(phrase: str) -> str:
    items = _ITEM.findall(phrase)
    last = max(number for number, item in enumerate(items) if not item.startswith("["))
    return "".join(_item(item, number, last) for number, item in enumerate(items))


def _item(item: str, number: int, last: int) -> str:
    """The pattern of one item; `last` is the number of the last one that may not be absent."""
    plain = re.escape(item.strip("[]"))
    for written, pattern in _MEANINGS.items():
        plain = plain.replace(written, pattern)
    if item.startswith("["):
        return f"(?:{plain}{_SPACE})?" if number < last else f"(?:{_SPACE}{plain})?"
    return plain + _SPACE * (number < last)
