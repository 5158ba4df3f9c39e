"""`"military cooperation"`, `"cooperation plan"~5`: adjacent words, or words near each other."""

from __future__ import annotations

import re

from dateline.search.syntax.limits import WIDEST_GAP
from dateline.search.syntax.tagging import Row, Tagger
from dateline.search.syntax.tokens import Quoted

_CLOSING = {'"': '"', "“": '“”"', "„": '“”"', "«": "»"}
_CLOSED = re.compile(
    "|".join(rf"{opening}((?:\\[\"\\*]|[^{closing}])*+)[{closing}](?:~(\d*))?" for opening, closing in _CLOSING.items())
)
_UNCLOSED = re.compile(r"(?<!\w)[\"“„«](.*)", re.DOTALL)
_STARRED = re.compile(r"(?:\\[\"\\*]|[^*])*+\*")
_STRAY = re.compile(r"[\"“”„«»]")


def _closed(found: re.Match[str]) -> Quoted:
    text = next(group for group in found.groups()[::2] if group is not None)
    gap = next((group for group in found.groups()[1::2] if group), None)
    within = None if gap is None else min(int(gap[:6]), WIDEST_GAP + 1)
    return Quoted(*found.span(), _unescaped(text), within, closed=True, starred=_STARRED.match(text) is not None)


def _unescaped(text: str) -> str:
    return re.sub(r"\\([\"\\*])", r"\1", text)


PHRASES = Row(
    typed=('"military cooperation"', '"cooperation plan"~5'),
    means="the words side by side; with a number, in any order with at most that many other words among them",
    tagged_by=(
        Tagger(_CLOSED, _closed),
        Tagger(_UNCLOSED, lambda found: Quoted(*found.span(), _unescaped(found[1]), None, closed=False)),
        Tagger(_STRAY, lambda found: Quoted(*found.span(), "", None, closed=False)),
    ),
)
