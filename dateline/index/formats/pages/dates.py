"""When the article of a page was first published, and when it was last changed.

The two are told apart by what the page calls them. Sources: schema.org, Open Graph, Dublin Core, HTML (`time`), and the
order in which htmldate trusts them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Final, NamedTuple

from dateline.index.formats.markup import Element
from dateline.index.formats.pages import libraries
from dateline.index.formats.pages.blocks import Blocks
from dateline.index.formats.pages.json_ld import JsonLd
from dateline.index.formats.pages.metas import Metas
from dateline.index.formats.pages.tree import elements, text_of

_PUBLISHED: Final = (
    *("article:published_time", "og:article:published_time", "article:published", "og:published_time", "datepublished"),
    *("bt:pubdate", "dc.date.issued", "dcterms.issued", "dcterms.created", "dc.date.created", "dcterms.date"),
    *(
        "sailthru.date",
        "parsely-pub-date",
        "pubdate",
        "publishdate",
        "publish-date",
        "publish_date",
        "publication_date",
    ),
    *("publisheddate", "date_published", "published-date", "published_time", "published", "article.published"),
    *("cxenseparse:recs:publishtime", "cxenseparse:publishtime", "originalpublicationdate", "article_date_original"),
    *("rnews:datepublished", "citation_publication_date", "citation_date", "dc.date", "dc:date", "date", "datecreated"),
    *("article:post_date", "article.created", "created", "ptime", "timestamp", "last-published"),
)
_MODIFIED: Final = (
    *("article:modified_time", "og:updated_time", "article:updated_time", "article:modified", "datemodified"),
    *("dcterms.modified", "dc.date.modified", "lastmod", "last-modified", "modified", "revised", "dateupdate"),
)
_NOT_FIRST = re.compile(
    r"modif|updat|aktualis|edit|revis|mis[ -]à[ -]jour|actualiz|aggiorn|comment|event|countdown", re.IGNORECASE
)
_DIGITS = re.compile(r"\d{4}|\d{1,2}[./-]\d{1,2}[./-]\d{2}")
_DAY_IN_URL = re.compile(r"(?<![0-9])((?:19|20)\d\d)([/_-]?)(0?[1-9]|1[0-2])\2(0[1-9]|[12]\d|3[01])(?![0-9])")
_UNIX_SECONDS = re.compile(r"1\d{9}(?:\d{3})?")
_DAY_IN_LINE = re.compile(
    r"\b(?:\d{4}-\d{1,2}-\d{1,2}|\d{1,2}[./-]\d{1,2}[./-](?:19|20)\d\d|"
    r"\d{1,2}\.? (?:de )?[^\W\d]{3,12}\.?,?(?: de)? (?:19|20)\d\d|[^\W\d]{3,12}\.? \d{1,2}, (?:19|20)\d\d)\b|"
    r"\d{4} ?[年년] ?\d{1,2} ?[月월] ?\d{1,2} ?[日일]"
)
_EITHER_ORDER = re.compile(r"(?:0?[1-9]|1[0-2])[/-](?:0?[1-9]|1[0-2])[/-]\d{4}")
_YEAR = re.compile(r"(?:19|20)\d\d")
_FIRST_PAGES = 1991
_LABEL = 25
"""Characters beside a day in a line that says no more than when: `Tuesday, May 3, 1966 - Page 4`."""
_LINES_BEFORE = 4
_LINES_AFTER = 8
_LONGEST_LINE = 160
_LONGEST = 60


class Dates(NamedTuple):
    """Dates in the words of the page."""

    published: str | None
    modified: str | None


def read_dates(
    root: Element, page: Blocks, headline: int | None, json_ld: JsonLd, metas: Metas, url: str | None, text: str | None
) -> Dates:
    """Return the dates of the article of a page; `text` is its source if the libraries may read it."""
    published = next(filter(_is_date, _published(root, json_ld, metas)), None)
    if published is None:
        published = day_in_url(url) or _unstated_day(page, headline, url, text)
    modified = next(filter(_is_date, _modified(json_ld, metas)), None)
    return Dates(_readable(published), _readable(modified))


def _unstated_day(page: Blocks, headline: int | None, url: str | None, text: str | None) -> str | None:
    """Return the day near the headline, or what htmldate finds if there is none or its order is unclear."""
    near = _day_near(page, headline)
    if near is not None and not _EITHER_ORDER.fullmatch(near):
        return near
    return (_guessed_day(text, url) if text else None) or near


def _day_near(page: Blocks, headline: int | None) -> str | None:
    """Return the first day in a line near the headline, as it is written; a sentence may speak of any day."""
    start = max(0, (headline or 0) - _LINES_BEFORE)
    for block in page.blocks[start : start + _LINES_BEFORE + _LINES_AFTER]:
        is_sentence = block.is_good and block.text.endswith((".", "!", "?", "\u201d", '"'))
        match = _DAY_IN_LINE.search(block.text) if len(block.text) <= _LONGEST_LINE and not is_sentence else None
        if match and (_is_of_web(match[0]) or len(block.text) <= len(match[0]) + _LABEL):
            return match[0]
    return None


def _is_of_web(day: str) -> bool:
    """Whether a day is of a year in which there were pages; of earlier ones a page may only speak."""
    year = _YEAR.search(day)
    return year is not None and int(year[0]) >= _FIRST_PAGES


def _guessed_day(text: str, url: str | None) -> str | None:
    """Return the day that htmldate finds, but not a first of January: so it writes a year of which it knows no day."""
    day = libraries.found_day(text, url)
    return None if day is None or day.endswith("-01-01") else day


def _readable(value: str | None) -> str | None:
    """Return a date in words; seconds or milliseconds since 1970 become ISO 8601."""
    if value is None or not _UNIX_SECONDS.fullmatch(value):
        return value
    return datetime.fromtimestamp(int(value[:10]), UTC).isoformat()


def day_in_url(url: str | None) -> str | None:
    """Return the day in an address: `.../2021/05/18/...`."""
    match = _DAY_IN_URL.search(url) if url else None
    return f"{match[1]}-{int(match[3]):02}-{match[4]}" if match else None


def _published(root: Element, json_ld: JsonLd, metas: Metas) -> Iterator[str]:
    yield from json_ld.texts("datePublished")
    yield from metas.all(*_PUBLISHED)
    yield from filter(None, [metas.item("datepublished")])
    yield from json_ld.texts("dateCreated")
    yield from _times(root)
    yield from json_ld.texts("uploadDate")


def _modified(json_ld: JsonLd, metas: Metas) -> Iterator[str]:
    yield from json_ld.texts("dateModified")
    yield from metas.all(*_MODIFIED)
    yield from filter(None, [metas.item("datemodified")])


def _times(root: Element) -> Iterator[str]:
    """Yield the times near the headline, those that are called published first, without those called modified."""
    first: list[str] = []
    others: list[str] = []
    for element in elements(root, "//time | //abbr[contains(@class, 'published')]"):
        names = f"{element.get('itemprop', '')} {element.get('class', '')} {_parent_names(element)}"
        value = element.get("datetime") or element.get("title") or text_of(element)
        if not _NOT_FIRST.search(names) and not _NOT_FIRST.search(_before(element)):
            is_first = element.get("pubdate") is not None or "publish" in names.lower()
            (first if is_first else others).append(value.strip())
    yield from first
    yield from others[:1]


def _parent_names(element: Element) -> str:
    parent = element.getparent()
    return "" if parent is None else f"{parent.get('class', '')} {parent.get('id', '')}"


def _before(element: Element) -> str:
    """Return the words directly before an element: `Updated: <time>`."""
    previous = element.getprevious()
    parent = element.getparent()
    words = (parent.text if parent is not None else None) if previous is None else previous.tail
    return (words or "")[-40:]


def _is_date(value: str) -> bool:
    return len(value) <= _LONGEST and (_DIGITS.search(value) is not None or _UNIX_SECONDS.fullmatch(value) is not None)
