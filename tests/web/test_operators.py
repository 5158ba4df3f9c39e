"""For operators: health, readiness, metrics, and the sites that may read replies."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from contextlib import closing
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from flask.testing import FlaskClient
from prometheus_client.parser import text_string_to_metric_families

from dateline import __version__
from dateline.errors import IndexDamagedError
from dateline.search.request import Request
from dateline.search.results import ArchiveSummary, Results
from dateline.web.app import create_app
from tests.web.memory import MemoryArchive


class Damaged(MemoryArchive):
    """An archive whose index is gone."""

    def search(self, request: Request) -> Results:  # noqa: ARG002 - as every archive
        raise IndexDamagedError("generation 3 is missing", remedy="run `dateline reindex`")

    def summary(self) -> ArchiveSummary:
        raise IndexDamagedError("generation 3 is missing", remedy="run `dateline reindex`")


def figures(client: FlaskClient) -> dict[str, float]:
    """All samples, by name and labels."""
    families = text_string_to_metric_families(client.get("/metrics").text)
    return {
        f"{sample.name}{''.join(f' {name}={value}' for name, value in sorted(sample.labels.items()))}": sample.value
        for family in families
        for sample in family.samples
    }


def test_a_server_is_ready_once_it_has_answered(client: FlaskClient) -> None:
    assert client.get("/readyz").json == {"status": "ready", "version": "memory-9"}


@pytest.mark.parametrize("address", ["/healthz", "/readyz", "/metrics"])
def test_health_reports_a_missing_index(address: str) -> None:
    response = create_app(Damaged()).test_client().get(address)
    assert (response.status_code, response.mimetype) == (503, "application/problem+json")


def test_metrics_describe_what_is_served(client: FlaskClient) -> None:
    found = figures(client)
    assert found["dateline_articles"] == 9
    assert found["dateline_generation"] == 1
    assert found[f"dateline_about engine=memory version={__version__}"] == 1
    assert any(name.startswith("process_") for name in found)


def test_every_request_is_counted_with_its_page_and_status(client: FlaskClient) -> None:
    for address in ("/search?q=talks", "/search?q=oil", "/article/minsk-1", "/article/none", "/nowhere", "/else"):
        client.get(address)
    client.post("/search")
    found = figures(client)
    counted = {name: value for name, value in found.items() if name.startswith("dateline_requests_total")}
    assert counted == {
        "dateline_requests_total method=GET page=search status=200": 2,
        "dateline_requests_total method=GET page=article status=200": 1,
        "dateline_requests_total method=GET page=article status=404": 1,
        "dateline_requests_total method=GET page=none status=404": 2,
        "dateline_requests_total method=other page=none status=405": 1,
    }
    assert found["dateline_reply_seconds_count page=search"] == 2


def test_addresses_made_up_by_clients_are_no_metrics(client: FlaskClient) -> None:
    for number in range(20):
        client.open(f"/nowhere-{number}", method=f"MADE{number}")
    assert not re.search(r"nowhere|MADE", client.get("/metrics").text)


def test_two_applications_share_no_metrics(client: FlaskClient) -> None:
    client.get("/search")
    assert "dateline_requests_total method=GET page=search status=200" not in figures(
        create_app(MemoryArchive()).test_client()
    )


def fetch(address: str, path: str) -> str:
    """Fetch a page on a new connection."""
    with closing(HTTPConnection(address, timeout=60)) as connection:
        connection.request("GET", path)
        reply = connection.getresponse()
        assert reply.status == 200
        return reply.read().decode()


def test_metrics_are_summed_over_processes(repository: Path, tmp_path: Path) -> None:
    dateline = [sys.executable, "-m", "dateline"]
    env = {**os.environ, "DATELINE_DATA": str(tmp_path), "DATELINE_WORKERS": "2"}
    subprocess.run([*dateline, "index", "seeds"], cwd=repository, env=env, check=True, capture_output=True)
    serve = [*dateline, "serve", "--port", "0"]
    with subprocess.Popen(serve, cwd=repository, env=env, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout
        line: str = server.stdout.readline()
        address = urlsplit(next(word for word in line.split() if word.startswith("http://"))).netloc
        for _ in range(20):
            assert fetch(address, "/docs")
        text = fetch(address, "/metrics")
        server.terminate()
        assert server.wait(timeout=60) == 0
    assert 'dateline_requests_total{method="GET",page="docs",status="200"} 20.0' in text
    assert "dateline_articles " in text


@pytest.mark.parametrize("address", ["/search.json", "/", "/nowhere.json"])
def test_no_other_site_may_read_replies(client: FlaskClient, address: str) -> None:
    response = client.get(address, headers={"Origin": "https://example.org"})
    assert [name for name, _ in response.headers if name.startswith("Access-Control")] == []


@pytest.mark.parametrize(
    ("allowed", "origin", "expected"),
    [
        (["https://example.org"], "https://example.org", "https://example.org"),
        (["https://example.org/"], "https://example.org", "https://example.org"),
        (["https://example.org"], "https://example.com", None),
        (["https://example.org"], "https://example.org.evil.example", None),
        (["https://example.org"], "null", None),
        (["https://example.org"], None, None),
        (["*"], "https://example.com", "*"),
    ],
)
def test_an_allowed_site_may_read_replies(allowed: list[str], origin: str | None, expected: str | None) -> None:
    client = create_app(MemoryArchive(), origins=allowed).test_client()
    response = client.get("/search.json", headers={"Origin": origin} if origin else {})
    assert response.headers.get("Access-Control-Allow-Origin") == expected
    assert ("Origin" in response.headers.get("Vary", "")) is (allowed != ["*"])
    assert "Access-Control-Allow-Credentials" not in response.headers


def test_a_preflight_request_lists_what_is_allowed() -> None:
    client = create_app(MemoryArchive(), origins=["https://example.org"]).test_client()
    response = client.options("/search.json", headers={"Origin": "https://example.org"})
    assert response.headers["Access-Control-Allow-Methods"] == "GET, HEAD"
