"""Web archives in ARC 1.0 and 2.0, the format of the Internet Archive before WARC."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Final

from dateline.index.containers.tape import Body, Tape
from dateline.index.containers.web_records import Record, read_records
from dateline.index.formats.format import Head
from dateline.index.raw import Passed, RawReject
from dateline.index.sources.blob import Blob
from dateline.index.sources.budget import Budget
from dateline.index.sources.stream import DamagedError

_DESCRIPTION: Final = b"filedesc://"
_HEADER: Final = re.compile(rb"([A-Za-z][A-Za-z0-9+.-]*:.*?) \S+ (\d{4,14}) (\S+) (?:.* )?(\d{1,18})\s*\Z")
"""URL, address of the server, time, media type, in version 2 further values, and the length in bytes."""


class Arc:
    """Web archives in ARC."""

    name = "arc"
    extra = None

    def recognises(self, head: Head) -> bool:
        """Whether it begins with the description of the archive."""
        return head.raw.startswith(_DESCRIPTION)

    def open(self, blob: Blob, budget: Budget) -> Iterator[Blob | RawReject | Passed]:
        """Yield what becomes of each record, in order."""
        return read_records(blob, budget, _next_record, _HEADER)


def _next_record(tape: Tape) -> Record | None:
    while (line := tape.readline()) and not line.strip():
        pass
    if not line:
        return None
    header = _HEADER.fullmatch(line)
    if header is None:
        tape.unread(line)
        raise DamagedError("no record begins here")
    url = header[1].decode("utf-8", "replace")
    passed = "a description of a web archive" if line.startswith(_DESCRIPTION) else None
    if url.startswith("dns:"):
        passed = "an answer of a name server"
    return Record(
        name=str(tape.position - len(line)),
        url=url.replace(" ", "%20"),
        fetched=_time(header[2].decode()),
        media_type=header[3].decode("utf-8", "replace"),
        body=Body(tape, int(header[4])),
        is_response=True,
        passed=passed,
    )


def _time(digits: str) -> datetime | None:
    try:
        return datetime.strptime(digits, "%Y%m%d%H%M%S").replace(tzinfo=UTC)
    except ValueError:
        return None
