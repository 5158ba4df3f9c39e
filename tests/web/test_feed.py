"""Any search as an Atom feed (RFC 4287), read by an XML parser."""

from __future__ import annotations

from datetime import datetime
from xml.etree import ElementTree as ET

import pytest
from flask.testing import FlaskClient
from msgspec.structs import replace

from dateline.web.app import create_app
from dateline.web.pages.feed import NEWEST
from tests.web.memory import ARTICLES, MemoryArchive

ATOM = "{http://www.w3.org/2005/Atom}"


def feed(client: FlaskClient, address: str) -> ET.Element:
    response = client.get(address)
    assert (response.status_code, response.mimetype) == (200, "application/atom+xml")
    return ET.fromstring(response.data)  # noqa: S314 - it is our own


def texts(element: ET.Element, name: str) -> list[str]:
    return [each.text or "" for each in element.iter(f"{ATOM}{name}")]


def links(element: ET.Element, rel: str) -> list[str]:
    return [link.get("href", "") for link in element.findall(f"{ATOM}link") if link.get("rel") == rel]


def test_a_feed_has_the_newest_articles_of_a_search_first(client: FlaskClient) -> None:
    found = feed(client, "/search.atom?q=talks&sort=oldest&page=2&n=1")
    ids = [each.rpartition("/")[2] for each in texts(found, "id")[1:]]
    assert ids == ["paris-1", "nowhere", "hostile", "baku-1", "minsk-2", "minsk-1"]


@pytest.mark.parametrize("address", ["/search.atom", "/search.atom?q=talks&country=BY", "/search.atom?q=zzz"])
def test_a_feed_has_the_elements_of_rfc_4287(client: FlaskClient, address: str) -> None:
    found = feed(client, address)
    entries = found.findall(f"{ATOM}entry")
    for part in (found, *entries):
        for name in ("id", "title", "updated"):
            [element] = part.findall(f"{ATOM}{name}")
            assert (element.text or "").strip()
        [updated] = part.findall(f"{ATOM}updated")
        assert datetime.fromisoformat(updated.text or "").tzinfo
        [page] = links(part, "alternate")
        assert client.get(page.removeprefix("http://localhost")).status_code == 200
    for entry in entries:
        assert len(entry.findall(f"{ATOM}author/{ATOM}name")) == 1
    assert len(set(texts(found, "id"))) == len(entries) + 1


def test_a_feed_says_what_it_is_about_and_where_it_is(client: FlaskClient) -> None:
    found = feed(client, "/search.atom?q=talks&country=BY&sort=oldest")
    assert texts(found, "title")[0] == "Articles for talks, mentioning Belarus"
    assert links(found, "self") == ["http://localhost/search.atom?q=talks&country=BY"]
    assert links(found, "alternate") == ["http://localhost/search?q=talks&country=BY"]


def test_an_entry_says_when_where_and_why(client: FlaskClient) -> None:
    found = feed(client, "/search.atom?q=rail")
    [entry] = found.findall(f"{ATOM}entry")
    assert texts(entry, "published") == ["2022-01-03T00:00:00Z"]
    assert "New rail line in Azerbaijan opens." in texts(entry, "summary")[0]
    assert [each.get("term") for each in entry.iter(f"{ATOM}category")] == ["AZ"]
    assert texts(entry, "name") == ["Sample Wire Asia"]


def test_an_undated_article_is_updated_when_it_was_read(client: FlaskClient) -> None:
    [entry] = feed(client, "/search.atom?q=bread").findall(f"{ATOM}entry")
    assert texts(entry, "updated") == ["2024-01-01T00:00:00Z"]
    assert texts(entry, "published") == []
    assert texts(entry, "title")[0].startswith("An undated report")


def test_a_feed_has_a_maximum_length() -> None:
    many = [replace(ARTICLES[0], id=str(number)) for number in range(NEWEST + 10)]
    assert len(feed(create_app(MemoryArchive(many)).test_client(), "/search.atom").findall(f"{ATOM}entry")) == NEWEST


@pytest.mark.parametrize("typed", ["<b>&amp;", "%00%0b", "%ef%bf%be", "]]>", "\"'"])
def test_the_query_is_escaped(client: FlaskClient, typed: str) -> None:
    assert feed(client, f"/search.atom?q={typed}&source={typed}").tag == f"{ATOM}feed"


def test_markup_of_an_article_is_escaped(client: FlaskClient) -> None:
    found = feed(client, "/search.atom?q=talks&country=GE")
    assert "<script>alert(1)</script>" in texts(found, "summary")[0]
    assert [each.tag for each in found.iter() if not each.tag.startswith(ATOM)] == []


def test_an_unchanged_feed_is_a_304(client: FlaskClient) -> None:
    tag = client.get("/search.atom").headers["ETag"]
    assert client.get("/search.atom", headers={"If-None-Match": tag}).status_code == 304
