"""Names of countries in languages other than English: those of CLDR, compared by their stems.

Stems find a name in its cases (`Азербайджана`); where the script has capitals, a name begins with one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache

from dateline.index.analysis import fold, form_of, forms, occurrences, stemmer_of
from dateline.index.article import MentionKind
from dateline.index.metadata.tables import names_in

_SHORTEST = 3
"""Letters of the shortest stem that is taken for a name."""
_LONGEST = 7
"""Words of the longest name."""


def names_of_language(text: str, language: str) -> Iterator[tuple[int, int, str, MentionKind]]:
    """Find names of countries in a text of this language: start, end, code, kind."""
    table = _names(language)
    if not table:
        return
    stem = stemmer_of(language)
    tokens = occurrences(text)
    stems = [stem(fold(form_of(token[0]))) for token in tokens]
    number = 0
    while number < len(tokens):
        length = _longest(table, stems, number) if _may_begin_name(tokens[number][0]) else 0
        if length:
            start, end = tokens[number].start(), tokens[number + length - 1].end()
            yield start, end, table[tuple(stems[number : number + length])], MentionKind.NAME
        number += max(length, 1)


def _longest(table: Mapping[tuple[str, ...], str], stems: list[str], start: int) -> int:
    lengths = range(min(_LONGEST, len(stems) - start), 0, -1)
    return next((length for length in lengths if tuple(stems[start : start + length]) in table), 0)


def _may_begin_name(surface: str) -> bool:
    first = surface[0]
    return first.isupper() or first.lower() == first.upper()


@cache
def _names(language: str) -> Mapping[tuple[str, ...], str]:
    stem = stemmer_of(language)
    table: dict[tuple[str, ...], str] = {}
    for code, name in names_in(language).items():
        key = tuple(stem(fold(form)) for form in forms(name))
        if key and sum(len(part.rpartition(":")[2]) for part in key) >= _SHORTEST:
            table.setdefault(key, code)
    return table
