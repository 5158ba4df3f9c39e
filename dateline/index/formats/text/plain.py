"""Plain text: one report per file, optionally after header lines such as `Source: ...`."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from typing import NamedTuple

import msgspec

from dateline.index.formats.encoding import decode
from dateline.index.formats.fields import Fields, Json
from dateline.index.formats.format import Certainty, Head, Reads, reject_document, whole
from dateline.index.formats.markup import plain
from dateline.index.formats.options import ReadOptions
from dateline.index.raw import Document, RawReject, RawReport, RejectKind
from dateline.index.sources.blob import Blob

_DATE = re.compile(r"\s*date[ \t:]+(\d{4}-\d{1,2}-\d{1,2}\S*)[ \t]*", re.IGNORECASE)
_NAMED = re.compile(
    r"(headline|title|date|published|source|publisher|byline|author|section|url|link|language|dateline|keywords|tags)"
    r"[ \t]*:[ \t]*(\S.*)",
    re.IGNORECASE,
)
_LETTER = re.compile(r"(subject|from|sent|to|cc)[ \t]*:[ \t]*(\S.*)", re.IGNORECASE)
_IS_LETTER = re.compile(r"\s*(?:[A-Za-z][A-Za-z-]{0,20}[ \t]*:[^\n]*\n){0,6}?subject[ \t]*:", re.IGNORECASE)
"""The lines before the body name a subject: a letter or mail, as it is printed or pasted."""
_AS_IN_ARTICLES = {"subject": "headline", "from": "source", "sent": "date"}
_BYLINE = re.compile(r"By[ \t]+(\S{1,40}(?:[ \t]+\S{1,40}){0,9})", re.IGNORECASE)
_MAX_HEADLINE = 160
"""Maximum length of a headline; the longest in the corpora have about 150 characters."""
_SENTENCE_ENDS = (".", "\u2026", "\u3002", "\u0964", "\u06d4", ":", ";", ",", "-", "\u2013", "\u2014")
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.?"
_DAY = re.compile(rf"\b(?:{_MONTH} \d{{1,2}}|\d{{1,2}} {_MONTH})(?:,? \d{{4}})?\W?$", re.IGNORECASE)
_PLACE = re.compile(r"[A-Z][A-Z .'-]{1,40}, [A-Z][a-z]")
"""`BAKU, Azerbaijan`: capitals, a comma, and a name not in capitals."""


class Plain:
    """One report per file; the format of any text that no other format recognises."""

    name = "plain"
    reads = Reads.TEXT
    extra = None

    def recognise(self, head: Head) -> Certainty:
        """Possible for any text: every other format that recognises an input goes first."""
        return Certainty.NO if head.is_binary else Certainty.POSSIBLE

    def split(self, blob: Blob, options: ReadOptions) -> Iterator[Document | RawReject]:
        """Yield the input as one document."""
        del options
        return whole(blob, self.name)

    def parse(self, document: Document, options: ReadOptions) -> Iterator[RawReport | RawReject]:
        """Yield the one report, or its reject."""
        text, problem = decode(document.content.removeprefix(codecs.BOM_UTF8))
        opening = read_opening(plain(text).replace("\r\n", "\n").replace("\r", "\n"))
        values: dict[str, Json] = {**opening.named, "body": opening.body}
        report = Fields(options).report(
            values, place=document.place, format_=self.name, byte_end=document.byte_end, problem=problem
        )
        if isinstance(report, str):
            yield reject_document(document, report, RejectKind.NO_TEXT)
        else:
            yield msgspec.structs.replace(report, header_date=opening.date)


class Opening(NamedTuple):
    """The header of a plain text and its body."""

    date: str | None
    named: dict[str, str]
    """Values by field name as written: `headline`, `byline`, `source` ..."""
    body: str


def read_opening(text: str) -> Opening:
    """Read the header of a plain text, whose lines end with line feeds.

    It has, in this order and all optional: `date 2021-05-18` (the rest of that line is the dateline and stays in the
    body), lines such as `Source: ...` or those of a printed mail, a headline, a byline.
    """
    date, text = _date(text)
    named, text = _named(text)
    date = named.pop("date", None) or named.pop("published", None) or date
    if date is None:
        date, text = _date(text)
    if "headline" not in named and "title" not in named:
        headline, text = _headline(text)
        named |= headline
    if "byline" not in named and "author" not in named:
        byline, text = _byline(text)
        named |= byline
    return Opening(date, named, text.strip("\n"))


def _date(text: str) -> tuple[str | None, str]:
    match = _DATE.match(text)
    return (match[1], text[match.end() :]) if match else (None, text)


def _named(text: str) -> tuple[dict[str, str], str]:
    """Split off the named fields before the body, each at most once."""
    is_letter = _IS_LETTER.match(text) is not None
    named: dict[str, str] = {}
    while True:
        line, rest = _split_first_line(text)
        match = _NAMED.fullmatch(line) or (_LETTER.fullmatch(line) if is_letter else None)
        name = match[1].casefold() if match else ""
        name = _AS_IN_ARTICLES.get(name, name)
        if match is None or name in named:
            break
        named[name] = match[2]
        text = rest
    return {name: value for name, value in named.items() if name not in {"to", "cc"}}, text


def _headline(text: str) -> tuple[dict[str, str], str]:
    """Split off a headline: a short first line that stands alone, ends no sentence and is no dateline."""
    line, rest = _split_first_line(text)
    alone = rest.partition("\n")[0].strip() == "" and rest.strip() != ""
    ending = line.rstrip("\"'\u201d\u2019)")
    if not line or len(line) > _MAX_HEADLINE or not alone or ending.endswith(_SENTENCE_ENDS):
        return {}, text
    if _DAY.search(line) or _PLACE.match(line) or _BYLINE.fullmatch(line):
        return {}, text
    return {"headline": line}, rest


def _byline(text: str) -> tuple[dict[str, str], str]:
    line, rest = _split_first_line(text)
    match = _BYLINE.fullmatch(line)
    if match is None or line.endswith(_SENTENCE_ENDS) or not rest.strip():
        return {}, text
    return {"byline": match[1]}, rest


def _split_first_line(text: str) -> tuple[str, str]:
    """Return the first line that is not blank, stripped, and the text after it."""
    line, _, rest = text.lstrip().partition("\n")
    return line.strip(), rest
