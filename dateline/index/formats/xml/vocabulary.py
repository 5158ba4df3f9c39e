"""What a vocabulary of XML is, and what its readers share: place, rejects, datelines."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple, Protocol

from dateline.index.formats.markup import Element
from dateline.index.formats.options import ReadOptions
from dateline.index.formats.xml.root import Root
from dateline.index.raw import Document, Outcome, Passed, RawReject, RejectKind


class Context(NamedTuple):
    """The document that is read."""

    document: Document
    options: ReadOptions

    def reject(self, reason: str, kind: RejectKind, element: Element | None = None) -> RawReject:
        """Reject an element, or the whole document."""
        excerpt = self.document.content if element is None else serialised(element)
        document = self.document
        return RawReject(document.place, reason, document.format, excerpt[: 64 << 10], document.byte_end, kind)

    def passed(self, reason: str) -> Passed:
        """Pass over something that is sound and no article."""
        return Passed(self.document.place, reason)


class Vocabulary(Protocol):
    """One vocabulary of news in XML."""

    @property
    def name(self) -> str:
        """The name of its format."""
        ...

    @property
    def pieces(self) -> str | None:
        """The element by which long inputs are split, or None if an input is one article."""
        ...

    def owns(self, root: Root, head: str) -> bool:
        """Whether an input that begins with `head` and has this root is written in it."""
        ...

    def items(self, root: Element) -> list[Element]:
        """Return the elements of a document that are read one by one."""
        ...

    def read(self, item: Element, context: Context) -> Iterator[Outcome]:
        """Yield what an item contains, at least one outcome; may change the item."""
        ...


def serialised(element: Element) -> bytes:
    """Return an element as XML."""
    from lxml import etree

    return etree.tostring(element, encoding="utf-8", with_tail=False)
