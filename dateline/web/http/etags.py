"""ETags: an unchanged reply is answered with 304.

An ETag covers everything a reply depends on: the commit of the index, the stored articles and corrections, the UTC day,
the address, its language, and the code of the pages. It is known before the search, so a 304 costs no search.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import cache
from hashlib import blake2b
from pathlib import Path

from flask import Flask, Response, g, request

from dateline.errors import DatelineError
from dateline.search.service import SearchService
from dateline.version import __version__
from dateline.web.language.current import current

NEVER_CACHED = frozenset({"healthz", "readyz", "metrics"})
"""Endpoints for operators, whose replies describe the present moment."""
_FOLDER = Path(__file__).parents[1]


class ETags:
    """Sets the ETag of every reply, and answers 304 if the client already has it."""

    def __init__(self, service: SearchService, today: Callable[[], date]) -> None:
        self._service = service
        self._today = today

    def register(self, app: Flask) -> None:
        """Handle all requests of an application."""
        app.before_request(self._before)
        app.after_request(self._after)

    def _before(self) -> Response | None:
        tag = self._tag()
        g.tag = tag
        known = request.if_none_match
        if tag is None or known.star_tag or not known.contains_weak(tag):
            return None
        return Response(status=304)

    def _after(self, response: Response) -> Response:
        if request.endpoint in NEVER_CACHED:
            response.cache_control.no_store = True
        elif g.get("tag") and response.status_code in {200, 304}:
            # Weak: the bytes differ with compression, and in replies that contain the time they took.
            response.set_etag(g.tag, weak=True)
            response.cache_control.no_cache = True
        return response

    def _tag(self) -> str | None:
        """The ETag of the reply, or None if it must not be cached or the index cannot be read."""
        if request.method not in {"GET", "HEAD"} or request.endpoint in {None, "static", *NEVER_CACHED}:
            return None
        try:
            version = self._service.version()
        except DatelineError:
            return None
        parts = (version, self._today().isoformat(), _pages(), current(), request.host_url, request.path)
        # An address may contain bytes that are not UTF-8.
        content = "\n".join(parts).encode(errors="replace") + b"\n" + request.query_string
        return blake2b(content, digest_size=12).hexdigest()


@cache
def _pages() -> str:
    """Digest of the code, templates and static files of the pages."""
    digest = blake2b(__version__.encode(), digest_size=12)
    for path in sorted(each for each in _FOLDER.rglob("*") if each.is_file() and "__pycache__" not in each.parts):
        digest.update(path.read_bytes())
    return digest.hexdigest()
