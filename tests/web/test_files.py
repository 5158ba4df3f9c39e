"""All results as a file: complete, in order, and never silently cut."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence

import msgspec
import pytest
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from dateline.errors import StoreError
from dateline.search.engines import tantivy
from dateline.search.output import as_csv
from dateline.search.output.results_json import ResultAnswer, SearchAnswer
from dateline.search.request import Request
from dateline.search.results import Ranked, Whole
from dateline.search.syntax.limits import LONGEST_TEXT
from dateline.web.app import create_app
from dateline.web.pages.export import AT_ONCE
from tests.engine.opened import opened
from tests.web.memory import ARTICLES, MemoryArchive

FILES = ("/search.csv", "/search.jsonl")


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))


def lines(text: str) -> list[ResultAnswer]:
    return [msgspec.json.decode(line, type=ResultAnswer) for line in text.splitlines()]


class Failing(MemoryArchive):
    """An archive whose store fails after a number of articles."""

    def __init__(self, after: int) -> None:
        super().__init__([replace(ARTICLES[0], id=str(number)) for number in range(1_000)])
        self.after = after

    def walk(self, request: Request) -> Whole:
        whole = super().walk(request)

        def articles() -> Iterator[Ranked]:
            for number, ranked in enumerate(whole.articles):
                if number == self.after:
                    raise StoreError("the disk is gone", remedy="find it")
                yield ranked

        return replace(whole, articles=articles())


def test_a_file_has_all_results_in_order(client: FlaskClient) -> None:
    parameters = "q=talks&country=BY&country=AZ&sort=oldest"
    page = msgspec.json.decode(client.get(f"/search.json?{parameters}").data, type=SearchAnswer)
    assert [row["id"] for row in rows(client.get(f"/search.csv?{parameters}&n=1&page=2").text)] == [
        result.id for result in page.results
    ]
    assert lines(client.get(f"/search.jsonl?{parameters}&n=1&page=2").text) == list(page.results)


def test_a_row_has_the_metadata_of_an_article(client: FlaskClient) -> None:
    [row] = rows(client.get("/search.csv?q=office:defence").text)
    assert row == {
        "id": "minsk-1",
        "published": "2021-05-18",
        "source": "Sample Wire Europe",
        "headline": "Minsk: Defence talks open with minister Ivan Sample in Belarus",
        "dateline": "Minsk",
        "countries": "BY",
        "officials": "Ivan Sample",
        "score": "1.0000",
        "duplicate_of": "",
    }


def test_an_empty_result_is_a_file(client: FlaskClient) -> None:
    table = client.get("/search.csv?q=zzz", buffered=True).text
    assert rows(table) == []
    assert table.startswith("\ufeffid,published,")
    assert client.get("/search.jsonl?q=zzz", buffered=True).data == b""


@pytest.mark.parametrize("start", as_csv.FORMULA_STARTS)
def test_no_cell_begins_like_a_formula(start: str) -> None:
    article = replace(ARTICLES[0], headline=f"{start}HYPERLINK(x)", source=f"{start}1")
    [row] = rows(create_app(MemoryArchive([article])).test_client().get("/search.csv").text)
    assert (row["headline"], row["source"]) == (f"'{start}HYPERLINK(x)", f"'{start}1")


def test_json_lines_have_unchanged_text() -> None:
    client = create_app(MemoryArchive([replace(ARTICLES[0], headline="=1+1")])).test_client()
    assert [result.headline for result in lines(client.get("/search.jsonl").text)] == ["=1+1"]


@given(st.lists(st.text(max_size=20), min_size=1))
def test_a_row_round_trips_except_for_the_apostrophe(cells: Sequence[str]) -> None:
    [read] = csv.reader(io.StringIO(as_csv.row(cells), newline="")) or [[]]
    assert [cell.removeprefix("'") for cell in read] == [cell.removeprefix("'") for cell in cells]
    assert not any(cell.startswith(as_csv.FORMULA_STARTS) for cell in read)


@pytest.mark.parametrize(
    ("address", "mimetype", "name"),
    [
        ("/search.csv?q=country:belarus+%22oil+talks%22", "text/csv", "dateline-country-belarus-oil-talks.csv"),
        ("/search.jsonl", "application/x-ndjson", "dateline.jsonl"),
        (f"/search.csv?q={'../' * 9}{'x' * 99}%0d%0aX:1", "text/csv", f"dateline-{'x' * 51}.csv"),
    ],
)
def test_a_file_has_a_type_and_a_name(client: FlaskClient, address: str, mimetype: str, name: str) -> None:
    response = client.get(address)
    assert response.mimetype == mimetype
    assert response.headers["Content-Disposition"] == f"attachment; filename={name}"


@pytest.mark.parametrize("address", FILES)
def test_a_strict_address_refuses_a_query_with_a_problem(client: FlaskClient, address: str) -> None:
    response = client.get(f"{address}?q=contry:belarus&strict=1")
    assert (response.status_code, response.mimetype) == (400, "application/problem+json")


@pytest.mark.parametrize("address", FILES)
def test_an_early_error_is_an_error_reply(address: str) -> None:
    response = create_app(Failing(after=0)).test_client().get(address)
    assert (response.status_code, response.mimetype) == (503, "application/problem+json")


@pytest.mark.parametrize("address", FILES)
def test_a_late_error_breaks_off_the_file(address: str) -> None:
    client = create_app(Failing(after=900)).test_client()
    with pytest.raises(StoreError, match="the disk is gone"):
        client.get(address, buffered=True)


@pytest.mark.parametrize("address", FILES)
def test_the_number_of_simultaneous_downloads_is_limited(client: FlaskClient, address: str) -> None:
    taken = [client.get(address) for _ in range(AT_ONCE)]
    refused = client.get(address)
    assert refused.status_code == 503
    assert int(refused.headers["Retry-After"]) > 0
    assert "try again" in refused.text
    for response in taken:
        response.close()
    assert client.get(address, buffered=True).status_code == 200


@pytest.mark.parametrize("address", FILES)
def test_a_head_request_occupies_no_slot(client: FlaskClient, address: str) -> None:
    for _ in range(2 * AT_ONCE):
        assert client.head(address, buffered=True).status_code == 200


WITHOUT_PLACE = (*FILES, "/search.atom")
"""Replies that have no place for problems."""


@pytest.fixture(scope="module")
def core() -> Iterator[FlaskClient]:
    """An archive with the real query parser."""
    with opened(tantivy, ARTICLES) as service:
        yield create_app(service, origins=["*"]).test_client()


@pytest.mark.parametrize("address", WITHOUT_PLACE)
@pytest.mark.parametrize(
    ("parameters", "codes"),
    [
        ("q=contry:belarus", ["field-misspelt"]),
        ("q=%22talks+in+(&country=atlantis", ["quote-unclosed-words", "chosen-unknown"]),
        ("q=a:x+b:y", ["field-unknown"]),
        (f"q=talks+{'x' * LONGEST_TEXT}", ["query-too-long"]),
        ("q=talks&from=never&contry=BY", ["parameter-unknown", "parameter-no-date"]),
    ],
)
def test_a_header_names_the_problems_of_a_file(
    core: FlaskClient, address: str, parameters: str, codes: list[str]
) -> None:
    head = core.get(f"{address}?{parameters}", buffered=True).headers["Dateline-Problems"]
    problems = core.get(f"/search.json?{parameters}").get_json()["query"]["problems"]
    assert head.split(", ") == codes
    assert set(codes) == {problem["code"] for problem in problems}


@pytest.mark.parametrize("address", WITHOUT_PLACE)
def test_a_file_without_problems_has_no_such_header(core: FlaskClient, address: str) -> None:
    assert "Dateline-Problems" not in core.get(f"{address}?q=talks&country=BY", buffered=True).headers


def test_cors_exposes_the_header_of_problems(core: FlaskClient) -> None:
    reply = core.get("/search.csv?q=contry:x", headers={"Origin": "https://example.org"}, buffered=True)
    assert "Dateline-Problems" in reply.headers["Access-Control-Expose-Headers"].split(", ")
