"""From Markdown to text, with markdown-it-py, which implements CommonMark and comes with rich."""

from __future__ import annotations

import re
from typing import NamedTuple

from dateline.index.formats.markup import paragraphs

_SHORTCODE = re.compile(r"\{\{[<%].{0,500}?[%>]\}\}|\{%.{0,500}?%\}|\{:.{0,500}?\}", re.DOTALL)
"""Calls of Hugo and Jekyll for pictures and the like."""
_FOOTNOTE = re.compile(r"^\[\^[\w-]{1,40}\]:[ \t]*|\[\^[\w-]{1,40}\]", re.MULTILINE)
"""The mark of a footnote, in the text and before the note."""
_SPACES = re.compile(r"(?<=\S)[ \t]{20,}(?=\S)")
"""Gaps that would take the library long."""
_HEADING = re.compile(
    r"\s*(?P<marks>#{1,6})[ \t]+(?P<atx>\S[^\n]*)(?:\n|$)|"
    r"\s*(?P<setext>[^\s#>*-][^\n]*)\n(?:=+|-{3,})[ \t]*(?:\n|$)"
)
_CLOSING = re.compile(r"\{#[\w-]{1,80}\}$")
"""An anchor after a heading."""


class Heading(NamedTuple):
    """The heading that opens a text, and the text without it."""

    title: str
    rest: str
    is_certain: bool
    """Whether it is of the first level; `##` and a line of dashes occur in plain text too."""


def first_heading(text: str) -> Heading | None:
    """Split off a heading that opens a text."""
    match = _HEADING.match(text)
    if match is None:
        return None
    title = " ".join(paragraphs_in(_CLOSING.sub("", (match["atx"] or match["setext"]).rstrip("# \t"))))
    is_certain = match["marks"] == "#" or (match["marks"] is None and match[0].rstrip().endswith("="))
    return Heading(title, text[match.end() :], is_certain) if title else None


def paragraphs_in(text: str) -> tuple[str, ...]:
    """Return the paragraphs of Markdown: headings, list items and code too, links as their text, pictures left out."""
    from markdown_it import MarkdownIt

    bare = _SPACES.sub(" ", _FOOTNOTE.sub("", _SHORTCODE.sub("", text)))
    html: str = MarkdownIt("commonmark").enable(["table", "strikethrough"]).render(bare)
    return paragraphs(html)
