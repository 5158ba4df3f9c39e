"""Every route of the real application answers arbitrary bytes with a valid reply, never a 500.

Requests are made as a server makes them, without a client library that would put them in order first.
"""

from __future__ import annotations

import gzip
import io
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from pathlib import Path
from urllib.parse import quote_from_bytes
from xml.etree import ElementTree as ET

import msgspec
import pytest
from flask import Flask
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from werkzeug.datastructures import Headers
from werkzeug.wsgi import ClosingIterator

from dateline.archive.reading import open_archive
from dateline.cli import run
from dateline.search.facets.registry import FACETS
from dateline.search.query.fields import FIELDS
from dateline.web.address import Parameter
from dateline.web.app import create_app
from dateline.web.form import NAMES
from dateline.web.pages.facet import OWN
from tests.web.test_hostile import ATTACKS, is_harmless

EXPECTED = {200, 301, 303, 304, 308, 400, 404, 405, 414, 416}
"""Allowed statuses; 416 is for ranges of static files."""
METHODS = ("GET", "HEAD", "OPTIONS", "POST", "PUT", "DELETE", "TRACE", "MADE-UP")
RULES = (
    "/", "/index.json", "/search", "/search.json", "/search.csv", "/search.jsonl", "/search.atom", "/search/{}",
    "/search/{}.json", "/article/{}", "/article/{}.json", "/suggest", "/suggest.json", "/opensearch.xml",
    "/article/{}.bib", "/article/{}.ris", "/article/{}/versions",
    "/country", "/country.json", "/country/{}", "/country/{}.json",
    "/official", "/official/{}", "/official/{}.json", "/office", "/office/{}", "/office/{}/defence",
    "/office/az/{}.json", "/openapi.json", "/advanced",
    "/suggestions", "/docs", "/healthz", "/readyz", "/metrics", "/static/{}",
)  # fmt: skip
PARAMETERS = tuple({*(each.name for each in Parameter), *(each.name for each in FACETS), *OWN, *NAMES})
HEADERS = (
    "Host", "Accept", "Accept-Encoding", "Accept-Language", "Content-Length", "Content-Type", "Cookie", "Forwarded",
    "If-Match", "If-Modified-Since", "If-None-Match", "If-Range", "If-Unmodified-Since", "Origin", "Range", "Referer",
    "TE", "Upgrade", "User-Agent", "X-Forwarded-For", "X-Forwarded-Host", "X-HTTP-Method-Override",
)  # fmt: skip

known_texts = st.sampled_from(
    [
        *(field.example for field in FIELDS),
        *(f"{field.name}:" for field in FIELDS),
        *ATTACKS,
        "none", "BY", "az-zakir-hasanov", "defence", "az/defence", "2021", "2021-05", "2021-05-18", "0000", "9" * 40,
        "-1", "1e9", "newest", "name", "1", "\0", "\ufffe", "%00", "../../etc/passwd", "a" * 3_000, "(" * 300, '"',
        "\\", "*", "~", "dateline.css", "country", "84752a526cea65ab",
    ]
)  # fmt: skip
texts = known_texts | st.text(max_size=40) | st.lists(known_texts, max_size=4).map(" ".join)
octets = texts.map(lambda text: text.encode("utf-8", "surrogatepass")) | st.binary(max_size=40)
queries = st.lists(st.tuples(st.sampled_from(PARAMETERS).map(str.encode) | octets, octets), max_size=8)
header_values = st.sampled_from(
    [
        "gzip", "gzip;q=0", "*", "*;q=x", "identity;q=0", '"x"', "W/", "*, *", "bytes=0-0", "bytes=9-1,-", "bytes=-0",
        "application/json", "text/html;q=0.1,application/json", ";;;,,,=", "null", "http://localhost",
        "example.org:99999", "[::1", "-1", "Wed, 99 Foo 9999 99:99:99 GMT", "Thu, 01 Jan 1970 00:00:00 GMT",
    ]
) | st.text(st.characters(max_codepoint=255, exclude_characters="\r\n\0"), max_size=40)  # fmt: skip
headers = st.dictionaries(st.sampled_from(HEADERS), header_values, max_size=5)


def _filled(rule: str, part: bytes) -> bytes:
    return rule.encode().replace(b"{}", part)


paths = st.builds(_filled, st.sampled_from(RULES), octets)


class Reply(msgspec.Struct, frozen=True):
    """A reply as a server would send it."""

    status: int
    headers: Headers
    body: bytes


def ask(app: Flask, method: str, path: bytes, query: bytes, sent: Mapping[str, str]) -> Reply:
    """The WSGI environment of one request (PEP 3333: bytes as Latin-1)."""
    environ: dict[str, object] = {
        "REQUEST_METHOD": method,
        "SCRIPT_NAME": "",
        "PATH_INFO": path.decode("latin-1"),
        "QUERY_STRING": query.decode("latin-1"),
        "SERVER_NAME": "localhost",
        "SERVER_PORT": "80",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "REMOTE_ADDR": "127.0.0.1",
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": "http",
        "wsgi.input": io.BytesIO(b"body"),
        "wsgi.errors": io.StringIO(),
        "wsgi.multithread": True,
        "wsgi.multiprocess": False,
        "wsgi.run_once": False,
    }
    environ.update({_variable(name): value for name, value in sent.items()})
    started: list[tuple[str, list[tuple[str, str]]]] = []

    def start(status: str, headers: list[tuple[str, str]], _error: object = None, /) -> Callable[[bytes], object]:
        started.append((status, headers))
        return len

    with closing(ClosingIterator(app(environ, start))) as reply:
        body = b"".join(reply)
    status, headers = started[-1]
    return Reply(int(status[:3]), Headers(list(headers)), body)


def _variable(name: str) -> str:
    plain = name.upper().replace("-", "_")
    return plain if plain in {"CONTENT_LENGTH", "CONTENT_TYPE"} else f"HTTP_{plain}"


def check(reply: Reply, method: str) -> None:
    """Check that a reply is valid and has the content that its headers declare."""
    assert reply.status in EXPECTED
    for name, value in reply.headers:
        assert not {"\r", "\n", "\0"} & {*name, *value}
    assert "Content-Security-Policy" in reply.headers
    if method == "HEAD" or reply.status == 304:
        assert reply.body == b""
        return
    if "Content-Length" in reply.headers:
        assert int(reply.headers["Content-Length"]) == len(reply.body)
    body = _unpacked(reply)
    kind = (reply.headers.get("Content-Type") or "").partition(";")[0]
    if kind.endswith("json") and not kind.endswith("ndjson"):
        msgspec.json.decode(body)
    elif kind.endswith("ndjson"):
        for line in body.splitlines():
            msgspec.json.decode(line)
    elif kind.endswith("xml") and "svg" not in kind:
        ET.fromstring(body)  # noqa: S314 - it is our own
    elif kind == "text/html" and reply.status != 308:
        assert is_harmless(body.decode())


def _unpacked(reply: Reply) -> bytes:
    if reply.headers.get("Content-Encoding") != "gzip":
        return reply.body
    # What is streamed has no end mark of its own until the last piece.
    return zlib.decompressobj(31).decompress(reply.body) if reply.body else gzip.decompress(reply.body)


@pytest.fixture(scope="module")
def real(repository: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """The pages of the sample articles; unexpected exceptions propagate."""
    data = tmp_path_factory.mktemp("real")
    assert run(["index", "--data", str(data), "--workers", "1", str(repository / "seeds")]) == 0
    with open_archive(data) as archive:
        app = create_app(archive.service, archive.officials, origins=["https://example.org"])
        app.config["TESTING"] = True
        yield app


def test_every_route_is_tried(real: Flask) -> None:
    adapter = real.url_map.bind("localhost")
    tried = {adapter.match(rule.replace("{}", "x"))[0] for rule in RULES}
    assert tried == {rule.endpoint for rule in real.url_map.iter_rules()}


fuzzed = settings(
    max_examples=3 * settings().max_examples,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


@fuzzed
@given(st.sampled_from(METHODS), paths, queries, headers)
@example("GET", b"/search.atom", [(b"q", b"\xff\0\x0b]]>")], {"Host": "<&\"'>"})
@example("GET", b"/search.csv", [(b"q", b"\r\nSet-Cookie: a=b")], {"Accept-Encoding": "gzip"})
@example("GET", b"/advanced", [(b"all", b"\r\nLocation: //example.org")], {"Host": "example.org\r\n"[:11]})
def test_every_route_answers_any_parameters(
    real: Flask, method: str, path: bytes, pairs: list[tuple[bytes, bytes]], sent: dict[str, str]
) -> None:
    query = "&".join(f"{quote_from_bytes(name)}={quote_from_bytes(value)}" for name, value in pairs)
    check(ask(real, method, path, query.encode(), sent), method)


@fuzzed
@example("GET", b"/search", b"q=caf\xc3\xa9", {})
@example("GET", b"/nowhere", b"\x80", {})
@given(st.sampled_from(METHODS), st.binary(max_size=60).map(lambda path: b"/" + path), st.binary(max_size=80), headers)
def test_any_bytes_are_answered(real: Flask, method: str, path: bytes, query: bytes, sent: dict[str, str]) -> None:
    check(ask(real, method, path, query, sent), method)


@fuzzed
@given(st.sampled_from(RULES), queries, st.sampled_from(["gzip", ""]))
def test_an_etag_is_recognised(real: Flask, rule: str, pairs: list[tuple[bytes, bytes]], encoding: str) -> None:
    """Any address, asked again with its ETag, is a 304."""
    query = "&".join(f"{quote_from_bytes(name)}={quote_from_bytes(value)}" for name, value in pairs).encode()
    path = rule.replace("{}", "country").encode()
    first = ask(real, "GET", path, query, {"Accept-Encoding": encoding})
    tag = first.headers.get("ETag")
    if first.status == 200 and tag is not None:
        assert ask(real, "GET", path, query, {"Accept-Encoding": encoding, "If-None-Match": tag}).status == 304
