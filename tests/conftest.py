"""Fixtures and options shared by all tests."""

from __future__ import annotations

import os
from collections.abc import Generator
from pathlib import Path
from typing import NoReturn

import pytest
from hypothesis import HealthCheck, settings

from dateline.archive.engines import EMBEDDED, ENGINES
from dateline.cli import run
from tests.cluster.nodes import Cluster, installed

REPOSITORY = Path(__file__).resolve().parent.parent
REQUIRED = os.environ.get("DATELINE_TESTS_REQUIRE", "").split(",")
"""Which of `browser`, `cluster`, `corpora` and `vnu` must exist: if one is missing, its tests fail instead of skip."""

# Machines that run the tests are slow and shared, so a deadline would test the machine.
settings.register_profile("default", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("ci", parent=settings.get_profile("default"), derandomize=True, print_blob=True)
settings.register_profile("nightly", parent=settings.get_profile("default"), max_examples=10_000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "default"))


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add `--update-golden`, which rewrites golden files instead of comparing with them."""
    parser.addoption("--update-golden", action="store_true", help="rewrite golden files; review the diff")


def missing(name: str, reason: str) -> NoReturn:
    """Skip this test because `name` is missing, or fail it if `name` is required."""
    if name in REQUIRED:
        pytest.fail(f"{name} is required but missing: {reason}")
    pytest.skip(f"{name}: {reason}")


@pytest.fixture(scope="session")
def repository() -> Path:
    """The root of the checkout."""
    return REPOSITORY


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of corpora, labelled articles and format samples, next to the repository."""
    folder = Path(os.environ.get("DATELINE_SHARED", REPOSITORY.parent / "shared"))
    if not (folder / "gold").is_dir():
        missing("corpora", f"no folder {folder}")
    return folder


@pytest.fixture(scope="session")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Generator[Cluster, None, None]:
    """Three OpenSearch nodes; archives that tests create use them."""
    if installed() is None:
        missing("cluster", "no OpenSearch; `make cluster` fetches it, DATELINE_CLUSTER names its folder")
    with Cluster.started(tmp_path_factory.mktemp("cluster")) as started, pytest.MonkeyPatch.context() as patch:
        patch.setenv("DATELINE_OPENSEARCH", ",".join(started.addresses))
        yield started


@pytest.fixture(
    params=[pytest.param(name, marks=() if name in EMBEDDED else pytest.mark.cluster) for name in ENGINES],
    scope="session",
)
def engine(request: pytest.FixtureRequest) -> str:
    """The name of each engine."""
    name: str = request.param
    if name not in EMBEDDED:
        request.getfixturevalue("cluster")
    return name


@pytest.fixture(scope="session")
def sample_data(tmp_path_factory: pytest.TempPathFactory, repository: Path) -> Path:
    """An archive of `seeds/`; tests that change an archive must create their own."""
    data = tmp_path_factory.mktemp("archive") / "data"
    assert run(["index", "--data", str(data), "--workers", "1", str(repository / "seeds")]) == 0
    return data
