"""NITF, the News Industry Text Format: whole documents, and the text inside of NewsML.

Source: NITF 3.6 (IPTC) and its earlier versions from 2.5 on; the NYT Annotated Corpus, which repeats its lead.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from dateline.index.article import Action
from dateline.index.formats.datelines import usable_dateline
from dateline.index.formats.markup import Element
from dateline.index.formats.xml.root import Root
from dateline.index.formats.xml.text import Text, read_text
from dateline.index.formats.xml.tree import (
    distinct,
    language_of,
    line_at,
    line_of,
    lines_at,
    value,
    value_at,
    whole_text,
)
from dateline.index.formats.xml.vocabulary import Context
from dateline.index.raw import Outcome, RawReport, RejectKind

_ACTIONS: Final = {"embargoed": Action.WITHHOLD, "withheld": Action.WITHHOLD, "canceled": Action.KILL}
_BY = re.compile(r"By\s+", re.IGNORECASE)
_KILLS: Final = ("kill", "cancel")
_NO_GENRE: Final = frozenset({"current", "news"})
_SUBJECT: Final = "tobject.subject."


class Nitf:
    """One article per document."""

    name = "nitf"
    pieces = None

    def owns(self, root: Root, head: str) -> bool:
        """By the name of its root, which no other vocabulary has."""
        del head
        return root.name == "nitf"

    def items(self, root: Element) -> list[Element]:
        """The root is the article."""
        return [root]

    def read(self, item: Element, context: Context) -> Iterator[Outcome]:
        """Yield the article."""
        head, data = item.find("head"), item.find("head/docdata")
        headline, byline = nitf_headline(item), nitf_byline(item)
        dateline = _dateline(item.find("body/body.head"))
        text = nitf_text(item)
        if not text and headline is None:
            yield context.reject("no text: the article has neither a body nor a headline", RejectKind.NO_TEXT)
            return
        published = _published(item)
        action, embargo = _action(data, published)
        yield RawReport(
            body=text.body,
            paragraphs=text.paragraphs,
            place=context.document.place,
            format=self.name,
            byte_end=context.document.byte_end,
            given_id=value_at(data, "doc-id", "id-string"),
            headline=headline,
            byline=byline,
            source=_source(item),
            section=value_at(head, ".//pubdata", "position.section"),
            url=value_at(head, ".//pubdata", "ex-ref"),
            language=value(item, "baselang") or language_of(item),
            published=published,
            version=value_at(data, "du-key", "version"),
            genre=_genre(head),
            dateline=usable_dateline(dateline, text.opening),
            keywords=_keywords(item),
            action=action,
            embargo=embargo,
        )


def nitf_headline(nitf: Element) -> str | None:
    """Return the main headline of an NITF element."""
    return line_at(nitf, ".//hl1", "body/body.head/hedline", "head/title")


def nitf_byline(nitf: Element) -> str | None:
    """Return the byline without the author's title."""
    for byline in nitf.iterfind("body/body.head/byline"):
        for title in byline.findall("byttl"):
            title.text = None
            for child in list(title):
                title.remove(child)
        if (text := line_of(byline)) is not None:
            return _BY.sub("", text.rstrip(" ,"))
    return None


def nitf_text(nitf: Element) -> Text:
    """Return the text of an NITF element: its content, and the line that ends it; changes the element."""
    content = nitf.find("body/body.content")
    if content is None:
        content = nitf.find(".//body.content")
    if content is None:
        content = nitf.find("body")
        if content is not None and (head := content.find("body.head")) is not None:
            content.remove(head)
    if content is None:
        return Text()
    full = content.find("block[@class='full_text']")
    text = read_text(content if full is None else full)
    tagline = line_at(nitf, "body/body.end/tagline")
    if tagline is None or not text.paragraphs:
        return text
    return Text((*text.paragraphs, tagline))


def _published(nitf: Element) -> str | None:
    return (
        value_at(nitf, "head/docdata/date.issue", "norm")
        or line_at(nitf, "head/docdata/date.issue")
        or value_at(nitf, "head/pubdata", "date.publication")
        or value_at(nitf, "head/docdata/pubdata", "date.publication")
        or value_at(nitf, ".//story.date", "norm")
        or value_at(nitf, "head/docdata/date.release", "norm")
        or line_at(nitf, ".//story.date")
    )


def _source(nitf: Element) -> str | None:
    return (
        line_at(nitf, "body/body.head/distributor")
        or value_at(nitf, "head/pubdata", "name")
        or value_at(nitf, "head/docdata/doc.copyright", "holder")
        or value_at(nitf, "head/docdata/doc-id", "regsrc")
        or value_at(nitf, "head/docdata/del-list/from-src", "src-name")
    )


def _genre(head: Element | None) -> str | None:
    genre = value_at(head, "tobject/tobject.property", "tobject.property.type")
    return None if genre is None or genre.lower() in _NO_GENRE else genre


def _keywords(nitf: Element) -> tuple[str, ...]:
    data = nitf.find("head/docdata")
    found: list[str | None] = []
    if data is not None:
        found += [value(each, "key") for each in data.iterfind("key-list/keyword")]
        for each in data.iterfind("identified-content/*"):
            found.append(value(each, "value") or line_of(each))
    for subject in nitf.iterfind("head/tobject/tobject.subject"):
        found.append(value(subject, f"{_SUBJECT}detail", f"{_SUBJECT}matter", f"{_SUBJECT}type"))
    return distinct(found)


def _dateline(body_head: Element | None) -> str | None:
    """Return the dateline; its parts may have nothing between them."""
    dateline = None if body_head is None else body_head.find("dateline")
    if dateline is None:
        return None
    location = dateline.find("location")
    if location is not None and len(location) > 1 and "," not in whole_text(location):
        return ", ".join(lines_at(location, "*"))
    return line_of(dateline)


def _action(data: Element | None, published: str | None) -> tuple[Action, str | None]:
    """Return what the source asks for, and until when: a release later than the issue is an embargo."""
    status = (value(data, "management-status") or "").lower()
    action = _ACTIONS.get(status, Action.PUBLISH)
    note = value_at(data, "ed-msg", "msg-type") or ""
    if any(word in note.lower() for word in _KILLS):
        return Action.KILL, None
    release = value_at(data, "date.release", "norm")
    if release is None or action is Action.KILL or (action is Action.PUBLISH and not _is_later(release, published)):
        return action, None
    return Action.WITHHOLD, release


def _is_later(release: str, published: str | None) -> bool:
    """Whether a release comes after the issue; both are ISO, with the same zone or none."""
    digits, issued = (_digits(text) for text in (release, published or ""))
    return bool(issued) and digits[: len(issued)] > issued[: len(digits)]


def _digits(text: str) -> str:
    return "".join(filter(str.isdigit, text[:19].split("+", maxsplit=1)[0]))
