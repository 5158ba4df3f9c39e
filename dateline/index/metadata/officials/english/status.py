"""How an office is held, by the words around it: `sacked Minister A B`, `in 2008 President A`, `nominee for X`."""

from __future__ import annotations

import re

import msgspec

from dateline.index.article import Status
from dateline.index.metadata.officials.claim import Claim
from dateline.index.metadata.officials.cues import beside, cue
from dateline.index.metadata.officials.english.paragraph import Paragraph

_FORMER = re.compile(
    rf"\b(?:{'|'.join(map(re.escape, sorted(beside(Status.FORMER))))})[-\s]+(?:the\s+)?\Z", re.IGNORECASE
)
_DONE_TO = re.compile(rf"\b(?:{cue('en', 'doing', 'former')})\s+\Z", re.IGNORECASE)
_DURING = re.compile(rf"\b(?:{cue('en', 'during', 'former')})\s+(?:the\s+)?\Z", re.IGNORECASE)
_CHOICE = re.compile(rf"\b(?:{cue('en', 'choice', 'designate')})\s", re.IGNORECASE)
_PROPOSED = re.compile(rf"\b(?:{cue('en', 'appointing', 'designate')})\s+(?:[\w.’-]+\s+){{0,2}}\Z", re.IGNORECASE)
_AFTER = re.compile(rf"\s+(?:{cue('en', 'after', 'former')})")
_OWN_DEED = re.compile(rf",?\s+(?:{cue('en', 'own', 'former')})(?!\w)")
_NOT_OFFICE = re.compile(r"\s+(?:from\s+(?:the\s+)?(?:party|parliament|senate|board)|in\s+protest\s+from)")
_YEAR = re.compile(r"\b(?:[Ii]n|IN|[Oo]f|OF)\s+(?:[A-Z][a-z]+\s+)?(1[89]\d\d|20\d\d)\b(?!\s*[-–])")
_YEARS_OVER = 5
"""A sentence that names a year at least so long ago tells of an office that is likely over."""
_NEAR = 60
_SENTENCE = 200
"""Code points of a sentence before an office that are searched for a year."""


def former_before(paragraph: Paragraph, start: int) -> int | None:
    """Where words such as `former` begin that end before an offset."""
    found = paragraph.search_before(_FORMER, start, within=30)
    return found.start() if found else None


def status_after(paragraph: Paragraph, claim: Claim, end: int) -> Status:
    """The status of a claim, given what follows the office or the name that ends at an offset."""
    return Status.FORMER if paragraph.match(_AFTER, end) else claim.status


def with_status(paragraph: Paragraph, claim: Claim) -> Claim:
    """A claim with the status that the words around it give it, if nothing beside the office told it."""
    if claim.status is not Status.CURRENT or claim.name is None:
        return claim
    start, end = min(claim.start, claim.name.start), max(claim.end, claim.name.end)
    if _is_over(paragraph, start, end):
        return msgspec.structs.replace(claim, status=Status.FORMER)
    is_proposed = claim.name_first and paragraph.search_before(_PROPOSED, claim.name.start, within=_NEAR)
    if is_proposed or _CHOICE.search(paragraph.text, max(paragraph.start, claim.start - _NEAR), claim.end):
        return msgspec.structs.replace(claim, status=Status.DESIGNATE)
    looks_back = paragraph.search_before(_DURING, start, within=_NEAR) or _is_of_past_year(paragraph, start)
    return msgspec.structs.replace(claim, looks_back=True) if looks_back else claim


def _is_over(paragraph: Paragraph, start: int, end: int) -> bool:
    """Whether the holder, named in a stretch with the office, has left it by a deed that the sentence tells."""
    if paragraph.search_before(_DONE_TO, start, within=_NEAR):
        return True
    own = paragraph.match(_OWN_DEED, end)
    return own is not None and not paragraph.match(_NOT_OFFICE, own.end())


def _is_of_past_year(paragraph: Paragraph, start: int) -> bool:
    if paragraph.year is None:
        return False
    first = paragraph.text.rfind(". ", max(paragraph.start, start - _SENTENCE), start)
    before = paragraph.text[max(paragraph.start, first + 1, start - _SENTENCE) : start]
    years = [int(year) for year in _YEAR.findall(before)]
    return bool(years) and years[-1] <= paragraph.year - _YEARS_OVER
