"""Wheel and sdist: built, installed into an empty environment, run there."""

from __future__ import annotations

import subprocess
import sys
import tomllib
import urllib.request
from pathlib import Path

import pytest

from dateline import __version__

REPOSITORY = Path(__file__).resolve().parents[2]


def test_every_subpackage_is_named_in_the_packaging() -> None:
    named = set(tomllib.loads((REPOSITORY / "pyproject.toml").read_text())["tool"]["setuptools"]["packages"])
    found = {"dateline"}
    for top, name in (
        ("dateline", "dateline"),
        ("index", "dateline.index"),
        ("search", "dateline.search"),
        ("web", "dateline.web"),
    ):
        for file in (REPOSITORY / top).rglob("*.py"):
            inside = file.parent.relative_to(REPOSITORY / top).parts
            if top != "dateline" or not inside or inside[0] not in ("index", "search", "web"):
                found.add(".".join((name, *inside)))
    assert named == found


def test_the_version_stands_in_one_place_each() -> None:
    assert tomllib.loads((REPOSITORY / "pyproject.toml").read_text())["project"]["version"] == __version__


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Wheel and sdist of what git tracks, so that a stray file in the folder cannot help."""
    folder = tmp_path_factory.mktemp("built")
    clone = folder / "clone"
    subprocess.run(["git", "clone", "--quiet", str(REPOSITORY), str(clone)], check=True)
    subprocess.run(
        [sys.executable, "-m", "build", "--outdir", str(folder), str(clone)], check=True, capture_output=True
    )
    return folder


@pytest.mark.package
@pytest.mark.parametrize("pattern", ["*.whl", "*.tar.gz"])
def test_a_package_installs_into_an_empty_environment_and_serves(built: Path, pattern: str, tmp_path: Path) -> None:
    (package,) = built.glob(pattern)
    subprocess.run([sys.executable, "-m", "venv", str(tmp_path / "venv")], check=True)
    python = tmp_path / "venv" / "bin" / "python"
    constraints = str(REPOSITORY / "constraints.txt")
    subprocess.run(
        [python, "-m", "pip", "--quiet", "install", "-c", constraints, str(package)], check=True, cwd=tmp_path
    )
    command = str(tmp_path / "venv" / "bin" / "dateline")
    told = subprocess.run([command, "--version"], check=True, capture_output=True, text=True, cwd=tmp_path)
    assert told.stdout == f"dateline {__version__}\n"
    data = str(tmp_path / "data")
    subprocess.run([command, "index", "--data", data, str(REPOSITORY / "seeds")], check=True, cwd=tmp_path)
    serve = [command, "serve", "--data", data, "--port", "0"]
    with subprocess.Popen(serve, stdout=subprocess.PIPE, text=True, cwd=tmp_path) as serving:
        try:
            assert serving.stdout is not None
            address = next(word for word in serving.stdout.readline().split() if word.startswith("http://"))
            with urllib.request.urlopen(  # noqa: S310 - our own address
                f"{address.rstrip('/')}/search?q=minister:khrenin", timeout=30
            ) as reply:
                assert "Khrenin" in reply.read().decode()
        finally:
            serving.terminate()
        assert serving.wait(timeout=30) == 0
