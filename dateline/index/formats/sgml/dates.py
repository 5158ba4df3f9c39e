"""When an article of a TREC newspaper was published: its date in one of many spellings, or its number."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final

from dateline.index.formats.sgml.fields import line

_NAMES: Final = ("DATE", "DATE_TIME", "DATETIME", "DD", "DATE1", "PUBDATE", "PUB_DATE", "STORYDATE")
_COMPACT = re.compile(r"(\d\d)(\d\d)(\d\d)\Z")
_SLASHED = re.compile(r"(\d\d)/(\d\d)/(\d\d)\Z")
_NAMED = re.compile(r"[A-Z][a-z]+ \d{1,2}, \d{4}")
_FILE = re.compile(r"AP-[A-Z]{2}-(\d\d)-(\d\d)-(\d\d) (\d\d)(\d\d)([A-Z]{3})")
_NUMBER = re.compile(r"[A-Z_]{2,}(?P<year>(?:19|20)\d\d)(?P<month>\d\d)(?P<day>\d\d)\b|[A-Z_]{2,}(?P<short>\d{6})-")
_AMERICAN: Final = ("LA",)
"""Newspapers whose numbers begin with the month: `LA010189-0001`."""


def published(fields: Mapping[str, Sequence[str]], given_id: str | None) -> str | None:
    """Return the date of an article as written, or as ISO 8601 where it is written with two-digit years."""
    for name in _NAMES:
        for content in fields.get(name, ()):
            if (text := line(content)) is not None:
                return _written(text)
    file = _FILE.match(line("".join(fields.get("FILEID", ()))) or "")
    if file is not None:
        return f"19{file[3]}-{file[1]}-{file[2]} {file[4]}:{file[5]} {file[6]}"
    return _in_number(given_id) if given_id else None


def _written(text: str) -> str:
    if (compact := _COMPACT.match(text)) is not None:
        return f"19{compact[1]}-{compact[2]}-{compact[3]}"
    if (slashed := _SLASHED.match(text)) is not None:
        return f"19{slashed[3]}-{slashed[1]}-{slashed[2]}"
    named = _NAMED.match(text)
    return named[0] if named else text


def _in_number(number: str) -> str | None:
    """Return the day in `NYT19980601.0001`, `AP880212-0001` or `LA010189-0001`."""
    found = _NUMBER.match(number)
    if found is None:
        return None
    if found["year"] is not None:
        return f"{found['year']}-{found['month']}-{found['day']}"
    short = found["short"]
    first, second, third = short[:2], short[2:4], short[4:]
    return f"19{third}-{first}-{second}" if number.startswith(_AMERICAN) else f"19{first}-{second}-{third}"
