"""A JSON object that is too large for one document: the list of articles in it is read element by element."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from dateline.index.formats.json.dialects.lists import LISTS
from dateline.index.formats.json.values import read_list, read_values
from dateline.index.formats.stretch import LIMIT, Stretch

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

_LIST: Final = re.compile(rb'"(?:' + "|".join(LISTS).encode() + rb')"\s*:\s*\[\s*(?=\{)', re.IGNORECASE)


def read_object(stream: io.BufferedReader) -> Iterator[Stretch]:
    """Yield an object as a whole, with what follows it; of one over LIMIT, yield the elements of its list.

    What stands beside the list of so large an object is left out. The places of elements count from the list.
    """
    start = stream.read(LIMIT + 1)
    found = _LIST.search(start) if len(start) > LIMIT else None
    if found is None:
        yield from read_values(io.BufferedReader(_Joined(start, stream)))
    else:
        yield from read_list(io.BufferedReader(_Joined(start[found.end() :], stream)))


class _Joined(io.RawIOBase):
    """Bytes that were read already, and the rest of their stream."""

    def __init__(self, start: bytes, rest: io.BufferedReader) -> None:
        self._start = memoryview(start)
        self._rest = rest

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer, /) -> int:
        view = memoryview(buffer).cast("B")
        if self._start:
            count = min(len(view), len(self._start))
            view[:count] = self._start[:count]
            self._start = self._start[count:]
            return count
        return self._rest.readinto(view)
