"""ETags: an unchanged reply is a 304, without a search."""

from __future__ import annotations

from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from dateline.archive.reading import open_archive
from dateline.cli import run
from dateline.errors import IndexDamagedError
from dateline.index.corrections.files import read_corrections
from dateline.index.store import Store
from dateline.index.upgrades import open_to_write
from dateline.search.request import Request
from dateline.search.results import Results
from dateline.web.app import create_app
from tests.web.conftest import TODAY
from tests.web.memory import ARTICLES, MemoryArchive

PAGES = (
    "/",
    "/search?q=talks",
    "/search.json?q=talks",
    "/search.csv",
    "/search.jsonl",
    "/search.atom",
    "/search/country",
    "/article/minsk-1?q=talks",
    "/article/minsk-1.json",
    "/suggest?q=bel",
    "/suggest.json?q=bel",
    "/suggestions?q=bel",
    "/opensearch.xml",
    "/docs",
)
OPERATORS = ("/healthz", "/readyz", "/metrics")


def tag_of(client: FlaskClient, address: str) -> str:
    return client.get(address, buffered=True).headers["ETag"]


def again(client: FlaskClient, address: str, tag: str) -> int:
    return client.get(address, headers={"If-None-Match": tag}, buffered=True).status_code


class Unsearched(MemoryArchive):
    """An archive that fails if it is searched once it is asleep."""

    is_asleep = False

    def search(self, request: Request) -> Results:
        assert not self.is_asleep
        return super().search(request)


@pytest.mark.parametrize("address", PAGES)
def test_an_unchanged_reply_is_a_304(client: FlaskClient, address: str) -> None:
    response = client.get(address, headers={"If-None-Match": tag_of(client, address)}, buffered=True)
    assert (response.status_code, response.data) == (304, b"")
    assert response.headers["ETag"] == tag_of(client, address)
    assert response.headers["Cache-Control"] == "no-cache"


def test_a_304_costs_no_search() -> None:
    archive = Unsearched()
    client = create_app(archive, today=lambda: TODAY).test_client()
    tag = tag_of(client, "/search?q=talks")
    archive.is_asleep = True
    assert again(client, "/search?q=talks", tag) == 304


@pytest.mark.parametrize("address", PAGES)
def test_a_commit_of_the_index_changes_the_etag(client: FlaskClient, archive: MemoryArchive, address: str) -> None:
    tag = tag_of(client, address)
    archive.articles = ARTICLES[:-1]
    assert again(client, address, tag) == 200


def test_another_day_changes_the_etag(archive: MemoryArchive) -> None:
    tag = tag_of(create_app(archive, today=lambda: TODAY).test_client(), "/search?q=date:today")
    tomorrow = create_app(archive, today=lambda: date(2024, 6, 2)).test_client()
    assert again(tomorrow, "/search?q=date:today", tag) == 200


def test_each_address_and_host_has_its_own_etag(app: Flask) -> None:
    client = app.test_client()
    tags = {tag_of(client, address) for address in PAGES}
    tags.add(client.get("/search.atom", headers={"Host": "example.org"}).headers["ETag"])
    assert len(tags) == len(PAGES) + 1


@pytest.mark.parametrize("known", ["*", '"other"', "nonsense", '"', "W/", '"a", "b"', ""])
def test_another_etag_gets_the_whole_reply(client: FlaskClient, known: str) -> None:
    response = client.get("/search", headers={"If-None-Match": known})
    assert response.status_code == 200
    assert response.data


def test_one_of_several_etags_is_enough(client: FlaskClient) -> None:
    assert again(client, "/search", f'"other", {tag_of(client, "/search")}') == 304


@pytest.mark.parametrize("address", ["/nowhere", "/article/none", "/search.json?q=contry:x&strict=1"])
def test_an_error_has_no_etag(client: FlaskClient, address: str) -> None:
    assert "ETag" not in client.get(address).headers


@pytest.mark.parametrize("address", OPERATORS)
def test_replies_to_operators_are_never_cached(client: FlaskClient, address: str) -> None:
    response = client.get(address)
    assert response.headers["Cache-Control"] == "no-store"
    assert "ETag" not in response.headers


def test_pages_that_need_no_index_work_without_one(archive: MemoryArchive) -> None:
    class Damaged(MemoryArchive):
        def version(self) -> str:
            raise IndexDamagedError("generation 3 is missing", remedy="run `dateline reindex`")

    response = create_app(Damaged(archive.articles)).test_client().get("/docs")
    assert response.status_code == 200
    assert "ETag" not in response.headers


CORRECTIONS = {
    "what one article is about": '[[article]]\nid = "1"\ncountry = "FR"\nreason = "a reprint"\n',
    "why two spellings are one person": '[[same]]\nkeys = ["az-zakir-hasanov", "az-zakir-gasanov"]\nreason = "he is"\n',
}
REPORTS = """\
{"id": "1", "date": "2021-05-19", "body": "Azerbaijan's Defence Minister Zakir Hasanov spoke."}
{"id": "2", "date": "2021-05-20", "body": "Azerbaijan's Defence Minister Zakir Gasanov left."}
"""


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """The folder of an archive of two articles."""
    reports = tmp_path / "reports.jsonl"
    reports.write_text(REPORTS)
    assert run(["index", "--data", str(tmp_path / "data"), "--workers", "1", str(reports)]) == 0
    return tmp_path / "data"


@pytest.mark.parametrize("told", CORRECTIONS.values(), ids=CORRECTIONS)
def test_corrections_change_the_etag_before_the_index_follows(data: Path, told: str) -> None:
    addresses = ("/article/1", "/official/az-zakir-gasanov")
    with open_archive(data) as archive:
        client = create_app(archive.service, archive.officials, today=lambda: TODAY).test_client()
        before = {address: (tag_of(client, address), client.get(address).text) for address in addresses}
        (data / "corrections.toml").write_text(told)
        with closing(open_to_write(data)) as database:
            Store(database).apply_corrections(read_corrections(data))
        changed = [address for address in addresses if client.get(address).text != before[address][1]]
        assert changed
        for address in changed:
            assert again(client, address, before[address][0]) == 200, address


def test_indexing_the_same_input_again_keeps_the_etag(data: Path) -> None:
    with open_archive(data) as archive:
        client = create_app(archive.service, archive.officials, today=lambda: TODAY).test_client()
        tag = tag_of(client, "/article/1")
        assert run(["index", "--data", str(data), "--workers", "1", str(data.parent / "reports.jsonl")]) == 0
        assert again(client, "/article/1", tag) == 304
