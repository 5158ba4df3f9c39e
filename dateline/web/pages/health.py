"""Whether the archive can be asked: for operators and their machines."""

from __future__ import annotations

import msgspec
from flask import Response

from dateline.search.query.tree import Everything
from dateline.search.request import ReadQuery, Request
from dateline.search.service import SearchService
from dateline.web.http import replies
from dateline.web.parts import facets


class Health(msgspec.Struct, frozen=True):
    """`ok`, and what is being served."""

    status: str
    articles: int
    engine: str
    generation: int


class Ready(msgspec.Struct, frozen=True):
    """`ready`, and the state of the archive that the next answer comes from."""

    status: str
    version: str


def health(service: SearchService) -> Response:
    """`/healthz`: 200 while the index answers, 503 otherwise."""
    summary = service.summary()
    return replies.json(Health("ok", summary.articles, summary.engine, summary.generation))


def ready(service: SearchService) -> Response:
    """`/readyz`: 200 once a page of results has been answered, so that the first reader need not wait for it.

    What all articles have is counted once for each commit of the index; until it is, an answer takes longer.
    """
    version = service.version()
    service.search(Request(ReadQuery("", Everything()), size=1, facets=facets.facet_requests()))
    return replies.json(Ready("ready", version))
