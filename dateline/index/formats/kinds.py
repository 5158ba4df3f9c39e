"""Kinds of files that no format reads, by their first bytes, so that a reject can name what it is.

Sources: the magic numbers in the documentation of each format; RFC 5545 (iCalendar), RFC 6350 (vCard), RFC 7468 (PEM),
RFC 8949 (CBOR), RFC 2315 (PKCS #7); IBM, "Code page 1047" (EBCDIC).
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from dateline.index.formats.format import Head


class _Magic(NamedTuple):
    kind: str
    opening: bytes
    offset: int = 0


class _Opening(NamedTuple):
    kind: str
    opening: re.Pattern[str]
    """How the text begins, in lower case."""


_MAGICS: Final = (
    _Magic("a JPEG picture", b"\xff\xd8\xff"),
    _Magic("a PNG picture", b"\x89PNG\r\n\x1a\n"),
    _Magic("a GIF picture", b"GIF8"),
    _Magic("a TIFF picture", b"II*\x00"),
    _Magic("a TIFF picture", b"MM\x00*"),
    _Magic("a WebP picture", b"WEBP", 8),
    _Magic("an icon", b"\x00\x00\x01\x00"),
    _Magic("a JPEG 2000 picture", b"\x00\x00\x00\x0cjP  "),
    _Magic("a DjVu file: scanned pages; run OCR on it first", b"AT&TFORM"),
    _Magic("a sound file", b"ID3"),
    _Magic("a sound file", b"\xff\xfb"),
    _Magic("a sound file", b"fLaC"),
    _Magic("a sound or video file", b"OggS"),
    _Magic("a sound file", b"WAVE", 8),
    _Magic("a video", b"ftyp", 4),
    _Magic("a video", b"AVI ", 8),
    _Magic("a video", b"\x1aE\xdf\xa3"),
    _Magic("a video", b"FLV\x01"),
    _Magic("a font", b"wOFF"),
    _Magic("a font", b"wOF2"),
    _Magic("a font", b"OTTO"),
    _Magic("a font", b"\x00\x01\x00\x00\x00"),
    _Magic("a program", b"\x7fELF"),
    _Magic("a program", b"MZ"),
    _Magic("a program", b"\xca\xfe\xba\xbe"),
    _Magic("a program", b"\x00asm"),
    _Magic("a RAR archive: unpack it first", b"Rar!\x1a\x07"),
    _Magic("a cabinet: unpack it first", b"MSCF"),
    _Magic("a package: unpack it first", b"!<arch>\n"),
    _Magic("a file compressed with compress: unpack it first", b"\x1f\x9d"),
    _Magic("an Outlook mailbox (PST): export it as mbox first", b"!BDN"),
    _Magic("a Mobipocket book", b"BOOKMOBI", 60),
    _Magic(
        "a Microsoft Office file in the old format: save it as DOCX or XLSX first", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    ),
    _Magic("a WordPerfect file: save it as DOCX first", b"\xffWPC"),
    _Magic("an ORC table", b"ORC"),
    _Magic("an Avro file", b"Obj\x01"),
    _Magic("an Arrow file", b"ARROW1\x00\x00"),
    _Magic("an HDF5 file", b"\x89HDF\r\n\x1a\n"),
    _Magic("a Python pickle, which is not safe to read", b"\x80\x04\x95"),
    _Magic("a Java object", b"\xac\xed\x00\x05"),
    _Magic("a binary property list", b"bplist00"),
)
_MARKED: Final = (
    (
        "a signed or encrypted message (PKCS #7)",
        re.compile(rb"0[\x80-\x84].{0,4}\x06\x09\*\x86H\x86\xf7\r\x01\x07", re.DOTALL),
    ),
    ("CBOR data", re.compile(rb"\xd9\xd9\xf7")),
)
"""Bytes with which no text begins, though few of the bytes after them are controls."""
_OPENINGS: Final = tuple(
    _Opening(kind, re.compile(pattern))
    for kind, pattern in (
        ("PostScript: make a PDF of it first", r"%!ps"),
        ("a LaTeX source", r"(?:%[^\n]*\n\s*)*\\(?:documentclass|documentstyle|input|begin\{)"),
        ("a calendar", r"begin:vcalendar\b"),
        ("an address card", r"begin:vcard\b"),
        ("a key or a certificate", r"-----begin [a-z0-9 ]+-----"),
        ("subtitles", r"webvtt\b|(?:\d+\s*\r?\n)?\d\d:\d\d:\d\d[,.]\d{3} --> "),
        ("a script", r"#!\s*/"),
        ("a PHP program", r"<\?php\b"),
        ("a style sheet", r"@(?:charset|import|font-face|media)\b[^\n]{0,200}[;{]"),
        ("a style sheet", r"(?:/\*[^*]*\*/\s*)?[.#]?[a-z][\w.# ,:>-]*\{\s*[a-z-]+\s*:"),
        ("a JavaScript program", r"(?:['\"]use strict['\"]|!?\(?function\b[^\n]{0,80}\{|(?:var|let|const) \w+\s*=)"),
        ("a JavaScript program", r"(?:window\.\w|module\.exports|/\*[^*]*\*/\s*\(?function\b)"),
        ("a patch", r"diff --git |--- [^\n]+\n\+\+\+ [^\n]+\n@@ "),
        (
            "SQL statements: load them into a database first",
            # A whole statement: "Create tables from wood" and "Insert coins" are advice.
            (
                r"(?:--[^\n]*\n\s*)*(?:create table\b[^;]{0,200}\(|insert into \S+ *(?:\(|values\b|select\b)"
                r"|drop table [^\n;]+; *(?:\n|$)|pragma \w+ *[=(;])"
            ),
        ),
        ("a package: unpack it first", r"!<arch>\r?\n"),
        ("a picture of the sky (FITS)", r"simple  =\s+[tf] "),
        ("a Python pickle, which is not safe to read", r"c[a-z_]\w*(?:\.\w+)*\r?\n\w+\r?\np0\r?\n"),
        ("a drawing (DXF)", r" *0\r?\nsection\r?\n *2\r?\nheader\r?\n"),
        ("the fields of a PDF form", r"%fdf-\d"),
        ("the measures of a font", r"startfontmetrics \d"),
        ("a picture (PNM)", r"p[1-6]\s+(?:#[^\n]*\n)?\d+\s+\d+\s+\d+\b"),
        ("a robots.txt file", r"(?:#[^\n]*\n\s*)*user-agent:[^\n]*\n\s*(?:dis)?allow:"),
        ("a configuration file", r"\[[a-z][\w .-]*\]\s*\n\s*[\w.-]+\s*="),
    )
)
_EBCDIC_SPACE: Final = b"\x40"
_EBCDIC_LETTERS: Final = bytes(
    first + code
    for first in (0x80, 0xC0)
    for row in (0x01, 0x11, 0x22)
    for code in range(row, row + (8 if row == 0x22 else 9))
)


def kind_of(head: Head) -> str | None:
    """Return what an input is, as words for a reason, or None if it is none of the known kinds."""
    # A text may begin with the letters of a magic number: OTTO, ORC, MZ.
    if head.is_binary:
        return next((each.kind for each in _MAGICS if head.raw.startswith(each.opening, each.offset)), None)
    marked = next((kind for kind, opening in _MARKED if opening.match(head.raw)), None)
    if marked is not None:
        return marked
    if _is_ebcdic(head.raw):
        return "text of a mainframe (EBCDIC): convert it to UTF-8 first"
    return next((each.kind for each in _OPENINGS if each.opening.match(head.opening)), None)


def _is_ebcdic(raw: bytes) -> bool:
    """Whether spaces and letters are where EBCDIC has them, so that none is where ASCII has its own."""
    letters = len(raw) - len(raw.translate(None, _EBCDIC_LETTERS))
    return raw.count(_EBCDIC_SPACE) * 20 > len(raw) > 20 * raw.count(b" ") and letters * 2 > len(raw)
