"""ANPA 1312: the wire texts of AP, AAP and other agencies, as newspapers receive them.

Source: ANPA 1312 (1989), "High-speed wire service transmission"; SYN SYN SOH header STX text ETX, date, EOT.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from dateline.index.article import Action
from dateline.index.formats.options import ReadOptions
from dateline.index.formats.wires.notes import without_notes
from dateline.index.formats.wires.stories import Story, StoryFormat, full_year
from dateline.index.raw import Document, RawReport

_RECOGNISED = re.compile(rb"\A\s*(?:\x05[^\x01\x02]{0,500})?\x16+\x01\s?[A-Za-z]\d{4}[\x1f\x1e\r\n ]")
_KEYWORD = re.compile(
    r"\A\s*[A-Za-z] ?[A-Za-z]{1,3}[\x11-\x14\s]+(?:[ab]m-|pm-|bc-|ap-)?([A-Za-z][\w.'&-]*)"
    r"(.*?)\s+\d{1,2}-\d{1,2}\s+\d{1,5}\b",
    re.IGNORECASE,
)
"""A priority, a category, format marks, keyword, take, date, and number of words."""
_AMERICAN = re.compile(r"([A-Z]{2,5})-[A-Z]{2,5}-(\d{1,2})-(\d{1,2})-(\d\d)\s+(\d\d)(\d\d)\s*([A-Z]{3})")
_DAY_FIRST = re.compile(r"(\d\d)-(\d\d)-(\d\d)\s+(\d\d)[-:](\d\d)")
_BYLINE = re.compile(r"By +(\S.{2,100})", re.IGNORECASE)
_SLUG = re.compile(r"[A-Z]{2}-.*--.*|(?:AP|BC|AM|PM)-(?:[A-Z][^\s,]*(?:,.*)?|[A-Z].*-.*)")
"""A cycle, and a region or at least a keyword: `BC-EU--Talks`, `BC-Talks,1st Ld`. Headlines have `US-China talks`."""
_CYCLE = re.compile(r"(?:[ab]m-|pm-|bc-|ap-)+", re.IGNORECASE)
_EMBARGO = re.compile(r"Embargo Content\. Timestamp: *(\S+)", re.IGNORECASE)
_KILL = re.compile(r"\b(?:bulletin|mandatory)?\s*kill\b", re.IGNORECASE)
_CORRECTION = re.compile(r"\bcorrecti(?:on|ve)\b|\bcorrected\b", re.IGNORECASE)
_MARKS: Final = "^<=\t "
"""Marks of typesetting around a line: quad left, end of a paragraph."""
_PREFORMATTED: Final = "\x12"
_INDENTS: Final = ("\t", "   ")


class Anpa(StoryFormat):
    """Stories of one wire: SYN, a start of heading, a service level and a story number."""

    name = "anpa"
    recognised = _RECOGNISED

    def report(self, story: Story, document: Document, options: ReadOptions) -> RawReport:
        """Return what a story says."""
        del options
        header = "\n".join(story.header[1:])
        keyword = _KEYWORD.search(header)
        opening = _opening(without_notes(story.text), keyword[1] if keyword else None)
        paragraphs = () if _PREFORMATTED in header else _paragraphs(opening.body)
        source, published = _sent(story.trailer)
        return RawReport(
            body="" if paragraphs else "\n".join(line.strip("^<") for line in opening.body).strip("\n"),
            paragraphs=paragraphs,
            place=document.place,
            format=self.name,
            headline=opening.headline,
            byline=opening.byline,
            source=source,
            published=published,
            keywords=(keyword[1],) if keyword else (),
            action=_action(keyword[2] if keyword else "", opening),
            embargo=opening.embargo,
        )


class _Opening(NamedTuple):
    headline: str | None
    byline: str | None
    embargo: str | None
    body: list[str]


def _opening(lines: list[str], keyword: str | None) -> _Opening:
    """Split the header of a text from its body: lines marked with `^`, or those before the first indent."""
    if any(line.startswith("^") for line in lines):
        head = [line for line in lines if line.startswith("^")]
        body = [line for line in lines if not line.startswith("^")]
    else:
        start = next((number for number, line in enumerate(lines) if line.startswith(_INDENTS)), len(lines))
        # Without an indent there is no way to tell a header but its first line.
        start = start if start < len(lines) else min(1, len(lines))
        head, body = lines[:start], lines[start:]
    words = [text for line in head if (text := line.strip(_MARKS))]
    bylines = [found[1].rstrip(_MARKS) for text in words if (found := _BYLINE.fullmatch(text))]
    embargoes = [found[1] for text in words if (found := _EMBARGO.search(text))]
    headlines = [text for text in words if not (_is_slug(text, keyword) or _BYLINE.fullmatch(text))]
    return _Opening(
        headlines[0] if headlines else None,
        bylines[0] if bylines else None,
        embargoes[0] if embargoes else None,
        body,
    )


def _is_slug(text: str, keyword: str | None) -> bool:
    """Whether a line only names the story: in the form of a slug, or by the keyword of the header and no more."""
    first = _CYCLE.sub("", text.partition(",")[0].strip(), count=1)
    return _SLUG.fullmatch(text) is not None or (keyword is not None and first.lower() == keyword.lower())


def _paragraphs(lines: list[str]) -> tuple[str, ...]:
    """Return the paragraphs that start with an indent; none if nothing is indented."""
    if not any(line.startswith(_INDENTS) for line in lines):
        return ()
    found: list[str] = []
    for line in lines:
        words = " ".join(line.strip(_MARKS).split())
        if line.startswith(_INDENTS) or not found:
            found.append(words)
        elif words:
            found[-1] = f"{found[-1]} {words}".strip()
    return tuple(filter(None, found))


def _sent(trailer: str) -> tuple[str | None, str | None]:
    """Return the agency and when it sent the story: `AP-NY-12-31-15 1832GMT`, or `31-12-15 18-32-00`."""
    if (found := _AMERICAN.search(trailer)) is not None:
        source, month, day, year, hour, minute, zone = found.groups()
        return source, f"{full_year(year)}-{int(month):02}-{int(day):02} {hour}:{minute} {zone}"
    if (found := _DAY_FIRST.search(trailer)) is not None:
        day, month, year, hour, minute = found.groups()
        return None, f"{full_year(year)}-{month}-{day} {hour}:{minute}"
    return None, None


def _action(take: str, opening: _Opening) -> Action:
    """Return what the source asks for, from the words after the keyword."""
    if _KILL.search(take):
        return Action.KILL
    if opening.embargo is not None:
        return Action.WITHHOLD
    return Action.CORRECT if _CORRECTION.search(take) else Action.PUBLISH
