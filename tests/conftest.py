"""What all tests share: where the corpora are when they are there, and the option that rewrites reviewed files."""

from __future__ import annotations

import os
from collections.abc import Generator
from pathlib import Path
from typing import NoReturn

import pytest
from hypothesis import HealthCheck, settings

from dateline.archive.engines import EMBEDDED
from dateline.cli import run
from tests.cluster.nodes import Cluster, installed

REPOSITORY = Path(__file__).resolve().parent.parent
REQUIRED = os.environ.get("DATELINE_TESTS_REQUIRE", "").split(",")
"""Of `browser`, `cluster`, `corpora` and `vnu` what fails a test where it is missing, instead of skipping it."""

# Machines that run the tests are slow and shared: a deadline would test the machine.
settings.register_profile("default", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("ci", parent=settings.get_profile("default"), derandomize=True, print_blob=True)
settings.register_profile("nightly", parent=settings.get_profile("default"), max_examples=10_000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "default"))


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--update-golden` rewrites the reviewed files under test instead of comparing with them."""
    parser.addoption("--update-golden", action="store_true", help="rewrite reviewed files; the diff is the review")


def missing(name: str, reason: str) -> NoReturn:
    """Skip this test because `name` is not here, or fail it where that is required."""
    if name in REQUIRED:
        pytest.fail(f"{name} is required but missing: {reason}")
    pytest.skip(f"{name}: {reason}")


@pytest.fixture(scope="session")
def repository() -> Path:
    """The checkout."""
    return REPOSITORY


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of corpora, labelled reports and format samples, beside the repository."""
    folder = Path(os.environ.get("DATELINE_SHARED", REPOSITORY.parent / "shared"))
    if not (folder / "gold").is_dir():
        missing("corpora", f"no folder {folder}")
    return folder


@pytest.fixture(scope="session")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Generator[Cluster, None, None]:
    """Three nodes of OpenSearch, which archives made meanwhile are told of."""
    if installed() is None:
        missing("cluster", "no OpenSearch; `make cluster` fetches it, DATELINE_CLUSTER says where it is")
    with Cluster.started(tmp_path_factory.mktemp("cluster")) as started, pytest.MonkeyPatch.context() as patch:
        patch.setenv("DATELINE_OPENSEARCH", ",".join(started.addresses))
        yield started


@pytest.fixture(
    params=[*sorted(EMBEDDED), pytest.param("opensearch", marks=pytest.mark.cluster)],
    scope="session",
)
def engine(request: pytest.FixtureRequest) -> str:
    """Every engine by its name."""
    name: str = request.param
    if name not in EMBEDDED:
        request.getfixturevalue("cluster")
    return name


@pytest.fixture(scope="session")
def sample_data(tmp_path_factory: pytest.TempPathFactory, repository: Path) -> Path:
    """An archive of `seeds/`; tests that change an archive make their own."""
    data = tmp_path_factory.mktemp("archive") / "data"
    assert run(["index", "--data", str(data), "--workers", "1", str(repository / "seeds")]) == 0
    return data
