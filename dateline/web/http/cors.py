"""CORS: which other sites' scripts may read replies; none, unless the operator names them."""

from __future__ import annotations

from collections.abc import Collection

from flask import Flask, Response, request

from dateline.web.language.problems import HEADER

ANY = "*"
_ALLOWED = {
    "Access-Control-Allow-Methods": "GET, HEAD",
    "Access-Control-Allow-Headers": "If-None-Match",
    "Access-Control-Expose-Headers": f"Content-Disposition, {HEADER}, ETag, Retry-After",
    "Access-Control-Max-Age": "86400",
}


class Origins:
    """Lets scripts of some origins read replies; nothing can be changed through these pages anyway."""

    def __init__(self, allowed: Collection[str]) -> None:
        """`*` allows all origins."""
        self._allowed = frozenset(origin.rstrip("/") for origin in allowed)

    def register(self, app: Flask) -> None:
        """Add the CORS headers to every reply, if any origin is allowed."""
        if self._allowed:
            app.after_request(self._add_headers)

    def _add_headers(self, response: Response) -> Response:
        origin = request.headers.get("Origin", "")
        if ANY not in self._allowed:
            response.vary.add("Origin")
        if origin and (ANY in self._allowed or origin in self._allowed):
            response.access_control_allow_origin = ANY if ANY in self._allowed else origin
            response.headers.update(_ALLOWED)
        return response
