"""Whether the archive can be asked: for operators and their machines."""

from __future__ import annotations

import msgspec
from flask import Response

from dateline.search.service import SearchService
from dateline.web import replies


class Health(msgspec.Struct, frozen=True):
    """`ok`, and what is being served."""

    status: str
    articles: int
    engine: str
    generation: int


def page(service: SearchService) -> Response:
    """`/healthz`: 200 while the index answers, 503 otherwise."""
    summary = service.summary()
    response = replies.json(Health("ok", summary.articles, summary.engine, summary.generation))
    response.cache_control.no_store = True
    return response
