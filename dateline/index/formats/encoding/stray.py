"""Decode UTF-8 in which some bytes are of another encoding: parts that were pasted from an older system."""

from __future__ import annotations

import codecs
from typing import NamedTuple

REPLACED = "\ufffd"
_WESTERN = "cp1252"
_HANDLER = "dateline.stray_bytes"


class Mixed(NamedTuple):
    """A text, and how many of its characters were read as windows-1252."""

    text: str
    western: int


def decode_mixed(content: bytes) -> Mixed:
    """Decode UTF-8; a single invalid byte beside an ASCII letter is read as windows-1252, others are replaced."""
    text = content.decode(errors=_HANDLER)
    return Mixed(text, content.decode(errors="replace").count(REPLACED) - text.count(REPLACED))


def _stray(error: UnicodeError) -> tuple[str, int]:
    """Return what is read for invalid bytes, and where to go on."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    invalid = error.object[error.start : error.end]
    beside = error.object[max(0, error.start - 1) : error.start] + error.object[error.end : error.end + 1]
    is_western = len(invalid) == 1 and any(byte < 0x80 and chr(byte).isalpha() for byte in beside)
    return invalid.decode(_WESTERN, "replace") if is_western else REPLACED, error.end


codecs.register_error(_HANDLER, _stray)
