"""The newest articles of any search as an Atom feed (RFC 4287, `docs/decisions/014-files-and-feeds.md`)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from itertools import islice

import msgspec
from flask import Response
from msgspec.structs import replace

from dateline.index.article import Article
from dateline.search.request import FacetRequest, Request, Sort
from dateline.search.results import Ranked, Result
from dateline.search.service import SearchService
from dateline.web import changes
from dateline.web.address import write_address
from dateline.web.http import replies
from dateline.web.language.problems import add_problems_header
from dateline.web.pages import search
from dateline.web.parts import sentence
from dateline.web.parts.result_position import marked_href

NEWEST = 50
"""Articles in a feed, enough for a reader that polls every hour."""
ATOM = "application/atom+xml"
_NEVER = "1970-01-01T00:00:00Z"
"""The required date of change of a feed without articles."""


class Entry(msgspec.Struct, frozen=True):
    """One article of a feed."""

    result: Result
    address: str
    updated: str
    published: str | None


class FeedView(msgspec.Struct, frozen=True):
    """Everything that a feed says."""

    title: str
    address: str
    page: str
    updated: str
    entries: tuple[Entry, ...]


def page(service: SearchService, today: Callable[[], date]) -> Response:
    """`/search.atom`: newest first, whatever the order of the search."""
    address = search.current_address(service, today)
    asking = changes.sorted_by(address.request, None)
    whole = service.walk(replace(asking, sort=Sort.NEWEST))
    entries = tuple(_entry(ranked, whole.show(ranked), asking) for ranked in islice(whole.articles, NEWEST))
    view = FeedView(
        title=_title(service, asking),
        address=replies.absolute(write_address(asking, "/search.atom")),
        page=replies.absolute(write_address(asking)),
        updated=max((entry.updated for entry in entries), default=_NEVER),
        entries=entries,
    )
    response = replies.xml("feed.xml", ATOM, view=view)
    add_problems_header(response, (*address.problems, *whole.problems))
    return response


def _entry(ranked: Ranked, result: Result, asking: Request) -> Entry:
    article = ranked.article
    return Entry(
        result=result,
        address=replies.absolute(marked_href(result.id, asking.query)),
        updated=_changed(article),
        published=_second(article.published.at) if article.published else None,
    )


def _changed(article: Article) -> str:
    """When an article was published; if unknown, when it was read into the archive."""
    return _second(article.published.at if article.published else article.provenance.read_at)


def _second(at: datetime) -> str:
    return f"{at.year:04}-{at:%m-%dT%H:%M:%S}Z"


def _title(service: SearchService, asking: Request) -> str:
    """`Articles for talks, mentioning Belarus`."""
    chosen = tuple(FacetRequest(choice.facet, size=0) for choice in asking.choices)
    facets = service.search(replace(asking, size=0, page=1, facets=chosen)).facets
    clauses = (
        f"{clause.lead} {sentence.either(chip.label for chip in clause.chips)}"
        for clause in sentence.clauses(asking, facets)
    )
    return " ".join(("Articles", ", ".join(clauses))).strip()
