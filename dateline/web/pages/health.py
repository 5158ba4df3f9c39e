"""Health checks for operators."""

from __future__ import annotations

import msgspec
from flask import Response

from dateline.search.query.tree import Everything
from dateline.search.request import ReadQuery, Request
from dateline.search.service import SearchService
from dateline.web.http import replies
from dateline.web.parts import facets


class Health(msgspec.Struct, frozen=True):
    """`ok`, and what is served."""

    status: str
    articles: int
    engine: str
    generation: int


class Ready(msgspec.Struct, frozen=True):
    """`ready`, and the version of the archive that is served."""

    status: str
    version: str


def health(service: SearchService) -> Response:
    """`/healthz`: 200 if the index answers, 503 otherwise."""
    summary = service.summary()
    return replies.json(Health("ok", summary.articles, summary.engine, summary.generation))


def ready(service: SearchService) -> Response:
    """`/readyz`: 200 once a search has been answered, so that the first user does not wait.

    The facets of all articles are counted once per commit of the index, which makes the first answer slower.
    """
    version = service.version()
    service.search(Request(ReadQuery("", Everything()), size=1, facets=facets.facet_requests()))
    return replies.json(Ready("ready", version))
