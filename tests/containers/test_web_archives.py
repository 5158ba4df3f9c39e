"""Web archives: which records are read, how their bodies are decoded, and what happens at damage."""

from __future__ import annotations

import gzip
import sys
import zlib
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

import pytest
from backports import zstd

from dateline.index.raw import RejectKind
from dateline.index.sources.budget import LIMITS
from tests.opened import unpacked
from tests.packed import brotlied

PAGE = b"<html><p>The council met on Monday.</p></html>"
OK = {"Content-Type": "text/html; charset=UTF-8"}


def record(kind: str, content: bytes, name: str = "1", **headers: str) -> bytes:
    """A WARC record."""
    lines = {
        "WARC-Type": kind,
        "WARC-Record-ID": f"<urn:uuid:{name}>",
        "WARC-Date": "2021-05-18T09:30:00Z",
        "WARC-Target-URI": f"https://example.org/news/{name}.html",
        "Content-Length": str(len(content)),
        **{key.replace("_", "-"): value for key, value in headers.items()},
    }
    head = "".join(f"{key}: {value}\r\n" for key, value in lines.items())
    return f"WARC/1.1\r\n{head}\r\n".encode() + content + b"\r\n\r\n"


def response(body: bytes, headers: Mapping[str, str] = OK, status: str = "200 OK", name: str = "1") -> bytes:
    """A WARC record of an HTTP response."""
    head = "".join(f"{key}: {value}\r\n" for key, value in headers.items())
    return record("response", f"HTTP/1.1 {status}\r\n{head}\r\n".encode() + body, name)


def chunked(body: bytes) -> bytes:
    """A body in chunks of 10 bytes."""
    chunks = [body[start : start + 10] for start in range(0, len(body), 10)]
    return b"".join(b"%x;ext=1\r\n%s\r\n" % (len(chunk), chunk) for chunk in chunks) + b"0\r\n\r\n"


def raw_deflate(body: bytes) -> bytes:
    """A body compressed without the head of zlib."""
    return zlib.compress(body)[2:-4]


def test_a_response_is_read_with_what_its_headers_say() -> None:
    found = unpacked(response(PAGE))
    assert found.contents == {"urn:uuid:1": PAGE}
    hints = found.hints["urn:uuid:1"]
    assert hints.url == "https://example.org/news/1.html"
    assert (hints.media_type, hints.charset, hints.name) == ("text/html", "utf-8", "1.html")
    assert hints.fetched == datetime(2021, 5, 18, 9, 30, tzinfo=UTC)


@pytest.mark.parametrize("kind", ["resource", "conversion"])
def test_resources_and_conversions_are_read(kind: str) -> None:
    found = unpacked(record(kind, PAGE, Content_Type="text/html"))
    assert found.contents == {"urn:uuid:1": PAGE}
    assert found.hints["urn:uuid:1"].media_type == "text/html"


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (record("warcinfo", b"software: x"), "a description of a web archive"),
        (record("request", b"GET / HTTP/1.1\r\n\r\n"), "a request"),
        (record("metadata", b"via: x"), "metadata of a response"),
        (record("revisit", b"HTTP/1.1 200 OK\r\n\r\n"), "a response that is the same as an earlier one"),
        (record("continuation", b"x"), "the continuation of a divided record"),
        (record("other", b"x"), "a record of an unknown kind"),
        (record("response", b"x", WARC_Target_URI="dns:example.org"), "an answer of a name server"),
        (response(b"moved", status="301 Moved"), "a redirect"),
        (response(b"no", status="404 Not Found"), "a response with an error status"),
        (response(b"no", status="500"), "a response with an error status"),
        (response(b""), "an empty response"),
        (response(b"\x89PNG", {"Content-Type": "image/png"}), "a picture"),
        (response(b"a{}", {"Content-Type": "text/css"}), "a style sheet"),
        (response(b"var a", {"content-type": "application/javascript"}), "a script"),
    ],
)
def test_records_without_an_article_are_passed_over(content: bytes, reason: str) -> None:
    found = unpacked(content)
    assert found.passed == {"urn:uuid:1": reason}
    assert found.contents == {}
    assert found.rejects == {}


def test_markup_is_read_even_if_a_server_calls_it_a_picture() -> None:
    assert unpacked(response(PAGE, {"Content-Type": "image/png"})).contents == {"urn:uuid:1": PAGE}


@pytest.mark.parametrize(
    ("encoding", "body"),
    [
        ("gzip", gzip.compress(PAGE, mtime=0)),
        ("x-gzip", gzip.compress(PAGE, mtime=0) + b"junk"),
        ("deflate", zlib.compress(PAGE)),
        ("deflate", raw_deflate(PAGE)),
        ("br", brotlied(PAGE)),
        ("zstd", zstd.compress(PAGE)),
        ("gzip", PAGE),
        ("deflate", PAGE),
        ("br", PAGE),
        ("unknown", PAGE),
        ("gzip, br", brotlied(gzip.compress(PAGE, mtime=0))),
    ],
)
def test_bodies_are_decompressed_if_they_are_compressed(encoding: str, body: bytes) -> None:
    found = unpacked(response(body, {**OK, "Content-Encoding": encoding}))
    assert found.contents == {"urn:uuid:1": PAGE}
    assert found.rejects == {}


@pytest.mark.parametrize("encoding", ["gzip", "deflate", "br", "zstd"])
def test_a_body_that_is_a_bomb_is_cut_off(encoding: str) -> None:
    compress = {"gzip": gzip.compress, "deflate": zlib.compress, "br": brotlied, "zstd": zstd.compress}[encoding]
    bomb = response(compress(bytes(50 << 20)), {**OK, "Content-Encoding": encoding}, name="bomb")
    found = unpacked(response(PAGE) + bomb + response(PAGE, name="2"), LIMITS._replace(free_bytes=1 << 20))
    assert found.contents["urn:uuid:1"] == found.contents["urn:uuid:2"] == PAGE
    assert 1 << 20 <= len(found.contents["urn:uuid:bomb"]) < 20 << 20
    assert found.rejects == {"urn:uuid:bomb": RejectKind.LIMIT}


def test_a_body_that_needs_an_extra_is_rejected(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "brotli", None)
    found = unpacked(response(brotlied(PAGE), {"Content-Encoding": "br"}))
    assert found.rejects == {"urn:uuid:1": RejectKind.NEEDS_EXTRA}
    assert found.reasons == ["compressed with Brotli or Zstandard: to read it, install dateline[archives]"]


@pytest.mark.parametrize("body", [chunked(PAGE), PAGE, chunked(PAGE).removesuffix(b"\r\n")])
def test_chunks_are_joined_if_there_are_any(body: bytes) -> None:
    assert unpacked(response(body, {**OK, "Transfer-Encoding": "chunked"})).contents == {"urn:uuid:1": PAGE}


def test_chunks_may_be_compressed() -> None:
    headers = {**OK, "Transfer-Encoding": "Chunked", "Content-Encoding": "GZIP"}
    assert unpacked(response(chunked(gzip.compress(PAGE, mtime=0)), headers)).contents == {"urn:uuid:1": PAGE}


def test_a_body_that_is_cut_off_is_rejected_and_the_next_record_read() -> None:
    headers = {**OK, "Content-Encoding": "gzip"}
    content = response(gzip.compress(PAGE * 100)[:-20], headers) + response(PAGE, name="2")
    found = unpacked(content)
    assert found.contents["urn:uuid:2"] == PAGE
    assert found.rejects == {"urn:uuid:1": RejectKind.DAMAGED}


@pytest.mark.parametrize("damage", [b"garbage\n" * 50, b"\x00" * 100, b"WARC/1.1\r\nWARC-Type: response\r\n\r\n"])
def test_reading_goes_on_behind_damage(damage: bytes) -> None:
    found = unpacked(response(PAGE) + damage + response(PAGE, name="2"))
    assert list(found.contents) == ["urn:uuid:1", "urn:uuid:2"]
    assert found.rejects == {"in": RejectKind.DAMAGED}


@pytest.mark.parametrize("length", ["", "x", "-5", "9" * 30])
def test_a_record_without_a_length_is_rejected(length: str) -> None:
    content = record("resource", PAGE, Content_Length=length) + response(PAGE, name="2")
    found = unpacked(content)
    assert list(found.contents) == ["urn:uuid:2"]
    assert found.rejects == {"in": RejectKind.DAMAGED}


def test_a_record_longer_than_its_archive_is_rejected() -> None:
    found = unpacked(response(PAGE)[:-20])
    assert PAGE.startswith(found.contents["urn:uuid:1"])
    assert found.rejects == {"urn:uuid:1": RejectKind.DAMAGED}


@pytest.mark.parametrize(("length", "damaged"), [(50, 60), (20_000, 60), (20_000, -20), (20_000, -6)])
def test_reading_goes_on_behind_a_damaged_part_of_a_compressed_archive(length: int, damaged: int) -> None:
    parts = [bytearray(gzip.compress(response(PAGE * length, name=str(number)))) for number in range(4)]
    parts[1][damaged] ^= 0xFF
    found = unpacked(b"".join(parts))
    assert {"urn:uuid:0", "urn:uuid:2", "urn:uuid:3"} <= set(found.contents)
    assert len(found.reasons) == 1
    assert list(found.rejects.values()) == [RejectKind.DAMAGED]


def test_reading_goes_on_behind_what_stands_between_parts_of_a_compressed_archive() -> None:
    first, second = (gzip.compress(response(PAGE, name=name)) for name in "12")
    found = unpacked(first + b"junk" * 50_000 + second)
    assert list(found.contents) == ["urn:uuid:1", "urn:uuid:2"]
    assert found.rejects == {"in": RejectKind.DAMAGED}


def test_a_web_archive_compressed_with_a_dictionary_is_read() -> None:
    samples = [response(PAGE + str(number).encode(), name=str(number)) for number in range(200)]
    dictionary = zstd.train_dict(samples, 4096)
    frame = dictionary.dict_content
    head = b"\x5d\x2a\x4d\x18" + len(frame).to_bytes(4, "little") + frame
    content = head + b"".join(zstd.compress(sample, zstd_dict=dictionary) for sample in samples[:3])
    assert list(unpacked(content).contents) == ["urn:uuid:0", "urn:uuid:1", "urn:uuid:2"]


ARC_V1 = b"1 0 Archive\nURL IP-address Archive-date Content-type Archive-length\n"
ARC_V2 = (
    b"2 0 Archive\nURL IP-address Archive-date Content-type Result-code Checksum Location Offset Filename"
    b" Archive-length\n"
)


@pytest.mark.parametrize(("version", "fields"), [(ARC_V1, b""), (ARC_V2, b"200 - - 5 a.arc ")])
def test_arc_is_read_in_both_versions(version: bytes, fields: bytes) -> None:
    page = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + PAGE
    url = b"http://example.org/a b.html"
    content = b"filedesc://a.arc 0.0.0.0 20050101120000 text/plain %s%d\n%s\n" % (fields, len(version), version)
    start = len(content)
    content += b"%s 192.0.2.1 20050102030405 text/html %s%d\n%s\n" % (url, fields, len(page), page)
    found = unpacked(content)
    assert found.contents == {str(start): PAGE}
    hints = found.hints[str(start)]
    assert hints.url == "http://example.org/a%20b.html"
    assert hints.fetched == datetime(2005, 1, 2, 3, 4, 5, tzinfo=UTC)
    assert found.passed == {"0": "a description of a web archive"}


@pytest.mark.parametrize(
    ("name", "pages", "others"),
    [
        ("warc-resiliparse/tests/data/warcfile.warc", 16, 34),
        ("warc-resiliparse/tests/data/warcfile.warc.gz", 16, 34),
        ("warc-resiliparse/tests/data/clueweb-quirk.warc.gz", 29, 1),
        ("warc-resiliparse/tests/data/block-sized-records.warc.gz", 0, 3),
        ("warc-warcio/test/data/example.warc.gz", 1, 5),
        ("warc-warcio/test/data/example-bad-non-chunked.warc.gz", 1, 5),
        ("warc-warcio/test/data/example-wrong-chunks.warc.gz", 1, 1),
        ("warc-warcio/test/data/example-space-in-target-uri.warc.gz", 0, 2),
        ("warc-warcio/test/data/example-trunc.warc", 1, 3),
        ("warc-warcio/test/data/post-test.warc.gz", 3, 3),
    ],
)
def test_real_web_archives_have_the_known_number_of_records(shared: Path, name: str, pages: int, others: int) -> None:
    found = unpacked((shared / "formats" / name).read_bytes())
    assert (len(found.contents), len(found.passed)) == (pages, others)
