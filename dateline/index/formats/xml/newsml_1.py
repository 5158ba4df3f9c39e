"""NewsML 1.0 to 1.2: news items in an envelope, each a tree of components with text, pictures and their captions.

Source: the NewsML 1.2 functional specification (IPTC); the profiles of AFP, Reuters and Nordic agencies.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from dateline.index.article import Action
from dateline.index.formats.datelines import usable_dateline
from dateline.index.formats.markup import Element
from dateline.index.formats.xml.nitf import nitf_byline, nitf_headline, nitf_text
from dateline.index.formats.xml.root import Root
from dateline.index.formats.xml.text import Text, read_text, text_of
from dateline.index.formats.xml.tree import code, distinct, language_of, line_at, lines_at, value, value_at
from dateline.index.formats.xml.vocabulary import Context
from dateline.index.raw import Outcome, RawReport, RejectKind

_ACTIONS: Final = {
    "embargoed": Action.WITHHOLD,
    "withheld": Action.WITHHOLD,
    "canceled": Action.KILL,
    "cancelled": Action.KILL,
}
_MEDIA: Final = {
    "photo": "a picture",
    "picture": "a picture",
    "graphic": "a graphic",
    "animation": "an animation",
    "video": "a video",
    "audio": "a sound",
    "complexdata": "a news item of data, not text",
}
_ASIDE: Final = frozenset({"caption", "photocaption", "picturecaption", "thumbnail", "advisory", "metadata"})
"""Roles of components whose text is no article."""
_UPDATE = re.compile(r":\d+[A-Z]?$")


class Newsml1:
    """The news items of one envelope."""

    name = "newsml-1"
    pieces = "NewsItem"

    def owns(self, root: Root, head: str) -> bool:
        """By the name of its root, which no other vocabulary has."""
        del head
        return root.name in {"NewsML", "NewsItem"}

    def items(self, root: Element) -> list[Element]:
        """Return the items of an envelope, or the root."""
        return root.findall("NewsItem") if root.tag == "NewsML" else [root]

    def read(self, item: Element, context: Context) -> Iterator[Outcome]:
        """Yield the articles of an item, or what it is instead."""
        media = {code(value(each, "FormalName")) for each in item.iterfind(".//MediaType")}
        for nested in list(item.iterfind(".//NewsComponent/NewsItem")):
            yield from self.read(nested, context)
            _remove(nested)
        parts = list(_parts(item))
        if not parts and (medium := next((each for each in media if each in _MEDIA), None)) is not None:
            yield context.passed(_MEDIA[medium])
        elif not parts and item.find(".//DataContent") is None and item.find(".//ContentItem[@Href]") is not None:
            yield context.passed("a news item whose content is in another file")
        elif not parts and line_at(item, ".//NewsLines/HeadLine") is None:
            if item.find(".//NewsComponent//ContentItem") is None and item.find(".//NewsItemRef") is not None:
                yield context.passed("a package of news items")
            else:
                yield context.reject("no text: the article has neither a body nor a headline", RejectKind.NO_TEXT, item)
        else:
            yield from _reports(item, parts or [_Part(item, None, Text(), None, None, None)], context)


class _Part(NamedTuple):
    """One text of an item: its component, and what its own NITF knows."""

    component: Element
    duid: str | None
    text: Text
    headline: str | None
    byline: str | None
    dateline: str | None


def _parts(item: Element) -> Iterator[_Part]:
    """Yield the texts of an item, the main one first: one per headline, since content items are alternatives."""
    seen: set[str | None] = set()
    components = [each for each in item.iter("NewsComponent") if not _is_aside(each)]
    components.sort(key=lambda each: code(value_at(each, "Role", "FormalName")) != "main")
    for component in components:
        headline = _line(component, "HeadLine")
        if seen and (headline is None or headline in seen or _own_line(component, "HeadLine") is None):
            continue
        part = next((part for each in component.findall("ContentItem") if (part := _part(component, each))), None)
        if part is not None:
            seen.add(headline)
            yield part


def _is_aside(component: Element) -> bool:
    role = code(value_at(component, "Role", "FormalName"))
    return role is not None and role in _ASIDE


def _part(component: Element, content: Element) -> _Part | None:
    """Read one content item; None if it has no text."""
    medium = code(value_at(content, "MediaType", "FormalName"))
    data = content.find("DataContent")
    if data is None or medium in _MEDIA or value_at(content, "Encoding", "Notation") is not None:
        return None
    duid = value(component, "Duid", "Euid")
    nitf = data.find(".//nitf")
    if nitf is not None:
        headline, byline = nitf_headline(nitf), nitf_byline(nitf)
        dateline = line_at(nitf, "body/body.head/dateline")
        text = nitf_text(nitf)
        return _Part(component, duid, text, headline, byline, dateline) if text else None
    html_body = data.find(".//body")
    text = text_of(data.text or "") if len(data) == 0 else read_text(data if html_body is None else html_body)
    return _Part(component, duid, text, None, None, None) if text else None


def _reports(item: Element, parts: list[_Part], context: Context) -> Iterator[RawReport]:
    given_id = _given_id(item)
    action, embargo = _action(item)
    for number, part in enumerate(parts):
        suffix = f"#{part.duid or number + 1}" if number else ""
        component = part.component
        yield RawReport(
            body=part.text.body,
            paragraphs=part.text.paragraphs,
            place=context.document.place,
            format=Newsml1.name,
            byte_end=context.document.byte_end,
            given_id=f"{given_id}{suffix}" if given_id else None,
            version=line_at(item, "Identification/NewsIdentifier/RevisionId"),
            headline=_line(component, "HeadLine") or line_at(item, ".//NewsLines/HeadLine") or part.headline,
            byline=_line(component, "ByLine") or part.byline,
            source=_source(item),
            language=_language(item, component),
            published=line_at(item, "NewsManagement/FirstCreated", "Identification/NewsIdentifier/DateId"),
            modified=line_at(item, "NewsManagement/ThisRevisionCreated"),
            dateline=usable_dateline(_line(component, "DateLine") or part.dateline, part.text.opening),
            keywords=_keywords(item, component),
            genre=value_at(item, ".//DescriptiveMetadata/Genre", "FormalName"),
            action=action,
            embargo=embargo,
        )


def _own_line(component: Element, name: str) -> str | None:
    return line_at(component, f"NewsLines/{name}")


def _line(component: Element, name: str) -> str | None:
    """Return a news line of a component, or the nearest one above it."""
    current: Element | None = component
    while current is not None:
        if (text := _own_line(current, name)) is not None:
            return text
        current = None if current.tag == "NewsItem" else current.getparent()
    return None


def _given_id(item: Element) -> str | None:
    """Return the public identifier without its revision, or one made of its parts."""
    identifier = item.find("Identification/NewsIdentifier")
    if identifier is None:
        return None
    public = line_at(identifier, "PublicIdentifier")
    revision = line_at(identifier, "RevisionId")
    if public is not None:
        return _UPDATE.sub("", public) if revision is not None else public
    parts = [line_at(identifier, name) for name in ("ProviderId", "DateId", "NewsItemId")]
    return ":".join(part for part in parts if part) or None if parts[-1] else None


def _source(item: Element) -> str | None:
    return (
        value_at(item, ".//AdministrativeMetadata/Provider/Party", "FormalName")
        or value_at(item, ".//AdministrativeMetadata/Source/Party", "FormalName")
        or line_at(item, "Identification/NewsIdentifier/ProviderId")
    )


def _language(item: Element, component: Element) -> str | None:
    return (
        value_at(component, "DescriptiveMetadata/Language", "FormalName")
        or language_of(component)
        or value_at(item, ".//DescriptiveMetadata/Language", "FormalName")
        or language_of(item)
    )


def _keywords(item: Element, component: Element) -> tuple[str, ...]:
    lines = lines_at(component, "NewsLines/KeywordLine")
    properties = (
        value(each, "Value")
        for each in item.iterfind(".//DescriptiveMetadata/Property")
        if value(each, "FormalName") == "Keyword"
    )
    return distinct((*lines, *properties))


def _action(item: Element) -> tuple[Action, str | None]:
    """Return what the source asks for, and until when the item is withheld."""
    management = item.find("NewsManagement")
    status = code(value_at(management, "Status", "FormalName"))
    action = _ACTIONS.get(status or "", Action.PUBLISH)
    if action is Action.WITHHOLD:
        return action, line_at(management, "StatusWillChange/DateAndTime")
    if (
        action is Action.PUBLISH
        and management is not None
        and management.find("Instruction[@FormalName='Correction']") is not None
    ):
        return Action.CORRECT, None
    return action, None


def _remove(element: Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)
