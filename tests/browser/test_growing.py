"""The tour of an archive that outgrows its machine: it moves to a cluster while it is served, and a node is killed."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from playwright.sync_api import Browser, Page

from tests.browser.served import DATELINE, served
from tests.cluster.nodes import Cluster
from tests.conftest import REPOSITORY

pytestmark = [pytest.mark.browser, pytest.mark.cluster]

ADDRESSES = (
    "/",
    "/search?q=talks&sort=newest",
    "/search?q=talks&sort=newest&page=2",
    "/search?q=minister%3Akhrenin+defence+cooperation&sort=newest",
    "/search?q=oil+OR+gas&country=AZ&country=none&sort=oldest",
    "/search?q=%22foreign+minister%22~3&office=foreign&from=2016-01-01&sort=newest",
    "/search?q=nothing+has+these+words",
    "/country",
    "/country/AZ",
    "/official/az-zakir-hasanov",
    "/office/az/defence",
)
RANKED = ("/search?q=talks", "/article/14578d281009733ea54c13fe0e2257b1?q=minister%3Akhrenin")
"""Scores, and so the order of the best and which articles are most alike, are each engine's own."""
_TIME = re.compile(r"\d+(?:\.\d+)?\sms")
PAGES_MEANWHILE = 40


@pytest.fixture(scope="module")
def data(cluster: Cluster, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the archive, whose server knows of the cluster from the beginning."""
    del cluster
    return tmp_path_factory.mktemp("growing")


@pytest.fixture(scope="module")
def archive(data: Path) -> Iterator[str]:
    """Its address."""
    with served(data) as address:
        yield address


@pytest.fixture
def reader(chromium: Browser, archive: str) -> Iterator[Page]:
    """Somebody who goes on reading."""
    context = chromium.new_context(base_url=archive, viewport={"width": 1440, "height": 900})
    yield context.new_page()
    context.close()


def shown(page: Page, address: str) -> str:
    """All that a page says, but how long it took."""
    answer = page.goto(address)
    assert answer is not None
    assert answer.status == 200, (address, answer.status)
    return _TIME.sub("", page.locator("main").inner_text())


def total(page: Page, address: str) -> int:
    page.goto(address)
    return int(page.locator("strong[data-total]").get_attribute("data-total") or "-1")


def engine(page: Page) -> str:
    return str(msgspec.json.decode(page.request.get("/healthz").body())["engine"])


def test_12_grow(reader: Page, data: Path, cluster: Cluster) -> None:
    before = {address: shown(reader, address) for address in ADDRESSES}
    assert engine(reader) == "tantivy"

    moving = [*DATELINE, "reindex", "--data", str(data), "--engine", "opensearch"]
    subprocess.run(moving, cwd=REPOSITORY, check=True, capture_output=True)

    assert {address: shown(reader, address) for address in ADDRESSES} == before
    assert engine(reader) == "opensearch"
    assert total(reader, RANKED[0]) == total(reader, ADDRESSES[1]) > 0

    cluster.wait_for_green()
    killed = cluster.addresses[0]
    cluster.kill(killed)
    for turn in range(PAGES_MEANWHILE):
        address = ADDRESSES[turn % len(ADDRESSES)]
        assert shown(reader, address) == before[address]
        shown(reader, RANKED[turn % len(RANKED)])
    cluster.restart(killed)
    cluster.wait_for_green()
    assert {address: shown(reader, address) for address in ADDRESSES} == before
