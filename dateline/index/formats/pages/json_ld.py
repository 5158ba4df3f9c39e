"""The article that a page describes in JSON-LD, in the vocabulary of schema.org.

Sources: schema.org (NewsArticle and its relatives), JSON-LD 1.1 (`@graph`, `@id`, `@type`).
Faults that are common are tolerated: raw line ends in strings, HTML comments and entities, trailing commas, an end that
is missing.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from html import unescape
from typing import Final, NamedTuple

from dateline.index.formats.fields import Json
from dateline.index.formats.markup import Element
from dateline.index.formats.pages.tree import elements

ARTICLES: Final = frozenset(
    """advertisercontentarticle analysisnewsarticle article askpublicnewsarticle backgroundnewsarticle blogposting
    discussionforumposting liveblogposting newsarticle opinionnewsarticle reportagenewsarticle report reviewnewsarticle
    satiricalarticle scholarlyarticle socialmediaposting techarticle""".split()
)
_FRONTS: Final = frozenset({"collectionpage", "searchresultspage", "profilepage"})
_SCRIPTS = "//script[contains(translate(@type, 'LDJSON', 'ldjson'), 'ld+json')]"
_WRAPPER = re.compile(
    r"^\s*(?:<!--|//\s*<!\[CDATA\[|<!\[CDATA\[|/\*.*?\*/)\s*|\s*(?:-->|//\s*\]\]>|\]\]>|;)\s*$", re.DOTALL
)
_TRAILING_COMMA = re.compile(r",(?=\s*[}\]])")
_UNESCAPED = re.compile(r'\\(?!["\\/bfnrtu])')
_LONGEST = 2 << 20
_OPENING = 30
"""Characters of a headline that are compared with the title of the page."""
_MOST_NODES = 2_000
_MOST_DEPTH = 12

Node = Mapping[str, Json]


class JsonLd(NamedTuple):
    """What the JSON-LD of a page says."""

    article: Node
    """The object that describes the article; empty if there is none."""
    nodes: Mapping[str, Node]
    """All objects with an `@id`, by it."""
    is_front: bool
    """Whether it says that the page is a collection, a profile or results of a search, and names no article."""

    def texts(self, name: str) -> Iterator[str]:
        """Yield the texts of a property of the article: themselves, or the names of objects."""
        yield from self.texts_in(self.article.get(name))

    def text(self, name: str) -> str | None:
        """Return the first text of a property of the article."""
        return next(self.texts(name), None)

    def texts_in(self, value: Json, depth: int = 0) -> Iterator[str]:
        """Yield the texts of a value, of the values in a list, and of the names of objects."""
        if isinstance(value, str):
            if text := unescape(value).strip():
                yield text
        elif isinstance(value, list) and depth < _MOST_DEPTH:
            for each in value:
                yield from self.texts_in(each, depth + 1)
        elif isinstance(value, dict) and depth < _MOST_DEPTH:
            whole = self.resolve(value)
            yield from self.texts_in(whole.get("name") or whole.get("@value") or whole.get("@id"), depth + 1)

    def resolve(self, value: Node) -> Node:
        """Return the object that a reference `{"@id": ...}` means."""
        identity = value.get("@id")
        return self.nodes.get(identity, value) if len(value) <= 2 and isinstance(identity, str) else value

    def objects(self, name: str) -> Iterator[Node]:
        """Yield the objects of a property of the article."""
        value = self.article.get(name)
        for each in value if isinstance(value, list) else [value]:
            if isinstance(each, dict):
                yield self.resolve(each)


NOTHING: Final = JsonLd({}, {}, is_front=False)


def read_json_ld(root: Element, title: str = "") -> JsonLd:
    """Read all JSON-LD of a page; of several articles the page is about the one with its `title`."""
    nodes = [node for script in elements(root, _SCRIPTS) for node in _nodes(_value(script.text or ""))]
    if not nodes:
        return NOTHING
    by_id: dict[str, Node] = {}
    for node in nodes:
        identity = node.get("@id")
        if isinstance(identity, str) and len(node) > len(by_id.get(identity, {})):
            by_id[identity] = node
    articles = [node for node in nodes if types_of(node) & ARTICLES]
    article: Node = max(articles, key=lambda node: (_is_titled(node, title), _weight(node))) if articles else {}
    return JsonLd(article, by_id, is_front=not articles and any(types_of(node) & _FRONTS for node in nodes))


def types_of(node: Node) -> frozenset[str]:
    """Return the types of an object, in lower case and without the address of their vocabulary."""
    value = node.get("@type")
    names = value if isinstance(value, list) else [value]
    return frozenset(name.rstrip("/").rsplit("/", 1)[-1].lower() for name in names if isinstance(name, str))


def _is_titled(node: Node, title: str) -> bool:
    headline = node.get("headline")
    return isinstance(headline, str) and len(headline) > 1 and headline[:_OPENING] in title


def _weight(node: Node) -> int:
    """How much an object says of an article; a teaser in a list says little."""
    wanted = ("headline", "datePublished", "author", "articleBody", "mainEntityOfPage", "publisher", "dateModified")
    # What is mentioned inside another object comes later, and loses against an equal one. Updates of a live blog are
    # postings themselves.
    return sum(name in node for name in wanted) + ("liveBlogUpdate" in node) * len(wanted)


def _value(text: str) -> Json:
    """Decode a script leniently; None if that is impossible."""
    text = _WRAPPER.sub("", _WRAPPER.sub("", text[:_LONGEST]))
    for attempt in (text, _mended(text), unescape(text)):
        try:
            value: Json = json.loads(attempt, strict=False)
        except (ValueError, RecursionError):
            continue
        return value
    return _salvaged(_mended(text))


def _mended(text: str) -> str:
    return _TRAILING_COMMA.sub("", _UNESCAPED.sub(r"\\\\", text))


def _salvaged(text: str) -> Json:
    """Return the simple properties of an object that is not valid JSON: `"headline": "..."`."""
    pairs = re.findall(r'"(@?[A-Za-z]{2,40})"\s*:\s*"((?:[^"\\\n]|\\.)*)"(?=\s*[,}\n])', text)
    found: dict[str, Json] = {}
    for name, value in pairs:
        if name not in found:
            try:
                found[name] = json.loads(f'"{value}"', strict=False)
            except ValueError:
                found[name] = value
    return found if found.get("headline") else None


def _nodes(value: Json) -> Iterator[Node]:
    """Yield all objects in a value, outer ones first; without recursion, since nesting is unlimited."""
    waiting: list[tuple[Json, int]] = [(value, 0)]
    count = 0
    while waiting and count < _MOST_NODES:
        each, depth = waiting.pop(0)
        if isinstance(each, list):
            waiting += [(part, depth + 1) for part in each if isinstance(part, dict | list) and depth < _MOST_DEPTH]
        elif isinstance(each, dict):
            count += 1
            yield each
            waiting += [
                (part, depth + 1) for part in each.values() if isinstance(part, dict | list) and depth < _MOST_DEPTH
            ]
