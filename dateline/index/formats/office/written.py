"""What a word processor's file says: paragraphs with their kind, and properties; and the report they become."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from enum import IntEnum
from typing import Final, NamedTuple

from dateline.index.formats.format import reject_document
from dateline.index.formats.office.headlines import is_headline, title_of
from dateline.index.formats.options import ReadOptions
from dateline.index.raw import Document, Outcome, RawReport, RejectKind
from dateline.problems import Problem

_AMONG_FIRST: Final = 8
"""A headline is among so many first paragraphs."""
_MAX_NAME: Final = 60
_SENTENCE_END = re.compile(r"[.:;,]$")
_DATELINE = re.compile(r"[^a-z]{3,60}[,-]? (?:[A-Z][a-z]+,? )?.{0,20}\d|.*\b(?:19|20)\d\d\b\W*$")
"""`BAKU, May 18`, and a line that ends with a year."""
_PERSON = re.compile(r"[^\W\d_][^\d@/\\]*(?: [^\d@/\\]+){1,3}")
_NOBODY = re.compile(
    r"\b(?:user|admin\w*|office|windows|microsoft|owner|author|unknown|python-docx|computer|pc)\b", re.IGNORECASE
)


class Kind(IntEnum):
    """How much a paragraph stands out."""

    TEXT = 0
    BOLD = 1
    HEADING = 2
    TITLE = 3


class Paragraph(NamedTuple):
    """A paragraph; its lines are separated by line feeds."""

    text: str
    kind: Kind = Kind.TEXT


class Written(NamedTuple):
    """A file. When it was created or changed is no date of publication, so it is not here."""

    paragraphs: Sequence[Paragraph]
    title: str = ""
    author: str = ""
    keywords: str = ""
    language: str = ""
    problem: str | None = None


def kind_of_style(name: str) -> Kind:
    """Return the kind of a paragraph style by its English name, which files have in every language.

    Word puts other names after a comma, LibreOffice writes a space as `_20_`.
    """
    name = name.casefold().partition(",")[0].replace("_20_", " ").strip()
    if name == "title":
        return Kind.TITLE
    return Kind.HEADING if re.match(r"heading ?\d?$", name) else Kind.TEXT


def written_outcome(written: Written, document: Document, options: ReadOptions) -> Outcome:
    """Return the report of a file, or its reject."""
    paragraphs = [each._replace(text=text) for each in written.paragraphs if (text := _tidy(each.text))]
    if not paragraphs:
        return reject_document(document, "a file without text", RejectKind.NO_TEXT)
    at = _headline(paragraphs)
    headline = title_of(written.title) if at is None else " ".join(paragraphs[at].text.split())
    return RawReport(
        body="",
        paragraphs=tuple(each.text for number, each in enumerate(paragraphs) if number != at),
        headline=headline,
        byline=_person(written.author),
        language=written.language or None,
        source=options.source,
        keywords=tuple(dict.fromkeys(_keywords(written.keywords))),
        place=document.place,
        format=document.format,
        byte_end=document.byte_end,
        problems=(Problem(written.problem, place=document.place),) if written.problem else (),
        item=document.item,
    )


def _tidy(text: str) -> str:
    lines = (
        "  ".join(" ".join(cell.split()) for cell in line.split("\t") if cell.strip()) for line in text.split("\n")
    )
    return "\n".join(line for line in lines if line)


def _headline(paragraphs: Sequence[Paragraph]) -> int | None:
    """Return the number of the paragraph among the first that stands out most, the first of them; None without one."""
    if len(paragraphs) < 2:
        return None
    found: int | None = None
    for number, each in enumerate(paragraphs[:_AMONG_FIRST]):
        is_more = each.kind > (paragraphs[found].kind if found is not None else Kind.TEXT)
        if is_more and _is_headline(each):
            found = number
    return found


def _is_headline(paragraph: Paragraph) -> bool:
    if not is_headline(paragraph.text):
        return False
    is_sentence = _SENTENCE_END.search(paragraph.text) or _DATELINE.match(paragraph.text)
    return paragraph.kind > Kind.BOLD or not is_sentence


def _person(author: str) -> str | None:
    """Return the author among the properties if it is the name of a person, not of a computer or an account."""
    author = " ".join(author.split())
    return author if len(author) <= _MAX_NAME and _PERSON.fullmatch(author) and not _NOBODY.search(author) else None


def _keywords(text: str) -> Iterator[str]:
    parts: Iterable[str] = re.split(r"[;,]", text)
    return (word for part in parts if (word := " ".join(part.split())))
