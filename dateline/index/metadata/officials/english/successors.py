"""Find named successors in an office: `..., who was replaced by A B`, `named A B to replace him`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import msgspec

from dateline.index.article import Status
from dateline.index.metadata.names.english import skip_titles
from dateline.index.metadata.names.person_name import PersonName
from dateline.index.metadata.officials.claim import Claim
from dateline.index.metadata.officials.cues import cue
from dateline.index.metadata.officials.english.paragraph import Paragraph

_SUCCEEDED_BY = re.compile(rf"\b(?:{cue('en', 'successor', 'by')})\s+")
_AS_SUCCESSOR = re.compile(rf"\s+(?:{cue('en', 'successor', 'as')})\b")
_APPOINTED = re.compile(rf"\b(?:{cue('en', 'appointing', 'takes')})\s+(?:[\w.'’-]+\s+){{0,4}}\Z")
_LEAVING = re.compile(rf"\b(?:{cue('en', 'leaving', 'former')})\b")
"""Words of leaving office; without them the office is another one: `the president named A B as her successor`."""
_LONGEST_VERB = 60
_FURTHEST = 250
"""Maximum code points between an office and the words about its next holder."""


def with_successors(paragraph: Paragraph, claims: Sequence[Claim]) -> Iterator[Claim]:
    """The claims of a paragraph, followed by claims of named successors."""
    yield from claims
    if not claims:
        return
    for found, name in _successors(paragraph):
        held = (claim for claim in reversed(claims) if claim.name is not None and claim.end <= found.start())
        before = next((claim for claim in held if found.start() - claim.end <= _FURTHEST), None)
        if before is not None and before.name != name and _leaves(paragraph, before, found):
            yield msgspec.structs.replace(before, name=name, status=Status.CURRENT, name_first=False)


def _leaves(paragraph: Paragraph, held: Claim, found: re.Match[str]) -> bool:
    """Whether the sentence says that the holder of the office leaves it."""
    sentence = paragraph.text.rfind(". ", paragraph.start, held.start) + 1
    return _LEAVING.search(paragraph.text, max(sentence, paragraph.start), found.end()) is not None


def _successors(paragraph: Paragraph) -> Iterator[tuple[re.Match[str], PersonName]]:
    """Full names of successors, each with the match of the words that say so."""
    for found in paragraph.find_all(_SUCCEEDED_BY):
        at = skip_titles(paragraph.tokens, paragraph.token_from(found.end()))
        name = paragraph.name(at, like=paragraph.tokens[at]) if at < len(paragraph.tokens) else None
        if name is not None and name.is_full:
            yield found, name
    for found in paragraph.find_all(_AS_SUCCESSOR):
        name = paragraph.name_ending(found.start())
        if name is not None and name.is_full and paragraph.search_before(_APPOINTED, name.start, within=_LONGEST_VERB):
            yield found, name
