"""Find the head words of offices in English text: `minister`, `vice-president-elect`, `PM`."""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from dateline.index.metadata.tables import words

_HEADS = re.compile(
    r"(?<![\w'’])(?<![\w][-‑])(?:(?:ex|co|acting|deputy|then)[-‑])?(?:(?:vice|under)[-‑]?)?(?:prime[-‑])?"
    r"(?:ministers?|premiers?|presidents?|chancellors?|secretar(?:y|ies)(?![-‑ ]general)|attorneys?[- ]general"
    r"|taoiseach|kings?|queen|emir|sultan|emperor|shah|princes?|heads?[ -]of[ -](?:state|government)|chiefs? of state"
    r"|leader|treasurer|counterparts?|diplomat"
    r"|(?-i:(?<!\d )(?:PM|FM|EAM|VP|DM|Pres\.|Min\.)(?=\s+[A-Z]|-)|PRES\.|MIN\.))"
    r"(?:[-‑](?:elect|designate))?(?![\w])",
    re.IGNORECASE,
)
"""The head word or words of an office, with joined prefixes and suffixes."""
_CORES = (
    *"minister premier president chancellor secretar attorney taoiseach queen emir sultan emperor shah leader".split(),
    "treasurer",
    "diplomat",
    *(
        " pm ",
        " pm-",
        " fm ",
        " eam ",
        " vp ",
        " dm ",
        " pres. ",
        " min. ",
        "counterpart",
        "head of",
        "head-of",
        "heads of",
        "chief of",
        "chiefs of",
        " king",
        "-prince",
    ),
)
"""Substrings; every head contains one. Most texts contain few, and the pattern is tried only there."""
_LONGEST_PREFIX = 24
_WORD_END = re.compile(r"[\w‑-]*\Z")
_WRITTEN = {
    core: (word, (word.title().replace(" Of", " of"), word.upper()))
    for core, word in zip(_CORES, map(str.strip, _CORES), strict=True)
}
"""The word of each core, and its capitalised forms."""


class Head(msgspec.Struct, frozen=True):
    """The head word of an office, without joined prefixes and suffixes."""

    word: str
    joined: frozenset[str]
    """The joined ones: `vice`, `ex`, `elect`."""


def heads_in(text: str) -> Iterator[re.Match[str]]:
    """Matches of all heads, in order; the pattern is tried only where a core occurs."""
    done = 0
    for core_start in _cores_in(text):
        before = _WORD_END.search(text, max(done, core_start - _LONGEST_PREFIX), core_start)
        found = _HEADS.match(text, before.start() if before else core_start)
        if found is not None and found.end() > core_start:
            done = found.end()
            yield found


def _cores_in(text: str) -> list[int]:
    """Offsets of cores, in lower case, with one capital or in capitals."""
    lower = text.replace("İ", "I").lower()  # keeps the length
    spaced = f" {lower}"
    found: list[int] = []
    for core, (word, written) in _WRITTEN.items():
        start = lower.find(word) if core in spaced else -1
        while start >= 0:
            end = start + len(word)
            if text[start:end] in written or text.startswith(core, end - len(core)):
                found.append(start)
            start = lower.find(word, end)
    return sorted(found)


def head_of(plain: str) -> Head:
    """Split `ex-vice-president-elect` into head word and joined parts."""
    parts = [part.strip() for part in plain.replace("‑", "-").replace("-of-", " of ").split("-")]
    kept = [part for part in parts if part not in words("joined")]
    word = "-".join(kept)
    joined = frozenset(part for part in parts if part in words("joined"))
    for start in ("under", "vice", "prime-"):
        if word.startswith(start):
            word, joined = word.removeprefix(start), joined | {start.rstrip("-")}
    return Head(word, joined)


def is_head(word: str) -> bool:
    """Whether a word begins with the head of an office."""
    return _HEADS.match(word) is not None
