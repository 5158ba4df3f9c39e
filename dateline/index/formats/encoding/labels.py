"""Names of encodings, as documents and servers write them, and Python's codecs for them.

Source: WHATWG Encoding Standard, section 4.2 "Names and labels": a label means what browsers decode it as, so that
`iso-8859-1` is windows-1252 and `gb2312` is gb18030.
"""

from __future__ import annotations

import codecs
import re

_SUPERSETS = {
    "ascii": "cp1252",
    "big5": "big5hkscs",
    "euc_kr": "cp949",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "hz": "gb18030",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "koi8-r": "koi8-u",
    "shift_jis": "cp932",
    "tis-620": "cp874",
    "utf-8-sig": "utf-8",
    "utf-16": "utf-16-le",
    "utf-32": "utf-32-le",
}
"""Codecs that a label does not mean, and those that it does."""
_LABELS = {
    "ansi": "cp1252",
    "cswindows31j": "cp932",
    "dos-874": "cp874",
    "euc_cn": "gb18030",
    "iso-8859-8-e": "iso8859-8",
    "iso-8859-8-i": "iso8859-8",
    "koi": "koi8-u",
    "koi8": "koi8-u",
    "koi8-ru": "koi8-u",
    "ks_c_5601": "cp949",
    "logical": "iso8859-8",
    "sun_eu_greek": "iso8859-7",
    "unicode": "utf-16-le",
    "unicode-1-1-utf-8": "utf-8",
    "unicodefffe": "utf-16-be",
    "visual": "iso8859-8",
    "windows-31j": "cp932",
    "windows-874": "cp874",
    "x-unicode20utf8": "utf-8",
}
"""Labels that Python does not know."""
_SEVEN_BITS = {
    "utf-7": ("utf-7", b"+"),
    "unicode-1-1-utf-7": ("utf-7", b"+"),
    "hz-gb-2312": ("hz", b"~{"),
    "hz": ("hz", b"~{"),
}
"""By label: the codec, and the sign that switches from ASCII to it."""
_TEXT_CODEC = re.compile(
    r"ascii|utf-(?:8|16|32)|cp\d|iso8859|iso2022|koi8|mac-|gb|big5|euc_|shift_jis|johab|kz1048|ptcp154|tis-620|hz\Z"
)
"""Codecs for text; Python has others too, such as `hex` and `zip`."""
_XML_ENCODING = re.compile(rb"""\s*<\?xml[^>]{0,200}?\sencoding\s*=\s*["']([\w.:-]{1,40})["']""", re.IGNORECASE)
_META_CHARSET = re.compile(rb"""<meta\s[^>]{0,300}?charset\s*=\s*["']?\s*([\w.:-]{1,40})""", re.IGNORECASE)
_DECLARED_WITHIN = 4_096
"""Bytes at the start that may declare an encoding; browsers look at 1,024, but some pages start with long scripts."""


def codec_of(label: str) -> str | None:
    """Return the Python codec that a label means, or None if it is unknown or no text."""
    plain = label.strip().strip("\"'").lower()
    for spelling in (plain, plain.removeprefix("x-")):
        if spelling in _LABELS:
            return _LABELS[spelling]
        try:
            name = codecs.lookup(spelling).name
        except (LookupError, ValueError):
            # ValueError: a NUL in the label.
            continue
        # Other libraries register codecs under names of their own.
        if _TEXT_CODEC.match(name):
            return _SUPERSETS.get(name, name)
    return None


def seven_bit_codec(label: str | None, content: bytes) -> str | None:
    """Return the codec by which mail writes any letters in ASCII, if it is declared and used; else None.

    Source: RFC 2152 (UTF-7), RFC 1843 (HZ, of Chinese newsgroups).
    """
    codec, sign = _SEVEN_BITS.get((label or "").strip().lower(), ("", b""))
    return codec if codec and sign in content else None


def declared_in(content: bytes) -> str | None:
    """Return the label in the XML declaration or in a `meta` element of HTML, or None."""
    head = content[:_DECLARED_WITHIN]
    if not head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        return None
    found = _XML_ENCODING.match(head.removeprefix(codecs.BOM_UTF8)) or _META_CHARSET.search(head)
    return found[1].decode("ascii", "replace") if found else None


def label_of(codec: str) -> str:
    """Return the usual label of a Python codec."""
    return re.sub(r"^cp(?=125\d)", "windows-", codec).replace("iso8859", "iso-8859").replace("_", "-")
