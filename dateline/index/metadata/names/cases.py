"""Give names in a grammatical case their first form: `Арамом Саргсяном` is Арам Саргсян.

Their own endings are ambiguous; the office before them shows the case: `с премьер-министром`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache

from dateline.index.metadata.tables import read_table

_WORD = re.compile(r"[^\W\d_]+")
_SHORTEST_STEM = 2
"""Letters that must remain of a name."""

_Endings = Sequence[tuple[str, str]]


def has_cases(language: str) -> bool:
    """Whether names in this language have case endings that the office before them shows."""
    return language in _cases()


def first_case(name: str, office: str, language: str) -> str:
    """The first case of a name after an office word that is itself in a case; else the name unchanged."""
    endings = next(
        (endings for offices, endings in _cases().get(language, ()) if office.lower().endswith(offices)), None
    )
    return _WORD.sub(lambda word: _without_ending(word[0], endings), name) if endings is not None else name


def _without_ending(word: str, endings: _Endings) -> str:
    for ending, first in endings:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_STEM:
            return word.removesuffix(ending) + first
    return word


@cache
def _cases() -> Mapping[str, Sequence[tuple[tuple[str, ...], _Endings]]]:
    found: dict[str, list[tuple[tuple[str, ...], _Endings]]] = {}
    for language, offices, listed in read_table("name_cases.txt"):
        pairs = (pair.strip().partition(">") for pair in listed.split(";"))
        endings = [(ending, first) for ending, _, first in pairs]
        found.setdefault(language, []).append((tuple(offices.split()), endings))
    return found
