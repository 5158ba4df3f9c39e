"""The rules of following that need no server."""

from __future__ import annotations

import gzip
import zlib

import pytest
from backports import zstd
from hypothesis import given
from hypothesis import strategies as st

from dateline.index.follow.addresses import RefusedError, check_public, target_of
from dateline.index.follow.pages import Fetched, Page, new_pages
from dateline.index.follow.robots import LONGEST_DELAY, Robots
from dateline.index.follow.sitemap import read_sitemap
from dateline.index.follow.state import LONGEST_WAIT, Followed, seconds_of, waiting
from dateline.index.follow.unpack import TooLargeError, unpacked
from tests.packed import brotlied


@pytest.mark.parametrize(
    "address",
    """127.0.0.1 127.9.9.9 10.0.0.1 172.16.0.1 192.168.1.1 169.254.169.254 100.64.0.1 0.0.0.0 224.0.0.1 240.0.0.1
    255.255.255.255 192.0.2.1 198.18.0.1 ::1 :: fe80::1 fe80::1%eth0 fc00::1 fd00::1 fec0::1 ff02::1 ::ffff:127.0.0.1
    ::ffff:10.0.0.1 64:ff9b::7f00:1 2002:7f00:1:: 2001:db8::1""".split(),
)
def test_an_address_that_is_not_public_is_refused(address: str) -> None:
    with pytest.raises(RefusedError):
        check_public(address)


@pytest.mark.parametrize("address", ["8.8.8.8", "2606:4700::1111"])
def test_a_public_address_is_not(address: str) -> None:
    check_public(address)


@given(st.text())
def test_any_text_is_an_address_or_refused(text: str) -> None:
    for url in (text, f"http://{text}", f"https://example.org/{text}"):
        try:
            target = target_of(url)
        except RefusedError:
            continue
        assert target.path.isascii()
        assert not any(letter <= " " for letter in target.path + target.host)


def test_waits_double_up_to_a_day() -> None:
    assert [waiting(failures) for failures in (0, 1, 2)] == [60, 120, 240]
    assert waiting(1000) == LONGEST_WAIT


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        ("120", 120),
        (" 5 ", 5),
        ("Thu, 01 Jan 1970 00:20:00 GMT", 200),
        ("Thu, 01 Jan 1970 00:00:00 GMT", 0),
        ("9" * 500, LONGEST_WAIT),
        ("soon", None),
        ("", None),
        (None, None),
    ],
)
def test_how_long_a_server_asks_to_wait(header: str | None, seconds: float | None) -> None:
    assert seconds_of(header, 1000) == seconds


@given(st.text())
def test_any_header_can_ask_to_wait(header: str) -> None:
    assert 0 <= (seconds_of(header, 1000) or 0) <= LONGEST_WAIT


def test_an_answer_ends_the_failures() -> None:
    state = Followed(etag="a").failed(0, "no answer", None, None).failed(0, "no answer", None, None)
    assert (state.failures, state.next_at, state.etag) == (2, 120, "a")
    assert state.unchanged(304, None) == Followed(etag="a", last_status=304)


def test_robots_of_a_site() -> None:
    rules = Robots(200, b"User-agent: *\nDisallow: /private/\nCrawl-delay: 900\n", 0)
    assert rules.allow("Dateline/1", "https://example.org/story")
    assert not rules.allow("Dateline/1", "https://example.org/private/story")
    assert rules.delay("Dateline/1") == LONGEST_DELAY
    assert Robots(404, b"User-agent: *\nDisallow: /\n", 0).allow("Dateline/1", "https://example.org/")
    assert not Robots(500, b"", 0).allow("Dateline/1", "https://example.org/")
    assert not Robots(None, b"", 0).allow("Dateline/1", "https://example.org/")


def test_pages_are_fetched_again_only_in_another_version() -> None:
    pages = [Page("https://a.org/1", "x"), Page("https://a.org/2", "x"), Page("https://www.a.org/1?utm_source=b", "x")]
    assert new_pages(pages, {}) == pages[:2]
    assert new_pages(pages, {"a.org/1": Fetched("x"), "a.org/2": Fetched("w")}) == [pages[1]]
    assert new_pages(pages[:2], {"a.org/1": Fetched("x", 1), "a.org/2": Fetched("x", 3)}) == [pages[0]]


NEWS = b"news " * 100


PACKINGS = {
    "gzip": ("gzip", gzip.compress(NEWS)),
    "zlib": ("deflate", zlib.compress(NEWS)),
    "deflate": ("deflate", zlib.compress(NEWS, wbits=-15)),
    "brotli": ("br", brotlied(NEWS)),
    "zstandard": ("zstd", zstd.compress(NEWS)),
}


@pytest.mark.parametrize(("encoding", "packed"), PACKINGS.values(), ids=PACKINGS)
def test_packed_bytes_are_unpacked_up_to_a_limit(encoding: str, packed: bytes) -> None:
    assert unpacked(packed, encoding, 500) == NEWS
    with pytest.raises(TooLargeError):
        unpacked(packed, encoding, 499)
    with pytest.raises(ValueError, match="damaged"):
        unpacked(packed[:-3], encoding, 500)


@pytest.mark.parametrize("encoding", ["gzip", "deflate", "br", "zstd"])
def test_bytes_that_are_not_packed_as_their_server_says_are_taken_as_they_are(encoding: str) -> None:
    assert unpacked(b"<rss version='2.0'/>", encoding, 500) == b"<rss version='2.0'/>"


def test_gzip_that_is_damaged_from_its_start_is_not_taken_as_it_is() -> None:
    with pytest.raises(ValueError, match="damaged"):
        unpacked(b"\x1f\x8b\x08" + b"\xff" * 50, "gzip", 500)


@given(st.binary(), st.integers(100, 600))
def test_any_bytes_are_a_robots_file(content: bytes, status: int) -> None:
    rules = Robots(status, b"User-agent: *\n" + content, 0)
    assert 0 <= rules.delay("Dateline/1") <= LONGEST_DELAY
    rules.allow("Dateline/1", "https://example.org/story")


@given(st.binary(), st.sampled_from(["gzip", "deflate", "br", "", "gzip, gzip"]))
def test_any_bytes_are_unpacked_or_refused(content: bytes, encoding: str) -> None:
    try:
        assert len(unpacked(content, encoding, 50)) <= max(50, len(content))
    except ValueError:
        return


def test_a_sitemap_of_news() -> None:
    content = b"""<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
      xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"><url><loc> https://a.org/1 </loc><news:news>
      <news:publication_date>2026-11-01</news:publication_date></news:news></url><url/>
      <url><loc>https://a.org/2</loc><lastmod>2026-11-02</lastmod></url></urlset>"""
    found = read_sitemap(content, 10_000)
    assert found is not None
    assert found.pages == (Page("https://a.org/2", "2026-11-02"), Page("https://a.org/1", "2026-11-01"))
    assert read_sitemap(b"<rss/>", 10) is None


@given(st.binary(), st.sampled_from([b"", b"<urlset>", b"<sitemapindex><sitemap><loc>", b"\x1f\x8b"]))
def test_any_bytes_are_a_sitemap_or_not(content: bytes, start: bytes) -> None:
    try:
        read_sitemap(start + content, 10_000)
    except ValueError:
        return
