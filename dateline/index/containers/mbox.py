"""Mailboxes in one file (RFC 4155, also with quoted `>From ` lines): each message is a blob, read as a stream."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from dateline.index.containers.container import member_address
from dateline.index.containers.tape import Tape
from dateline.index.formats.format import Head
from dateline.index.raw import Hints, Passed, RawReject
from dateline.index.sources.blob import Blob
from dateline.index.sources.budget import Budget
from dateline.index.sources.stream import DamagedError, Stream, Unpacked

_FROM: Final = re.compile(rb"From (?:\S[^\n]{0,400})? ?\d{1,2}:\d{2}(?::\d{2})?[^\n]{0,40}\b\d{4}\b[^\n]{0,40}\r?\n?")
"""The line before a message: an address and a time. `From Paris, the minister` is none."""
_QUOTED: Final = re.compile(rb">+From ")
_HEADER: Final = re.compile(rb"[!-9;-~]+:|>From ")


class Mbox:
    """Mailboxes."""

    name = "mbox"
    extra = None

    def recognises(self, head: Head) -> bool:
        """Whether it begins with the line before a message and a header."""
        first, _, rest = head.raw.partition(b"\n")
        return _FROM.fullmatch(first) is not None and _HEADER.match(rest) is not None

    def open(self, blob: Blob, budget: Budget) -> Iterator[Blob | RawReject | Passed]:
        """Yield its messages in order; each is named by its number."""
        del budget  # nothing is decompressed
        tape = Tape(blob.stream)
        tape.readline()
        number = 0
        is_last = False
        while not is_last:
            number += 1
            message = _Message(tape)
            stream = Stream(Unpacked(message, within=blob.stream))
            hints = Hints(media_type="message/rfc822")
            yield Blob(member_address(blob.address, str(number)), stream, None, hints)
            is_last = message.skip()


class _Message:
    """The lines of a tape up to the next line before a message."""

    def __init__(self, tape: Tape) -> None:
        self._tape = tape
        self._is_after_blank = False
        self._is_at_start = True
        """Whether the next piece begins a line; lines of many kilobytes come in pieces."""
        self._rest = b""
        self._is_ended = False
        self._is_last = False

    def read(self, size: int, /) -> bytes:
        """Return at most `size` bytes; none at the end. Raises DamagedError at the end of a damaged mailbox."""
        content = bytearray()
        try:
            while len(content) < size and (piece := self._rest or self._next()):
                left = size - len(content)
                content += piece[:left]
                self._rest = piece[left:]
        except DamagedError:
            if not content:
                raise
        return bytes(content)

    def skip(self) -> bool:
        """Skip the rest of the message; return whether it is the last one."""
        while self._next():
            pass
        return self._is_last

    def _next(self) -> bytes:
        """Return the next line, or piece of one; none at the end of the message."""
        if self._is_ended:
            return b""
        line = self._tape.readline()
        if not line or (self._is_after_blank and self._is_at_start and _FROM.fullmatch(line)):
            self._is_ended = True
            self._is_last = not line
            return b""
        if self._is_at_start and _QUOTED.match(line):
            line = line[1:]
        self._is_after_blank = self._is_at_start and not line.strip()
        self._is_at_start = line.endswith(b"\n")
        return line
