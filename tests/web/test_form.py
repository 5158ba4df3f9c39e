"""The advanced search: conversion of its fields to a query and of any query to its fields."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from html.parser import HTMLParser

import pytest
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st

from dateline.search.query.simplify import simplify
from dateline.search.query.tree import Query
from dateline.search.syntax.parse import read_query
from dateline.web.form import FIELDS, REST, fields_of, query_of
from tests.strategies import queries
from tests.web.conftest import TODAY, Seen

# How a form is filled, and the query that it writes.
WRITTEN: dict[str, dict[str, str]] = {
    "defence talks": {"all": "defence talks"},
    '"military cooperation"': {"phrase": "military  cooperation"},
    "oil OR gas": {"any": "oil gas"},
    "-football -tennis": {"without": "football tennis"},
    "headline:visit": {"in-headline": "visit"},
    "country:Belarus OR country:Azerbaijan": {"mentions": "Belarus, Azerbaijan"},
    'about:"South Korea"': {"about": "South Korea"},
    'minister:"Zakir Hasanov" OR minister:Khrenin': {"names": "Zakir Hasanov,, Khrenin ,"},
    "office:az/foreign": {"post": "az/foreign"},
    'source:"Sample Wire"': {"by": "Sample Wire"},
    "dateline:Baku": {"filed": "Baku"},
    "lang:en": {"language": "en"},
    "date:2021-05": {"since": "2021-05-01", "until": "2021-05-31"},
    "date:>=2021-05-02": {"since": "2021-05-02"},
    "minist*": {REST: "minist*"},
    "(oil OR gas) talks -football (country:Belarus OR country:Georgia) date:<=2021-05-31": {
        "all": "talks", "any": "oil gas", "without": "football", "mentions": "Belarus, Georgia", "until": "2021-05-31",
    },
    "(minist* OR hasanov~1) talks": {REST: "minist* OR hasanov~", "all": "talks"},
    '"foo\\*" "-x" "OR"': {"all": "foo* -x OR"},
    "*": {"all": "  ", "since": "yesterday"},
}  # fmt: skip


def read(text: str) -> Query:
    return read_query(text, today=TODAY).query


@pytest.mark.parametrize("written", WRITTEN)
def test_a_filled_form_is_converted_to_a_query(written: str) -> None:
    filled = WRITTEN[written]
    query = query_of(filled, read(filled.get(REST, "")))
    assert sorted(str(query).split(" ")) == sorted(written.split(" "))


@pytest.mark.parametrize("written", WRITTEN)
def test_the_query_of_a_form_fills_the_same_form(written: str) -> None:
    query = query_of(WRITTEN[written], read(WRITTEN[written].get(REST, "")))
    found = read_query(str(query), today=TODAY)
    assert found.problems == ()
    filled = fields_of(found.query)
    assert read(str(query_of(filled, read(filled.get(REST, ""))))) == found.query


@given(queries)
def test_a_form_filled_from_any_query_gives_that_query(query: Query) -> None:
    meant = read(str(simplify(query)))
    filled = fields_of(meant)
    again = query_of(filled, read(filled.get(REST, "")))
    assert set(parts(read(str(again)))) == set(parts(meant))


@given(st.dictionaries(st.sampled_from([field.name for field in FIELDS]), st.text(max_size=20)))
def test_any_texts_of_fields_give_a_query(filled: dict[str, str]) -> None:
    assert read(str(query_of(filled, read("")))) is not None


def parts(query: Query) -> tuple[Query, ...]:
    """The parts of a conjunction, whose order the form changes."""
    from dateline.search.query.tree import And

    return query.children if isinstance(query, And) else (query,)


class Inputs(HTMLParser):
    """The fields of a form with their texts."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.values: dict[str, str] = {}
        self.feed(html[html.index('<form class="fields"') :])

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "input" and given.get("name"):
            self.values[given["name"] or ""] = given.get("value") or ""


def test_the_form_redirects_to_the_results(client: FlaskClient) -> None:
    response = client.get("/advanced?all=defence+talks&mentions=Belarus&without=football&country=BY&sort=oldest")
    assert response.status_code == 303
    assert response.headers["Location"] == ("/search?q=defence+talks+-football+country:Belarus&country=BY&sort=oldest")


def test_results_link_to_the_filled_form(client: FlaskClient, see: Callable[[str], Seen]) -> None:
    page = see("/search?q=defence+country:belarus&year=2021&page=1")
    [link] = [link for link in page.links if link.text == "Search by fields"]
    assert link.href == "/advanced?q=defence+country:belarus&year=2021"
    html = client.get(link.href).text
    assert {name: value for name, value in Inputs(html).values.items() if value} == {
        "all": "defence",
        "mentions": "Belarus",
        "year": "2021",
    }
    assert 'href="/search?q=defence+country:belarus&amp;year=2021"' in html


def test_an_empty_form_is_shown_again(client: FlaskClient) -> None:
    assert client.get("/advanced?all=&phrase=+&since=").status_code == 200


def test_every_field_has_a_label_and_an_example(see: Callable[[str], Seen]) -> None:
    page = see("/advanced")
    for field in FIELDS:
        assert f'<label for="f-{field.name}">{field.label}</label>' in page.html
        assert f"for example {field.hint}" in page.text


def test_help_is_beside_the_box_of_every_page(client: FlaskClient) -> None:
    for address in ("/", "/search?q=talks", "/article/minsk-1", "/advanced", "/nowhere"):
        html = client.get(address).text
        assert "<summary>Help</summary>" in html
        assert 'href="/docs"' in html


@pytest.mark.parametrize("row", range(8))
def test_every_example_beside_the_box_is_a_search_without_a_problem(see: Callable[[str], Seen], row: int) -> None:
    from dateline.web.pages.docs import BESIDE_THE_BOX

    typed = BESIDE_THE_BOX[row].typed
    assert read_query(typed, today=date(2024, 6, 1)).problems == ()
    assert see("/search?q=" + typed.replace(" ", "+").replace('"', "%22")).total is not None
