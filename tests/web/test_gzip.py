"""Gzip compression of replies, and the size of a page of results."""

from __future__ import annotations

import gzip
import re
import zlib

import pytest
from flask.testing import FlaskClient
from msgspec.structs import replace

from dateline.web.app import create_app
from tests.web.memory import ARTICLES, MemoryArchive

GZIP = {"Accept-Encoding": "gzip"}
TEXTS = (
    "/",
    "/search?q=talks",
    "/search.json?q=talks",
    "/search.csv",
    "/search.jsonl",
    "/search.atom",
    "/article/minsk-1",
    "/docs",
    "/metrics",
    "/static/dateline.css",
    "/static/suggest.js",
)
MOST_BYTES = 60_000
"""Maximum bytes of a page of results with everything it loads."""


@pytest.mark.parametrize("address", TEXTS)
def test_a_reply_is_compressed_if_the_client_accepts_it(client: FlaskClient, address: str) -> None:
    plain = client.get(address, buffered=True)
    packed = client.get(address, headers=GZIP, buffered=True)
    assert (packed.headers["Content-Encoding"], plain.headers.get("Content-Encoding")) == ("gzip", None)
    assert "Accept-Encoding" in packed.headers["Vary"]
    assert "Accept-Encoding" in plain.headers["Vary"]
    unpacked = gzip.decompress(packed.data)
    if address not in {"/metrics", "/search.json?q=talks"}:
        assert unpacked == plain.data
    assert len(packed.data) < len(unpacked)


@pytest.mark.parametrize("accepted", ["", "identity", "br", "gzip;q=0", "*;q=0"])
def test_other_clients_get_uncompressed_replies(client: FlaskClient, accepted: str) -> None:
    response = client.get("/", headers={"Accept-Encoding": accepted})
    assert "Content-Encoding" not in response.headers
    assert response.data.startswith(b"<!doctype html>")


def test_content_length_is_the_compressed_length(client: FlaskClient) -> None:
    response = client.get("/search", headers=GZIP)
    assert int(response.headers["Content-Length"]) == len(response.data)


def test_a_small_reply_is_not_compressed(client: FlaskClient) -> None:
    assert "Content-Encoding" not in client.get("/healthz", headers=GZIP).headers


def test_an_unchanged_compressed_reply_is_a_304(client: FlaskClient) -> None:
    for address in ("/search", "/static/dateline.css"):
        tag = client.get(address, headers=GZIP, buffered=True).headers["ETag"]
        response = client.get(address, headers={**GZIP, "If-None-Match": tag}, buffered=True)
        assert (response.status_code, response.data) == (304, b"")
        assert tag.startswith("W/")


def test_a_streamed_file_is_compressed_piece_by_piece() -> None:
    many = MemoryArchive([replace(ARTICLES[0], id=str(number)) for number in range(1_000)])
    response = create_app(many).test_client().get("/search.csv", headers=GZIP)
    first = next(iter(response.iter_encoded()))
    assert "Content-Length" not in response.headers
    assert zlib.decompressobj(31).decompress(first).count(b"\n") == 199
    response.close()


def test_a_page_of_results_is_small(client: FlaskClient) -> None:
    page = client.get("/search?q=talks", headers=GZIP)
    html = gzip.decompress(page.data).decode()
    loaded = set(re.findall(r'"(/static/[^"#]*)', html))
    assert {"dateline.css", "suggest.js"} <= {address.partition("?")[0].rpartition("/")[2] for address in loaded}
    weights = [len(client.get(address, headers=GZIP, buffered=True).data) for address in loaded]
    assert len(page.data) + sum(weights) < MOST_BYTES
