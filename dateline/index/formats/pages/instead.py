"""What stands on a page instead of an article: a wall, an error, a list of articles, nothing."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from dateline.index.formats.markup import Element
from dateline.index.formats.pages.address import is_front
from dateline.index.formats.pages.blocks import Blocks
from dateline.index.formats.pages.body import Body
from dateline.index.formats.pages.json_ld import JsonLd
from dateline.index.formats.pages.metas import Metas
from dateline.index.formats.pages.tree import elements, texts_of
from dateline.index.formats.pages.wall_phrases import (
    CONSENT_TEXT,
    CONSENT_TITLE,
    ERROR_TITLE,
    LOGIN_TITLE,
    PAY,
    ROBOT_TEXT,
    ROBOT_TITLE,
)

SHORT = 400
"""Weight of a text that is no more than an opening, or the words of a wall."""
_WALL_TEXT = 1_000
"""Weight of the longest texts of walls."""
_NOTHING = 120
"""Weight of a text that is none."""
_SEARCHED = 6_000
"""Characters in which the words of a wall are searched."""
_FRAME: Final = frozenset({"header", "nav", "footer", "aside"})
_TEASERS = 15
"""Links as long as headlines on a page that lists articles."""
_HEADLINE = 25
_PARAGRAPH = 100
"""Mean weight of the paragraphs of a text; the lines of teasers are shorter."""
_LINK = 0.6
"""Share of a line that is a link, in a teaser."""


class _Wall(NamedTuple):
    reason: str
    titles: re.Pattern[str] | None
    """What its title or its headline says."""
    texts: re.Pattern[str] | None
    """What stands anywhere on it, if it has little text."""


_WALLS: Final = (
    _Wall("a check for robots instead of a page", ROBOT_TITLE, ROBOT_TEXT),
    _Wall("an error page", ERROR_TITLE, None),
    _Wall("a page that asks for consent to cookies", CONSENT_TITLE, CONSENT_TEXT),
    _Wall("a page that asks to log in", LOGIN_TITLE, None),
)
_SCRIPTED: Final = re.compile(r"\bjavascript\b", re.IGNORECASE)


def wall_reason(root: Element, page: Blocks, body: Body, json_ld: JsonLd, metas: Metas) -> str | None:
    """Return what a page is that was served instead of an article, or None."""
    if body.weight >= _WALL_TEXT or (body.weight >= SHORT and _is_article(json_ld, metas)):
        return None
    titles = [*texts_of(root, "//head/title"), *texts_of(root, "//h1")][:3]
    # Banners that ask for consent stand on articles too; what is said in place of an article is no banner.
    said = body.paragraphs if body.weight >= _NOTHING else [block.text for block in page.blocks]
    wall = next((wall for wall in _WALLS if _says(wall, titles, " ".join(said)[:_SEARCHED])), None)
    if wall is not None:
        return wall.reason
    is_opening = body.weight < SHORT and (_costs_money(json_ld, metas) or PAY.search(_beside_text(page)))
    return "a page behind a paywall" if is_opening else None


def _says(wall: _Wall, titles: Sequence[str], said: str) -> bool:
    if wall.titles is not None and any(wall.titles.search(title) for title in titles):
        return True
    return wall.texts is not None and wall.texts.search(said) is not None


def _beside_text(page: Blocks) -> str:
    """Return what a page shows apart from its frame, in which each site offers its subscriptions."""
    in_frame = [False] * len(page.nodes)
    for index, node in enumerate(page.nodes):
        in_frame[index] = node.name in _FRAME or (index > 0 and in_frame[node.parent])
    return " ".join(block.text for block in page.blocks if not in_frame[block.node])[:_SEARCHED]


def _is_article(json_ld: JsonLd, metas: Metas) -> bool:
    return bool(json_ld.article.get("headline")) or metas.first("og:type") == "article"


def passed_reason(
    root: Element, page: Blocks, body: Body, json_ld: JsonLd, metas: Metas, url: str | None
) -> str | None:
    """Return what a sound page is that holds no article, or None."""
    is_article = _is_article(json_ld, metas)
    links = [block for block in page.blocks if block.link_share > _LINK and block.weight >= _HEADLINE]
    lists = len(links) >= _TEASERS and _is_between_links(body)
    if not is_article and (lists or is_front(url)) and not _is_dated(metas, json_ld):
        return "a section front"
    if (is_front(url) or json_ld.is_front) and (lists or body.weight < SHORT):
        return "a section front"
    return None if body.paragraphs else _empty(root)


def _is_between_links(body: Body) -> bool:
    """Whether a text may belong to teasers: it is short, or stands among links as long as headlines."""
    is_running = body.links == 0 and body.weight >= max(SHORT, _PARAGRAPH * len(body.paragraphs))
    return body.links > len(body.paragraphs) / 2 or (body.weight < 2 * SHORT and not is_running)


def is_scripted(root: Element) -> bool:
    """Whether a page without text says that its text is loaded by a script."""
    return any(_SCRIPTED.search(text) for text in texts_of(root, "//noscript"))


def _empty(root: Element) -> str:
    if elements(root, "//frameset"):
        return "a page of frames"
    if any((meta.get("http-equiv") or "").lower() == "refresh" for meta in elements(root, "//meta[@http-equiv]")):
        return "a page that forwards to another"
    return "a page without text"


def _costs_money(json_ld: JsonLd, metas: Metas) -> bool:
    free = json_ld.article.get("isAccessibleForFree", metas.item("isaccessibleforfree"))
    tier = (metas.first("article:content_tier") or "").lower()
    return free is False or str(free).lower().rsplit("/", 1)[-1] == "false" or tier in {"locked", "metered"}


def _is_dated(metas: Metas, json_ld: JsonLd) -> bool:
    return bool(metas.first("article:published_time", "datepublished") or json_ld.article.get("datePublished"))
