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
_HEADING = re.compile(r"\s*#[ \t]+(?P<atx>\S[^\n]*)(?:\n|$)|\s*(?P<setext>[^\s#>*-][^\n]*)\n=+[ \t]*(?:\n|$)")
_CLOSING = re.compile(r"\{#[\w-]{1,80}\}$")
"""An anchor after a heading."""


class Heading(NamedTuple):
    """A text without its first heading."""

    title: str
    rest: str


def first_heading(text: str) -> Heading | None:
    """Split off a heading of the first level that opens a text."""
    match = _HEADING.match(text)
    if match is None:
        return None
    title = " ".join(paragraphs_in(_CLOSING.sub("", (match["atx"] or match["setext"]).rstrip("# \t"))))
    return Heading(title, text[match.end() :]) if title else None


def paragraphs_in(text: str) -> tuple[str, ...]:
    """Return the paragraphs of Markdown: headings, list items and code too, links as their text, pictures left out."""
    from markdown_it import MarkdownIt

    bare = _SPACES.sub(" ", _FOOTNOTE.sub("", _SHORTCODE.sub("", text)))
    html: str = MarkdownIt("commonmark").enable(["table", "strikethrough"]).render(bare)
    return paragraphs(html)
