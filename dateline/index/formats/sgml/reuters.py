"""Reuters-21578: newswire of 1987 in SGML.

Source: the README of the collection, distribution 1.0 (Lewis, 1997).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from dateline.index.formats.datelines import usable_dateline
from dateline.index.formats.encoding import decode
from dateline.index.formats.format import Certainty, Head, Reads, reject_document
from dateline.index.formats.options import ReadOptions
from dateline.index.formats.sgml.fields import elements_of, line, plain, split_elements
from dateline.index.raw import Document, Outcome, RawReject, RawReport, RejectKind
from dateline.index.sources.blob import Blob
from dateline.problems import Problem

_OPENING = re.compile(r"\s*(?:<!doctype lewis\b|<reuters(?=[\s>]))")
_ID = re.compile(r"""\bNEWID\s*=\s*["']?(\d+)""", re.IGNORECASE)
_KEYWORDS: Final = ("TOPICS", "PLACES", "PEOPLE", "ORGS", "EXCHANGES", "COMPANIES")
_SOURCE: Final = "Reuters"


class ReutersSgml:
    """Articles between `<REUTERS ...>` and `</REUTERS>`."""

    name = "reuters-sgml"
    reads = Reads.BYTES
    extra = None

    def recognise(self, head: Head) -> Certainty:
        """Sure of its document type, or of its element."""
        return Certainty.SURE if _OPENING.match(head.opening) else Certainty.NO

    def split(self, blob: Blob, options: ReadOptions) -> Iterator[Document | RawReject]:
        """Yield each article."""
        del options
        return split_elements(blob, "REUTERS", self.name)

    def parse(self, document: Document, options: ReadOptions) -> Iterator[Outcome]:
        """Yield the article."""
        content, problem = decode(document.content)
        start_tag, _, inside = content.partition(">")
        fields = elements_of(inside)
        text = "".join(fields.get("TEXT", [])) or inside.partition("<TEXT")[2].partition(">")[2]
        parts = elements_of(text)
        headline = line(_first(parts, "TITLE"))
        body = plain("\n".join(parts["BODY"]) if "BODY" in parts else _unmarked(text))
        if not body.strip() and headline is None:
            yield reject_document(
                document, "no text: the article has neither a body nor a headline", RejectKind.NO_TEXT
            )
            return
        found = _ID.search(start_tag)
        yield RawReport(
            body=body.strip("\n"),
            place=document.place,
            format=self.name,
            byte_end=document.byte_end,
            given_id=found[1] if found else None,
            headline=headline,
            byline=line(_first(parts, "AUTHOR")),
            source=options.source or _SOURCE,
            published=line(_first(fields, "DATE")),
            dateline=usable_dateline(line(_first(parts, "DATELINE")), body),
            keywords=_keywords(fields),
            item=document.item,
            problems=(Problem(problem, place=document.place),) if problem else (),
        )


def _first(fields: Mapping[str, Sequence[str]], name: str) -> str | None:
    return fields[name][0] if name in fields else None


def _unmarked(text: str) -> str:
    """Return the text of an article of one piece, in which only some parts are marked."""
    return re.sub(r"<(TITLE|AUTHOR|DATELINE)\b.*?</\1>", "", text, flags=re.DOTALL | re.IGNORECASE)


def _keywords(fields: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    words = (line(word) for name in _KEYWORDS for content in fields.get(name, ()) for word in _values(content))
    return tuple(dict.fromkeys(word for word in words if word))


def _values(content: str) -> list[str]:
    return elements_of(content).get("D", [])
