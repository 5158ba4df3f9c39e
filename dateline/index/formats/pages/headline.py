"""The headline of an article on a page, without the name of the site that browsers show behind it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from dateline.index.formats.markup import plain_line
from dateline.index.formats.pages.blocks import Blocks
from dateline.index.formats.pages.json_ld import JsonLd
from dateline.index.formats.pages.metas import Metas

_SEPARATOR: Final = re.compile(r"\s+(?:[|\-–—•·»«~/]|::?)\s+|\s*[|｜_]\s*|\s*：\s*")
_EDGES = " |-–—:•·»«~/｜_："
_CUT = ("…", "...")
_LONGEST = 400
_SHORTEST = 3
_SEARCHED: Final = frozenset({"h1", "h2", "h3"})
_MOST_HEADINGS = 40
_SIMILAR = 0.5
_MOST_WORDS_OF_SITE = 3
_FIRST_RANK = 1.5
"""How much more similar a heading of a lower rank must be than an `h1`."""

_BESIDE = 0.6
"""How much less a heading counts that stands in navigation or is hidden."""


class Headline(NamedTuple):
    """A headline as found."""

    text: str
    block: int | None
    """The number of the block where it stands on the page."""


def read_headline(page: Blocks, json_ld: JsonLd, metas: Metas, title: str, sites: frozenset[str]) -> Headline | None:
    """Return the headline, or None.

    What the page calls so in JSON-LD; the heading that says the same as the titles in its head; one of these titles;
    its first heading. `sites` are the names of the site as `key` reduces them.
    """
    stated = [
        _line(each) for each in (json_ld.text("headline"), metas.first("headline"), metas.item("headline")) if each
    ]
    shared = [_line(each) for each in metas.all("og:title", "twitter:title", "dc.title", "title")]
    titles = [without_site(each, sites) for each in (*stated, *shared, title) if len(each) >= _SHORTEST]
    titles = [each for each in titles if key(each) and key(each) not in sites]
    shown = _heading_like(page, titles, sites)
    if stated and key(stated[0]) not in sites and len(stated[0]) >= _SHORTEST:
        return _stated(without_site(stated[0], sites), shown)
    shown = shown or _line_like(page, titles)
    first = _first_heading(page, sites)
    if shown is None and titles:
        # A heading that shares nothing with any title is often the motto of the site.
        return Headline(titles[0], None) if first is None or metas.first("og:title") else first
    return shown or first


def without_site(title: str, sites: frozenset[str]) -> str:
    """Cut the name of the site from the end or the start of a title."""
    while (last := _last_separator(title)) is not None and _is_site(title[last.end() :], sites):
        title = title[: last.start()]
    first = _SEPARATOR.search(title)
    if first is not None and _is_site(title[: first.start()], sites):
        title = title[first.end() :]
    return title.strip(_EDGES if title != title.strip(_EDGES) and key(title) else None)


def _is_site(part: str, sites: frozenset[str]) -> bool:
    """Whether a part of a title is a name of the site, or begins with one: `BBC News` on `bbc.co.uk`."""
    reduced = key(part)
    if reduced in sites:
        return True
    return len(part.split()) <= _MOST_WORDS_OF_SITE and reduced.startswith(
        tuple(site for site in sites if len(site) > 2)
    )


def key(name: str) -> str:
    """Reduce a name to its letters and digits, to compare it."""
    return "".join(filter(str.isalnum, name.casefold()))


def _stated(stated: str, shown: Headline | None) -> Headline:
    """Return a stated headline, or the shown one of which it is the beginning."""
    if shown is None:
        return Headline(stated, None)
    is_cut = stated.endswith(_CUT) and key(shown.text).startswith(key(stated))
    return shown if is_cut else Headline(stated, shown.block)


def _heading_like(page: Blocks, titles: Sequence[str], sites: frozenset[str]) -> Headline | None:
    """Return the heading that is most similar to a title."""
    best: Headline | None = None
    most = _SIMILAR
    numbers = [index for index, block in enumerate(page.blocks) if block.name in _SEARCHED][:_MOST_HEADINGS]
    for number in numbers:
        text = page.blocks[number].text
        if not _SHORTEST <= len(text) <= _LONGEST or key(text) in sites:
            continue
        similarity = max((_similarity(text, title) for title in titles), default=0.0)
        similarity *= _FIRST_RANK if page.blocks[number].name == "h1" else 1
        similarity *= 1 if page.is_wanted(page.blocks[number]) else _BESIDE
        if similarity > most:
            best, most = Headline(text, number), similarity
    return best


def _line_like(page: Blocks, titles: Sequence[str]) -> Headline | None:
    """Return the line that is a part of a title: old pages set their headlines in bold type only."""
    parts = {
        key(part) for title in titles for part in _SEPARATOR.split(title) if len(part.split()) > _MOST_WORDS_OF_SITE
    }
    for number, block in enumerate(page.blocks):
        if block.link_share == 0 and len(block.text) <= _LONGEST and page.is_wanted(block) and key(block.text) in parts:
            return Headline(block.text, number)
    return None


def _first_heading(page: Blocks, sites: frozenset[str]) -> Headline | None:
    for number, block in enumerate(page.blocks):
        if (
            block.name == "h1"
            and page.is_wanted(block)
            and len(block.text) <= _LONGEST
            and key(block.text) not in sites
        ):
            return Headline(block.text, number)
    return None


def _similarity(heading: str, title: str) -> float:
    """Return how much of the longer of two lines the other one says, from 0 to 1."""
    one, other = key(heading), key(title)
    if not one or not other:
        return 0.0
    if one in other or other in one:
        return min(len(one), len(other)) / max(len(one), len(other))
    words, others = set(heading.casefold().split()), set(title.casefold().split())
    return len(words & others) / max(len(words), len(others))


def _last_separator(title: str) -> re.Match[str] | None:
    return next(reversed(list(_SEPARATOR.finditer(title))), None)


def _line(value: str) -> str:
    return " ".join(plain_line(value).replace("\xad", "").split())
