"""The properties of a message that Outlook saved.

Sources: [MS-OXMSG] sections 2.1 to 2.4 (streams of a `.msg` file), [MS-OXPROPS] (the properties). Read with olefile.
"""

from __future__ import annotations

import io
import struct
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from importlib import import_module
from typing import Final, Protocol

from dateline.index.formats.encoding import decode

SUBJECT: Final = 0x0037
MESSAGE_CLASS: Final = 0x001A
SENDER: Final = 0x0C1A
REPRESENTED: Final = 0x0042
"""The name of the sender on whose behalf it was sent."""
HEADERS: Final = 0x007D
MESSAGE_ID: Final = 0x1035
BODY: Final = 0x1000
HTML: Final = 0x1013
_SENT: Final = (0x0039, 0x0E06)
"""When it was submitted, and when delivered."""
_CODE_PAGES: Final = (0x3FFD, 0x3FDE)
_TIME, _INTEGER, _BINARY, _UNICODE, _BYTES = 0x0040, 0x0003, 0x0102, 0x001F, 0x001E
_PROPERTIES: Final = "__properties_version1.0"
_ATTACHMENT: Final = "__attach_version1.0"
_TOP_HEADER: Final = 32
_ENTRY = struct.Struct("<HHIQ")
_EPOCH: Final = datetime(1601, 1, 1, tzinfo=UTC)
_MAX_STREAM: Final = 16 << 20


class _Opened(Protocol):
    """An `OleFileIO` of olefile."""

    def listdir(self) -> Sequence[Sequence[str]]: ...
    def exists(self, filename: str) -> bool: ...
    def get_size(self, filename: str) -> int: ...
    def openstream(self, filename: str) -> io.BytesIO: ...


class Outlook:
    """A message. Raises one of `damage()` if the file is no compound file or has no properties."""

    def __init__(self, content: bytes) -> None:
        self._file: _Opened = import_module("olefile").OleFileIO(io.BytesIO(content))
        self._fixed = self._read_fixed()

    @property
    def has_attachments(self) -> bool:
        """Whether files are attached."""
        return any(path[0].startswith(_ATTACHMENT) for path in self._file.listdir())

    @property
    def sent(self) -> str | None:
        """When it was sent, in ISO 8601."""
        ticks = next((value for tag in _SENT if (value := self._fixed.get((tag, _TIME)))), None)
        try:
            return None if ticks is None else (_EPOCH + timedelta(microseconds=ticks // 10)).isoformat()
        except OverflowError:
            return None

    @property
    def charset(self) -> str | None:
        """The encoding of texts that are not in Unicode."""
        page = next((value for tag in _CODE_PAGES if (value := self._fixed.get((tag, _INTEGER)))), None)
        if page is None:
            return None
        page &= 0xFFFFFFFF
        return "utf-8" if page == 65001 else f"cp{page}"

    def text(self, tag: int) -> str:
        """Return a text property; empty if it is missing."""
        content = self._stream(tag, _UNICODE)
        if content is not None:
            return content.decode("utf-16-le", "replace").rstrip("\0")
        return decode((self._stream(tag, _BYTES) or b"").rstrip(b"\0"), self.charset).text

    def html(self) -> str:
        """Return the HTML body; empty if it is missing."""
        content = self._stream(HTML, _BINARY)
        return self.text(HTML) if content is None else decode(content, None).text

    def _stream(self, tag: int, kind: int) -> bytes | None:
        name = f"__substg1.0_{tag:04X}{kind:04X}"
        if not self._file.exists(name) or self._file.get_size(name) > _MAX_STREAM:
            return None
        return self._file.openstream(name).read()

    def _read_fixed(self) -> dict[tuple[int, int], int]:
        """Return numbers and times by tag and type."""
        entries = self._file.openstream(_PROPERTIES).read()[_TOP_HEADER:]
        entries = entries[: len(entries) // _ENTRY.size * _ENTRY.size]
        return {(tag, kind): value for kind, tag, _, value in _ENTRY.iter_unpack(entries)}


def damage() -> tuple[type[Exception], ...]:
    """Return what olefile raises for damaged files."""
    return (
        OSError,
        ValueError,
        OverflowError,
        struct.error,
        IndexError,
        KeyError,
        TypeError,
        AttributeError,
        RecursionError,
    )
