"""Headers of every reply: no external or inline resources, and the right caching."""

from __future__ import annotations

import re

import pytest
from flask.testing import FlaskClient

PAGES = (
    "/",
    "/search?q=talks&country=BY",
    "/search/country",
    "/article/minsk-1?q=talks",
    "/docs",
    "/advanced",
    "/country",
    "/country/BY",
    "/official/by-ivan-sample",
    "/office/by/defence",
    "/country/atlantis",
    "/article/none",
    "/search?q=zzz&year=2021",
)
REPLIES = (
    *PAGES,
    "/search.json",
    "/search.csv",
    "/search.atom",
    "/suggest?q=be",
    "/suggest.json",
    "/suggestions?q=be",
    "/opensearch.xml",
    "/static/suggest.js",
    "/article/minsk-1.bib",
    "/static/world.svg",
    "/static/range.js",
    "/article/minsk-1.json",
    "/healthz",
    "/static/dateline.css",
)


@pytest.mark.parametrize("address", REPLIES)
def test_every_reply_has_security_headers(client: FlaskClient, address: str) -> None:
    headers = client.get(address, buffered=True).headers
    assert headers["Content-Security-Policy"] == (
        "default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'self'; img-src 'self' data:; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    )
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"


@pytest.mark.parametrize("address", REPLIES)
def test_no_reply_sets_a_cookie(client: FlaskClient, address: str) -> None:
    assert "Set-Cookie" not in client.get(address, buffered=True).headers


@pytest.mark.parametrize("address", PAGES)
def test_no_page_has_inline_script_or_style(client: FlaskClient, address: str) -> None:
    html = client.get(address, buffered=True).text
    ours = re.sub(r'<script src="/static/[\w.]+\?v=[0-9a-f]{12}" type="module"></script>', "", html)
    assert not re.search(r"<script|<style|\sstyle=|\son[a-z]+=|javascript:", ours, re.IGNORECASE)


@pytest.mark.parametrize("address", PAGES)
def test_no_page_loads_external_resources(client: FlaskClient, address: str) -> None:
    html = client.get(address, buffered=True).text
    loaded = re.findall(r'<(?:link|script|img|iframe|form|source)\b[^>]*?(?:href|src|action)="([^"]*)"', html)
    assert loaded
    assert all(re.match(r"/(?!/)", target) for target in loaded)


def test_an_unchanged_page_is_a_304(client: FlaskClient) -> None:
    tag = client.get("/docs").headers["ETag"]
    again = client.get("/docs", headers={"If-None-Match": tag})
    assert (again.status_code, again.data) == (304, b"")


def test_a_page_is_revalidated_each_time(client: FlaskClient) -> None:
    assert client.get("/search").headers["Cache-Control"] == "no-cache"


def test_the_stylesheet_is_cached_forever_under_its_digest(client: FlaskClient) -> None:
    [address] = re.findall(r'<link rel="stylesheet" href="([^"]*)">', client.get("/").text)
    response = client.get(address, buffered=True)
    assert response.status_code == 200
    assert "immutable" in response.headers["Cache-Control"]
    assert "max-age=31536000" in response.headers["Cache-Control"]


def test_health_is_never_cached(client: FlaskClient) -> None:
    assert client.get("/healthz").headers["Cache-Control"] == "no-store"
