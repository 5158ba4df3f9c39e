"""Where the words of offices stand in English text: `minister`, `vice-president-elect`, `PM`."""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from dateline.index.metadata.tables import words

_HEADS = re.compile(
    r"(?<![\w'’])(?<![\w][-‑])(?:(?:ex|co|acting|deputy|then)[-‑])?(?:(?:vice|under)[-‑]?)?(?:prime[-‑])?"
    r"(?:ministers?|premiers?|presidents?|chancellors?|secretar(?:y|ies)(?![-‑ ]general)|attorneys?[- ]general"
    r"|taoiseach|kings?|queen|emir|sultan|emperor|shah|princes?|heads?[ -]of[ -](?:state|government)|chiefs? of state"
    r"|leader|treasurer|counterparts?|(?-i:(?<!\d )PM(?=\s+[A-Z])))(?:[-‑](?:elect|designate))?(?![\w])",
    re.IGNORECASE,
)
"""The word of an office, or the words, with what is joined to them."""
_CORES = (
    *"minister premier president chancellor secretar attorney taoiseach queen emir sultan emperor shah leader".split(),
    "treasurer",
    *(" pm ", "counterpart", "head of", "head-of", "heads of", "chief of", "chiefs of", " king", "-prince"),
)
"""What every such word holds: most texts hold few of them, and a closer look is taken only there."""
_LONGEST_PREFIX = 24
_WORD_END = re.compile(r"[\w‑-]*\Z")
_WRITTEN = {
    core: (word, (word.title().replace(" Of", " of"), word.upper()))
    for core, word in zip(_CORES, map(str.strip, _CORES), strict=True)
}
"""The word of each core, and how it is written with capitals."""


class Head(msgspec.Struct, frozen=True):
    """The word of an office, without what was joined to it."""

    word: str
    joined: frozenset[str]
    """`vice`, `ex`, `elect` ... before or after a hyphen."""


def heads_in(text: str) -> Iterator[re.Match[str]]:
    """Where office words stand; one pass over a text, and a closer look at few places."""
    done = 0
    for inside in _cores_in(text):
        before = _WORD_END.search(text, max(done, inside - _LONGEST_PREFIX), inside)
        found = _HEADS.match(text, before.start() if before else inside)
        if found is not None and found.end() > inside:
            done = found.end()
            yield found


def _cores_in(text: str) -> list[int]:
    """Where cores stand, in small letters, with one capital or in capitals."""
    small = text.replace("İ", "I").lower()  # which is as long
    spaced = f" {small}"
    found: list[int] = []
    for core, (word, written) in _WRITTEN.items():
        start = small.find(word) if core in spaced else -1
        while start >= 0:
            end = start + len(word)
            if text[start:end] in written or text.startswith(core, end - len(core)):
                found.append(start)
            start = small.find(word, end)
    return sorted(found)


def head_of(plain: str) -> Head:
    """`ex-vice-president-elect` apart."""
    parts = [part.strip() for part in plain.replace("‑", "-").replace("-of-", " of ").split("-")]
    kept = [part for part in parts if part not in words("joined")]
    word = "-".join(kept)
    joined = frozenset(part for part in parts if part in words("joined"))
    for start in ("under", "vice", "prime-"):
        if word.startswith(start):
            word, joined = word.removeprefix(start), joined | {start.rstrip("-")}
    return Head(word, joined)


def is_head(word: str) -> bool:
    """Whether a word begins as that of an office does."""
    return _HEADS.match(word) is not None
