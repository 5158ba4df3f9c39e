"""Guess the encoding of text that is not UTF-8 and does not declare one. The only file that uses `chardet`."""

from __future__ import annotations

DEFAULT = "cp1252"
"""The encoding of most older Western text."""
_EXAMINED = 1 << 16
"""Bytes that are examined; accuracy does not grow after some 2,000."""
_ALWAYS = (
    *("cp1250", "cp1251", "cp1252", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257", "cp1258", "cp874"),
    *("iso8859-2", "iso8859-5", "iso8859-6", "iso8859-7", "iso8859-8", "koi8-r", "koi8-u"),
    *("gb18030", "big5hkscs", "cp932", "euc_jis_2004", "cp949"),
)
_IF_CYRILLIC = ("cp866", "mac-cyrillic")
_IF_WESTERN = ("cp850", "mac-roman")
"""Encodings of old computers. Without enough letters beyond ASCII, a dash and quotation marks look like them."""
_TOO_FEW_LETTERS = 3
"""One letter or two say nothing about the encoding."""
_ENOUGH_LETTERS = 12
_CYRILLIC_SHARE = 5
"""At least one byte in this number is beyond ASCII in text that is not in Latin letters."""
_ASCII = bytes(range(128))
_SAME = {"koi8-r": "koi8-u", "euc_jis_2004": "euc_jp", "cp1252": DEFAULT}
"""What is decoded instead: koi8-u has the letters of koi8-r and the Ukrainian ones."""


def guess(content: bytes) -> str:
    """Return the codec of a text in some older encoding; never UTF-8, UTF-16 or UTF-32."""
    try:
        import chardet
    except ImportError:
        return DEFAULT
    examined = content[:_EXAMINED]
    if len(examined.translate(None, _ASCII)) < _TOO_FEW_LETTERS:
        return DEFAULT
    found = chardet.detect(
        examined,
        include_encodings=_candidates(examined),
        compat_names=False,
        max_bytes=_EXAMINED,
        no_match_encoding=DEFAULT,
    )["encoding"]
    return _SAME.get(found, found) if found else DEFAULT


def _candidates(content: bytes) -> tuple[str, ...]:
    beyond_ascii = len(content.translate(None, _ASCII))
    if beyond_ascii * _CYRILLIC_SHARE > len(content):
        return _ALWAYS + _IF_CYRILLIC
    return _ALWAYS + _IF_WESTERN if beyond_ascii >= _ENOUGH_LETTERS else _ALWAYS
