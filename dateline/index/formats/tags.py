"""What is a tag of markup, and what is text in angle brackets: a company, the symbol of a share, an address.

    <p>  </p>  <BR>  <a href="x">  <!-- note -->      tags: HTML has such elements
    <pullquote>Words</pullquote>                      tags: an invented element that starts and ends
    <endash>                                          a tag that stands for a character
    <Video Harbour Inc>  Corp <P> said  <year>        text

Every format and the check of stored text use this definition; nothing else decides what a tag is.

Source: the HTML standard (elements and attributes without values).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

_ELEMENTS: Final = frozenset(
    """a abbr acronym address applet article aside audio b big blockquote body br button canvas caption center cite code
    col colgroup dd del details dfn div dl dt em embed fieldset figcaption figure font footer form frame frameset h1 h2
    h3 h4 h5 h6 head header hl2 hr html i iframe img input ins kbd label legend li link main mark meta nav nobr noscript
    object ol option p picture pre q rp rt ruby s samp script section select small source span strike strong style sub
    summary sup svg table tbody td textarea tfoot th thead time title tr tt u ul var video wbr""".split()
)
_INLINE: Final = frozenset(
    "a abbr acronym b big cite code del em font i ins mark q s small span strike strong sub sup time tt u".split()
)
_VALUELESS: Final = frozenset(
    """allowfullscreen async autofocus autoplay border checked compact controls crossorigin default defer disabled
    download hidden inert ismap itemscope loop multiple muted noshade nomodule novalidate nowrap open playsinline
    readonly required reversed selected""".split()
)
"""Attributes that need no value."""
_CHARACTERS: Final = {
    "endash": "\u2013",
    "ndash": "\u2013",
    "emdash": "\u2014",
    "mdash": "\u2014",
    "quot": '"',
    "apos": "'",
    "amp": "&amp;",
    "nbsp": "\u00a0",
    "hellip": "\u2026",
    "ellipsis": "\u2026",
    "bull": "\u2022",
    "bullet": "\u2022",
    "lsquo": "\u2018",
    "rsquo": "\u2019",
    "ldquo": "\u201c",
    "rdquo": "\u201d",
    "euro": "\u20ac",
}
"""Names of characters that systems write as elements: `800<endash/>1,000`, `<endash>-</endash>`."""
_CANDIDATE = re.compile(
    r"<(?P<slash>/?)(?P<name>[A-Za-z][\w:-]*)(?P<attributes>(?:[\s/][^<>]*?)?)(?P<empty>/?)>"
    r"|<(?:!--|!\[CDATA\[|!doctype\b|\?xml\b)",
    re.IGNORECASE | re.ASCII,
)
_ADDRESS = re.compile(r"<(?=[A-Za-z][\w-]*(?:[.@]|://)[^<>]*>)", re.ASCII)
"""What opens an address or the symbol of a share with its market, which HTML's parser takes for an element."""
_END = re.compile(r"</([A-Za-z][\w:-]*)\s*>", re.ASCII)
_START = re.compile(r"<([A-Za-z][\w:-]*)(?=[\s/>])", re.ASCII)
_CHARACTER = re.compile(rf"<({'|'.join(_CHARACTERS)})\s*(?:/>|>(?:[^\w<>]{{0,3}}</\1\s*>)?)")
_AFTER_WORD = re.compile(r"[\w.,)&'] \Z")
"""What stands before the symbol of a share: a name and one space."""


class _Tags:
    """Decides about the candidates of one text, since an end shows what a start is."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._starts: frozenset[str] | None = None
        self._ends: frozenset[str] | None = None

    def __iter__(self) -> Iterator[re.Match[str]]:
        return (found for found in _CANDIDATE.finditer(self._text) if self.is_tag(found))

    def is_tag(self, found: re.Match[str]) -> bool:
        name = found["name"]
        if name is None:
            return True
        attributes = found["attributes"].strip("/").split()
        if attributes and not _are_attributes(attributes):
            return False
        lower = name.lower()
        if lower not in _ELEMENTS:
            return lower in _CHARACTERS or self._is_invented(name)
        if found["slash"] or attributes or found["empty"] or name == lower:
            return True
        # <S> and <DD> are shares too.
        is_symbol = lower in _INLINE or _AFTER_WORD.search(self._text, max(0, found.start() - 2), found.start())
        return not is_symbol or self._has_end(name)

    def _has_end(self, name: str) -> bool:
        if self._ends is None:
            self._ends = frozenset(_END.findall(self._text))
        return name in self._ends

    def _is_invented(self, name: str) -> bool:
        """Whether an element that HTML does not have starts in the text and ends in it."""
        if not self._has_end(name):
            return False
        if self._starts is None:
            self._starts = frozenset(_START.findall(self._text))
        return name in self._starts


def _are_attributes(words: list[str]) -> bool:
    """Whether the words in a tag are attributes: one has a value, or all are known to need none."""
    return any("=" in word for word in words) or all(word.lower() in _VALUELESS for word in words)


def has_tags(text: str) -> bool:
    """Whether a text contains a tag, or the opening of a comment or a declaration."""
    return "<" in text and next(iter(_Tags(text)), None) is not None


def has_blocks(text: str) -> bool:
    """Whether a text contains a tag that is more than a mark within a line."""
    return "<" in text and any(_is_block(found) for found in _Tags(text))


def as_html(text: str) -> str:
    """Return a text as HTML: what is in angle brackets and no tag is escaped, elements for characters are these."""
    text = _CHARACTER.sub(lambda found: _CHARACTERS[found[1]], text)
    text = _ADDRESS.sub("&lt;", text)
    tags = _Tags(text)
    return _CANDIDATE.sub(lambda found: found[0] if tags.is_tag(found) else f"&lt;{found[0][1:]}", text)


def without_tags(text: str, instead: str = "") -> str:
    """Return a text without its tags; what is in elements stays, also scripts."""
    return _without(text, instead, only_marks=False)


def without_marks(text: str) -> str:
    """Return a text without the tags that only mark words within a line: `<b>`, `<a href="x">`, `<endash>`."""
    return _without(text, "", only_marks=True)


def _without(text: str, instead: str, *, only_marks: bool) -> str:
    text = _CHARACTER.sub(lambda found: _CHARACTERS[found[1]], text)
    tags = _Tags(text)

    def replaced(found: re.Match[str]) -> str:
        return instead if tags.is_tag(found) and not (only_marks and _is_block(found)) else found[0]

    return _CANDIDATE.sub(replaced, text)


def _is_block(tag: re.Match[str]) -> bool:
    return tag["name"] is None or (tag["name"].lower() in _ELEMENTS - _INLINE)
