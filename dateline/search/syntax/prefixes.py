"""`minist*`, `hasanov~2`: words by their beginning, and words within one or two edits."""

from __future__ import annotations

import re

from dateline.search.query.tree import QUOTES
from dateline.search.syntax.tagging import END, SPACE, Row, Tagger, begun, unescaped
from dateline.search.syntax.tokens import Begun, Nearly, Wild

_CHARACTERS = rf"(?:\\[^\w\s]|[^{SPACE}()*?~{QUOTES}])"
_PREFIX = re.compile(rf"({_CHARACTERS}++)\*++{END}")
_WILD = re.compile(rf"({_CHARACTERS}*+)(?:\*|\?(?=[*?]*\w))((?:\\[^\w\s]|[^{SPACE}(){QUOTES}])*+)")
_FUZZY = re.compile(rf"((?:\\[^\w\s]|[^{SPACE}()*~{QUOTES}])++)~([\d.]*){END}")


def _wild(found: re.Match[str]) -> Wild:
    return Wild(*found.span(), begun(found[1]), unescaped(re.sub(r"[*?]", " ", found[2])))


def _fuzzy(found: re.Match[str]) -> Nearly:
    typed = found[2] or "1"
    return Nearly(*found.span(), begun(found[1]), int(typed) if len(typed) == 1 and typed.isdecimal() else None)


PREFIXES = Row(
    typed=("minist*",),
    means="words that start with these letters, without stemming",
    tagged_by=(
        Tagger(_PREFIX, lambda found: Begun(*found.span(), begun(found[1]))),
        Tagger(_WILD, _wild),
    ),
)

FUZZY = Row(
    typed=("hasanv~", "hasanov~2"),
    means="words that differ by one letter, or two: added, missing, changed or swapped",
    tagged_by=(Tagger(_FUZZY, _fuzzy),),
)
