"""Packaging: layout of the checkout, and wheel and sdist installed into an empty environment."""

from __future__ import annotations

import subprocess
import sys
import tarfile
import tomllib
import urllib.request
from pathlib import Path

import pytest

from dateline import __version__
from dateline.index import store

REPOSITORY = Path(__file__).resolve().parents[2]
PACKAGE = REPOSITORY / "dateline"


def test_every_folder_with_code_is_a_package() -> None:
    folders = {file.parent for file in PACKAGE.rglob("*.py")}
    assert [folder for folder in sorted(folders) if not (folder / "__init__.py").exists()] == []


def test_git_and_ruff_accept_the_path_shown_in_tracebacks() -> None:
    path = Path(store.__file__).relative_to(REPOSITORY)
    blame = ["git", "blame", "-s", str(path)]
    blamed = subprocess.run(blame, check=True, capture_output=True, text=True, cwd=REPOSITORY)
    assert blamed.stdout.count("\n") == path.read_text().count("\n")
    files = [sys.executable, "-m", "ruff", "check", "--force-exclude", "--show-files", str(path)]
    shown = subprocess.run(files, check=False, capture_output=True, text=True, cwd=REPOSITORY)
    if "No module named ruff" in shown.stderr:
        pytest.skip("ruff is not installed")
    assert shown.stdout.split() == [str(path.resolve())]


@pytest.mark.parametrize("room", ["index", "search", "web"])
def test_a_link_at_the_top_points_into_the_package(room: str) -> None:
    # git is asked, because a file system without links has none in its checkout.
    show = ["git", "cat-file", "blob", f"HEAD:{room}"]
    link = subprocess.run(show, check=True, capture_output=True, text=True, cwd=REPOSITORY)
    assert link.stdout == f"dateline/{room}"
    assert (PACKAGE / room / "__init__.py").is_file()


def test_package_and_project_have_the_same_version() -> None:
    assert tomllib.loads((REPOSITORY / "pyproject.toml").read_text())["project"]["version"] == __version__


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Wheel and sdist built from a clone, so that they contain no untracked files."""
    folder = tmp_path_factory.mktemp("built")
    clone = folder / "clone"
    subprocess.run(["git", "clone", "--quiet", str(REPOSITORY), str(clone)], check=True)
    subprocess.run(
        [sys.executable, "-m", "build", "--outdir", str(folder), str(clone)], check=True, capture_output=True
    )
    return folder


@pytest.mark.package
@pytest.mark.parametrize("pattern", ["*.whl", "*.tar.gz"])
def test_a_package_serves_from_an_empty_environment(built: Path, pattern: str, tmp_path: Path) -> None:
    (package,) = built.glob(pattern)
    subprocess.run([sys.executable, "-m", "venv", str(tmp_path / "venv")], check=True)
    python = tmp_path / "venv" / "bin" / "python"
    constraints = str(REPOSITORY / "constraints.txt")
    subprocess.run(
        [python, "-m", "pip", "--quiet", "install", "-c", constraints, str(package)], check=True, cwd=tmp_path
    )
    command = str(tmp_path / "venv" / "bin" / "dateline")
    shown = subprocess.run([command, "--version"], check=True, capture_output=True, text=True, cwd=tmp_path)
    assert shown.stdout == f"dateline {__version__}\n"
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


@pytest.mark.package
@pytest.mark.parametrize("links", [True, False], ids=["with links", "without links"])
def test_a_git_archive_installs(tmp_path: Path, *, links: bool) -> None:
    archive = tmp_path / "checkout.tar"
    subprocess.run(["git", "archive", "--output", str(archive), "HEAD"], check=True, cwd=REPOSITORY)
    with tarfile.open(archive) as opened:
        opened.extractall(tmp_path / "checkout", filter="data")
    if not links:
        for room in ("index", "search", "web"):
            (tmp_path / "checkout" / room).unlink()
    target = tmp_path / "installed"
    install = ["pip", "--quiet", "install", "--no-deps", "--target", str(target), str(tmp_path / "checkout")]
    subprocess.run([sys.executable, "-m", *install], check=True)
    shipped = {path.relative_to(target) for path in (target / "dateline").rglob("*") if path.suffix != ".pyc"}
    tracked = subprocess.run(
        ["git", "ls-files", "dateline"], check=True, capture_output=True, text=True, cwd=REPOSITORY
    )
    assert {Path(path) for path in tracked.stdout.split()} <= shipped
