"""The text of fields: without markup, in paragraphs where tags tell them apart."""

from __future__ import annotations

import re
from datetime import UTC, datetime

from dateline.index.formats.markup import plain
from dateline.index.formats.tags import has_tags, without_marks

_EPOCH = re.compile(r"1\d{9}(?:\d{3})?(?:\.\d+)?")
"""Seconds or milliseconds since 1970, from 2001 on; earlier ones could be days without separators."""
_CUT = re.compile(r"\s*(?:\u2026|\.\.\.)?\s*\[\+\d+ chars\]\s*$")
"""What a news API puts where it cuts a text off."""
_BLOCK = re.compile(r"<(?:p|br|div|li|h[1-6]|tr|td|section)(?=[\s>/])", re.IGNORECASE)
"""Where HTML itself tells paragraphs apart; fewer of them than blank lines are pieces of HTML in a text."""
_SPANNING = re.compile(r"<(?:script|style|!--)", re.IGNORECASE)


def line_of(text: str) -> str:
    """Return a field that may contain HTML as one line; without any it stays as it is."""
    if "<" not in text and "&" not in text:
        return text
    found = plain(text)
    return " ".join(found.split()) if found != text else text


def moment_of(text: str | None) -> str | None:
    """Return a date in the source's own words, but seconds or milliseconds since 1970 as a date."""
    if text is None or not text.startswith("1") or not _EPOCH.fullmatch(text):
        return text
    seconds = int(text.partition(".")[0])
    return datetime.fromtimestamp(seconds if seconds < 10**10 else seconds // 1000, UTC).isoformat()


def body_of(text: str) -> str | tuple[str, ...]:
    """Return a body without markup: its paragraphs if tags tell them apart, else its text with its own lines."""
    if text.endswith("chars]"):
        text = _CUT.sub("", text)
    if "<" not in text and "&" not in text:
        return text
    is_markup = has_tags(text)
    if is_markup and "\n" in text:
        text = without_marks(text)
        is_markup = has_tags(text)
    if is_markup and text.count("\n\n") > len(_BLOCK.findall(text)) and not _SPANNING.search(text):
        found = "\n\n".join(map(plain, text.split("\n\n")))
    else:
        found = plain(text)
    return tuple(part for part in found.split("\n\n") if part.strip()) if is_markup else found
