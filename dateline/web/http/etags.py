"""What a client has kept of a reply is asked for again only where it could have changed.

A tag stands for everything a reply depends on: the commit of the index that answers, what is stored and told, the UTC
day, the address, its language, and the pages themselves. It is known before anything is looked for, so a reply that
has not changed costs no search.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import cache
from hashlib import blake2b
from pathlib import Path

from flask import Flask, Response, g, request

from dateline import __version__
from dateline.errors import DatelineError
from dateline.search.service import SearchService
from dateline.web.language.current import current

NEVER_KEPT = frozenset({"healthz", "readyz", "metrics"})
"""What operators ask is about this very moment."""
_FOLDER = Path(__file__).parents[1]


class Kept:
    """Tags the replies of an application, and answers 304 where the tag is the one the client has."""

    def __init__(self, service: SearchService, today: Callable[[], date]) -> None:
        self._service = service
        self._today = today

    def register(self, app: Flask) -> None:
        """Watch over all replies of pages."""
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
        if request.endpoint in NEVER_KEPT:
            response.cache_control.no_store = True
        elif g.get("tag") and response.status_code in {200, 304}:
            # Weak: a compressed reply has other bytes, and one that tells how long it took has too.
            response.set_etag(g.tag, weak=True)
            response.cache_control.no_cache = True
        return response

    def _tag(self) -> str | None:
        """The tag of the reply; None where it is not for keeping or nothing is known of the index."""
        if request.method not in {"GET", "HEAD"} or request.endpoint in {None, "static", *NEVER_KEPT}:
            return None
        try:
            answers = self._service.version()
        except DatelineError:
            return None
        told = (answers, self._today().isoformat(), _pages(), current(), request.host_url, request.path)
        # An address may hold bytes that are no text.
        about = "\n".join(told).encode(errors="replace") + b"\n" + request.query_string
        return blake2b(about, digest_size=12).hexdigest()


@cache
def _pages() -> str:
    """A digest of what makes the pages."""
    digest = blake2b(__version__.encode(), digest_size=12)
    for path in sorted(each for each in _FOLDER.rglob("*") if each.is_file() and "__pycache__" not in each.parts):
        digest.update(path.read_bytes())
    return digest.hexdigest()
