"""The JSON twins of the first page and of the lists of facets."""

from __future__ import annotations

import msgspec
import pytest
from flask.testing import FlaskClient
from msgspec.structs import replace

from dateline.search.facets.registry import FACETS
from dateline.search.output.results_json import SearchAnswer
from dateline.web.app import create_app
from dateline.web.pages.facet import SIZE, FacetAnswer
from dateline.web.pages.home_json import ArchiveAnswer
from tests.web.memory import ARTICLES, MemoryArchive


def facet(client: FlaskClient, address: str) -> FacetAnswer:
    return msgspec.json.decode(client.get(address).data, type=FacetAnswer)


def test_the_json_of_the_first_page_describes_the_archive(client: FlaskClient) -> None:
    found = msgspec.json.decode(client.get("/index.json").data, type=ArchiveAnswer)
    assert (found.articles, found.first, found.last) == (9, "2021-05-18", "2023-12-31")
    assert [result.id for result in found.latest][:2] == ["paris-1", "nowhere"]
    assert {value.value: value.count for value in found.facets["country"]} == {
        "BY": 2, "AZ": 2, "GE": 2, "FR": 2, "none": 1,
    }  # fmt: skip
    assert found.problems == ()


@pytest.mark.parametrize("address", ["/index.json", "/search/country.json", "/search.json", "/suggest.json"])
def test_an_unknown_parameter_is_ignored_and_reported(client: FlaskClient, address: str) -> None:
    reply = client.get(f"{address}?nonsense=1")
    assert reply.status_code == 200
    assert "nonsense: no such parameter" in reply.text


def test_a_facet_has_its_values_under_a_search(client: FlaskClient) -> None:
    found = facet(client, "/search/country.json?q=talks&year=2021")
    assert (found.format, found.field, found.query.text, found.next) == (
        "dateline.facet/1",
        "country",
        "talks",
        None,
    )
    assert [(value.value, value.label, value.count) for value in found.values] == [
        ("BY", "Belarus", 2),
        ("AZ", "Azerbaijan", 1),
    ]


@pytest.mark.parametrize("name", [each.name for each in FACETS])
def test_each_number_of_a_facet_is_the_number_behind_it(client: FlaskClient, name: str) -> None:
    found = facet(client, f"/search/{name}.json?q=talks")
    assert found.values
    for value in found.values:
        chosen = client.get("/search.json", query_string={"q": "talks", name: value.value})
        assert msgspec.json.decode(chosen.data, type=SearchAnswer).total == value.count


def test_following_next_lists_every_value_once() -> None:
    many = [replace(ARTICLES[0], id=str(number), source=f"source {number:03}") for number in range(2 * SIZE + 5)]
    client = create_app(MemoryArchive(many)).test_client()
    address: str | None = "/search/source.json?q=talks&contains=source"
    found: list[str] = []
    while address:
        part = facet(client, address)
        found += [value.value for value in part.values]
        address = part.next
    assert sorted(found) == [f"source {number:03}" for number in range(2 * SIZE + 5)]


def test_invalid_parameters_of_a_list_are_reported(client: FlaskClient) -> None:
    problems = facet(client, "/search/country.json?order=size&start=x&q=contry:x").query.problems
    assert [problem.text.split(":")[0] for problem in problems] == ["order", "start", "contry"]
    assert "start: “-1” is not a number" in client.get("/search/country?start=-1").text


def test_a_strict_list_refuses_what_a_strict_search_refuses(client: FlaskClient) -> None:
    assert client.get("/search/country.json?q=contry:x&strict=1").status_code == 400


@pytest.mark.parametrize("address", ["/search/nothing.json", "/search/.json"])
def test_an_unknown_facet_is_missing(client: FlaskClient, address: str) -> None:
    response = client.get(address)
    assert (response.status_code, response.mimetype) == (404, "application/problem+json")


def test_pages_link_to_their_twins(client: FlaskClient) -> None:
    assert 'href="/index.json"' in client.get("/").text
    listed = client.get("/search/country?q=talks&contains=a&order=name").text
    assert 'href="/search/country.json?q=talks&amp;contains=a&amp;order=name"' in listed
