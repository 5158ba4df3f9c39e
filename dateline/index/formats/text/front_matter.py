"""Markdown, and text with front matter: fields in YAML (`---`) or TOML (`+++`) before the body.

Sources: the documentation of Jekyll, Hugo and Pelican (names of fields), TOML 1.0.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from typing import Final, NamedTuple

import msgspec

from dateline.index.formats.encoding import decode
from dateline.index.formats.fields import Fields, Json
from dateline.index.formats.format import Certainty, Head, Reads, reject_document, whole
from dateline.index.formats.options import ReadOptions
from dateline.index.formats.text.markdown import first_heading, paragraphs_in
from dateline.index.formats.text.yaml_subset import KEY, read_mapping
from dateline.index.raw import Document, Outcome, Passed, RawReject, RawReport, RejectKind
from dateline.index.sources.blob import Blob

_YAML = re.compile(r"\s*---[ \t]*\n(?P<head>.*?)(?<=\n)(?:---|\.\.\.)[ \t]*(?:\n|$)", re.DOTALL)
_TOML = re.compile(r"\s*\+\+\+[ \t]*\n(?P<head>.*?)(?<=\n)\+\+\+[ \t]*(?:\n|$)", re.DOTALL)
_SUFFIXES: Final = (".md", ".markdown", ".mdown", ".mkd", ".mdx", ".qmd", ".rmd")
_MEDIA_TYPES: Final = frozenset({"text/markdown", "text/x-markdown"})
_ABSOLUTE = re.compile(r"https?://", re.IGNORECASE)
_ADDRESSES: Final = frozenset({"url", "link", "permalink", "weburl", "canonicalurl", "canonical_url"})
_YES: Final = frozenset({"true", "yes", "on"})
_NO: Final = frozenset({"false", "no", "off"})


class FrontMatter:
    """One report per file. A heading that opens the body is the headline, unless the fields name another."""

    name = "front-matter"
    reads = Reads.TEXT
    extra = None

    def recognise(self, head: Head) -> Certainty:
        """Likely by fields between their marks, by a heading that opens the text, or by its name or media type."""
        text = _lines(head.text)
        heading = first_heading(text)
        if _front(text) is not None or (heading is not None and heading.is_certain):
            return Certainty.LIKELY
        is_named = (head.hints.name or "").casefold().endswith(_SUFFIXES) or head.hints.media_type in _MEDIA_TYPES
        return Certainty.LIKELY if is_named else Certainty.NO

    def split(self, blob: Blob, options: ReadOptions) -> Iterator[Document | RawReject]:
        """Yield the file as one document."""
        del options
        return whole(blob, self.name)

    def parse(self, document: Document, options: ReadOptions) -> Iterator[Outcome]:
        """Yield the report of the file."""
        text, problem = decode(document.content)
        text = _lines(text)
        front = _front(text)
        if front is None:
            yield _report(document, {}, text, options, problem)
            return
        values = _values(front)
        if values is None:
            values, problem = {}, problem or "the front matter is not TOML; it was left out"
        if _is_draft(values):
            yield Passed(document.place, "a draft")
        else:
            yield _report(document, values, front.body, options, problem)


class _Front(NamedTuple):
    """Front matter and what follows it."""

    head: str
    is_toml: bool
    body: str


def _lines(text: str) -> str:
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


def _front(text: str) -> _Front | None:
    """Return the front matter that opens a text, or None: a line of dashes may also be a rule."""
    match = _YAML.match(text)
    if match is not None and _names_fields(match["head"]):
        return _Front(match["head"], is_toml=False, body=text[match.end() :])
    match = _TOML.match(text)
    return None if match is None else _Front(match["head"], is_toml=True, body=text[match.end() :])


def _names_fields(head: str) -> bool:
    """Whether the first line that is no comment is a name and a value."""
    lines = (line for line in head.split("\n") if line.strip() and not line.lstrip().startswith("#"))
    return KEY.fullmatch(next(lines, "")) is not None


def _values(front: _Front) -> dict[str, Json] | None:
    """Return the fields, except addresses within a site; None if they are no valid TOML."""
    try:
        found = _toml(front.head) if front.is_toml else read_mapping(front.head)
    except tomllib.TOMLDecodeError:
        return None
    return {
        name: value
        for name, value in found.items()
        if name.lower() not in _ADDRESSES or (isinstance(value, str) and _ABSOLUTE.match(value))
    }


def _toml(head: str) -> dict[str, Json]:
    """Read TOML; dates become texts in ISO 8601."""
    found = tomllib.loads(head)
    values: dict[str, Json] = msgspec.json.decode(msgspec.json.encode(found))
    return values


def _is_draft(values: Mapping[str, Json]) -> bool:
    """Whether the fields say that the article is not published."""
    said = {name.lower(): str(value).lower() for name, value in values.items()}
    return said.get("draft") in _YES or said.get("published") in _NO or said.get("status") == "draft"


def _report(
    document: Document, values: Mapping[str, Json], body: str, options: ReadOptions, problem: str | None
) -> RawReport | RawReject:
    named: dict[str, Json] = {name: value for name, value in values.items() if str(value).lower() not in _YES}
    fields = Fields(options)
    if not any(fields.knows_text([name]) for name in named):
        heading = first_heading(body)
        named |= {"headline": heading.title} if heading else {}
        body = heading.rest if heading else body
    paragraphs = paragraphs_in(body)
    named["body"] = "\n\n".join(paragraphs)
    end = document.byte_end
    report = fields.report(named, place=document.place, format_=document.format, byte_end=end, problem=problem)
    if isinstance(report, str):
        return reject_document(document, report, RejectKind.NO_TEXT)
    return msgspec.structs.replace(report, body="", paragraphs=paragraphs, item=document.item)
