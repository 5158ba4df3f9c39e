"""The part of YAML that the heads of articles use: names with texts, lists and nested names.

Source: YAML 1.2.2; Jekyll's and Hugo's documentation of front matter. Anchors, tags and several documents are no part
of it, and every scalar is a text: no value is turned into a date, a number or a yes by its looks.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from dateline.index.formats.fields import Json

KEY = re.compile(
    r"(?P<indent> *)(?P<key>\"[^\"]*\"|'[^']*'|[^\s#\-\[\]{},\"'][^:#]{0,80}?) {0,9}:(?:[ \t]+(?P<value>.*)|\s*)"
)
_ITEM = re.compile(r"(?P<indent> *)-(?:[ \t]+(?P<value>.*)|\s*)")
_COMMENT = re.compile(r"(?:^|[ \t])#.*")
_BLOCK = re.compile(r"(?P<style>[|>])[+-]?\d?[+-]?\s*(?:#.*)?")
_ESCAPES: Final = {"n": "\n", "t": "\t", "r": "\r", '"': '"', "\\": "\\", "/": "/", "0": "", "N": "\n", "_": " "}
_ESCAPE = re.compile(r"\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|(.))", re.DOTALL)
_MAX_DEPTH: Final = 8
_NULLS: Final = frozenset({"", "~", "null", "Null", "NULL"})


class _Read(NamedTuple):
    value: Json
    next_line: int


def read_mapping(text: str) -> dict[str, Json]:
    """Return the names and values of a text; lines that are not understood are left out. Never raises."""
    found = _mapping(text.expandtabs(2).split("\n"), 0, 0, 0).value
    return found if isinstance(found, dict) else {}


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _is_blank(line: str) -> bool:
    return not line.strip() or line.lstrip().startswith("#")


def _mapping(lines: Sequence[str], at: int, indent: int, depth: int) -> _Read:
    found: dict[str, Json] = {}
    while at < len(lines):
        line = lines[at]
        if not _is_blank(line) and _indent(line) < indent:
            break
        match = KEY.fullmatch(line)
        at += 1
        if match is None or _is_blank(line) or len(match["indent"]) != indent:
            continue
        value, at = _value((match["value"] or "").strip(), lines, at, indent, depth)
        found.setdefault(match["key"].strip("\"'"), value)
    return _Read(found, at)


def _value(text: str, lines: Sequence[str], at: int, indent: int, depth: int) -> _Read:
    """Read the value after a name: on its line, or on the lines below that are set in."""
    block = _BLOCK.fullmatch(text)
    if block is not None:
        return _block(block["style"], lines, at, indent)
    if text.startswith("#"):
        text = ""
    if text:
        return _inline(text, lines, at, indent)
    below = next((number for number in range(at, len(lines)) if not _is_blank(lines[number])), None)
    if below is None or depth == _MAX_DEPTH:
        return _Read(None, at)
    inner = _indent(lines[below])
    if _ITEM.fullmatch(lines[below]) and inner >= indent:
        return _items(lines, below, inner, depth + 1)
    if inner > indent and KEY.fullmatch(lines[below]):
        return _mapping(lines, below, inner, depth + 1)
    return _inline("", lines, at, indent) if inner > indent else _Read(None, at)


def _items(lines: Sequence[str], at: int, indent: int, depth: int) -> _Read:
    found: list[Json] = []
    while at < len(lines):
        line = lines[at]
        if _is_blank(line):
            at += 1
            continue
        match = _ITEM.fullmatch(line)
        if match is None or len(match["indent"]) != indent:
            break
        value, at = _item((match["value"] or "").strip(), lines, at + 1, indent, depth)
        found.append(value)
    return _Read(found, at)


def _item(text: str, lines: Sequence[str], at: int, indent: int, depth: int) -> _Read:
    key = KEY.fullmatch(text)
    if key is None or text[:1] in {'"', "'", "[", "{"}:
        return _value(text, lines, at, indent, depth)
    # An object whose first name stands beside the dash: the others are set in as far.
    inner = next((_indent(line) for line in lines[at:] if not _is_blank(line)), 0)
    first, at = _value((key["value"] or "").strip(), lines, at, max(inner, indent + 1), depth)
    rest = _mapping(lines, at, inner, depth + 1) if inner > indent else _Read({}, at)
    values = rest.value if isinstance(rest.value, dict) else {}
    return _Read({key["key"].strip("\"'"): first} | values, rest.next_line)


def _block(style: str, lines: Sequence[str], at: int, indent: int) -> _Read:
    """Read a text over several lines: `|` keeps the line ends, `>` joins lines."""
    taken: list[str] = []
    while at < len(lines) and (not lines[at].strip() or _indent(lines[at]) > indent):
        taken.append(lines[at].strip())
        at += 1
    text = "\n".join(taken).strip()
    return _Read(text if style == "|" else re.sub(r"(?<!\n)\n(?!\n)", " ", text), at)


def _inline(text: str, lines: Sequence[str], at: int, indent: int) -> _Read:
    """Read a value that starts on its line and may go on below, set in."""
    while at < len(lines) and lines[at].strip() and _indent(lines[at]) > indent and not _is_closed(text):
        text += " " + lines[at].strip()
        at += 1
    return _Read(_scalar(text.strip()), at)


def _is_closed(text: str) -> bool:
    """Whether a value in quotes or brackets ends where it stands."""
    closing = {'"': '"', "'": "'", "[": "]", "{": "}"}.get(text[:1])
    return closing is not None and len(text) > 1 and _COMMENT.sub("", text).rstrip().endswith(closing)


def _scalar(text: str) -> Json:
    if text[:1] == "[":
        inside = _COMMENT.sub("", text).strip().removeprefix("[").removesuffix("]")
        return [_text(part) for part in _parts(inside)]
    return _text(text)


def _text(text: str) -> str | None:
    if text[:1] in {'"', "'"}:
        return _quoted(text)
    plain = _COMMENT.sub("", text).strip()
    return None if plain in _NULLS else plain


def _quoted(text: str) -> str:
    quote = text[0]
    end = text.rfind(quote)
    inside = text[1:end] if end > 0 else text[1:]
    return inside.replace("''", "'") if quote == "'" else _ESCAPE.sub(_unescaped, inside)


def _unescaped(match: re.Match[str]) -> str:
    digits = match[1] or match[2] or match[3]
    if digits is None:
        return _ESCAPES.get(match[4], match[4])
    code = int(digits, 16)
    return chr(code) if code < 0xD800 or 0xDFFF < code <= 0x10FFFF else "\ufffd"


def _parts(text: str) -> list[str]:
    """Split a list at its commas, but not within quotes."""
    return [part.strip() for part in re.findall(r"\s*(?:\"(?:[^\"\\]|\\.)*\"|'[^']*'|[^,]+)", text) if part.strip(" ,")]
