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
_LETTERS = range(0x20, 0x7F)
_MOST_ASCII = 0.6
"""Share of pairs of two ASCII letters: in UTF-16 they are by chance one Chinese character in four, or kana in two."""
_MOST_ASCII_IN_UTF8 = 0.1
"""If it is valid UTF-8 too, it is no Chinese, and in UTF-16 each letter of an alphabet has a control byte."""


def wide_codec(content: bytes) -> str | None:
    """Return the codec if the bytes are text in UTF-16 or UTF-32, else None.

    Such text has zeros, at least in its spaces and line ends. Read in the other byte order, most of it is no text.
    """
    examined = content[:_EXAMINED]
    if 0 not in examined or len(content) < _FEWEST or _is_ascii_with_zeros(examined):
        return None
    ascii_letters = {codec: count for codec in _CODECS if (count := _ascii_letters(examined, codec))}
    return max(ascii_letters, key=ascii_letters.__getitem__, default=None)


def _is_ascii_with_zeros(content: bytes) -> bool:
    """Whether it is rather text of single bytes with some stray zeros.

    It is if it starts with letters of ASCII: in UTF-16 hardly any text starts with pairs of them only.
    """
    if all(byte in _LETTERS for byte in content[:_FEWEST]):
        return True
    pairs = [
        (first in _LETTERS and second in _LETTERS) for first, second in zip(content[::2], content[1::2], strict=False)
    ]
    most = _MOST_ASCII_IN_UTF8 if _is_utf8(content) else _MOST_ASCII
    return sum(pairs) > most * len(pairs)


def _is_utf8(content: bytes) -> bool:
    try:
        codecs.getincrementaldecoder("utf-8")().decode(content)
    except UnicodeDecodeError:
        return False
    return True


def _ascii_letters(content: bytes, codec: str) -> int:
    """Return the number of ASCII characters if the bytes are text in this encoding, else 0."""
    text = content.decode(codec, "replace")
    # The last character may be cut.
    text = text.removesuffix("\ufffd")
    printable = sum(character.isprintable() or character in _WHITE_SPACE for character in text)
    if "\ufffd" in text or "\0" in text or printable < _PRINTABLE_SHARE * len(text):
        return 0
    return sum(map(str.isascii, text))
