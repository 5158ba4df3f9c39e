"""The many forms of the address of one page are equal, those of two pages differ."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.index.url import is_page, normalised

PAGE = "https://example.org/world/talks"
SAME = (
    "http://example.org/world/talks",
    "HTTPS://Example.ORG:443/world/talks",
    "http://example.org:80/world/talks/",
    "https://www.example.org/world/talks",
    "https://m.example.org/world/talks",
    "https://mobile.example.org/world/talks",
    "https://amp.example.org/world/talks",
    "https://example.org./world/talks",
    "https://example.org//world/talks",
    "https://example.org/world/talks#comments",
    "https://example.org/world/talks?utm_source=feed&utm_medium=rss",
    "https://example.org/world/talks?fbclid=a1",
    "https://example.org/world/talks?gclid=b2&mc_cid=c3",
    "https://example.org/world/talks?amp=1",
    "https://example.org/world/talks?amp",
    "https://example.org/world/talks?outputType=amp",
    "https://example.org/world/talks/amp",
    "https://example.org/world/talks/amp/",
    "https://example.org/amp/world/talks",
    "https://example.org/world/talks/index.html",
    "https://example.org/world/%74alks",
    "https://example-org.cdn.ampproject.org/c/s/example.org/world/talks",
    "https://example-org.cdn.ampproject.org/v/s/www.example.org/world/talks?amp_js_v=0.1",
    "https://www.google.com/amp/s/example.org/world/talks",
    " https://example.org/world/talks\n",
)
OTHER = (
    "https://example.org/world/talks-2",
    "https://example.org/World/talks",
    "https://example.com/world/talks",
    "https://news.example.org/world/talks",
    "https://example.org:8080/world/talks",
    "https://example.org/world/talks?page=2",
    "https://example.org/world/talks?id=1",
    "https://example.org/world%2Ftalks",
    "https://example.org/world/talks/amps",
    "https://example.org/world/amplifiers/talks",
    "https://example.org/world",
)


@pytest.mark.parametrize("url", SAME)
def test_forms_of_one_address_are_equal(url: str) -> None:
    assert normalised(url) == normalised(PAGE) == "example.org/world/talks"


@pytest.mark.parametrize("url", OTHER)
def test_other_pages_have_other_addresses(url: str) -> None:
    assert normalised(url) != normalised(PAGE)


def test_parameters_are_sorted_and_spelled_alike() -> None:
    assert normalised("https://example.org/?b=%7e&a=1") == normalised("https://example.org?a=1&b=~")


@pytest.mark.parametrize(
    "url", ["", "talks", "/world/talks", "mailto:a@example.org", "urn:newsml:1", "https://", "http://[", "http://a:b/c"]
)
def test_what_is_no_web_address_has_no_form(url: str) -> None:
    assert normalised(url) is None


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://example.org", False),
        ("https://example.org/", False),
        ("https://www.example.org/index.html", False),
        ("https://example.org/?utm_source=x", False),
        ("https://example.org/?p=7", True),
        (PAGE, True),
    ],
)
def test_the_address_of_a_site_is_no_page(url: str, expected: bool) -> None:  # noqa: FBT001 - the expected answer
    found = normalised(url)
    assert found is not None
    assert is_page(found) is expected


@pytest.mark.parametrize(
    "url", ["https://. :", "https://.", "https://a", "https://a .org/b", "https://a..org/b", "https:///b"]
)
def test_a_host_has_names_between_dots(url: str) -> None:
    assert normalised(url) is None


@given(st.text() | st.text(alphabet="htp:/.%?&=#aA0m[]@ ").map("https://example.org".__add__))
def test_any_text_has_a_stable_form_or_none(url: str) -> None:
    found = normalised(url)
    assert found is None or normalised(f"https://{found}") == found
