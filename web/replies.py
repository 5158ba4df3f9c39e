"""What every page sends: HTML or JSON with the headers that let it be kept and checked again."""

from __future__ import annotations

import msgspec
from flask import Response, render_template, request

JSON = "application/json"


def html(template: str, **view: object) -> Response:
    """A page; unchanged since the browser saw it, it is answered by 304."""
    return _checked(Response(render_template(template, **view), mimetype="text/html"))


def json(body: object, *, mimetype: str = JSON, status: int = 200) -> Response:
    """Structs as JSON."""
    return Response(msgspec.json.encode(body), status=status, mimetype=mimetype)


def elsewhere(path: str) -> Response:
    """The one address of what was asked for under another name."""
    return Response(status=301, headers={"Location": path})


def _checked(response: Response) -> Response:
    response.add_etag()
    # A page may change with every report that arrives: keep it, and ask each time.
    response.cache_control.no_cache = True
    response.make_conditional(request)
    return response
