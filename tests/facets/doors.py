"""The toy field and facet (see `toy.py`) work in every front end: a row in the registry is enough."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from dateline.archive.engines import EMBEDDED
from dateline.archive.reading import open_archive
from dateline.cli import run
from dateline.search.facets.registry import FACETS
from dateline.search.request import NONE, Choice, FacetRequest, Request
from dateline.web.app import create_app
from tests.language.messages import of_facets, of_fields

ARTICLES = (
    {"id": "1", "title": "Talks on a line", "body": "Trains ran again.", "date": "2021-05-01", "keywords": ["Rail"]},
    {"id": "2", "title": "Talks on fares", "body": "Fares rose.", "date": "2021-05-02", "keywords": ["rail", "Prices"]},
    {"id": "3", "title": "Talks on rain", "body": "It rained.", "date": "2021-05-03"},
)
TOY_TEXTS = {
    "Toy topics",
    "no toy topic",
    "on the toy topic",
    "having",
    "toy topic",
    "topic",
    "is about the toy topic",
    "Toy topic",
}


@pytest.fixture(scope="module", params=EMBEDDED)
def data(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive of the articles above on each engine."""
    folder = tmp_path_factory.mktemp("toy")
    source = folder / "toy.jsonl"
    source.write_text("\n".join(map(json.dumps, ARTICLES)), encoding="utf-8")
    engine = str(request.param)
    assert run(["index", str(source), "--data", str(folder / "data"), "--engine", engine, "--workers", "1"]) == 0
    return folder / "data"


@pytest.fixture
def client(data: Path) -> Iterator[FlaskClient]:
    with open_archive(data) as archive, create_app(archive.service).test_client() as client:
        yield client


def test_counts_are_the_results_after_choosing(data: Path) -> None:
    facet = FACETS["topic"]
    with open_archive(data) as archive:
        request = Request(archive.service.read("talks"), facets=(FacetRequest(facet),))
        values = archive.service.search(request).facets[0].values
        assert [(value.value, value.label, value.count) for value in values] == [
            ("rail", "rail", 2),
            ("prices", "Prices", 1),
            (NONE, "no toy topic", 1),
        ]
        for value in values:
            chosen = Request(archive.service.read("talks"), (Choice(facet, (value.value,)),))
            assert archive.service.search(chosen).total.count == value.count


@pytest.mark.parametrize(("query", "found"), [("topic:RAIL", 2), ("toy:prices", 1), ("topic:none", 1), ("topic:*", 2)])
def test_the_query_language_reads_the_field(data: Path, query: str, found: int) -> None:
    with open_archive(data) as archive:
        read = archive.service.read(query)
        assert archive.service.count(read.query).count == found
        assert archive.service.read(read.read_as).query == read.query


def test_commands_offer_and_print_it(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for command in (["search", "--help"], ["facets", "--help"]):
        assert run(command) == 0
        printed = capsys.readouterr().out
        assert "topic" in printed
        assert "Toy topic: rail." in printed
    assert run(["search", "talks", "--topic", "Prices", "--format", "ids", "--data", str(data)]) == 0
    assert capsys.readouterr().out == "2\n"
    assert run(["facets", "topic", "--data", str(data)]) == 0
    assert capsys.readouterr().out.split() == ["2", "rail", "1", "Prices", "prices", "1", "no", "toy", "topic", "none"]
    assert run(["search", "talks", "--facet", "topic", "--format", "json", "--data", str(data)]) == 0
    assert json.loads(capsys.readouterr().out)["facets"]["topic"][0]["count"] == 2


def test_pages_show_choose_and_list_it(client: FlaskClient) -> None:
    page = client.get("/search?q=talks").text
    assert "Toy topics" in page
    assert "/search?q=talks&amp;topic=prices" in page
    chosen = client.get("/search?topic=prices").text
    assert "on the toy topic" in chosen
    assert "Talks on fares" in chosen
    assert "Talks on rain" not in chosen
    assert "no toy topic" in client.get("/search?topic=none").text
    assert "Prices" in client.get("/search/topic?q=talks").text
    found = client.get("/search/topic.json?q=talks").get_json()
    assert (found["field"], found["values"][0]["value"], found["distinct"]) == ("topic", "rail", 2)


def test_a_result_says_that_it_matched(client: FlaskClient) -> None:
    (result,) = client.get("/search.json?q=topic:prices").get_json()["results"]
    assert result["matched"] == [{"field": "topic", "value": "prices", "label": "Prices"}]


def test_programs_help_and_form_know_it(client: FlaskClient) -> None:
    parameters = client.get("/openapi.json").get_json()["paths"]["/search.json"]["get"]["parameters"]
    assert "topic" in [parameter["name"] for parameter in parameters]
    help_page = client.get("/docs").text
    assert "topic:rail" in help_page
    assert "<code>topic</code>" in help_page
    assert 'name="toy-topic"' in client.get("/advanced").text
    assert client.get("/advanced?toy-topic=rail").headers.get("Location", "topic:rail")


@pytest.mark.parametrize(
    ("typed", "becomes"), [("topic:pri", "topic:prices"), ("pric", "topic:prices"), ("top", "topic:")]
)
def test_suggestions_complete_it(client: FlaskClient, typed: str, becomes: str) -> None:
    suggestions = client.get(f"/suggest.json?q={typed}").get_json()["suggestions"]
    assert becomes in [suggestion["text"] for suggestion in suggestions]
    assert client.get(f"/suggestions?q={typed}").status_code == 200


def test_the_catalogues_are_asked_for_its_texts() -> None:
    asked = {text for _, text in of_facets() | of_fields()}
    assert asked >= TOY_TEXTS
