"""`dateline.search/1`: results as JSON."""

from __future__ import annotations

from collections.abc import Callable

import msgspec
from flask.testing import FlaskClient

from dateline.search.output.results_json import SearchAnswer

Twin = Callable[[str], dict[str, object]]


def answer(client: FlaskClient, address: str) -> SearchAnswer:
    return msgspec.json.decode(client.get(address).data, type=SearchAnswer)


def test_the_answer_has_the_fields_of_its_format(twin: Twin) -> None:
    found = twin("/search.json?q=talks&n=1")
    assert list(found) == [
        "format",
        "query",
        "total",
        "relation",
        "took_ms",
        "results",
        "facets",
        "next",
        "copies_left_out",
    ]
    assert found["format"] == "dateline.search/1"
    assert (found["total"], found["relation"]) == (6, "exact")
    assert found["query"] == {"text": "talks", "read_as": "talks", "problems": []}


def test_a_result_has_the_fields_of_its_format(twin: Twin) -> None:
    results = twin("/search.json?q=office:defence")["results"]
    assert results == [
        {
            "id": "minsk-1",
            "headline": "Minsk: Defence talks open with minister Ivan Sample in Belarus",
            "published": "2021-05-18",
            "source": "Sample Wire Europe",
            "dateline": {"place": "Minsk", "country": "BY", "date": "2021-05-18"},
            "countries": [{"code": "BY", "name": "Belarus", "primary": True}],
            "officials": [
                {
                    "person": "Ivan Sample",
                    "key": "by-ivan-sample",
                    "office": "Minister of Defence",
                    "portfolio": "defence",
                    "country": "BY",
                }
            ],
            "score": 1.0,
            "snippet": [
                {
                    "text": "Defence talks open with minister Ivan Sample in Belarus.\n\n"
                    "A second paragraph follows, with",
                    "marked": False,
                },
                {"text": " … ", "marked": False},
            ],
        }
    ]


def test_a_snippet_marks_its_matches(client: FlaskClient) -> None:
    [result] = answer(client, "/search.json?q=rail").results
    assert [part.text for part in result.snippet if part.marked] == ["rail"]


def test_facets_have_values_labels_counts_and_what_is_chosen(client: FlaskClient) -> None:
    facets = answer(client, "/search.json?q=talks&country=BY").facets
    found = [(value.value, value.label, value.count, value.chosen) for value in facets["country"]]
    assert found[0] == ("BY", "Belarus", 2, True)
    assert ("AZ", "Azerbaijan", 1, False) in found


def test_following_next_reaches_every_article_once(client: FlaskClient) -> None:
    address: str | None = "/search.json?n=4&sort=oldest"
    found: list[str] = []
    while address:
        page = answer(client, address)
        found += [result.id for result in page.results]
        address = page.next
    assert len(found) == len(set(found)) == 9


def test_problems_of_query_and_address_are_listed(client: FlaskClient) -> None:
    problems = answer(client, "/search.json?q=contry:belarus&page=0").query.problems
    assert [problem.text for problem in problems] == [
        "page: 0 is not between 1 and 1,000,000,000; read as 1",
        "contry: no such field; looked for as a word",
    ]
    assert problems[1].suggestion == "belarus"


def test_an_absent_value_is_null(client: FlaskClient) -> None:
    [result] = answer(client, "/search.json?q=bread").results
    assert (result.headline, result.published) == (None, None)


def test_health_says_what_is_served(twin: Twin) -> None:
    assert twin("/healthz") == {"status": "ok", "articles": 9, "engine": "memory", "generation": 1}
