"""Replies as HTML, JSON or XML."""

from __future__ import annotations

import re

import msgspec
from flask import Response, render_template, request

from dateline.web.language.current import here

JSON = "application/json"
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML 1.0 cannot contain."""
_OTHER_PLANES = "".join(f"{chr(plane << 16)}-{chr(plane << 16 | 0xFFFD)}" for plane in range(1, 17))
_NOT_HTML = re.compile(f"[^\t\n\f\r -~\u00a0-\ud7ff\ue000-\ufdcf\ufdf0-\ufffd{_OTHER_PLANES}]")
"""Characters that HTML cannot contain, not even as references: controls and noncharacters (HTML Standard, 13.2.3.5).

Written as the complement of the allowed ranges, commonest first, which matches ten times faster.
"""


def html(template: str, **view: object) -> Response:
    """Render a page; characters that HTML forbids, which a query may contain, are replaced."""
    return Response(_NOT_HTML.sub("\N{REPLACEMENT CHARACTER}", render_template(template, **view)), mimetype="text/html")


def json(body: object, *, mimetype: str = JSON, status: int = 200) -> Response:
    """Encode structs as JSON."""
    return Response(msgspec.json.encode(body), status=status, mimetype=mimetype)


def xml(template: str, mimetype: str, **view: object) -> Response:
    """Render XML; characters that XML forbids, which a query may contain, are replaced."""
    return Response(_NOT_XML.sub("\N{REPLACEMENT CHARACTER}", render_template(template, **view)), mimetype=mimetype)


def absolute(address: str) -> str:
    """The absolute form of an address of this archive."""
    return request.url_root.rstrip("/") + address


def elsewhere(path: str) -> Response:
    """Redirect permanently to the canonical address."""
    return Response(status=301, headers={"Location": here(path)})
