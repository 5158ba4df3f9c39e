"""Articles whose elements are named fields: those of Ritzau, press releases by Solita, and any with the usual names."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import msgspec

from dateline.index.article import Action
from dateline.index.formats.datelines import usable_dateline
from dateline.index.formats.fields import Fields, Json
from dateline.index.formats.markup import Element
from dateline.index.formats.xml.other import is_elsewhere
from dateline.index.formats.xml.root import Root
from dateline.index.formats.xml.text import Text, read_text
from dateline.index.formats.xml.tree import language_of, line_at, line_of, value
from dateline.index.formats.xml.vocabulary import Context
from dateline.index.raw import Outcome, RawReport, RejectKind

_ITEMS: Final = ("RBNews", "release", "article", "story", "newsitem", "news_item", "NewsArticle", "nyhet")
"""Elements that are an article, if they have a headline and a text."""
_RENAMED: Final = {
    "NewsID": "id",
    "PublishDate": "date",
    "publicationDate": "date",
    "origin": "source",
    "longurl": "url",
    "town": "dateline",
    "Language": "language",
}
_TEXTS: Final = ("leadtext", "body", "content", "text", "Text", "Body", "Content", "fulltext", "bodytext")
_HEADLINES: Final = ("headline", "title", "Headline", "Title", "heading")
_TRUE: Final = "true"


class FieldXml:
    """Articles with a headline and a text among their children."""

    name = "field-xml"
    pieces = None

    def owns(self, root: Root, head: str) -> bool:
        """Whether a known element of an article follows, with a headline and a text."""
        opening = head[root.start :]
        if is_elsewhere(root, head) or not any(f"<{name}" in opening for name in _ITEMS):
            return False
        return _has_any(opening, _HEADLINES) and _has_any(opening, _TEXTS)

    def items(self, root: Element) -> list[Element]:
        """Return the elements with a headline and a text; the root if there is none."""
        found = [each for each in root.iter(*_ITEMS) if _is_article(each)]
        return found or [root]

    def read(self, item: Element, context: Context) -> Iterator[Outcome]:
        """Yield the article."""
        if not _is_article(item):
            reason = f"XML of a kind that is not read: root <{item.tag}>, without articles in it"
            yield context.reject(reason, RejectKind.UNSUPPORTED)
            return
        text = _text(item)
        document = context.document
        report = Fields(context.options).report(
            _values(item, text), place=document.place, format_=self.name, byte_end=document.byte_end or 0
        )
        if isinstance(report, str):
            yield context.reject(report, RejectKind.NO_TEXT, item)
        else:
            yield _completed(report, item, text)


def _text(item: Element) -> Text:
    """Return the text of an article, with the lead that Solita keeps apart."""
    texts = [text for name in _TEXTS for each in item.findall(name) if (text := read_text(each))]
    if len(texts) < 2 or item.find("leadtext") is None:
        return texts[0] if texts else Text()
    return Text(tuple(part for each in texts for part in (each.paragraphs or (each.body,))))


def _values(item: Element, text: Text) -> dict[str, Json]:
    """Return the fields of an article by their usual names."""
    values: dict[str, Json] = {"body": text.body or "\n\n".join(text.paragraphs), "id": value(item, "id")}
    for child in item.iterfind("*"):
        name = _RENAMED.get(child.tag, child.tag)
        if child.tag not in _TEXTS and not values.get(name):
            values[name] = _value(child)
    values["language"] = value(item, "lang") or language_of(item) or values.get("language")
    return values


def _value(field: Element) -> Json:
    """Return the text of a field, of its label or name, or the texts of the list that it is."""
    if len(field) == 0:
        return line_of(field)
    named = line_at(field, "label", "name")
    return named if named is not None else [line_of(each) for each in field]


def _completed(report: RawReport, item: Element, text: Text) -> RawReport:
    """Add what plain fields do not tell: paragraphs, version, action."""
    return msgspec.structs.replace(
        report,
        body=text.body,
        paragraphs=text.paragraphs,
        source=report.source.strip("/ ") if report.source else None,
        dateline=usable_dateline(report.dateline, text.opening),
        version=line_at(item, "version"),
        embargo=(embargo := line_at(item, "embargo")),
        action=_action(item, embargo),
    )


def _action(item: Element, embargo: str | None) -> Action:
    """Return what the source asks for: `Annuleret` is a kill and `Korrektion` a correction at Ritzau."""
    if line_at(item, "Annuleret") == _TRUE:
        return Action.KILL
    if embargo is not None:
        return Action.WITHHOLD
    return Action.CORRECT if line_at(item, "Korrektion") == _TRUE else Action.PUBLISH


def _is_article(element: Element) -> bool:
    return any(element.find(name) is not None for name in _HEADLINES) and any(
        element.find(name) is not None for name in _TEXTS
    )


def _has_any(text: str, names: tuple[str, ...]) -> bool:
    return any(f"<{name}>" in text or f"<{name} " in text for name in names)
