"""Error replies: a page that offers the next step, and problem details for programs."""

from __future__ import annotations

from collections.abc import Callable

import msgspec
import pytest
from flask import Flask
from flask.testing import FlaskClient

from dateline.errors import IndexDamagedError
from dateline.search.request import Request
from dateline.search.results import ArchiveSummary, Results
from dateline.web.app import LONGEST_QUERY_STRING, create_app
from dateline.web.http.errors import ProblemDetails
from dateline.web.language.negotiation import MACHINES
from tests.web.conftest import Seen
from tests.web.memory import MemoryArchive

ADDRESSES = (
    "/",
    "/search",
    "/search.json",
    "/search/country",
    "/article/minsk-1",
    "/article/minsk-1.json",
    "/docs",
    "/advanced",
    "/healthz",
)


class Damaged(MemoryArchive):
    """An archive whose index is gone."""

    def search(self, request: Request) -> Results:  # noqa: ARG002 - as every archive
        raise IndexDamagedError("generation 3 is missing", remedy="run `dateline reindex`")

    def summary(self) -> ArchiveSummary:
        raise IndexDamagedError("generation 3 is missing", remedy="run `dateline reindex`")


class Broken(MemoryArchive):
    """An archive that raises an unexpected error."""

    def search(self, request: Request) -> Results:  # noqa: ARG002 - as every archive
        raise ZeroDivisionError("secret detail")


def client_of(archive: MemoryArchive) -> FlaskClient:
    return create_app(archive).test_client()


def test_a_missing_page_offers_a_search(client: FlaskClient) -> None:
    response = client.get("/article/talks-in-minsk")
    page = Seen(response.text)
    assert response.status_code == 404
    assert "Page not found" in page.text
    assert "/search?q=talks%20in%20minsk" in [link.href for link in page.links]


@pytest.mark.parametrize("address", ["/article/none.json", "/none.json"])
def test_a_missing_twin_is_problem_details(client: FlaskClient, address: str) -> None:
    response = client.get(address)
    assert (response.status_code, response.mimetype) == (404, "application/problem+json")
    assert response.json == {
        "type": "about:blank",
        "title": "Page not found",
        "status": 404,
        "detail": "The address may be mistyped, or the article may have been removed from the archive.",
    }


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE"])
def test_pages_accept_only_get_and_head(client: FlaskClient, address: str, method: str) -> None:
    response = client.open(address, method=method)
    assert response.status_code == 405
    assert set(response.headers["Allow"].split(", ")) == {"GET", "HEAD", "OPTIONS"}


@pytest.mark.parametrize("address", ADDRESSES)
def test_head_has_no_body(client: FlaskClient, address: str) -> None:
    response = client.head(address)
    assert (response.status_code, response.data) == (200, b"")


@pytest.mark.parametrize(("path", "mimetype"), [("/search", "text/html"), ("/search.json", "application/problem+json")])
def test_an_address_that_is_too_long_is_refused(client: FlaskClient, path: str, mimetype: str) -> None:
    response = client.get(f"{path}?q={'a' * LONGEST_QUERY_STRING}")
    assert (response.status_code, response.mimetype) == (414, mimetype)


@pytest.mark.parametrize("accept", ["application/json", "application/problem+json, text/html;q=0.5"])
@pytest.mark.parametrize(("method", "path"), [("GET", "/nowhere"), ("POST", "/search"), ("GET", "/article/none")])
def test_clients_that_prefer_json_get_problem_details(client: FlaskClient, method: str, path: str, accept: str) -> None:
    response = client.open(path, method=method, headers={"Accept": accept})
    assert response.mimetype == "application/problem+json"
    assert msgspec.json.decode(response.data, type=ProblemDetails).status == response.status_code


@pytest.mark.parametrize("ending", MACHINES)
def test_every_address_of_programs_answers_errors_in_json(client: FlaskClient, ending: str) -> None:
    missing, unchangeable = client.get(f"/nowhere{ending}"), client.post(f"/nowhere{ending}")
    assert {missing.mimetype, unchangeable.mimetype} == {"application/problem+json"}


def test_browsers_get_pages(client: FlaskClient) -> None:
    browsers = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
    assert client.get("/nowhere", headers={"Accept": browsers}).mimetype == "text/html"
    assert client.get("/nowhere", headers={"Accept": "*/*"}).mimetype == "text/html"


@pytest.mark.parametrize("address", ["/search", "/search.json", "/healthz"])
def test_an_unusable_index_is_reported_with_its_remedy(address: str) -> None:
    response = client_of(Damaged()).get(address)
    assert response.status_code == 503
    assert response.headers["Retry-After"] == "5"
    assert "dateline reindex" in response.text


@pytest.mark.parametrize("address", ["/search", "/search.json"])
def test_an_unexpected_error_reveals_no_details(address: str) -> None:
    response = client_of(Broken()).get(address)
    assert response.status_code == 500
    assert "Something went wrong here" in response.text
    assert "secret" not in response.text


def test_a_strict_address_refuses_a_query_and_names_the_place(client: FlaskClient) -> None:
    response = client.get("/search.json?q=talks+contry:belarus&strict=1")
    assert (response.status_code, response.mimetype) == (400, "application/problem+json")
    details = msgspec.json.decode(response.data, type=ProblemDetails)
    assert details.span
    assert details.span.start == len("talks ")
    assert details.suggestion


def test_a_strict_page_shows_the_place_in_the_query(client: FlaskClient) -> None:
    response = client.get("/search?q=talks+contry:belarus&strict=1")
    assert response.status_code == 400
    assert "talks <mark>contry" in response.text


def test_a_strict_address_refuses_an_invalid_parameter(client: FlaskClient) -> None:
    assert client.get("/search.json?q=talks&page=x&strict=1").status_code == 400


def test_a_strict_address_without_a_problem_is_answered(client: FlaskClient) -> None:
    assert client.get("/search.json?q=talks&strict=1").status_code == 200


def test_two_slashes_do_not_redirect_to_another_host(app: Flask, see: Callable[[str], Seen]) -> None:
    response = app.test_client().get("http://localhost//example.org/search")
    assert "example.org" not in response.headers.get("Location", "")
    assert see("/search").total == 9
