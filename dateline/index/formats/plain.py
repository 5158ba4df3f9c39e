"""Plain text: one report a file, with or without lines that name its fields before it."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import NamedTuple

import msgspec

from dateline.index.formats.encoding import decode
from dateline.index.formats.fields import Fields, Json
from dateline.index.formats.options import ReadOptions
from dateline.index.formats.stretch import read_whole
from dateline.index.raw import RawReject, RawReport

_DATE = re.compile(r"\s*date[ \t:]+(\d{4}-\d{1,2}-\d{1,2}\S*)[ \t]*", re.IGNORECASE)
_NAMED = re.compile(
    r"(headline|title|date|published|source|publisher|byline|author|section|url|link|language|dateline|keywords|tags)"
    r"[ \t]*:[ \t]*(\S.*)",
    re.IGNORECASE,
)
_BYLINE = re.compile(r"By[ \t]+(\S{1,40}(?:[ \t]+\S{1,40}){0,9})", re.IGNORECASE)
_HEADLINE = 160
"""Longer first lines are no headlines: of those in the corpora the longest have about 150 characters."""
_SENTENCE_ENDS = (".", "\u2026", "\u3002", "\u0964", "\u06d4", ":", ";", ",", "-", "\u2013", "\u2014")
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.?"
_DAY = re.compile(rf"\b(?:{_MONTH} \d{{1,2}}|\d{{1,2}} {_MONTH})(?:,? \d{{4}})?\W?$", re.IGNORECASE)
_PLACE = re.compile(r"[A-Z][A-Z .'-]{1,40}, [A-Z][a-z]")
"""`BAKU, Azerbaijan`: capitals, a comma, and a name that is not in capitals."""


class Plain:
    """One report a file; what nothing else recognises is plain text."""

    name = "plain"

    def recognises(self, head: bytes, address: str) -> bool:
        """Always: it is asked last."""
        del head, address
        return True

    def read(self, stream: io.BufferedReader, address: str, options: ReadOptions) -> Iterator[RawReport | RawReject]:
        """The one report."""
        stretch = read_whole(stream)
        if stretch.is_cut:
            yield stretch.too_long(address=address, format_=self.name)
            return
        text, problem = decode(stretch.content.removeprefix(b"\xef\xbb\xbf"))
        opening = read_opening(text.replace("\r\n", "\n").replace("\r", "\n"))
        values: dict[str, Json] = {**opening.named, "body": opening.body}
        place = stretch.place(address)
        report = Fields(options).report(values, place=place, format_=self.name, byte_end=stretch.end, problem=problem)
        if isinstance(report, str):
            yield stretch.reject(report, address=address, format_=self.name)
        else:
            yield msgspec.structs.replace(report, header_date=opening.date)


class Opening(NamedTuple):
    """What stands before the body of a plain text, and the body."""

    date: str | None
    named: dict[str, str]
    """By the name of the field as written: `headline`, `byline`, `source` ..."""
    body: str


def read_opening(text: str) -> Opening:
    """Read the lines that open a plain text, whose lines end with line feeds.

    In this order, each where it is there: `date 2021-05-18` (what follows it in its line is the dateline and stays
    in the body), lines such as `Source: ...`, a headline, a byline.
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
    """The fields that are named before the body, each at most once, and the rest."""
    named: dict[str, str] = {}
    while True:
        line, rest = _first_line(text)
        match = _NAMED.fullmatch(line)
        if match is None or match[1].casefold() in named:
            return named, text
        named[match[1].casefold()] = match[2]
        text = rest


def _headline(text: str) -> tuple[dict[str, str], str]:
    """A first line that is short, stands alone, ends no sentence and is no dateline."""
    line, rest = _first_line(text)
    alone = rest.partition("\n")[0].strip() == "" and rest.strip() != ""
    ending = line.rstrip("\"'\u201d\u2019)")
    if not line or len(line) > _HEADLINE or not alone or ending.endswith(_SENTENCE_ENDS):
        return {}, text
    if _DAY.search(line) or _PLACE.match(line) or _BYLINE.fullmatch(line):
        return {}, text
    return {"headline": line}, rest


def _byline(text: str) -> tuple[dict[str, str], str]:
    line, rest = _first_line(text)
    match = _BYLINE.fullmatch(line)
    if match is None or line.endswith(_SENTENCE_ENDS) or not rest.strip():
        return {}, text
    return {"byline": match[1]}, rest


def _first_line(text: str) -> tuple[str, str]:
    """The first line that is not blank, without the white space around it, and what follows it."""
    line, _, rest = text.lstrip().partition("\n")
    return line.strip(), rest
