"""The article of a web page: its fields, or what the page is instead."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

from dateline.index.formats.encoding import decode
from dateline.index.formats.format import reject_document
from dateline.index.formats.markup import Element, has_markup, plain_line
from dateline.index.formats.options import ReadOptions
from dateline.index.formats.pages.address import host_of, read_url
from dateline.index.formats.pages.blocks import Blocks, read_blocks
from dateline.index.formats.pages.body import Body, read_body
from dateline.index.formats.pages.byline import read_byline
from dateline.index.formats.pages.dates import read_dates
from dateline.index.formats.pages.headline import key, read_headline
from dateline.index.formats.pages.instead import is_scripted, passed_reason, wall_reason
from dateline.index.formats.pages.json_ld import JsonLd, read_json_ld
from dateline.index.formats.pages.labels import (
    names_of_site,
    read_genre,
    read_keywords,
    read_language,
    read_section,
    read_source,
)
from dateline.index.formats.pages.libraries import are_fast
from dateline.index.formats.pages.metas import Metas, read_metas
from dateline.index.formats.pages.tree import cleaned_source, parse_page, texts_of
from dateline.index.raw import Document, Outcome, Passed, RawReject, RawReport, RejectKind
from dateline.problems import Problem

_DEEPEST = 2_000
"""Elements inside each other; libxml2 leaves out what is nested in 2,048."""
_DESCRIPTIONS: Final = ("og:description", "description", "twitter:description")


def read_page(document: Document, options: ReadOptions) -> Iterator[Outcome]:
    """Yield the article of the page, or what the page is instead."""
    decoded, problem = decode(document.content, document.hints.charset)
    text = cleaned_source(decoded)
    root = parse_page(text)
    if root is None:
        yield reject_document(document, "no element in it", RejectKind.NO_TEXT)
        return
    page = read_blocks(root)
    is_fast = are_fast(len(text), page.elements, page.depth)
    title = next(texts_of(root, "//head/title"), "")
    parts = _Parts(root, page, read_json_ld(root, title), read_metas(root), title, text if is_fast else None)
    yield _outcome(document, parts, options, problem)


class _Parts(NamedTuple):
    """A page in the forms in which its fields are read."""

    root: Element
    page: Blocks
    json_ld: JsonLd
    metas: Metas
    title: str
    text: str | None
    """Its source if the libraries may read it."""


def _outcome(document: Document, parts: _Parts, options: ReadOptions, problem: str | None) -> Outcome:
    root, page, json_ld, metas, title, text = parts
    url = read_url(root, json_ld, metas, document.hints.url)
    source = read_source(json_ld, metas, title)
    sites = names_of_site(source, json_ld, metas, url)
    headline = read_headline(page, json_ld, metas, title, sites)
    description = json_ld.text("description") or metas.first(*_DESCRIPTIONS)
    body = read_body(page, text, json_ld, headline.block if headline else None, description)
    instead = _instead(document, parts, body, document.hints.url or url)
    if instead is not None:
        return instead
    line = _plain(headline.text) if headline else None
    paragraphs = tuple(_without_headline(map(_plain, body.paragraphs), line))
    if not paragraphs:
        return _without_text(document, page)
    dates = read_dates(root, page, headline.block if headline else None, json_ld, metas, url, text)
    return RawReport(
        body="",
        paragraphs=paragraphs,
        place=document.place,
        format=document.format,
        headline=line,
        byline=read_byline(root, page, headline.block if headline else None, json_ld, metas, sites),
        source=source or options.source or host_of(url),
        section=read_section(json_ld, metas),
        url=url,
        language=read_language(root, json_ld, metas),
        published=dates.published,
        modified=dates.modified,
        keywords=read_keywords(json_ld, metas),
        genre=read_genre(json_ld, metas),
        byte_end=document.byte_end,
        item=document.item,
        problems=(Problem(problem, place=document.place),) if problem else (),
    )


def _instead(document: Document, parts: _Parts, body: Body, url: str | None) -> RawReject | Passed | None:
    """Return what a page is if it is no article, or None."""
    wall = wall_reason(parts.root, parts.page, body, parts.json_ld, parts.metas)
    if wall is not None:
        return reject_document(document, wall, RejectKind.NOT_AN_ARTICLE)
    reason = passed_reason(parts.root, parts.page, body, parts.json_ld, parts.metas, url)
    if reason is None:
        return None
    if not body.paragraphs and is_scripted(parts.root):
        return reject_document(document, "a page whose text is loaded by a script", RejectKind.NOT_AN_ARTICLE)
    return Passed(document.place, reason) if body.paragraphs else _without_text(document, parts.page, reason)


def _without_text(document: Document, page: Blocks, reason: str = "a page without text") -> RawReject | Passed:
    if page.depth >= _DEEPEST:
        return reject_document(document, "its elements are nested too deeply", RejectKind.LIMIT)
    return Passed(document.place, reason)


def _plain(text: str) -> str:
    """Remove markup that is text of the page: it was escaped."""
    return plain_line(text) if has_markup(text) else text


def _without_headline(paragraphs: Iterator[str], headline: str | None) -> Iterator[str]:
    """Yield paragraphs without empty ones, and without the headline at their start."""
    repeated = key(headline) if headline else ""
    for number, paragraph in enumerate(paragraphs):
        if paragraph and not (number < 2 and repeated and key(paragraph) == repeated):
            yield paragraph
