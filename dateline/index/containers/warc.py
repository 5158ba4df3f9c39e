"""Web archives in WARC 0.17 to 1.1 (ISO 28500): each response is a blob; requests and descriptions are passed over.

Read here and not by a library: FastWARC 2.0 cuts bodies at the length that a server announced and ends the process on
some inputs, warcio ends at the first damaged record.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Final

from dateline.index.containers.tape import Body, Tape
from dateline.index.containers.web_records import Record, read_headers, read_records
from dateline.index.formats.format import Head
from dateline.index.raw import Passed, RawReject
from dateline.index.sources.blob import Blob
from dateline.index.sources.budget import Budget
from dateline.index.sources.stream import DamagedError

_VERSION: Final = b"WARC/"
_START: Final = re.compile(rb"WARC/\d\.\d+[ \t]*\r?\n\Z")
_PASSED: Final[Mapping[str, str]] = {
    "warcinfo": "a description of a web archive",
    "request": "a request",
    "metadata": "metadata of a response",
    "revisit": "a response that is the same as an earlier one",
    "continuation": "the continuation of a divided record",
}
_CONTENT: Final = frozenset({"response", "resource", "conversion"})


class Warc:
    """Web archives in WARC."""

    name = "warc"
    extra = None

    def recognises(self, head: Head) -> bool:
        """Whether it begins with the version that is before each record."""
        return head.raw.startswith(_VERSION)

    def open(self, blob: Blob, budget: Budget) -> Iterator[Blob | RawReject | Passed]:
        """Yield what becomes of each record, in order."""
        return read_records(blob, budget, _next_record, _START)


def _next_record(tape: Tape) -> Record | None:
    while (line := tape.readline()) and not line.strip():
        pass
    if not line:
        return None
    if not line.startswith(_VERSION):
        tape.unread(line)
        raise DamagedError("no record begins here")
    start = tape.position - len(line)
    headers = read_headers(tape.readline)
    length = headers.get("content-length", "")
    if not (length.isascii() and length.isdigit() and len(length) < 20):
        raise DamagedError("a record without its length")
    kind = headers.get("warc-type", "").lower()
    url = headers.get("warc-target-uri", "").strip("<> ")
    media_type = headers.get("content-type", "")
    is_response = kind == "response"
    passed = None if kind in _CONTENT else _PASSED.get(kind, "a record of an unknown kind")
    if url.startswith("dns:"):
        passed = "an answer of a name server"
    return Record(
        name=headers.get("warc-record-id", "").strip("<> ") or str(start),
        url=url.replace(" ", "%20") or None,
        fetched=_time(headers.get("warc-date", "")),
        media_type=media_type,
        body=Body(tape, int(length)),
        is_response=is_response,
        passed=passed,
    )


def _time(text: str) -> datetime | None:
    try:
        time = datetime.fromisoformat(text)
    except ValueError:
        return None
    return time if time.tzinfo is not None else time.replace(tzinfo=UTC)
