"""`minist*`: words that begin so."""

from __future__ import annotations

import re

from dateline.search.query.tree import QUOTES
from dateline.search.syntax.tagging import END, SPACE, Row, Tagger, begun, unescaped
from dateline.search.syntax.tokens import Begun, Wild

_CHARACTERS = rf"(?:\\[^\w\s]|[^{SPACE}()*?~{QUOTES}])"
_PREFIX = re.compile(rf"({_CHARACTERS}++)\*++{END}")
_WILD = re.compile(rf"({_CHARACTERS}*+)(?:\*|\?(?=[*?]*\w))((?:\\[^\w\s]|[^{SPACE}(){QUOTES}])*+)")


def _wild(found: re.Match[str]) -> Wild:
    return Wild(*found.span(), begun(found[1]), unescaped(re.sub(r"[*?]", " ", found[2])))


ROW = Row(
    typed=("minist*",),
    means="words that begin so, as they are written",
    tagged_by=(
        Tagger(_PREFIX, lambda found: Begun(*found.span(), begun(found[1]))),
        Tagger(_WILD, _wild),
    ),
)
