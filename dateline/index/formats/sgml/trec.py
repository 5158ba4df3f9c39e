"""TREC newspapers in SGML: `<DOC><DOCNO>`, and collections of the same kind such as Gigaword and AQUAINT.

Sources: the samples and DTDs on TREC disks 1 to 5 (AP, WSJ, FT, LA Times, FBIS), AQUAINT, English Gigaword.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from dateline.index.formats.datelines import usable_dateline
from dateline.index.formats.encoding import decode
from dateline.index.formats.format import Certainty, Head, Reads, reject_document
from dateline.index.formats.options import ReadOptions
from dateline.index.formats.sgml.dates import published
from dateline.index.formats.sgml.fields import elements_of, line, paragraphs, plain, split_elements
from dateline.index.raw import Document, Outcome, RawReject, RawReport, RejectKind
from dateline.index.sources.blob import Blob
from dateline.problems import Problem

_OPENING = re.compile(r"\s*(?:<\?xml[^>]*>\s*|<!doctype[^>]*>\s*|<(?:docs|docstream|root|trec)>\s*)*<doc(?=[\s>])")
_IDENTIFIED = re.compile(r"<docno\b|<docid\b|<doc\s[^>]*\b(?:id|docid)\s*=")
_ID = re.compile(r"""\bid\s*=\s*["']?([^\s"'>]+)""", re.IGNORECASE)
_HEADLINES: Final = ("HEADLINE", "HEAD", "HL", "TI", "TTL", "TITLE", "H3")
_BYLINES: Final = ("BYLINE", "AUTHOR", "AU")
_SOURCES: Final = ("PUB", "SO", "SOURCE", "PUBLISHER")
_SECTIONS: Final = ("SECTION", "PAGE")
_KEYWORDS: Final = ("SUBJECT", "KEYWORD", "KEYWORDS", "TOPIC", "DESCRIPT")
_TEXTS: Final = ("TEXT", "LP", "BODY", "CONTENT")
_OUTER: Final = ("HEADER", "BODY")
"""Elements whose elements count as the article's own."""
_NEWSPAPER_DAY = re.compile(r"FT\s+\d{1,2} [A-Z]{3} \d\d\s*/\s*")
"""`FT  14 MAY 91 / `, which stands before each headline of the Financial Times."""


class TrecSgml:
    """Articles between `<DOC>` and `</DOC>`."""

    name = "trec-sgml"
    reads = Reads.BYTES
    extra = None

    def recognise(self, head: Head) -> Certainty:
        """Sure of an element DOC with a number or an id."""
        is_own = _OPENING.match(head.opening) and _IDENTIFIED.search(head.opening)
        return Certainty.SURE if is_own else Certainty.NO

    def split(self, blob: Blob, options: ReadOptions) -> Iterator[Document | RawReject]:
        """Yield each article."""
        del options
        return split_elements(blob, "DOC", self.name)

    def parse(self, document: Document, options: ReadOptions) -> Iterator[Outcome]:
        """Yield the article."""
        content, problem = decode(document.content)
        start_tag, _, inside = content.partition(">")
        fields = _fields(inside)
        text = "\n".join(fields.get(next((name for name in _TEXTS if name in fields), ""), []))
        found = paragraphs(text)
        body = "" if found else plain(text)
        headline, byline = _headline(fields)
        if not found and not body.strip() and headline is None:
            yield reject_document(
                document, "no text: the article has neither a body nor a headline", RejectKind.NO_TEXT
            )
            return
        given_id = _one(fields, ("DOCNO", "DOCID")) or _attribute(start_tag)
        yield RawReport(
            body=body.strip("\n"),
            paragraphs=found,
            place=document.place,
            format=self.name,
            byte_end=document.byte_end,
            given_id=given_id,
            headline=headline,
            byline=_one(fields, _BYLINES) or byline,
            source=_one(fields, _SOURCES) or options.source,
            section=_one(fields, _SECTIONS),
            published=published(fields, given_id),
            dateline=usable_dateline(_one(fields, ("DATELINE",)), found[0] if found else body.lstrip()),
            keywords=_keywords(fields),
            item=document.item,
            problems=(Problem(problem, place=document.place),) if problem else (),
        )


def _fields(inside: str) -> dict[str, list[str]]:
    """Return the elements of an article; those of its header and body, if the text is one of them, count too."""
    fields = elements_of(inside)
    for name in _OUTER:
        for content in fields.get(name, []):
            for inner, contents in elements_of(content).items():
                if inner != "P":
                    fields.setdefault(inner, []).extend(contents)
    return fields


def _one(fields: Mapping[str, Sequence[str]], names: Sequence[str]) -> str | None:
    """Return the first element with a text, as one line."""
    for name in names:
        for content in fields.get(name, ()):
            if (text := line(content)) is not None:
                return text
    return None


def _attribute(start_tag: str) -> str | None:
    found = _ID.search(start_tag)
    return found[1] if found else None


def _headline(fields: Mapping[str, Sequence[str]]) -> tuple[str | None, str | None]:
    """Return the headline, and a byline that stands below it, as in the Wall Street Journal."""
    for name in _HEADLINES:
        for content in fields.get(name, ()):
            above, _, below = plain(content).partition("----")
            headline = _NEWSPAPER_DAY.sub("", " ".join(above.replace("@", " ").split()), count=1)
            if headline:
                byline = " ".join(below.strip("- \n").split())
                return headline, byline if byline.startswith("By ") else None
    return None, None


def _keywords(fields: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    words: list[str] = []
    for name in _KEYWORDS:
        for content in fields.get(name, ()):
            for paragraph in paragraphs(content) or (plain(content),):
                words += [" ".join(word.split()) for word in paragraph.split(";")]
    return tuple(dict.fromkeys(filter(None, words)))
