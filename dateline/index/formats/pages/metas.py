"""What the head of a page says of it: `meta` elements by name, and properties in microdata and RDFa.

Sources: Open Graph and its `article` vocabulary; Dublin Core; the names that Parse.ly, Sailthru, cXense and Google
News read.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from dateline.index.formats.markup import Element
from dateline.index.formats.pages.tree import elements, text_of

_ITEMS = "//*[@itemprop or @property][not(self::meta) or not(ancestor::head)]"
_ARTICLE_ITEMS: Final = frozenset(
    "headline datepublished datemodified author articlesection inlanguage keywords isaccessibleforfree".split()
)
_VALUES = ("content", "datetime", "title", "href")
_LONGEST = 2_000


class Metas(NamedTuple):
    """Values by name in lower case, each in the order of the page."""

    named: Mapping[str, Sequence[str]]
    items: Mapping[str, Sequence[str]]
    """Microdata and RDFa in the page."""

    def first(self, *names: str) -> str | None:
        """Return the first value of the first name that has one."""
        return next(self.all(*names), None)

    def all(self, *names: str) -> Iterator[str]:
        """Yield all values of the names, in their order."""
        for name in names:
            yield from self.named.get(name, ())

    def item(self, name: str) -> str | None:
        """Return the first value of a property in microdata or RDFa."""
        return next(iter(self.items.get(name, ())), None)


def read_metas(root: Element) -> Metas:
    """Read the `meta` elements and the properties of a page."""
    named: dict[str, list[str]] = {}
    for meta in elements(root, "//meta[@content]"):
        content = " ".join((meta.get("content") or "")[:_LONGEST].split())
        for attribute in ("name", "property", "itemprop"):
            name = (meta.get(attribute) or "").strip().lower()
            if name and content:
                named.setdefault(name, []).append(content)
    return Metas(named, _items(root))


def _items(root: Element) -> dict[str, list[str]]:
    """Return the properties of the first object that has each; further objects are other articles."""
    items: dict[str, list[str]] = {}
    owners: dict[str, Element | None] = {}
    for element in elements(root, _ITEMS):
        # RDFa writes `schema:headline`.
        name = (element.get("itemprop") or element.get("property") or "").lower().rsplit(":", 1)[-1]
        if name not in _ARTICLE_ITEMS:
            continue
        owner = next(element.iterancestors("article", "main", "body"), None)
        owner = next((each for each in element.iterancestors() if each.get("itemscope") is not None), owner)
        if owners.setdefault(name, owner) is owner and (value := _value(element, name)):
            items.setdefault(name, []).append(value)
    return items


def _value(element: Element, name: str) -> str:
    if name == "author" and element.get("content") is None:
        # The name stands inside, beside a picture and links.
        inner = elements(element, ".//*[@itemprop='name' or @property='name' or @property='schema:name']")
        element = inner[0] if inner else element
    for attribute in _VALUES[: 1 if name == "author" else 2]:
        if value := element.get(attribute):
            return value.strip()[:_LONGEST]
    return text_of(element)[:_LONGEST]
