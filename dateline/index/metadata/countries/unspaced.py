"""Find country names in languages without spaces between words: Chinese, Japanese, Thai.

The longest name at each place wins. A longer phrase that only contains a name (`马里兰`, Maryland) stands in the tables
as one that means no country. Words in katakana are whole: `インド` is not found in `インドア`. One character stands for
a country (`米大統領`, `日韓関係`) only where a word of government follows and no other word runs into it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

import msgspec

from dateline.index.article import MentionKind
from dateline.index.metadata.countries.listed import KINDS, ListedName, listed_names

_BEGINNING = 2
"""Characters by which names are looked up."""
_KATAKANA = re.compile("[\u30a1-\u30fa\u30fc]")
_CHINESE = re.compile("[\u3400-\u9fff]")
_COUNTRY = ("国", "國")
_MIDDLE, _BEFORE_MIDDLE = "中", frozenset("其集空手心当當之途期年初高国國华華热熱目")
"""`中` is China or the end of a word: `其中` (among them)."""
_FEWEST = 2
"""Characters of the shortest name; in Thai a character is a letter."""
_FEWEST_BY_LANGUAGE = {"th": 3}


class _Table(msgspec.Struct, frozen=True):
    by_beginning: Mapping[str, Sequence[ListedName]]
    """Longest first."""
    abbreviations: Mapping[str, str]
    """The country for which one character stands."""
    short: re.Pattern[str] | None
    """One or more such characters, with a word of government after them."""


def find_unspaced(text: str, language: str) -> Iterator[tuple[int, int, str, MentionKind]]:
    """Find country names in a text of this language; yields start, end, code and kind."""
    table = _table(language)
    at = 0
    while at < len(text):
        found = _name_at(table, text, at)
        if found is not None:
            for code in found.codes:
                yield at, at + len(found.text), code, KINDS[found.kind]
            at += len(found.text)
        elif text[at] in table.abbreviations and (short := _abbreviations_at(table, text, at)):
            for number, code in enumerate(short):
                yield at + number, at + number + 1, code, MentionKind.NAME
            at += len(short)
        else:
            at += 1


def _name_at(table: _Table, text: str, at: int) -> ListedName | None:
    names = table.by_beginning.get(text[at : at + _BEGINNING], ())
    return next((name for name in names if text.startswith(name.text, at) and _is_whole(name, text, at)), None)


def _is_whole(name: ListedName, text: str, at: int) -> bool:
    """Whether no katakana joins a name in katakana, and no character a word for several countries: `其中英国`."""
    before, after = text[at - 1 : at], text[at + len(name.text) : at + len(name.text) + 1]
    if name.kind == "compound":
        return after not in _COUNTRY and not (name.text[0] == _MIDDLE and before in _BEFORE_MIDDLE)
    return not (
        (_KATAKANA.match(name.text) and _KATAKANA.match(before))
        or (_KATAKANA.match(name.text[-1]) and _KATAKANA.match(after))
    )


def _abbreviations_at(table: _Table, text: str, at: int) -> Sequence[str]:
    """The countries of the single characters at a place; none if they are part of another word."""
    before = text[at - 1 : at]
    if table.short is None or (_CHINESE.match(before) and before not in _BEFORE_ABBREVIATIONS):
        return ()
    found = table.short.match(text, at)
    return [table.abbreviations[letter] for letter in found[1]] if found is not None else ()


_BEFORE_ABBREVIATIONS = frozenset("与與和及对對访訪在向从從受据據被将將称稱由经經為为前现現新因说說")
"""Characters after which a word begins."""


@cache
def _table(language: str) -> _Table:
    by_beginning: dict[str, list[ListedName]] = {}
    fewest = _FEWEST_BY_LANGUAGE.get(language, _FEWEST)
    for listed in listed_names(language):
        if listed.kind not in {"abbreviation", "after"} and len(listed.text) >= fewest:
            by_beginning.setdefault(listed.text[:_BEGINNING], []).append(listed)
    for names in by_beginning.values():
        names.sort(key=lambda name: len(name.text), reverse=True)
    abbreviations = {one.text: one.codes[0] for one in listed_names(language) if one.kind == "abbreviation"}
    after = [re.escape(one.text) for one in listed_names(language) if one.kind == "after"]
    short = re.compile(f"([{''.join(abbreviations)}]+)(?:{'|'.join(after)})") if abbreviations and after else None
    return _Table(by_beginning, abbreviations, short)
