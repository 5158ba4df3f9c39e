"""Hostile queries, addresses and articles are escaped and answered."""

from __future__ import annotations

from collections.abc import Callable
from html.parser import HTMLParser
from urllib.parse import quote

import msgspec
import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from werkzeug.test import create_environ

from dateline.index.article import Country, Dateline, Official, Provenance, Status
from dateline.problems import Problem
from dateline.search.output.results_json import SearchAnswer
from dateline.web.app import create_app
from tests.web.conftest import Seen
from tests.web.memory import ARTICLES, MemoryArchive
from tests.web.memory_people import officials_of

ATTACKS = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "</title></textarea><svg onload=alert(1)>",
    "{{ 7*7 }}{% raw %}",
    "' onfocus=alert(1) autofocus='",
    "\u202e\u2066<b>\u2069",
    "&lt;i&gt;",
)
ROUTES = (
    "/",
    "/search",
    "/search.json",
    "/search.csv",
    "/search.jsonl",
    "/search.atom",
    "/suggest",
    "/suggest.json",
    "/suggestions",
    "/opensearch.xml",
    "/search/country",
    "/search/office",
    "/search/country.json",
    "/index.json",
    "/readyz",
    "/article/minsk-1",
    "/article/minsk-1.json",
    "/article/minsk-1.bib",
    "/article/minsk-1.ris",
    "/country",
    "/country/BY",
    "/country/BY.json",
    "/official/by-ivan-sample",
    "/office/by/defence",
    "/docs",
    "/advanced",
)
ADDRESSES = (
    "/",
    "/search?q=talks",
    "/article/minsk-1?q=talks",
    "/search/source",
    "/country",
    "/country/GE",
    "/official/by-key",
    "/office/by/defence",
)
"""Pages that show the texts of an article."""
PARAMETERS = (
    "q", "country", "region", "minister", "office", "source", "lang", "year", "month", "day", "dateline",
    "from", "to", "sort", "page", "n", "strict", "contains", "order", "start", "at",
)  # fmt: skip
VALUES = st.text(max_size=30) | st.sampled_from(
    [
        "none",
        "BY",
        "2021",
        "2021-05",
        "2021-05-18",
        "9999-12-31",
        "0",
        "-1",
        "1e9",
        "newest",
        "name",
        "%",
        "\0",
        "a" * 500,
        *ATTACKS,
    ]
)


class Elements(HTMLParser):
    """The elements of a page and their attributes."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.names: set[str] = set()
        self.attributes: set[str] = set()
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "script" and (dict(attrs).get("src") or "").startswith("/static/"):
            return
        self.names.add(tag)
        self.attributes.update(name for name, _ in attrs)


def is_harmless(html: str) -> bool:
    page = Elements(html)
    return not page.names & {"script", "img", "i"} and not any(name.startswith("on") for name in page.attributes)


@pytest.mark.parametrize("attack", ATTACKS)
@pytest.mark.parametrize("parameter", ["q", "country", "source", "from", "page", "sort", "n"])
def test_the_query_is_escaped_on_every_page(client: FlaskClient, parameter: str, attack: str) -> None:
    response = client.get("/search", query_string={parameter: attack})
    assert response.status_code == 200
    assert is_harmless(response.text)


@pytest.mark.parametrize("attack", ATTACKS)
def test_a_missing_address_is_escaped(client: FlaskClient, attack: str) -> None:
    response = client.get(f"/article/{attack}")
    assert response.status_code == 404
    assert is_harmless(response.text)


@pytest.mark.parametrize("attack", ATTACKS)
def test_every_text_of_an_article_is_escaped(attack: str) -> None:
    article = replace(
        ARTICLES[0],
        headline=attack,
        body=f"{attack}\n\n{attack} talks",
        byline=attack,
        source=attack,
        section=attack,
        language=attack,
        url=f"https://example.org/{attack}",
        keywords=(attack,),
        dateline=Dateline(attack, None, None, 0, 5),
        countries=(Country("GE", 0.5, primary=True, mentions=ARTICLES[0].countries[0].mentions),),
        officials=(
            Official(attack, "by-key", attack, "defence", "BY", Status.CURRENT, 0.5, ARTICLES[0].officials[0].mentions),
        ),
        provenance=Provenance(attack, attack, ARTICLES[0].provenance.read_at, "1"),
        problems=(Problem(attack),),
    )
    archive = MemoryArchive([article])
    client = create_app(archive, officials_of(archive)).test_client()
    for address in ADDRESSES:
        response = client.get(address)
        assert response.status_code == 200
        assert is_harmless(response.text), address


def test_markup_of_an_article_is_shown_as_text(see: Callable[[str], Seen]) -> None:
    assert "<script>alert(1)</script> & \u202etalks\u202c in Georgia <i>x</i>" in see("/article/hostile").text


@pytest.mark.parametrize(
    "address",
    ["/search?q=%FF%FE", "/search?country=%00", "/article/%FF", "/search?%FF=%FF", "/search?q", "/search?&&=&=x"],
)
def test_bytes_that_are_not_utf_8_are_answered(client: FlaskClient, address: str) -> None:
    assert client.get(address).status_code in {200, 404}


def test_an_unencoded_word_is_read(app: Flask) -> None:
    environ = create_environ("/search.json")
    environ["QUERY_STRING"] = "q=fête".encode().decode("latin-1")
    response = app.test_client().open(environ)
    assert msgspec.json.decode(response.data, type=SearchAnswer).query.text == "fête"


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150)
@given(st.sampled_from(ROUTES), st.lists(st.tuples(st.sampled_from(PARAMETERS), VALUES), max_size=8))
def test_no_address_breaks_a_page(client: FlaskClient, route: str, pairs: list[tuple[str, str]]) -> None:
    parameters: dict[str, list[str]] = {}
    for name, value in pairs:
        parameters.setdefault(name, []).append(value)
    response = client.get(route, query_string=parameters, buffered=True)
    assert response.status_code in {200, 400}
    if response.mimetype == "text/html":
        assert is_harmless(response.text)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from(("country", "official", "office", "office/by")), st.text(max_size=30) | st.sampled_from(ATTACKS))
def test_no_name_breaks_the_page_of_a_subject(client: FlaskClient, kind: str, name: str) -> None:
    for ending in ("", ".json"):
        response = client.get(f"http://localhost/{kind}/{quote(name, safe='')}{ending}")
        assert response.status_code in {200, 301, 308, 404}
        assert response.mimetype != "text/html" or is_harmless(response.text)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=40))
def test_no_path_breaks_the_application(client: FlaskClient, path: str) -> None:
    assert client.get(f"http://localhost/{quote(path)}").status_code in {200, 308, 404}
