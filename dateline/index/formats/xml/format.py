"""The formats of XML: one per vocabulary, and one that rejects any other XML by its name."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import msgspec

from dateline.index.formats.elements import Elements
from dateline.index.formats.encoding import decode_head
from dateline.index.formats.format import Certainty, Format, Head, Reads, reject_document
from dateline.index.formats.options import ReadOptions
from dateline.index.formats.stretch import LIMIT, Stretch
from dateline.index.formats.xml.other import is_elsewhere, is_sitemap, reason_of
from dateline.index.formats.xml.parse import Refusal, Tree, parse_xml
from dateline.index.formats.xml.registry import VOCABULARIES
from dateline.index.formats.xml.root import Root, root_of
from dateline.index.formats.xml.vocabulary import Context, Vocabulary
from dateline.index.raw import Document, Outcome, Passed, RawReject, RawReport, RejectKind
from dateline.index.sources.blob import Blob
from dateline.problems import Problem

_HTML: Final = frozenset(
    "a abbr address article aside b base blockquote body br button caption center code dd div dl dt em fieldset font "
    "footer form frame h1 h2 h3 h4 h5 h6 head header hr i iframe img input ins label legend li link main map meta nav "
    "noscript object ol option p picture pre q s script section select small span strong style sub sup svg table tbody "
    "td template text textarea tfoot th thead title tr u ul video doc docs reuters lewis".split()
)
"""Elements of HTML and of collections in SGML: without a declaration or namespace, such a root is no XML."""


class XmlFormat:
    """Documents of one vocabulary."""

    reads = Reads.BYTES
    extra = None

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self.name = vocabulary.name

    def recognise(self, head: Head) -> Certainty:
        """Sure if the root element belongs to the vocabulary."""
        root = root_of(head.text) if "<" in head.opening else None
        return Certainty.SURE if root is not None and self._vocabulary.owns(root, head.text) else Certainty.NO

    def split(self, blob: Blob, options: ReadOptions) -> Iterator[Document | RawReject]:
        """Yield the input as one document; if it is too large for that, each of its articles."""
        del options
        content = blob.stream.read(LIMIT + 1)
        if len(content) <= LIMIT:
            stretch = Stretch(1, 0, content, len(content))
            yield Document(self.name, content, stretch.place(blob.address), stretch.end, blob.hints)
        elif self._vocabulary.pieces is None:
            yield _too_large(blob, content, self.name)
        else:
            yield from _pieces(blob, content, self.name, self._vocabulary.pieces)

    def parse(self, document: Document, options: ReadOptions) -> Iterator[Outcome]:
        """Yield the articles of a document, and what else is in it."""
        tree = parse_xml(document.content, document.hints.charset or options.encoding)
        if isinstance(tree, Refusal):
            yield reject_document(document, tree.reason, tree.kind)
            return
        outcomes = list(self._outcomes(tree, Context(document, options)))
        yield from _numbered(outcomes, document)

    def _outcomes(self, tree: Tree, context: Context) -> Iterator[Outcome]:
        items = self._vocabulary.items(tree.root)
        if not items and not tree.is_cut:
            yield context.passed("an envelope without articles")
        for item in items:
            if tree.is_cut and item is items[-1] and len(items) > 1:
                yield context.reject(f"it ends in the middle: {tree.problem}", RejectKind.DAMAGED, item)
            else:
                yield from (_with_problem(each, tree.problem) for each in self._vocabulary.read(item, context))
        if not items and tree.is_cut:
            yield context.reject(f"it ends in the middle: {tree.problem}", RejectKind.DAMAGED)


class OtherXml:
    """Any other XML: rejected by its name."""

    name = "other-xml"
    reads = Reads.BYTES
    extra = None

    def recognise(self, head: Head) -> Certainty:
        """Likely for what has a declaration or a namespace, or starts with an element that HTML does not have.

        Only possible for a feed, a page or an office document, which have formats of their own: should none of these
        want it, it is no plain text either.
        """
        root = root_of(head.text) if head.opening.startswith("<") else None
        if root is None or not (root.has_declaration or _is_undeclared(root, head)):
            return Certainty.NO
        return Certainty.POSSIBLE if is_elsewhere(root, head.text) else Certainty.LIKELY

    def split(self, blob: Blob, options: ReadOptions) -> Iterator[Document]:
        """Yield the beginning of the input, which is enough to name it."""
        del options
        content = blob.stream.read(LIMIT)
        length = len(content)
        while chunk := blob.stream.read(LIMIT):
            length += len(chunk)
        stretch = Stretch(1, 0, content, length)
        yield Document(self.name, content, stretch.place(blob.address), stretch.end, blob.hints)

    def parse(self, document: Document, options: ReadOptions) -> Iterator[RawReject | Passed]:
        """Yield a reject that names the root, or pass over a sitemap."""
        del options
        root = root_of(decode_head(document.content[: 1 << 16], document.hints.charset))
        if root is None:
            yield reject_document(document, "not XML: it has no element", RejectKind.SYNTAX)
        elif is_sitemap(root):
            yield Passed(document.place, "a sitemap")
        else:
            yield reject_document(document, reason_of(root), RejectKind.UNSUPPORTED)


def _is_undeclared(root: Root, head: Head) -> bool:
    """Whether what stands in angle brackets is an element with content, or alone; not the start of a sentence."""
    opening = head.text[root.start : root.end]
    if root.name.lower() in _HTML or not opening.endswith(">"):
        return False
    following = head.text[root.end : root.end + 2000].lstrip()
    return not following or following.startswith("<") or f"</{root.name}" in following or ":" in opening


def _pieces(blob: Blob, content: bytes, format_: str, name: str) -> Iterator[Document | RawReject]:
    """Split a long input at its articles; each becomes a document within the root's start tag."""
    elements = Elements(blob.stream, name, start=content)
    number = 0
    opening = closing = b""
    for stretch in elements:
        if number == 0:
            opening, closing = _around(elements.prelude)
        number += 1
        if stretch.is_cut:
            yield stretch.too_long(address=blob.address, format_=format_)
            continue
        whole = opening + stretch.content + closing
        yield Document(format_, whole, stretch.place(blob.address), stretch.end, blob.hints, item=number)
    if number == 0:
        yield _too_large(blob, content, format_)


def _around(prelude: bytes) -> tuple[bytes, bytes]:
    """Return the declaration and the root's start tag, and its end tag."""
    text = prelude.decode("latin-1")
    root = root_of(text)
    if root is None:
        return b"", b""
    declaration = text[: text.find("?>") + 2] if text.lstrip("\xef\xbb\xbf \r\n").startswith("<?xml") else ""
    start_tag = text[root.start : root.end]
    name = start_tag[1:].split(None, 1)[0].rstrip(">")
    return f"{declaration}{start_tag}".encode("latin-1"), f"</{name}>".encode("latin-1")


def _too_large(blob: Blob, content: bytes, format_: str) -> RawReject:
    length = len(content)
    while chunk := blob.stream.read(LIMIT):
        length += len(chunk)
    stretch = Stretch(1, 0, content[: 1 << 16], length)
    return stretch.too_long(address=blob.address, format_=format_)


def _with_problem(outcome: Outcome, problem: str | None) -> Outcome:
    if problem is None or not isinstance(outcome, RawReport):
        return outcome
    return msgspec.structs.replace(outcome, problems=(*outcome.problems, Problem(problem, place=outcome.place)))


def _numbered(outcomes: list[Outcome], document: Document) -> Iterator[Outcome]:
    """Number the reports, unless the input is one report."""
    if len(outcomes) == 1 and document.item is None:
        yield outcomes[0]
        return
    for number, outcome in enumerate(outcomes, start=1):
        if isinstance(outcome, RawReport):
            yield msgspec.structs.replace(outcome, item=number if document.item is None else document.item)
        else:
            yield outcome


XML_FORMATS: Final[tuple[Format, ...]] = (*map(XmlFormat, VOCABULARIES), OtherXml())
"""The formats in the order of the registry."""
