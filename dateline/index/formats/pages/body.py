"""The paragraphs of an article: from its page, checked by what else is known of its text.

In this order: what the page gives in JSON-LD, if that is complete; what stands in the elements of the article, if the
page names them or resiliparse finds the same; else what trafilatura finds. Where these libraries are not installed the
elements alone decide.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from dateline.index.formats.markup import paragraphs
from dateline.index.formats.pages import libraries
from dateline.index.formats.pages.blocks import Block, Blocks, weight_of
from dateline.index.formats.pages.json_ld import JsonLd, Node, types_of
from dateline.index.formats.pages.lines import is_unwanted_line
from dateline.index.formats.pages.select import article_node, is_noise, text_blocks

_WORD = re.compile("[\u0e00-\u0eff\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]|\\w+")
_COMPLETE = 0.8
"""A text in JSON-LD is complete if it holds this share of the words that the page shows; many are only an opening."""
_FOUND = 0.6
"""A paragraph belongs to the text in JSON-LD if this share of its words does."""
_ONLY_THERE = 2.0
"""A text in JSON-LD that is longer than the one of the page by this factor is not on the page."""
_INSIDE = 0.9
_COVERED = 0.6
"""Two texts agree if this share of the words of the narrower one is in the wider one, and this share the other way."""
_GOOD_PART = 0.4
_LEAST = 250
"""Weight of a text below which it is not trusted alone."""
_DECKS: Final = frozenset(
    """abstract anons anriss bajada chapeau chapo copete dachzeile deck dek description einleitung entradilla excerpt
    ingress intro introduction kicker lead lede leadtext perex sommario standfirst subhead subheadline subtitle
    subtitulo sottotitolo summary teaser vorspann zusammenfassung""".split()
)
_MOST_BEFORE = 20
"""Blocks between the headline and the text among which the deck is searched."""


class Body(NamedTuple):
    """The text of an article."""

    paragraphs: tuple[str, ...]
    """Each in one line."""
    links: int = 0
    """Links as long as headlines between its paragraphs: many stand in a list of articles."""

    @property
    def weight(self) -> int:
        """The length of the text in letters of an alphabet."""
        return sum(map(weight_of, self.paragraphs))


def read_body(page: Blocks, text: str | None, json_ld: JsonLd, headline: int | None, description: str | None) -> Body:
    """Return the text of the article of a page; empty if there is none.

    `text` is the source of the page if the libraries may read it, `headline` the number of the block with the headline.
    """
    if updates := _updates(json_ld):
        return Body(updates)
    node, is_declared = article_node(page, headline)
    blocks = text_blocks(page, node, headline)
    declared = _declared(json_ld)
    if declared:
        chosen = _by_declared(page, blocks, declared)
        if chosen is not None:
            return chosen
    found = tuple(block.text for block in blocks)
    if text is not None and not _is_sure(found, text, is_declared=is_declared):
        found = _extracted(page, found, text)
    return Body(_with_deck(page, node, headline, found, description), _links_between(page, node))


def _links_between(page: Blocks, node: int) -> int:
    here = page.nodes[node]
    inside = page.blocks[here.start : here.end]
    good = [index for index, block in enumerate(inside) if block.is_good and page.is_wanted(block)]
    between = inside[good[0] : good[-1]] if good else ()
    return sum(block.link_share > 0.6 and block.weight >= 25 and page.is_wanted(block) for block in between)


def _declared(json_ld: JsonLd) -> tuple[str, ...]:
    value = json_ld.article.get("articleBody")
    return tuple(" ".join(each.split()) for each in _lines(value)) if isinstance(value, str) else ()


def _lines(text: str) -> Iterator[str]:
    for line in text.splitlines():
        yield from paragraphs(line)


def _by_declared(page: Blocks, blocks: Sequence[Block], declared: Sequence[str]) -> Body | None:
    """Return the paragraphs of the page that the text in JSON-LD holds, that text if the page lacks it, else None."""
    words = _words(declared)
    shown = _words(block.text for block in blocks)
    if sum(words.values()) > _ONLY_THERE * sum(shown.values()):
        # The page may show it where it was not expected.
        anywhere = [block.text for block in page.blocks if block.is_good and _share(block.text, words) > _INSIDE]
        if _share_of(words, _words(anywhere)) >= _COMPLETE:
            return Body(tuple(dict.fromkeys(anywhere)))
        return Body(tuple(declared)) if sum(map(weight_of, declared)) >= _LEAST else None
    if _share_of(shown, words) < _COMPLETE:
        return None
    kept = [block for block in blocks if block.is_heading or _share(block.text, words) >= _FOUND]
    while kept and kept[-1].is_heading:
        kept.pop()
    return Body(tuple(block.text for block in kept))


def _is_sure(found: Sequence[str], text: str, *, is_declared: bool) -> bool:
    """Whether resiliparse, which searches in another way, finds the same text."""
    if not found:
        return False
    other = libraries.main_text(text)
    if other is None:
        return True
    ours, theirs = _words(found), _words([other])
    return _share_of(ours, theirs) >= _INSIDE and (is_declared or _share_of(theirs, ours) >= _COVERED)


def _extracted(page: Blocks, found: tuple[str, ...], text: str) -> tuple[str, ...]:
    """Return what trafilatura finds, unless what was found is nearly all in it and a good part of it."""
    around = {_key(block.text) for block in page.blocks if not page.is_wanted(block)}
    lines = _cleaned(libraries.extracted_text(text) or "")
    other = tuple(line for line in lines if _key(line) not in around)
    if not other:
        return found
    ours, theirs = _words(found), _words(other)
    return found if _share_of(ours, theirs) >= _INSIDE and _share_of(theirs, ours) >= _GOOD_PART else other


def _cleaned(text: str) -> Iterator[str]:
    """Yield the lines of an extracted text without marks of lists and tables."""
    for line in text.splitlines():
        plain = " ".join(line.removeprefix("- ").replace("|", " ").split())
        if sum(map(str.isalpha, plain)) > 1 and not is_unwanted_line(plain):
            yield plain


def _with_deck(
    page: Blocks, node: int, headline: int | None, found: tuple[str, ...], description: str | None
) -> tuple[str, ...]:
    """Put the deck, which stands between headline and text, before the text, unless the text repeats it."""
    start = page.nodes[node].start
    if headline is None or not found or headline >= start + _MOST_BEFORE:
        return found
    between = page.blocks[headline + 1 : max(start, headline + 1)][:_MOST_BEFORE]
    opening = _key(" ".join(found))
    for block in between:
        if page.is_wanted(block) and not is_noise(block) and _is_deck(page, block, description):
            return found if _key(block.text)[:60] in opening else (block.text, *found)
    return found


def _is_deck(page: Blocks, block: Block, description: str | None) -> bool:
    if block.weight < 40:
        return False
    if description and _key(description)[:50] == _key(block.text)[:50]:
        return True
    node = page.nodes[block.node]
    names = [node.element.get("class", ""), page.nodes[node.parent].element.get("class", "")]
    return any(
        word.lower() in _DECKS for name in names for word in re.split(r"[^A-Za-z]+|(?<=[a-z])(?=[A-Z])", name[:200])
    )


def _key(text: str) -> str:
    return "".join(filter(str.isalnum, text.lower()))


def _updates(json_ld: JsonLd) -> tuple[str, ...]:
    """Return the updates of a live blog as paragraphs, in their order on the page."""
    if "liveblogposting" not in types_of(json_ld.article):
        return ()
    return tuple(
        line for update in json_ld.objects("liveBlogUpdate") for line in _update(update) if not is_unwanted_line(line)
    )


def _update(update: Node) -> Iterator[str]:
    for name in ("headline", "articleBody"):
        value = update.get(name)
        if isinstance(value, str):
            yield from (" ".join(line.split()) for line in _lines(value))


def _words(texts: Sequence[str] | Iterator[str]) -> Counter[str]:
    return Counter(word for text in texts for word in _WORD.findall(text.lower()))


def _share(text: str, words: Counter[str]) -> float:
    """Return the share of the words of a text that are among others."""
    mine = _WORD.findall(text.lower())
    return sum(word in words for word in mine) / len(mine) if mine else 0.0


def _share_of(part: Counter[str], whole: Counter[str]) -> float:
    total = part.total()
    return (part & whole).total() / total if total else 0.0
