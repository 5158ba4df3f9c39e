"""Find the holder named before an office: `A B, the X minister`, `A B was elected`, `elected A B president`."""

from __future__ import annotations

import re

import msgspec

from dateline.index.article import Status
from dateline.index.metadata.names.english import has_title
from dateline.index.metadata.names.person_name import PersonName
from dateline.index.metadata.officials.cues import cue
from dateline.index.metadata.officials.english.paragraph import Paragraph
from dateline.index.metadata.tokens import ends_sentence

_ARTICLE = r"(?:the\s+country['’]s\s+|the\s+nation['’]s\s+|the\s+|its\s+|their\s+|his\s+|her\s+|an?\s+)?"
_ADVERB = r"(?:also\s+|currently\s+|presently\s+|now\s+|again\s+|once\s+|later\s+|twice\s+)?"
_TAKING_OFFICE = f"(?:{cue('en', 'link', 'takes')})"
_LEAVING_OFFICE = f"(?:{cue('en', 'link', 'leaves')})"
_LINK = re.compile(
    rf"(?P<apposition>\s*,\s+(?:(?:aged\s+)?\d{{1,3}}\s*,\s+)?(?P<who>who\s+{_ADVERB}(?:{_TAKING_OFFICE}|{_LEAVING_OFFICE})\s+)?{_ADVERB}{_ARTICLE})\Z"
    rf"|(?P<verb>\s+{_ADVERB}(?:{_TAKING_OFFICE}|(?P<leaving>{_LEAVING_OFFICE}))\s+{_ARTICLE}(?:new\s+|next\s+|first\s+(?:woman\s+|female\s+)?)?)\Z"
    rf"|(?P<plain>\s+the\s+(?:new|next|incoming)\s+)\Z"
    rf"|(?P<bracket>\s*[-–—(]\s*{_ARTICLE})\Z",
    re.IGNORECASE,
)
_CLAUSE = re.compile(r",\s[^,.;]{3,80},\Z")
"""A clause between subject and verb: `Kais Saied, a professor of law, was sworn in as`."""
_BEFORE_WHO = re.compile(r",\s[^,.;]{3,80}\Z")
"""A clause before a relative clause: `Christophe Soglo, commander of the army, who became`."""
_LINKING_VERB = re.compile(
    r"\b(?:became|elect(?:s|ed)|names?|named|appoint(?:s|ed|ing)?|made|chose|chooses|declared?|kept|stayed|is|was)\b"
)
"""Verbs after which a name may come directly before an office: `elected A B prime minister`."""
_PAST_LINK = re.compile(r"\b(?:was|served\s+as|had\s+been|once)\s+(?:the\s+|an?\s+)?\Z", re.IGNORECASE)
_NOMINATED = re.compile(r"\bnominat(?:ed|es)\b|\bto\s+become\b|\bwill\s+(?:be|become)\b", re.IGNORECASE)
"""Verbs of those who do not hold the office yet."""
_ENDS_NAME = re.compile(r"(?<!['’][sS])(?<=[^\W\d_])\Z")
_PUBLIC_OFFICE_VERB = re.compile(r"elect|sworn|inaugurated|oath|became|becomes", re.IGNORECASE)
_INSTALLATION = re.compile(
    r"\b(?:swearing[-\s]in|inauguration|nomination|confirmation)\s+of\s+(?:[\w.’'-]+\s+)?\Z", re.IGNORECASE
)
_LONGEST_INSTALLATION = 50
_FURTHEST = 120
"""Maximum code points between the start of the holder's name and the office."""


class Holder(msgspec.Struct, frozen=True):
    """The name of a holder before an office."""

    name: PersonName
    by_verb: bool
    """A verb links name and office: `became`, `was elected`."""
    is_chosen: bool
    """The verb is typical of public offices: `was elected`, `was sworn in`."""
    status: Status | None
    """What the words between name and office say; None if nothing."""


def holder_before(paragraph: Paragraph, start: int, *, may_be_business: bool) -> Holder | None:
    """The holder named before the office that, with its country, begins at an offset."""
    link = paragraph.search_before(_LINK, start, within=_FURTHEST)
    if link is None:
        return _directly_before(paragraph, start)
    if link["bracket"] is not None and may_be_business:
        return None
    name = paragraph.name_ending(link.start()) or _name_before_clause(paragraph, link)
    if name is None:
        return None
    is_chosen = _PUBLIC_OFFICE_VERB.search(link[0]) is not None or _is_installed(paragraph, name)
    return Holder(name, by_verb=link["verb"] is not None, is_chosen=is_chosen, status=_status_of(link))


def _status_of(link: re.Match[str]) -> Status | None:
    if link["leaving"] is not None:
        return Status.FORMER
    if (link["verb"] or link["who"]) is not None and _PAST_LINK.search(link[0]) is not None:
        return Status.FORMER
    return _status_of_verb(link[0])


def _status_of_verb(verb: str) -> Status | None:
    return Status.DESIGNATE if _NOMINATED.search(verb) is not None else None


def _is_installed(paragraph: Paragraph, name: PersonName) -> bool:
    """Whether words typical of public offices come before a name: `the swearing in of A B as`."""
    return paragraph.search_before(_INSTALLATION, name.start, within=_LONGEST_INSTALLATION) is not None


def _full_name(paragraph: Paragraph, offset: int) -> PersonName | None:
    """The full name, or a single name with a title, that ends at an offset."""
    name = paragraph.name_ending(offset)
    if name is None:
        return None
    return name if name.is_full or has_title(paragraph.tokens, paragraph.token_from(name.start)) else None


def _name_before_clause(paragraph: Paragraph, link: re.Match[str]) -> PersonName | None:
    if link["verb"] is None and link["who"] is None:
        return None
    pattern = _CLAUSE if link["verb"] is not None else _BEFORE_WHO
    clause = paragraph.search_before(pattern, link.start(), within=_FURTHEST)
    return _full_name(paragraph, clause.start()) if clause else None


def _directly_before(paragraph: Paragraph, start: int) -> Holder | None:
    """A name directly before an office: `elected A B prime minister`, `... and C D defence minister`."""
    at = paragraph.token_from(start)
    if at == 0 or ends_sentence(paragraph.tokens[at - 1]) or not _ENDS_NAME.search(paragraph.tokens[at - 1].text):
        return None
    name = _full_name(paragraph, start)
    if name is None:
        return None
    first = max(paragraph.start, name.start - _FURTHEST)
    sentence = paragraph.text.rfind(". ", first, name.start)
    verb = _LINKING_VERB.search(paragraph.text, max(first, sentence + 1), name.start)
    if verb is None:
        return None
    is_chosen = _PUBLIC_OFFICE_VERB.search(verb[0]) is not None
    return Holder(name, by_verb=True, is_chosen=is_chosen, status=_status_of_verb(verb[0]))
