"""Which other sites' scripts may read replies: none, unless the one who serves the archive names them (CORS)."""

from __future__ import annotations

from collections.abc import Collection

from flask import Flask, Response, request

from dateline.web.language.problems import FIELD

ANY = "*"
_ALLOWED = {
    "Access-Control-Allow-Methods": "GET, HEAD",
    "Access-Control-Allow-Headers": "If-None-Match",
    "Access-Control-Expose-Headers": f"Content-Disposition, {FIELD}, ETag, Retry-After",
    "Access-Control-Max-Age": "86400",
}


class Origins:
    """Lets scripts of some origins read what anybody can read; they still cannot change anything."""

    def __init__(self, allowed: Collection[str]) -> None:
        """`*` among them allows all."""
        self._allowed = frozenset(origin.rstrip("/") for origin in allowed)

    def register(self, app: Flask) -> None:
        """Tell browsers so with each reply, where anyone is allowed."""
        if self._allowed:
            app.after_request(self._tell)

    def _tell(self, response: Response) -> Response:
        origin = request.headers.get("Origin", "")
        if ANY not in self._allowed:
            response.vary.add("Origin")
        if origin and (ANY in self._allowed or origin in self._allowed):
            response.access_control_allow_origin = ANY if ANY in self._allowed else origin
            response.headers.update(_ALLOWED)
        return response
