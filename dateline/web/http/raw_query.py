"""Accept unencoded bytes in query strings, so that a link that was not encoded still works."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from flask import Request

if TYPE_CHECKING:
    from wsgiref.types import WSGIEnvironment

_NOT_ASCII = re.compile(rb"[\x80-\xff]")


class AnyRequest(Request):
    """A request whose query string is percent-encoded where the client failed to do so."""

    def __init__(self, environ: WSGIEnvironment, populate_request: bool = True, shallow: bool = False) -> None:  # noqa: FBT001, FBT002 - as its base
        super().__init__(environ, populate_request, shallow)
        self.query_string = _NOT_ASCII.sub(lambda found: b"%%%02X" % found[0][0], self.query_string)
