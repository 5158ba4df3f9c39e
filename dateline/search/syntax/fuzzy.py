"""`hasanv~`, `hasanov~2`: words nearly spelt so."""

from __future__ import annotations

import re

from dateline.search.query.tree import QUOTES
from dateline.search.syntax.tagging import END, SPACE, Row, Tagger, begun
from dateline.search.syntax.tokens import Nearly

_FUZZY = re.compile(rf"((?:\\[^\w\s]|[^{SPACE}()*~{QUOTES}])++)~([\d.]*){END}")


def _near(found: re.Match[str]) -> Nearly:
    typed = found[2] or "1"
    return Nearly(*found.span(), begun(found[1]), int(typed) if len(typed) == 1 and typed.isdecimal() else None)


ROW = Row(
    typed=("hasanv~", "hasanov~2"),
    means="words spelt so but for one letter, or two: added, lost, changed or swapped",
    tagged_by=(Tagger(_FUZZY, _near),),
)
