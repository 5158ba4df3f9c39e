"""What a browser needs to search this archive from its own box: an OpenSearch 1.1 description."""

from __future__ import annotations

from flask import Response

from dateline.web.http import replies

DESCRIPTION = "application/opensearchdescription+xml"


def page() -> Response:
    """`/opensearch.xml`."""
    return replies.xml("opensearch.xml", DESCRIPTION)
