"""Which part of a page is the article, and which of its blocks are its text.

The part: the smallest element that holds nearly all running text, searched from what the page itself names as the body
of its article. Sources: Readability (weights of paragraphs, penalty for links), schema.org (`articleBody`).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from dateline.index.formats.pages.blocks import Block, Blocks, Node
from dateline.index.formats.pages.lines import ends_article, is_promotion, is_unwanted_line

_SHARE = 0.9
"""An element is left for one inside it that holds at least this share of its running text."""
_HEADED_SHARE = 0.5
"""The same for one that also holds the headline: what stands beside it are other articles."""
_NAMED_SHARE = 0.5
"""What the classes of a page name as the body of its article is believed if it holds this share of the text."""
_DECLARED_SHARE = 0.2
"""What it declares so (`itemprop=articleBody`): further articles may follow."""
_LEAST = 300
"""Weight of the running text of an article, below which an element that is declared as one is none."""
_BODY: Final = re.compile(
    r"(?:^|[\s_-])(?:article|story|post|entry|news|content)[-_]{0,2}(?:body|text|content|detail)(?:$|[\s_-])|articlebody|storytext",
    re.IGNORECASE,
)
_INSIDE_TEXT: Final = frozenset({"p", "li", "blockquote", "tr", "pre"})
_MOST_LINKS = 0.5
_PARAGRAPH = 120
"""Weight of a line that is a paragraph even without the end of a sentence."""
_SHORT = 40
"""Weight of a line that may end a text without being a sentence."""
_SHORTEST = 15
"""Weight of a short sentence: `"We agree," he said.`"""
_SENTENCE_ENDS: Final = tuple(".!?…\"”“»’'):。！？」।۔؟։")


def article_node(page: Blocks, headline: int | None) -> tuple[int, bool]:
    """Return the node of the article, 0 for the whole page, and whether the page declares it as one."""
    declared = _declared(page, headline)
    node = _innermost_named(page.nodes, declared)
    return _descended(page, node, headline), declared != 0


def text_blocks(page: Blocks, node: int, headline: int | None) -> list[Block]:
    """Return the blocks of an article's text in order, without what stands around it."""
    here = page.nodes[node]
    inside = [block for block in _after_headline(page, here, headline) if page.is_wanted(block)]
    return _trimmed(list(_without_noise(list(_until_end(inside)))))


def is_noise(block: Block) -> bool:
    """Whether a block among the paragraphs of an article is none: mostly links, or a line that points elsewhere."""
    if block.link_share > _MOST_LINKS and not (block.weight > 200 and block.link_share < 0.8):
        return True
    if block.link_share > 0.1 and is_promotion(block.text):
        return True
    return sum(map(str.isalpha, block.text)) < 2 or is_unwanted_line(block.text)


def _declared(page: Blocks, headline: int | None) -> int:
    """Return the first node that is declared as the body of an article, else the `article` of the headline, else 0.

    Further articles may follow it.
    """
    nodes = page.nodes
    enough = max(_LEAST, _DECLARED_SHARE * nodes[0].good)
    fitting = [index for index, node in enumerate(nodes) if node.good >= enough and not node.is_around]
    bodies = (index for index in fitting if _declares_body(nodes[index]))
    articles = (index for index in fitting if nodes[index].name == "article" and _holds(nodes[index], headline))
    return next(bodies, next(articles, 0))


def _holds(node: Node, block: int | None) -> bool:
    return block is not None and node.start <= block < node.end


def _declares_body(node: Node) -> bool:
    element = node.element
    return element.get("itemprop") == "articleBody" or element.get("property") in {"articleBody", "schema:articleBody"}


def _names_body(node: Node) -> bool:
    name = f"{node.element.get('class', '')} {node.element.get('id', '')}"
    return node.name == "article" or _declares_body(node) or _BODY.search(name[:300]) is not None


def _innermost_named(nodes: Sequence[Node], outer: int) -> int:
    """Return the innermost node in another that classes name as the body of an article, else that other one."""
    best = outer
    share = _NAMED_SHARE
    twins = _good_by_twin(nodes)
    for index in range(outer + 1, len(nodes)):
        node = nodes[index]
        if (
            node.end > nodes[best].end
            or node.good == 0
            or node.good < share * nodes[best].good
            or not _names_body(node)
        ):
            continue
        if twins[_twin(node)] * _SHARE <= node.good:
            best = index
            share = _SHARE
    return best


def _good_by_twin(nodes: Sequence[Node]) -> Counter[tuple[int, str, str]]:
    """Sum the running text of elements beside each other of the same name and class: parts of one text."""
    sums: Counter[tuple[int, str, str]] = Counter()
    for node in nodes:
        sums[_twin(node)] += node.good
    return sums


def _twin(node: Node) -> tuple[int, str, str]:
    return node.parent, node.name, node.element.get("class", "")


def _descended(page: Blocks, node: int, headline: int | None) -> int:
    """Go down while one element inside holds nearly all running text."""
    nodes = page.nodes
    children: dict[int, list[int]] = {}
    for index, each in enumerate(nodes[1:], 1):
        children.setdefault(each.parent, []).append(index)
    while node in children:
        inner = max(children[node], key=lambda each: nodes[each].good)
        here = nodes[inner]
        share = _HEADED_SHARE if _holds(here, headline) else _SHARE
        if here.good == 0 or here.good < share * nodes[node].good or here.name in _INSIDE_TEXT:
            break
        node = inner
    return node


def _after_headline(page: Blocks, node: Node, headline: int | None) -> Sequence[Block]:
    """Return the blocks of a node, from its headline on if most text comes after that."""
    if headline is None or not _holds(node, headline):
        return page.blocks[node.start : node.end]
    before = sum(
        block.weight for block in page.blocks[node.start : headline] if block.is_good and page.is_wanted(block)
    )
    return page.blocks[headline + 1 if before * 10 < node.good else node.start : node.end]


def _until_end(blocks: Sequence[Block]) -> Iterator[Block]:
    """Yield blocks up to a line that ends the article, unless most text comes after it."""
    total = sum(block.weight for block in blocks if block.is_good)
    seen = 0
    for block in blocks:
        if seen * 2 > total and ends_article(block.text):
            return
        seen += block.weight if block.is_good else 0
        yield block


def _without_noise(blocks: Sequence[Block]) -> Iterator[Block]:
    """Yield blocks without noise, and without the headings of lists of links."""
    for index, block in enumerate(blocks):
        following = blocks[index + 1 : index + 3]
        heads_links = len(following) > 1 and all(each.link_share > _MOST_LINKS for each in following)
        if not is_noise(block) and not (block.is_heading and heads_links):
            yield block


def _trimmed(blocks: Sequence[Block]) -> list[Block]:
    """Cut what comes before the first and after the last sentence, and headings without text under them."""
    sentences = [index for index, block in enumerate(blocks) if _is_sentence(block)]
    if not sentences:
        return []
    # Before the text stand names and dates, which may be long.
    first = next((index for index in sentences if _may_begin(blocks[index])), sentences[0])
    return list(_with_text_under(blocks[first : sentences[-1] + 1]))


def _may_begin(block: Block) -> bool:
    return block.weight >= _PARAGRAPH or block.text.endswith(_SENTENCE_ENDS)


def _with_text_under(blocks: Sequence[Block]) -> Iterable[Block]:
    """Yield blocks without headings that another heading or nothing follows."""
    for index, block in enumerate(blocks):
        following = blocks[index + 1 : index + 2]
        if not block.is_heading or (following and not following[0].is_heading):
            yield block


def _is_sentence(block: Block) -> bool:
    """Whether a block may end a text: running text, a longer line, or a short sentence without links."""
    ends = block.text.endswith(_SENTENCE_ENDS)
    if block.is_heading:
        # Some pages have the first paragraph as a heading.
        return ends and block.weight >= _PARAGRAPH
    if block.weight < _SHORT:
        return ends and block.link_share == 0 and block.weight >= _SHORTEST
    return block.is_good or block.link_share == 0 or ends
