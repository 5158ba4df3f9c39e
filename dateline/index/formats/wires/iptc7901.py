"""IPTC 7901: the wire texts of agencies such as dpa, AFP and ANSA.

Source: IPTC Recommendation 7901, 5th revision: SOH header, STX text ETX, date and time, EOT.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from dateline.index.article import Action
from dateline.index.formats.options import ReadOptions
from dateline.index.formats.wires.notes import without_notes
from dateline.index.formats.wires.stories import Story, StoryFormat, full_year
from dateline.index.raw import Document, RawReport

_RECOGNISED = re.compile(rb"\A[\x00\x16\x7f\s]*\x01\s*[A-Za-z]{2,4} ?\d{3,5} \d [A-Za-z]{1,4}[ \r\n]")
_HEADER = re.compile(r"\x01\s*[A-Za-z]{2,4} ?\d{3,5} \d [A-Za-z]{1,4}(?: \d+)?(?P<rest>.*)")
_SERVICE = re.compile(r"\b([A-Za-z]{2,10}) \d+\s*$")
_SENT = re.compile(r"(\d\d)(\d\d)(\d\d)\s+([A-Z]{2,4})\s+([^\W\d_]{3,9})\.?\s+(\d\d)\b")
_BYLINE = re.compile(r"(?:By|Von|Par|Por|Da) +([^\W\d_].{2,100})")
_LABEL = re.compile(
    r"(?:\d+(?:ST|ND|RD|TH) )?(?:ADD|ADVISORY|ALERT|ANALYSIS|BACKGROUND|BREAKING|CANCEL|CORRECT|EXCLUSIVE|EXTRA|"
    r"FEATURE|FLASH|INTERVIEW|KILL|LEAD|NEWS ?FEATURE|PREVIEW|PROFILE|REFILE|REPEAT|ROUNDUP|RPT|SUB|UPDATE|URGENT|"
    r"WITHDRAW|WRAP)[A-Z \d:.,()-]*"
)
_KILLS: Final = ("KILL", "CANCEL", "WITHDRAW")
_MOST_HEADER_LINES: Final = 10
_LONGEST_HEADLINE: Final = 160
_MONTHS: Final = (
    ("jan",),
    ("feb", "fév", "fev"),
    ("mar", "mär", "mrz"),
    ("apr", "avr", "abr"),
    ("may", "mai", "mag"),
    ("jun", "giu", "jui"),
    ("jul", "lug", "juil"),
    ("aug", "aou", "aoû", "ago"),
    ("sep", "set"),
    ("oct", "okt", "ott"),
    ("nov",),
    ("dec", "dez", "dic", "déc"),
)
"""How the names of months begin in the languages of the wires."""


class Iptc7901(StoryFormat):
    """Stories of one wire: a service and number, a priority and a category."""

    name = "iptc7901"
    recognised = _RECOGNISED

    def report(self, story: Story, document: Document, options: ReadOptions) -> RawReport:
        """Return what a story says."""
        del options
        opening = _opening(without_notes(story.text))
        header = _HEADER.search(story.header[0])
        service = _SERVICE.search(header["rest"]) if header else None
        keywords = [word.strip() for line in story.header[1:] for word in line.strip("\x02/ ").split("/")]
        return RawReport(
            body=opening.body,
            place=document.place,
            format=self.name,
            headline=opening.headline,
            byline=opening.byline,
            source=service[1] if service else None,
            published=_sent(story.trailer),
            keywords=tuple(dict.fromkeys(filter(None, keywords))),
            action=opening.action,
        )


class _Opening(NamedTuple):
    headline: str | None
    byline: str | None
    action: Action
    body: str


def _opening(lines: list[str]) -> _Opening:
    """Split the lines that end with `=`, or a first line that stands alone, from the body."""
    head, body = _split(lines)
    byline: str | None = None
    action = Action.PUBLISH
    headline: list[str] = []
    for line in head:
        words = line.strip().rstrip("= ").strip()
        if (found := _BYLINE.fullmatch(words)) is not None and headline:
            byline = byline or found[1]
        elif _LABEL.fullmatch(words):
            action = _action(words, action)
        elif words:
            headline.append(words)
    return _Opening(" ".join(headline) or None, byline, action, "\n".join(body).strip("\n"))


def _split(lines: list[str]) -> tuple[list[str], list[str]]:
    for number, line in enumerate(lines[:_MOST_HEADER_LINES], start=1):
        if line.rstrip().endswith("="):
            return lines[:number], lines[number:]
    first = next((number for number, line in enumerate(lines) if line.strip()), None)
    if first is None:
        return [], []
    stands_alone = len(lines) > first + 1 and not lines[first + 1].strip()
    if stands_alone and len(lines[first]) <= _LONGEST_HEADLINE and not lines[first].rstrip().endswith("."):
        return lines[: first + 1], lines[first + 1 :]
    return [], lines


def _action(label: str, before: Action) -> Action:
    if any(word in label for word in _KILLS):
        return Action.KILL
    return Action.CORRECT if "CORRECT" in label else before


def _sent(trailer: str) -> str | None:
    """Return when a story was sent, from `131137 GMT Nov 13`: day, time, month and year."""
    found = _SENT.search(trailer)
    if found is None:
        return None
    day, hour, minute, zone, name, year = found.groups()
    start = name.lower()
    month = next((number for number, starts in enumerate(_MONTHS, 1) if start.startswith(starts)), None)
    return None if month is None else f"{full_year(year)}-{month:02}-{day} {hour}:{minute} {zone}"
