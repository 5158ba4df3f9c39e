"""Choose the encoding of some bytes, and decode them."""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

from dateline.index.formats.encoding.detector import DEFAULT, guess
from dateline.index.formats.encoding.labels import codec_of, declared_in, label_of, seven_bit_codec
from dateline.index.formats.encoding.stray import REPLACED, decode_mixed
from dateline.index.formats.encoding.twice import decoded_once
from dateline.index.formats.encoding.wide import wide_codec

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    # Before UTF-16, whose mark it starts with.
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_MULTIBYTE = ("big5hkscs", "cp932", "cp949", "euc_jp", "gb18030", "johab", "shift_jis")
_FEW_LETTERS = 4
"""So few letters in a multibyte encoding may look like UTF-8 by chance."""
_INVALID_SHARE = 50
"""A declared encoding is believed if at most one character in this number is invalid in it."""
_FOREIGN_SHARE = 4
"""If one byte in this number is beyond ASCII, it is not text in Latin letters, whatever a server said by default."""
_JUDGED = 40
"""Bytes; fewer are a few words, in which the share says nothing."""
_TEXT_CONTROLS = frozenset(b"\t\n\v\f\r\x1a\x1b")
_OTHER_CONTROLS = bytes(byte for byte in range(32) if byte not in _TEXT_CONTROLS)
_ASCII = bytes(range(128))
_HIDDEN = re.compile(rb"[\x00\x1b]")
"""Bytes by which ASCII may be other text: UTF-16, or escape sequences that switch between character sets."""


class Decoded(NamedTuple):
    """Decoded text, and a problem to report about its decoding, if any."""

    text: str
    problem: str | None


class Conversion(NamedTuple):
    """The codec to convert from, and a problem to report about how it was chosen, if any."""

    codec: str
    problem: str | None


def detect(content: bytes) -> str:
    """Return the codec of some bytes of which nothing was declared: by byte order mark, as UTF-8, or by a guess."""
    codec = _marked(content)[1] or wide_codec(content) or _shifted(content)
    return codec or ("utf-8" if _is_utf8(content) else guess(content))


def decode(content: bytes, declared: str | None = None) -> Decoded:
    """Decode bytes without their byte order mark; never raises. `declared` is what was said outside of the bytes."""
    if _is_plain_ascii(content):
        return _replaced(content, seven_bit_codec(declared, content) or "ascii", None)
    mark, codec = _marked(content)
    codec = codec or wide_codec(content)
    content = content[len(mark) :]
    if codec is not None and codec != "utf-8":
        return _replaced(content, codec, None)
    labels = [] if mark else _labels(content, declared)
    if _is_utf8(content) and not _is_by_chance(content, labels):
        return _once(content.decode(), labels)
    return _mostly_utf8(content) or _replaced(content, *_older(content, labels))


def decode_head(head: bytes, declared: str | None) -> str:
    """Decode the start of an input to recognise it; wrong letters are possible, wrong markup is not."""
    mark, codec = _marked(head)
    codec = codec or encoding_of(head, declared) or "utf-8"
    return head[len(mark) :].decode(codec, "replace")


def conversion_of(head: bytes, declared: str | None) -> Conversion | None:
    """Choose the codec to convert an input from, by its first bytes; None if they are UTF-8 or ASCII already."""
    if _is_plain_ascii(head):
        return None
    mark, codec = _marked(head)
    codec = codec or wide_codec(head)
    if codec is not None:
        return None if codec == "utf-8" else Conversion(codec, None)
    labels = [] if mark else _labels(head, declared)
    # The head may end within a character.
    is_utf8 = _is_utf8(head, final=False) and not _is_by_chance(head, labels)
    return None if is_utf8 or _mostly_utf8(head) is not None else _older(head, labels)


def encoding_of(head: bytes, declared: str | None) -> str | None:
    """Return the codec to convert an input from, or None if it is UTF-8 or ASCII already."""
    conversion = conversion_of(head, declared)
    return conversion.codec if conversion else None


def is_binary(head: bytes) -> bool:
    """Whether bytes are not text in a supported encoding: they contain NULs or many other controls."""
    if _marked(head)[0] or wide_codec(head):
        return False
    controls = len(head) - len(head.translate(None, _OTHER_CONTROLS))
    return controls * 50 > len(head) or head.count(0) * 500 > len(head)


def _is_plain_ascii(content: bytes) -> bool:
    """Whether bytes are ASCII and nothing else; true of most inputs, and quick to see."""
    return content.isascii() and not _HIDDEN.search(content)


def _marked(content: bytes) -> tuple[bytes, str | None]:
    """Return the byte order mark and its codec; nothing and None without one."""
    return next(((mark, codec) for mark, codec in _BOMS if content.startswith(mark)), (b"", None))


def _shifted(content: bytes) -> str | None:
    """Return the codec of Japanese text in seven bits: escape sequences switch between its character sets."""
    return "iso2022_jp" if b"\x1b$" in content and content.isascii() else None


def _labels(content: bytes, declared: str | None) -> list[str]:
    """Return what was declared outside and inside the bytes, the more credible first.

    Servers say `iso-8859-1` and `us-ascii` without having looked.
    """
    inside = declared_in(content)
    labels = [label for label in (declared, inside) if label]
    return sorted(labels, key=lambda label: codec_of(label) == DEFAULT)


def _is_utf8(content: bytes, *, final: bool = True) -> bool:
    if _shifted(content):
        return False
    try:
        codecs.getincrementaldecoder("utf-8")().decode(content, final)
    except UnicodeDecodeError:
        return False
    return True


def _is_by_chance(content: bytes, labels: list[str]) -> bool:
    """Whether a few letters in a declared multibyte encoding happen to be valid UTF-8."""
    beyond_ascii = len(content.translate(None, _ASCII))
    if not 0 < beyond_ascii <= 2 * _FEW_LETTERS:
        return False
    return any(codec in _MULTIBYTE and _fits(content, codec) for label in labels if (codec := codec_of(label)))


def _once(text: str, labels: list[str]) -> Decoded:
    """Return text that was decoded as UTF-8, with what is to be said about it."""
    once = decoded_once(text)
    if once is not None:
        return Decoded(once, "UTF-8 that was decoded twice was repaired")
    wrong = (
        None if text.isascii() else next((label for label in labels if codec_of(label) not in {"utf-8", None}), None)
    )
    return Decoded(text, f"declared as {wrong}, but it is UTF-8" if wrong else None)


def _older(content: bytes, labels: list[str]) -> Conversion:
    """Choose the codec of what is not UTF-8: the first declared one that agrees with the bytes, else a guess."""
    fitting = _fitting(content, labels)
    if fitting is not None:
        label, codec = fitting
        return Conversion(codec, None if label == labels[0] else f"declared as {labels[0]}, but read as {label}")
    shifted = _shifted(content)
    if shifted is not None:
        return Conversion(shifted, None)
    codec = guess(content)
    said = f"declared as {labels[0]}, but" if labels else "not UTF-8;"
    return Conversion(codec, f"{said} read as {label_of(codec)}")


def _mostly_utf8(content: bytes) -> Decoded | None:
    """Decode UTF-8 that has some invalid bytes; None if most of what is beyond ASCII is invalid."""
    text = content.decode(errors="replace")
    if not 0 < text.count(REPLACED) <= _beyond_ascii(text) // 2:
        return None
    text, western = decode_mixed(content)
    problem = f"{western} bytes that are not UTF-8 were read as windows-1252" if western else None
    return Decoded(text, _about_replaced(text, "utf-8") or problem)


def _beyond_ascii(text: str) -> int:
    """Return the number of characters beyond ASCII."""
    return len(text) - len(text.encode("ascii", "ignore"))


def _fitting(content: bytes, labels: list[str]) -> tuple[str, str] | None:
    """Return the first label that agrees with the bytes, and its codec."""
    return next(((label, codec) for label in labels if (codec := codec_of(label)) and _fits(content, codec)), None)


def _fits(content: bytes, codec: str) -> bool:
    """Whether bytes that are not UTF-8 can be text in this encoding."""
    if codec.startswith("utf"):
        return False
    beyond_ascii = len(content.translate(None, _ASCII))
    if codec == DEFAULT and len(content) >= _JUDGED and beyond_ascii * _FOREIGN_SHARE > len(content):
        return False
    # The bytes may end within a character.
    text = codecs.getincrementaldecoder(codec)("replace").decode(content, final=False)
    return text.count(REPLACED) * _INVALID_SHARE <= len(text)


def _replaced(content: bytes, codec: str, problem: str | None) -> Decoded:
    """Decode, and tell of the bytes that are invalid unless there is another problem to tell."""
    text = content.decode(codec, "replace")
    return Decoded(text, problem or _about_replaced(text, codec))


def _about_replaced(text: str, codec: str) -> str | None:
    invalid = text.count(REPLACED)
    name = label_of(codec).upper()
    return f"{invalid} invalid {name} sequences were replaced by {REPLACED}" if invalid else None
