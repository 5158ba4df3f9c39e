"""Recognise UTF-16 and UTF-32 without a byte order mark."""

from __future__ import annotations

import codecs

_CODECS = ("utf-32-le", "utf-32-be", "utf-16-le", "utf-16-be")
_EXAMINED = 4_096
"""Bytes; a multiple of 4."""
_FEWEST = 8
"""Bytes; in fewer a zero says nothing."""
_PRINTABLE_SHARE = 0.95
_WHITE_SPACE = "\t\r\n\f"
_WITHOUT_CONTROLS = bytes(byte for byte in range(256) if byte >= 0x20 or byte in b"\t\r\n\f")
_STRAY = 8
"""Of the bytes of UTF-8 fewer than one in so many are controls; of UTF-16 about half."""


def wide_codec(content: bytes) -> str | None:
    """Return the codec if the bytes are text in UTF-16 or UTF-32, else None.

    Such text has zeros, at least in its spaces and line ends. Read in the other byte order, most of it is no text.
    """
    examined = content[:_EXAMINED]
    if 0 not in examined or len(content) < _FEWEST or _is_utf8_with_stray_zeros(examined):
        return None
    ascii_letters = {codec: count for codec in _CODECS if (count := _ascii_letters(examined, codec))}
    return max(ascii_letters, key=ascii_letters.__getitem__, default=None)


def _is_utf8_with_stray_zeros(content: bytes) -> bool:
    try:
        codecs.getincrementaldecoder("utf-8")().decode(content)
    except UnicodeDecodeError:
        return False
    return len(content.translate(None, _WITHOUT_CONTROLS)) * _STRAY < len(content)


def _ascii_letters(content: bytes, codec: str) -> int:
    """Return the number of ASCII characters if the bytes are text in this encoding, else 0."""
    text = content.decode(codec, "replace")
    # The last character may be cut.
    text = text.removesuffix("\ufffd")
    printable = sum(character.isprintable() or character in _WHITE_SPACE for character in text)
    if "\ufffd" in text or "\0" in text or printable < _PRINTABLE_SHARE * len(text):
        return 0
    return sum(map(str.isascii, text))
