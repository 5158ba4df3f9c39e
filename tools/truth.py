"""What is known of a file without Dateline's formats: from labels beside it, and by plain searches in its markup."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from functools import cache
from html import unescape
from pathlib import Path
from typing import TypeAlias

import msgspec
from lxml import etree

Element: TypeAlias = etree._Element  # noqa: SLF001  # pyright: ignore[reportPrivateUsage] - lxml has no other name
Json: TypeAlias = "bool | int | float | str | list[Json] | dict[str, Json] | None"
_EXPECTED = re.compile(rb"^Expect:.*entries\[\d+\]\['title'\] == u?(.+)$", re.MULTILINE)
_ENTRY = re.compile(rb"<(?:\w+:)?(?:item|entry)[\s>]")
_FEED = re.compile(rb"<(?:rss|rdf:RDF|feed)[\s>]")
_TITLES = ("headline", "HeadLine", "hl1")
_DAYS = ("contentCreated", "firstCreated", "FirstCreated", "versionCreated", "ThisRevisionCreated", "date.issue")
"""The most telling first: an item is published when it is first made, not when it is changed."""
_TEXTS = ("p", "inlineData", "DataContent")


class Truth(msgspec.Struct, frozen=True):
    """Values that reading a file must give."""

    titles: tuple[str, ...] = ()
    days: tuple[str, ...] = ()
    paragraphs: tuple[str, ...] = ()
    entries: int | None = None


def truth_of(path: Path) -> Truth:
    """Return what is known of a file."""
    return next((truth for find in _FINDERS if (truth := find(path)) is not None), Truth())


def _labelled_days(path: Path) -> Truth | None:
    """The days of pages that a set lists in `truth_*.json`."""
    for folder in path.parents:
        day = _days_in(folder).get(path.name)
        if day is not None:
            return Truth(days=(day,))
    return None


@cache
def _days_in(folder: Path) -> dict[str, str]:
    days: dict[str, str] = {}
    for labels in folder.glob("truth_*.json"):
        listed: dict[str, dict[str, str]] = json.loads(labels.read_text())
        days |= {each["file"]: each["date"] for each in listed.values()}
    return days


def _expected_titles(path: Path) -> Truth | None:
    """The titles that a test file of feedparser states in a comment."""
    content = path.read_bytes()
    if not _FEED.search(content):
        return None
    entries = len(_ENTRY.findall(content))
    stated = (_literal(match[1].decode()) for match in _EXPECTED.finditer(content))
    return Truth(titles=tuple(_text(title) for title in stated if title), entries=entries)


def _literal(code: str) -> str | None:
    try:
        value: object = ast.literal_eval(code.strip())
    except (ValueError, SyntaxError):
        return None
    return value if isinstance(value, str) else None


def _text(html: str) -> str:
    return unescape(re.sub(r"<[^>]*>", "", unescape(html)))


def _agency_xml(path: Path) -> Truth | None:
    """Titles, days and paragraphs of agency XML, by the names of its elements."""
    try:
        root = etree.fromstring(path.read_bytes(), etree.XMLParser(resolve_entities=False, no_network=True))
    except etree.XMLSyntaxError:
        return None
    if _name(root) not in {"newsItem", "NewsML", "nitf", "newsMessage"}:
        return None
    elements = [each for each in root.iter() if isinstance(each.tag, str)]
    if not any(_name(each) in _TEXTS and _words(each) for each in elements):
        return Truth()  # a picture, a package or a concept has no text to read
    titles = [_words(each) for each in elements if _name(each) in _TITLES]
    return Truth(
        titles=tuple(titles[:1]),
        days=tuple(_xml_days(elements))[:1],
        paragraphs=tuple(_xml_paragraphs(elements)),
    )


def _xml_days(elements: list[Element]) -> Iterator[str]:
    for name in _DAYS:
        for each in elements:
            written = (each.get("norm") or each.text or "").strip() if _name(each) == name else ""
            if written:
                yield _utc_day(written)


def _utc_day(written: str) -> str:
    """Return the day in UTC of an ISO 8601 time, extended or basic."""
    moment = datetime.fromisoformat(written)
    return (moment if moment.tzinfo is None else moment.astimezone(UTC)).date().isoformat()


def _xml_paragraphs(elements: list[Element]) -> Iterator[str]:
    for each in elements:
        inside = {_name(parent) for parent in each.iterancestors()}
        if _name(each) == "p" and inside & {"body.content", "body"} and not inside & {"media", "table", "fn"}:
            text = _words(each)
            if text:
                yield text


def _words(element: Element) -> str:
    return " ".join("".join(map(str, element.itertext())).split())


def _name(element: Element) -> str:
    return etree.QName(element).localname


def _news_json(path: Path) -> Truth | None:
    """Titles and days of JSON with ninjs' names at the top."""
    if path.suffix != ".json":
        return None
    try:
        value: Json = json.loads(path.read_bytes())
    except ValueError:
        return None
    if not isinstance(value, dict) or value.get("type") not in {"text", None}:
        return None
    headline, day = value.get("headline"), value.get("firstcreated") or value.get("versioncreated")
    if not isinstance(headline, str):
        return None
    days = (_utc_day(day),) if isinstance(day, str) else ()
    return Truth(titles=(_text(headline),), days=days)


_FINDERS: tuple[Callable[[Path], Truth | None], ...] = (_labelled_days, _expected_titles, _agency_xml, _news_json)
