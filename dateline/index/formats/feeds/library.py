"""The only file that uses `feedparser`: parsed feeds as typed objects."""

from __future__ import annotations

import calendar
import re
import time
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from importlib import import_module
from typing import NamedTuple, Protocol

import msgspec

from dateline.index.formats.markup import plain, plain_line

_DAMAGED_DECLARATION = re.compile(rb"\A\s*<\?xml\b(?=[^>]*[\x80-\xff])[^>]*\?>")
_SPACE_BEFORE = re.compile(rb"\A(?:\xef\xbb\xbf)?\s+(?=<)")
"""Blank lines before the XML declaration: usual in feeds made by templates, but no XML."""
_LAST_TAG = re.compile(rb"</(?:\w+:)?(?:rss|feed|rdf|channel|entry)\s*>", re.IGNORECASE)
_AT_LINE = re.compile(r"^<unknown>:(\d+):\d+: ")
"""How the XML parser begins its messages."""


class _Parse(Protocol):
    """The library's function, as far as it is used."""

    def __call__(
        self, content: bytes, /, *, response_headers: dict[str, str], sanitize_html: bool, resolve_relative_uris: bool
    ) -> Mapping[str, object]:
        """Parse a feed."""
        ...


class Entry(NamedTuple):
    """One entry; texts are HTML, or plain text in which `<` is escaped."""

    title: str | None
    texts: tuple[str, ...]
    """Everything that may be its text, the summary too."""
    link: str | None
    guid: str | None
    published: str | None
    """As the feed writes it, or in UTC where only the library can read it."""
    updated: str | None
    authors: tuple[str, ...]
    keywords: tuple[str, ...]
    language: str | None
    source: str | None


class Feed(NamedTuple):
    """A parsed feed."""

    title: str | None
    language: str | None
    entries: tuple[Entry, ...]
    fault: str | None
    """Why it is no well-formed XML."""
    is_cut: bool
    """Whether it ends before its last tag, so that entries may be missing."""


def parse_feed(content: bytes, charset: str | None, url: str | None) -> Feed:
    """Parse a feed of any kind; addresses in it are resolved against `url`. Fetches nothing; never raises."""
    headers = {"content-type": f"application/xml; charset={charset}"} if charset else {}
    if url:
        headers["content-location"] = url
    parse: _Parse = import_module("feedparser").parse
    # A declaration of an encoding whose name is no text stops the library.
    content = _DAMAGED_DECLARATION.sub(b"", _SPACE_BEFORE.sub(b"", content, count=1), count=1)
    try:
        parsed = parse(content, response_headers=headers, sanitize_html=False, resolve_relative_uris=False)
    except (TypeError, ValueError, LookupError, AttributeError, AssertionError, RecursionError) as error:
        # The library has no error of its own; what it does not expect in a damaged feed ends in one of these.
        return Feed(None, None, (), f"its parser stopped: {error}", is_cut=True)
    feed = _mapping(parsed.get("feed"))
    language = _text(feed, "language") or _text(_mapping(feed.get("title_detail")), "language")
    fault = parsed.get("bozo_exception")
    return Feed(
        title=_line(feed, "title"),
        language=language,
        entries=tuple(map(_entry, _mappings(parsed.get("entries")))),
        fault=_AT_LINE.sub(r"line \1: ", str(fault))
        if parsed.get("bozo") and fault is not None and not _is_harmless(fault)
        else None,
        is_cut=_LAST_TAG.search(content.replace(b"\0", b"")) is None,
    )


def _is_harmless(fault: object) -> bool:
    """Whether a fault is only about a declared encoding that was not the real one."""
    return type(fault).__name__ in {"CharacterEncodingOverride", "NonXMLContentType"}


def _entry(entry: Mapping[str, object]) -> Entry:
    contents = [_value(each) for each in _mappings(entry.get("content"))]
    summary = _value(_mapping(entry.get("summary_detail"))) or _text(entry, "summary")
    source = _mapping(entry.get("source"))
    return Entry(
        title=_title(entry),
        texts=tuple(text for text in (*contents, summary) if text),
        link=_text(entry, "feedburner_origlink") or _text(entry, "link"),
        guid=_text(entry, "id"),
        published=_date(entry, "published") or _date(entry, "created"),
        # Asked for an absent date of change, the library gives that of publication.
        updated=_date(entry, "updated") if "updated" in entry else None,
        authors=tuple(_authors(entry)),
        keywords=tuple(filter(None, map(_keyword, _mappings(entry.get("tags"))))),
        language=_text(entry, "language") or _text(_mapping(entry.get("title_detail")), "language"),
        source=_line(source, "title"),
    )


def _keyword(tag: Mapping[str, object]) -> str | None:
    return _line(tag, "label") or _line(tag, "term")


def _title(entry: Mapping[str, object]) -> str | None:
    detail = _mapping(entry.get("title_detail"))
    title = _value(detail) or _text(entry, "title")
    return plain_line(title) or None if title else None


def _value(content: Mapping[str, object]) -> str | None:
    """Return a text construct as HTML: what is said to be plain text must not be taken for tags."""
    text = _text(content, "value")
    if text is not None and content.get("type") == "text/plain" and "<" in text:
        return text.replace("&", "&amp;").replace("<", "&lt;")
    return text


def _authors(entry: Mapping[str, object]) -> Iterator[str]:
    names = [_line(author, "name") or _line(author, "email") for author in _mappings(entry.get("authors"))]
    yield from dict.fromkeys(filter(None, names or [_line(entry, "author")]))


def _date(entry: Mapping[str, object], name: str) -> str | None:
    """Return a date as written; in UTC if it has a time that only the library understands."""
    # Asked for `updated`, the library's own mapping answers with `published` if there is none, and warns.
    stored = dict(entry)
    written, parsed = _text(stored, name), stored.get(f"{name}_parsed")
    if written is None or not isinstance(parsed, time.struct_time):
        return written
    from dateline.index.metadata.dates.read import read_time

    if read_time(written) is not None:
        return written
    return datetime.fromtimestamp(calendar.timegm(parsed), UTC).isoformat()


def _line(values: Mapping[str, object], name: str) -> str | None:
    text = _text(values, name)
    return plain_line(plain(text)).strip() or None if text else None


def _text(values: Mapping[str, object], name: str) -> str | None:
    value = values.get(name)
    return value if isinstance(value, str) and value.strip() else None


def _mapping(value: object) -> Mapping[str, object]:
    try:
        return msgspec.convert(value, dict[str, object])
    except msgspec.ValidationError:
        return {}


def _mappings(value: object) -> Sequence[Mapping[str, object]]:
    try:
        return msgspec.convert(value, list[dict[str, object]])
    except msgspec.ValidationError:
        return ()
