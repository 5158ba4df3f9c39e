"""The blocks of a page: paragraphs, headings and list items in order, and the elements that they stand in."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

import msgspec
from lxml import etree

from dateline.index.formats.markup import Element
from dateline.index.formats.pages.around import LEFT_OUT, is_around

_BLOCKS: Final = frozenset(
    """address article aside blockquote body caption center dd details dir div dl dt fieldset figcaption figure footer
    form
    h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main nav ol p pre section summary table tbody tfoot thead tr
    ul""".split()
)
_INLINE: Final = frozenset("a abbr b big cite code em font i ins mark q s small span strong sub sup u var".split())
_ENDS: Final = frozenset(".!?:|\u2026\u3002\xb7\u2022")
_GOES_ON = re.compile(r"\s*(?:[,;.!?)\u2019']\s*|\s)[a-z\u00df-\u00f6\u00f8-\u00ff\u0430-\u044f\u03b1-\u03c9]")
"""How a sentence goes on after an element within it."""
_PICTURES: Final = frozenset({"img", "picture", "video", "amp-img"})
_HEADING_DEPTH = 3
"""Blocks inside each other in a heading."""
_LONGEST_CAPTION = 300
_MOST_CAPTION_LINES = 3
HEADINGS: Final = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_DENSE = re.compile("[\u0e00-\u0eff\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
"""Letters of scripts that need fewer characters for the same text."""
_DENSE_WEIGHT = 2
_GOOD = 60
"""Weight of a paragraph of running text; menus and teasers have shorter lines."""
_SENTENCE = re.compile(r"[.!?…:;,\"'”“»)\u0589\u061f\u06d4\u0964\u3001\u3002\uff01\uff0c\uff1f\u300d\u104b\u1362]")
_INVISIBLE: Final = dict.fromkeys(map(ord, "\xad\u200b\u2060\ufeff"))
"""Where a line may break, or not."""
_BREAK = "\x0b"
_BREAKS = re.compile(f"(?:\\s*{_BREAK}\\s*){{2,}}")


class Node(msgspec.Struct):
    """A block element; blocks `start` to `end` stand in it."""

    element: Element
    name: str
    parent: int
    is_around: bool
    """Whether it, or what it stands in, stands beside the article."""
    start: int
    end: int = 0
    good: int = 0
    """Weight of the running text in it, without what stands around an article."""
    pictures: int = 0
    """Pictures directly in it."""
    all_good: int = 0
    """The same with it."""


class Block(NamedTuple):
    """One paragraph, heading or list item, in one line."""

    text: str
    name: str
    """The element it stands in."""
    node: int
    link_share: float
    """Share of its characters that are links."""
    weight: int

    @property
    def is_heading(self) -> bool:
        """Whether it is a heading."""
        return self.name in HEADINGS

    @property
    def is_good(self) -> bool:
        """Whether it is running text."""
        if self.weight < _GOOD or self.link_share >= 0.5 or self.is_heading:
            return False
        return _SENTENCE.search(self.text) is not None or _DENSE.search(self.text) is not None


class Blocks(NamedTuple):
    """All blocks and nodes of a page; node 0 is the root."""

    blocks: Sequence[Block]
    nodes: Sequence[Node]
    depth: int
    """Most elements inside each other."""
    elements: int

    def is_wanted(self, block: Block) -> bool:
        """Whether a block does not stand in something beside the article."""
        return not self.nodes[block.node].is_around


def weight_of(text: str) -> int:
    """Return the length of a text in letters of an alphabet."""
    return len(text) if text.isascii() else len(text) + _DENSE_WEIGHT * len(_DENSE.findall(text))


def read_blocks(root: Element) -> Blocks:
    """Walk over a page once."""
    walk = _Walk()
    walker = etree.iterwalk(root, events=("start", "end"))
    for event, element in walker:
        name = element.tag if isinstance(element.tag, str) else ""
        if event == "end":
            walk.leave(element, name, is_root=element is root)
        elif name in LEFT_OUT:
            walker.skip_subtree()
            walk.skip(name)
        else:
            walk.enter(element, name)
    walk.flush()
    return _weighed(walk)


class _Walk:
    """The state of one walk."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.nodes: list[Node] = []
        self.skipped = False
        self.most_depth = 0
        self.elements = 0
        self._depth = 0
        self._open: list[int] = []
        self._texts: list[str] = []
        self._links = 0
        self._in_links = 0

    def skip(self, name: str) -> None:
        """Pass over an element with all that is in it."""
        self.skipped = True
        if name in _PICTURES and self._open:
            self.nodes[self._open[-1]].pictures += 1

    def enter(self, element: Element, name: str) -> None:
        self.elements += 1
        self._depth += 1
        self.most_depth = max(self.most_depth, self._depth)
        around = is_around(element, name) and not self._is_in_sentence(element, name)
        if around or name in _BLOCKS:
            self.flush()
            parent = self._open[-1] if self._open else 0
            self._open.append(len(self.nodes))
            self.nodes.append(Node(element, name, parent, around, len(self.blocks)))
        elif name in _PICTURES:
            self.nodes[self._open[-1]].pictures += 1
        elif name == "br":
            self._texts.append(_BREAK)
        elif name == "a":
            self._in_links += 1
        elif name in {"td", "th"}:
            self._texts.append("  ")
        self._text(element.text)

    def _is_in_sentence(self, element: Element, name: str) -> bool:
        """Whether a sentence goes on before and after an element, whatever its class says: `At <b>Ford</b>, we ...`."""
        if name not in _INLINE or not self._texts:
            return False
        before = "".join(self._texts[-2:]).rstrip()
        return bool(before) and before[-1] not in _ENDS and _GOES_ON.match(element.tail or "") is not None

    def leave(self, element: Element, name: str, *, is_root: bool) -> None:
        if self.skipped:
            # The end of an element whose inside was skipped.
            self.skipped = False
        else:
            self._close(element, name)
        if not is_root:
            self._text(element.tail)

    def _close(self, element: Element, name: str) -> None:
        self._depth -= 1
        if self._open and self.nodes[self._open[-1]].element is element:
            self.flush()
            self.nodes[self._open.pop()].end = len(self.blocks)
        elif name == "a":
            self._in_links = max(0, self._in_links - 1)

    def flush(self) -> None:
        """End the current block."""
        if not self._texts:
            return
        text = "".join(self._texts)
        links = self._links
        self._texts = []
        self._links = 0
        if not text.strip() or not self._open:
            return
        node = self._open[-1]
        # A heading may hold blocks.
        inner = (self.nodes[each].name for each in self._open[-1 : -1 - _HEADING_DEPTH : -1])
        name = next((each for each in inner if each in HEADINGS), self.nodes[node].name)
        share = links / max(1, len(text.strip()))
        for part in _BREAKS.split(text) if _BREAK in text else (text,):
            if line := " ".join(part.translate(_INVISIBLE).split()):
                self.blocks.append(Block(line, name, node, min(1.0, share), weight_of(line)))

    def _text(self, text: str | None) -> None:
        if text:
            self._texts.append(text)
            if self._in_links:
                self._links += len(text.strip())


def _mark_captions(blocks: Sequence[Block], nodes: Sequence[Node]) -> None:
    """Mark elements that hold a picture and little text: the text is the caption."""
    for node in nodes:
        holder = node
        while node.pictures and holder.start == holder.end and holder is not nodes[0]:
            holder = nodes[holder.parent]
        lines = list(blocks[holder.start : holder.end]) if node.pictures else []
        if 0 < len(lines) <= _MOST_CAPTION_LINES and sum(line.weight for line in lines) < _LONGEST_CAPTION:
            # Old pages put a picture into the paragraph beside which it stands.
            is_paragraph = holder.name == "p" and lines[-1].text.endswith((".", "!", "?", "\u201d", '"'))
            holder.is_around = holder.is_around or not (is_paragraph or any(line.is_heading for line in lines))


def _weighed(walk: _Walk) -> Blocks:
    """Sum up the running text in each node, and forgive the names of those that hold most of it."""
    nodes = walk.nodes
    _mark_captions(walk.blocks, nodes)
    for block in walk.blocks:
        if block.is_good:
            nodes[block.node].all_good += block.weight
    # A node comes after the one it stands in.
    for node in reversed(nodes[1:]):
        nodes[node.parent].all_good += node.all_good
    most = nodes[0].all_good if nodes else 0
    for node in nodes[1:]:
        # An article in an element of class `subscriber-content` or in a form is an article.
        is_forgiven = node.is_around and node.name not in {"nav", "footer"} and node.all_good * 2 > most
        node.is_around = nodes[node.parent].is_around or (node.is_around and not is_forgiven)
    for block in walk.blocks:
        if block.is_good and not nodes[block.node].is_around:
            nodes[block.node].good += block.weight
    for node in reversed(nodes[1:]):
        nodes[node.parent].good += node.good
    return Blocks(walk.blocks, nodes, walk.most_depth, walk.elements)
