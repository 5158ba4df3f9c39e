"""Messages as Apple Mail keeps them (EMLX): the length in bytes on a line, the message, then a property list."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from dateline.index.containers.mail import MAX_MESSAGE, Mail, too_large
from dateline.index.formats.format import Head
from dateline.index.raw import NO_HINTS, Hints, Passed, RawReject
from dateline.index.sources.blob import Blob
from dateline.index.sources.budget import Budget
from dateline.index.sources.stream import DamagedError, stream_of

_LENGTH: Final = re.compile(rb"(\d{1,9})[ \t]*\r?\n")


class Emlx:
    """One message of Apple Mail; what is in it is opened as that of any message."""

    name = "emlx"
    extra = None

    def recognises(self, head: Head) -> bool:
        """Whether it begins with a length, and then as a message does."""
        length = _LENGTH.match(head.raw)
        return length is not None and Mail().recognises(Head(head.raw[length.end() :], NO_HINTS))

    def open(self, blob: Blob, budget: Budget) -> Iterator[Blob | RawReject | Passed]:
        """Yield the message."""
        del budget  # nothing is decompressed
        content = blob.stream.read(MAX_MESSAGE + 1)
        if len(content) > MAX_MESSAGE:
            yield too_large(blob.address)
            return
        length = _LENGTH.match(content)
        assert length is not None  # noqa: S101 - recognised
        message = content[length.end() : length.end() + int(length[1])]
        hints = Hints(name=blob.hints.name, fetched=blob.hints.fetched)
        yield Blob(blob.address, stream_of(message), len(message), hints)
        if len(message) < int(length[1]):
            raise DamagedError("the end of the message is missing")
