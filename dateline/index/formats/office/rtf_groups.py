"""The groups and control words of RTF, read to paragraphs."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Final

from dateline.index.formats.encoding import codec_of
from dateline.index.formats.office.rtf_words import (
    CELLS,
    CHARSETS,
    ENDS,
    LEFT_OUT,
    LETTERS,
    OLD_CODECS,
    STARRED,
    SYMBOLS,
    TARGETS,
)
from dateline.index.formats.office.written import Kind, Paragraph, Written, kind_of_style

_TOKEN = re.compile(
    rb"(?P<break>[\r\n]+)|(?P<open>\{)|(?P<close>\})|\\'(?P<hex>[0-9a-fA-F]{2})|"
    rb"\\(?P<word>[a-zA-Z]{1,32})(?P<number>-?\d{1,10})?\ ?|\\(?P<symbol>[^a-zA-Z])|(?P<text>[^\\{}\r\n]+)",
    re.DOTALL,
)
_MAX_GROUPS: Final = 10_000


@dataclass
class _Group:
    """What holds within braces."""

    target: str = "body"
    """What text belongs to: the body, fonts, styles, a property; empty if to nothing."""
    fallback: int = 1
    """How many characters after a Unicode one stand for it in old programs."""
    font: int | None = None
    bold: bool = False
    hidden: bool = False
    deleted: bool = False
    style: int = 0


class RtfReader:
    """Reads one file; any bytes give something."""

    def __init__(self, content: bytes) -> None:
        self._content = content
        self._group = _Group()
        self._outer: list[_Group] = []
        self._codec = "cp1252"
        self._fonts: dict[int, str] = {}
        self._styles: dict[int, str] = {}
        self._texts: dict[str, list[str]] = {}
        self._bytes = bytearray()
        """Bytes that are not decoded yet, since a character may have several."""
        self._skip = 0
        self._is_first = False
        self._is_starred = False
        self._letters = 0
        self._bold = 0
        self._paragraphs: list[Paragraph] = []

    def read(self) -> Written:
        """Return what the file says."""
        position = self._content.find(b"{")
        while 0 <= position < len(self._content):
            token = _TOKEN.match(self._content, position)
            if token is None:  # a backslash at the end
                break
            position = token.end() + self._take(token)
            if not self._outer:
                break
        is_cut = bool(self._outer)
        self._end_paragraph()
        title, author, keywords = (self._text(name) for name in ("title", "author", "keywords"))
        problem = "the file ends early; what it has was read" if is_cut else None
        return Written(self._paragraphs, title, author, keywords, problem=problem)

    def _take(self, token: re.Match[bytes]) -> int:
        """Take a token; return how many bytes after it to skip."""
        kind = token.lastgroup
        if kind in {"number", "word"}:
            number = token["number"]
            return self._take_word(token["word"].decode(), None if number is None else int(number))
        if kind == "open":
            self._open()
        elif kind == "close":
            self._close()
        elif kind == "hex":
            self._take_bytes(bytes.fromhex(token["hex"].decode()))
        elif kind == "symbol":
            self._take_symbol(token["symbol"].decode("latin-1"))
        elif kind == "text":
            self._take_bytes(token["text"])
        return 0

    def _open(self) -> None:
        self._flush()
        self._skip = 0
        self._is_first = True
        if len(self._outer) < _MAX_GROUPS:
            self._outer.append(self._group)
            self._group = replace(self._group)

    def _close(self) -> None:
        self._flush()
        self._skip = 0
        if self._group.target == "styles":
            self._styles.setdefault(self._group.style, "".join(self._texts.pop("styles", [])).rstrip("; "))
        if self._outer:
            self._group = self._outer.pop()

    def _take_symbol(self, symbol: str) -> None:
        if symbol == "*":
            self._is_starred = self._is_first
        elif symbol in "\r\n":
            self._end_paragraph()
        elif self._skip:
            self._skip -= 1
        else:
            self._add(SYMBOLS.get(symbol, ""))

    def _take_word(self, word: str, number: int | None) -> int:
        is_first, self._is_first = self._is_first, False
        is_starred, self._is_starred = self._is_starred, False
        if is_first and self._starts_target(word, is_starred=is_starred):
            return 0
        if word == "bin":
            return max(0, number or 0)
        if word == "u":
            self._take_unicode(number or 0)
        elif word in LETTERS and self._skip:
            self._skip -= 1
        elif word in LETTERS:
            self._add(LETTERS[word])
        elif word in ENDS and self._group.target == "body":
            self._end_paragraph()
        elif word in CELLS and self._group.target == "body":
            self._add("\t")
        else:
            self._set(word, number)
        return 0

    def _starts_target(self, word: str, *, is_starred: bool) -> bool:
        """Whether the first word of a group says that its text does not belong to the body."""
        self._flush()
        if word in LEFT_OUT or (is_starred and word not in STARRED):
            self._group.target = ""
        elif word in {"fonttbl", "stylesheet"}:
            self._group.target = "fonts" if word == "fonttbl" else "styles"
        elif word in TARGETS:
            self._group.target = TARGETS[word]
        else:
            return False
        return True

    def _set(self, word: str, number: int | None) -> None:
        """Take a word that changes how what follows is read."""
        self._flush()
        group = self._group
        is_on = number != 0
        match word:
            case "uc":
                group.fallback = max(0, min(number or 0, 10))
            case "ansicpg" | "mac" | "pc" | "pca":
                self._codec = codec_of(f"cp{number}") or "cp1252" if word == "ansicpg" else OLD_CODECS[word]
            case "f" | "deff":
                group.font = number
            case "fcharset" if group.target == "fonts" and group.font is not None:
                self._fonts[group.font] = CHARSETS.get(number or 0, "")
            case "b":
                group.bold = is_on
            case "v":
                group.hidden = is_on
            case "deleted":
                group.deleted = is_on
            case "plain":
                group.bold = group.hidden = group.deleted = False
            case _:
                self._set_style(word, number)

    def _set_style(self, word: str, number: int | None) -> None:
        if word == "pard":
            self._group.style = 0
        elif word == "s":
            self._group.style = number or 0

    def _take_unicode(self, number: int) -> None:
        self._flush()
        self._add(chr(number & 0xFFFF))
        self._skip = self._group.fallback

    def _take_bytes(self, content: bytes) -> None:
        self._is_first = False
        skipped = min(self._skip, len(content))
        self._skip -= skipped
        self._bytes += content[skipped:]

    def _flush(self) -> None:
        """Decode waiting bytes in the code page of the font."""
        if self._bytes:
            content, self._bytes = self._bytes, bytearray()
            codec = self._fonts.get(self._group.font or 0, "") if self._group.font is not None else ""
            self._add(content.decode(self._codec if codec in {"", "cp1252"} else codec, "replace"))

    def _add(self, text: str) -> None:
        if self._bytes:
            self._flush()
        group = self._group
        if not group.target or group.target == "fonts" or (group.target == "body" and (group.hidden or group.deleted)):
            return
        self._texts.setdefault(group.target, []).append(text)
        if group.target == "body":
            letters = len(text.strip())
            self._letters += letters
            self._bold += letters if group.bold else 0

    def _end_paragraph(self) -> None:
        self._flush()
        text = self._text("body")
        kind = kind_of_style(self._styles.get(self._group.style, ""))
        if kind is Kind.TEXT and 0 < self._letters == self._bold:
            kind = Kind.BOLD
        if text.strip():
            self._paragraphs.append(Paragraph(text, kind))
        self._letters = self._bold = 0

    def _text(self, target: str) -> str:
        """Take what was collected; characters beyond the first plane are written as two surrogates."""
        text = "".join(self._texts.pop(target, []))
        return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
