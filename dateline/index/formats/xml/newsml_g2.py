"""NewsML-G2: news items, alone or in a news message; packages, concepts and plans are no articles.

Source: the NewsML-G2 guidelines and specification 2.35 (IPTC).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from dateline.index.article import Action
from dateline.index.formats.datelines import usable_dateline
from dateline.index.formats.markup import Element
from dateline.index.formats.xml.nitf import nitf_byline, nitf_text
from dateline.index.formats.xml.root import Root
from dateline.index.formats.xml.text import Text, read_text, text_of
from dateline.index.formats.xml.tree import code, distinct, language_of, line_at, line_of, lines_at, value, value_at
from dateline.index.formats.xml.vocabulary import Context
from dateline.index.raw import Outcome, RawReport, RejectKind

_NO_ARTICLES: Final = {
    "packageItem": "a package of news items",
    "conceptItem": "a concept item",
    "knowledgeItem": "a knowledge item",
    "planningItem": "a planning item",
    "catalogItem": "a catalog item",
}
_MEDIA: Final = {
    "picture": "a picture",
    "photo": "a picture",
    "graphic": "a graphic",
    "animation": "an animation",
    "video": "a video",
    "audio": "a sound",
    "composite": "a composite of several media",
    "dataset": "a data set",
}
_SUBORDINATE: Final = ("sub", "dek", "short", "kicker", "seo", "promo", "extended")
"""What the roles of further headlines contain; each headline may have one."""
_NO_TEXT_ROOTS: Final = frozenset({"sports-content", "concept", "conceptSet", "newsItem", "xbrl", "svg", "ical"})
_HOST = re.compile(r"https?://(?:www\.)?([^/]+)")
_CORRECTING: Final = frozenset({"correction", "update"})


class NewsmlG2:
    """News items, and the other items of G2, which are passed over."""

    name = "newsml-g2"
    pieces = "newsItem"

    def owns(self, root: Root, head: str) -> bool:
        """By the name of its root, which no other vocabulary has."""
        del head
        return root.name in {"newsItem", "newsMessage"} or root.name in _NO_ARTICLES

    def items(self, root: Element) -> list[Element]:
        """Return all items of a message, or the root."""
        if root.tag != "newsMessage":
            return [root]
        names = {"newsItem", *_NO_ARTICLES}
        return [each for each in root.iterfind("*") if each.tag in names] + root.findall("itemSet/*")

    def read(self, item: Element, context: Context) -> Iterator[Outcome]:
        """Yield the article, or what the item is instead."""
        if item.tag != "newsItem":
            yield context.passed(_NO_ARTICLES.get(item.tag, "an item that is no news item"))
            return
        kind = code(value_at(item, "itemMeta/itemClass", "qcode", "uri", "literal"))
        if kind in _MEDIA:
            yield context.passed(_MEDIA[kind])
            return
        content = _Content(item)
        text = content.text
        meta = item.find("contentMeta")
        headline = _headline(meta) or content.headline
        if not text and (headline is None or _is_elsewhere(item) or content.is_data):
            yield _without_text(item, context, kind)
            return
        action, embargo = _action(item)
        created = _dates(item)
        yield RawReport(
            body=text.body,
            paragraphs=text.paragraphs,
            place=context.document.place,
            format=self.name,
            byte_end=context.document.byte_end,
            given_id=value(item, "guid"),
            version=value(item, "version"),
            headline=headline,
            byline=line_at(meta, "by") or content.byline or _creator(meta),
            source=_source(item),
            language=value_at(meta, "language", "tag") or language_of(item),
            published=created,
            modified=line_at(item, "itemMeta/versionCreated", "contentMeta/contentModified"),
            dateline=usable_dateline(line_at(meta, "dateline") or content.dateline, text.opening),
            keywords=_keywords(meta),
            genre=_named(meta.find("genre") if meta is not None else None),
            action=action,
            embargo=embargo,
        )


class _Content:
    """The text of an item's content set, with what its NITF knows."""

    def __init__(self, item: Element) -> None:
        self.text = Text()
        self.headline: str | None = None
        self.byline: str | None = None
        self.dateline: str | None = None
        self.is_data = False
        """Whether there is something that is no text, such as the results of a match."""
        for inline in item.iterfind("contentSet/*"):
            if inline.tag in {"inlineXML", "inlineData"} and not self.text:
                self._read(inline)

    def _read(self, inline: Element) -> None:
        if len(inline) == 0:
            contenttype = value(inline, "contenttype") or "text/plain"
            if inline.tag == "inlineXML" or contenttype.startswith("text/"):
                self.text = text_of(inline.text or "")
            return
        root = inline[0]
        if root.tag == "nitf":
            self.headline = line_at(root, ".//hl1", "body/body.head/hedline")
            self.byline = nitf_byline(root)
            self.dateline = line_at(root, "body/body.head/dateline")
            self.text = nitf_text(root)
        elif root.tag == "html":
            body = root.find("body")
            self.headline = line_at(root, "head/title")
            self.text = read_text(root if body is None else body)
        elif root.tag in _NO_TEXT_ROOTS:
            self.is_data = True
        else:
            self.text = read_text(inline)


def _without_text(item: Element, context: Context, kind: str | None) -> Outcome:
    """Return what an item without text and headline is."""
    if _is_elsewhere(item):
        return context.passed("a news item whose content is in another file")
    if item.find("contentSet/inlineXML/*") is not None or kind not in {None, "text"}:
        return context.passed("a news item of data, not text")
    return context.reject("no text: the article has neither a body nor a headline", RejectKind.NO_TEXT, item)


def _is_elsewhere(item: Element) -> bool:
    return item.find("contentSet/remoteContent") is not None


def _headline(meta: Element | None) -> str | None:
    """Return the main headline: the first one, unless its role says that it stands below another."""
    if meta is None:
        return None
    headlines = meta.findall("headline")
    main = [each for each in headlines if not _is_subordinate(each)]
    return next((text for each in (main or headlines) if (text := line_of(each)) is not None), None)


def _is_subordinate(headline: Element) -> bool:
    role = code(value(headline, "role", "roleuri")) or ""
    return any(part in role for part in _SUBORDINATE)


def _dates(item: Element) -> str | None:
    return line_at(item, "itemMeta/firstCreated", "contentMeta/contentCreated", "itemMeta/versionCreated")


def _source(item: Element) -> str | None:
    provider = _named(item.find("itemMeta/provider"))
    return provider or line_at(item, "contentMeta/creditline") or _named(item.find("rightsInfo/copyrightHolder"))


def _creator(meta: Element | None) -> str | None:
    """Return the names of creators that are persons, not initials or accounts."""
    if meta is None:
        return None
    return ", ".join(name for name in lines_at(meta, "creator/name") if " " in name) or None


def _keywords(meta: Element | None) -> tuple[str, ...]:
    if meta is None:
        return ()
    subjects = (line_at(each, "name") or _plain_literal(each) for each in meta.iterfind("subject"))
    return distinct(word for word in (*lines_at(meta, "keyword"), *subjects) if word is not None and len(word) > 1)


def _plain_literal(subject: Element) -> str | None:
    """Return a literal that is a name; one with colons, or beside a code, is none."""
    literal = value(subject, "literal")
    return None if literal is None or ":" in literal or value(subject, "qcode", "uri") is not None else literal


def _named(element: Element | None) -> str | None:
    """Return the name of a concept: its name or literal, the code in its `qcode`, or the host of its address."""
    if element is None:
        return None
    name = line_at(element, "name") or value(element, "literal")
    if name is not None:
        return name
    qcode = value(element, "qcode")
    if qcode is not None:
        return qcode.rpartition(":")[2] or None
    host = _HOST.match(value(element, "uri") or "")
    return host[1] if host else None


def _action(item: Element) -> tuple[Action, str | None]:
    """Return what the source asks for, and until when the item is withheld; an empty embargo has no end."""
    status = code(value_at(item, "itemMeta/pubStatus", "qcode", "uri", "literal")) or "usable"
    if status in {"canceled", "cancelled"}:
        return Action.KILL, None
    embargoed = item.find("itemMeta/embargoed")
    if embargoed is not None:
        return Action.WITHHOLD, line_of(embargoed)
    if status == "withheld":
        return Action.WITHHOLD, None
    signals = {code(value(each, "qcode", "uri")) for each in item.iterfind("itemMeta/signal")}
    return (Action.CORRECT if signals & _CORRECTING else Action.PUBLISH), None
