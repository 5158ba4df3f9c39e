"""The OpenSearch 1.1 description, with which a browser searches this archive from its own search box."""

from __future__ import annotations

from flask import Response

from dateline.web.http import replies

DESCRIPTION = "application/opensearchdescription+xml"


def page() -> Response:
    """`/opensearch.xml`."""
    return replies.xml("opensearch.xml", DESCRIPTION)
