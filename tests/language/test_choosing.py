"""How the language of a page is chosen and kept."""

from __future__ import annotations

import re
from html import unescape

import pytest
from flask.testing import FlaskClient

from dateline.web.language.current import LANGUAGES

PAGES = (
    "/",
    "/search?q=talks&country=BY&n=2",
    "/search?q=contry:belarus",
    "/search/country?order=name",
    "/article/minsk-1?q=talks&at=2",
    "/country",
    "/country/AZ",
    "/country/nowhere",
    "/official/by-ivan-sample",
    "/office/by/defence",
    "/advanced?q=talks",
    "/docs",
    "/nothing/here",
)
FOR_PROGRAMS = re.compile(r"\.(json|csv|jsonl|atom|bib|ris|xml)\b")


def language_of(client: FlaskClient, address: str, accept: str | None = None) -> str:
    response = client.get(address, headers={"Accept-Language": accept} if accept else None)
    found = re.search('<html lang="([a-z]+)" dir="(ltr|rtl)">', response.text)
    assert found is not None
    assert response.headers["Content-Language"] == found[1]
    assert (found[2] == "rtl") is (found[1] == "ar")
    return found[1]


@pytest.mark.parametrize(
    ("accept", "language"),
    [
        (None, "en"),
        ("de", "de"),
        ("fr-CH, fr;q=0.9, en;q=0.8", "fr"),
        ("ja, ru;q=0.5, en;q=0.4", "ru"),
        ("az-Latn-AZ", "az"),
        ("en-US,en;q=0.9,de;q=0.8", "en"),
        ("ja", "en"),
        ("*", "en"),
        ("de;q=0, es", "es"),
        (";;;,=q", "en"),
    ],
)
def test_the_browser_chooses_the_language(client: FlaskClient, accept: str | None, language: str) -> None:
    assert language_of(client, "/", accept) == language


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_language_in_the_address_is_used(client: FlaskClient, language: str) -> None:
    assert language_of(client, f"/search?q=talks&ui={language}", "ru") == language


def test_an_unknown_language_is_ignored_and_reported(client: FlaskClient) -> None:
    assert language_of(client, "/search?ui=tlh", "fr") == "fr"
    assert "ui: “tlh” is not one of en, fr, de, es, ru, ar, az" in client.get("/search?ui=tlh").text
    assert "ui: “" not in client.get("/search?ui=fr", headers={"Accept-Language": "en"}).text


@pytest.mark.parametrize("address", PAGES)
def test_every_link_and_form_keeps_the_language(client: FlaskClient, address: str) -> None:
    html = client.get(f"{address}{'&' if '?' in address else '?'}ui=ru").text
    links = [unescape(href) for href in re.findall(r'<a [^>]*?href="(/[^"]*)"', html)]
    assert links
    assert [href for href in links if "ui=ru" not in href and not FOR_PROGRAMS.search(href)] == []
    forms = re.findall(r"<form.*?</form>", html, flags=re.DOTALL)
    assert forms
    assert all('name="ui" value="ru"' in form for form in forms)


@pytest.mark.parametrize("address", PAGES)
def test_links_name_no_language_unless_the_address_does(client: FlaskClient, address: str) -> None:
    html = client.get(address, headers={"Accept-Language": "ru"}).text
    assert re.findall(r'href="(/[^"]*\bui=[^"]*)"', html) == []
    assert 'name="ui"' not in html


def test_a_page_links_to_itself_in_every_language(client: FlaskClient) -> None:
    html = client.get("/search?q=a%26b&country=BY&ui=de").text
    links = re.findall(r'<a href="(\?[^"]*)" lang="(\w+)" hreflang="(\w+)"( aria-current="true")?>([^<]+)</a>', html)
    assert [(lang, name) for _, lang, _, _, name in links] == list(LANGUAGES.items())
    assert [lang for _, lang, _, current, _ in links if current] == ["de"]
    assert unescape(links[1][0]) == "?q=a%26b&country=BY&ui=fr"


def test_redirects_keep_the_language(client: FlaskClient) -> None:
    assert client.get("/advanced?all=talks&ui=es").headers["Location"] == "/search?q=talks&ui=es"
    assert client.get("/country/belarus?ui=es").headers["Location"] == "/country/BY?ui=es"


def test_replies_to_programs_are_always_english(client: FlaskClient) -> None:
    for address in ("/search.json?country=BY&sort=x", "/search.atom?country=BY", "/country/BY.json", "/suggest?q=bel"):
        plain, arabic = (client.get(address, headers={"Accept-Language": accept}).data for accept in ("en", "ar"))
        took = re.compile(rb'"took_ms":[\d.]+')
        assert took.sub(b"", arabic) == took.sub(b"", plain), address
    refused = client.get("/nothing", headers={"Accept": "application/json", "Accept-Language": "de"})
    assert refused.get_json()["title"] == "Page not found"


def test_each_language_has_its_own_etag(client: FlaskClient) -> None:
    german = client.get("/search", headers={"Accept-Language": "de"})
    assert "Accept-Language" in german.headers["Vary"]
    tag = {"If-None-Match": german.headers["ETag"]}
    assert client.get("/search", headers={"Accept-Language": "de", **tag}).status_code == 304
    assert client.get("/search", headers={"Accept-Language": "fr", **tag}).status_code == 200


def test_a_long_address_is_not_repeated_for_every_language(client: FlaskClient) -> None:
    assert len(client.get(f"/search?q={'a' * 40_000}").data) < 60_000
    assert 'href="?ui=fr"' in client.get(f"/search?q={'a' * 9_000}").text
