"""Cleans text: NFC, no control characters, paragraphs separated by exactly one blank line."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from itertools import groupby

_WRAPPED = 100
"""Maximum line length of hard-wrapped text (wires 64-72, mail 72-80, old terminals up to 100)."""
_SLACK = 12
"""Characters before the margin at which a wrapped line may end, since ragged text does not fill every line."""
_SPLIT_WIDTH = 40
"""If no line is longer than this, the text is not wrapped: each line is a list item."""

_LINE_ENDS = re.compile(r"\r\n?|[\v\f\x1c-\x1e\u2028]")
# Soft hyphen, zero-width space, word joiner, bidi embeddings, overrides and isolates (they reorder the page),
# byte order marks, annotation anchors, tags, other controls. ZWJ and ZWNJ are kept: spelling needs them.
_UNWANTED = (
    "\x00-\x08\x0e-\x1b\x1f\x7f-\x9f\u00ad\u200b\u202a-\u202e\u2060\u2066-\u206f\ufeff\ufff9-\ufffb\ufffe\uffff"
    "\U000e0000-\U000e007f"
)
_REMOVED = re.compile(f"[{_UNWANTED}]")
_OTHER_SPACES = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
_SPACES = re.compile(f"[{_OTHER_SPACES}]")
_SURROGATES = re.compile("[\ud800-\udfff]")
_UNCLEAN = re.compile(f"[\r\v\f\x1c-\x1e\u2028\u2029\ud800-\udfff{_UNWANTED}{_OTHER_SPACES}]")
"""Every character that cleaning changes: one search shows that most texts have none."""
# A C1 control in news text is a windows-1252 byte that was decoded as Latin-1: `don\x92t`.
_C1 = re.compile("[\x80-\x9f]")
_UNSPACED = re.compile("[\u3001\u3002\u3041-\u3096\u30a1-\u30fa\u3400-\u4dbf\u4e00-\u9fff\uff01-\uff60]")
_BULLET = re.compile("[-*\u2022\u00b7\u2013\u25aa\u25cf] +(?=\\S)")
_ENDS = (".", "!", "?", ":", ";", '"', "\u201d", "\u2026", "\u3002", "\u06d4", "\u061f")
_GAP = re.compile(r"(?<=\S) {2,}(?=\S)")
_WIDE_GAP = re.compile(r"(?<=\S) {3,}(?=\S)")


def clean(text: str) -> str:
    """Clean the text of an article; idempotent, and linear in the length.

    Hard-wrapped lines are joined into paragraphs. In other text each line is a paragraph. The lines of a table stay
    separate lines of one paragraph.
    """
    lines = _characters(text).split("\n")
    margin = _margin(lines)
    base = min((_indent(line) for line in lines if line.strip()), default=0)
    paragraphs: list[str] = []
    for blank, block in groupby(lines, key=lambda line: not line.strip()):
        if not blank:
            paragraphs += _paragraphs(list(block), margin, base)
    return "\n\n".join(paragraphs)


def clean_line(text: str) -> str:
    """Clean a headline or another one-line field like `clean`, with all white space as single spaces."""
    return " ".join(_characters(text).split())


def _characters(text: str) -> str:
    """Normalise to NFC with spaces and line feeds as the only white space."""
    text = text.replace("\t", "    ")
    if not _UNCLEAN.search(text):
        return unicodedata.normalize("NFC", text)
    text = _LINE_ENDS.sub("\n", text).replace("\u2029", "\n\n")
    text = _C1.sub(_as_windows_1252, text)
    text = _SURROGATES.sub("\ufffd", _REMOVED.sub("", text))
    return _SPACES.sub(" ", unicodedata.normalize("NFC", text))


def _as_windows_1252(control: re.Match[str]) -> str:
    return control[0].encode("latin-1").decode("windows-1252", "ignore")


def _margin(lines: list[str]) -> int | None:
    """Return the column at which the text was wrapped, or None if it was not."""
    lengths = [len(line.rstrip()) for line in lines if line.strip()]
    narrow = [length for length in lengths if length <= _WRAPPED]
    # A few long URLs or table rows do not mean that the text is not wrapped.
    if len(narrow) < 2 or len(narrow) * 5 < len(lengths) * 4:
        return None
    widest = max(narrow)
    return widest if widest > _SPLIT_WIDTH else None


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _paragraphs(block: list[str], margin: int | None, base: int) -> Iterator[str]:
    """Yield the paragraphs of a block, which is lines without blank lines between them."""
    for tabular, group in groupby(block, key=_is_tabular):
        lines = list(group)
        if tabular and len(lines) > 1:
            yield _table(lines)
        else:
            yield from _prose(lines, margin, base)


def _is_tabular(line: str) -> bool:
    """Whether the line has columns: one wide gap, or two gaps of two spaces (one often follows a full stop)."""
    inner = line.strip()
    if "  " not in inner:
        return False
    inner = _BULLET.sub("", inner)
    return "  " in inner and (_WIDE_GAP.search(inner) is not None or len(_GAP.findall(inner)) > 1)


def _table(lines: list[str]) -> str:
    margin = min(_indent(line) for line in lines)
    return "\n".join(line[margin:].rstrip() for line in lines)


def _prose(lines: list[str], margin: int | None, base: int) -> Iterator[str]:
    # A single line that starts with a dash continues a sentence; several are a list.
    bulleted = [_BULLET.match(line.lstrip()) is not None for line in lines]
    is_list = sum(bulleted) > 1
    paragraph = ""
    previous = ""
    for line, bullet in zip(lines, bulleted, strict=True):
        words = _single_spaced(line)
        indented = _indent(line) >= base + 2
        if is_list:
            starts = bullet or not (indented or _continues(previous, words, margin))
        else:
            starts = indented or not _continues(previous, words, margin)
        if paragraph and starts:
            yield paragraph
            paragraph = ""
        paragraph += _joiner(paragraph, words) + words
        previous = line.rstrip()
    yield paragraph


def _single_spaced(line: str) -> str:
    """Collapse runs of spaces."""
    words = line.strip()
    return " ".join(words.split()) if "  " in words else words


def _continues(previous: str, words: str, margin: int | None) -> bool:
    """Whether `words` continues the paragraph of the previous line, judged by how full that line is."""
    if margin is None:
        return False
    first = words.split(" ", 1)[0]
    # In scripts without spaces a line may break before any character that does not fit.
    needed = 1 if _UNSPACED.match(first) else len(first) + 1
    filled = len(previous) + needed > margin - _SLACK
    # A line of at least half the width that does not end a sentence is no heading either.
    unfinished = len(previous) * 2 > margin and not previous.endswith(_ENDS)
    return filled or unfinished or first[0].islower()


def _joiner(before: str, after: str) -> str:
    """Return what joins two lines: nothing after a hyphen in a word or in a script without spaces, else a space."""
    if not before or (_UNSPACED.match(before[-1]) and _UNSPACED.match(after)):
        return ""
    hyphenated = before[-1] == "-" and before[-2:-1].isalpha() and after[0].isalpha()
    return "" if hyphenated else " "
