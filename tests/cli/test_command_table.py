"""The command table and `--help`."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from dateline import __version__
from dateline.cli import COMMANDS, run

HEAVY = (
    "tantivy",
    "whoosh",
    "flask",
    "babel",
    "rich",
    "sqlite3",
    "snowballstemmer",
    "rapidfuzz",
    "dateline.search.syntax.parse",
)
"""Modules that no `--help` may import."""
NOT_FOR_SEARCHES = (
    "flask",
    "babel",
    "dateline.index.pipeline",
    "dateline.index.metadata.officials.find",
    "dateline.index.read",
    "ssl",
    "email",
    "importlib.metadata",
    "whoosh.lang.morph_en",
    "whoosh.lang.porter",
)
"""Modules that a search may not import; it needs tantivy, sqlite3 and the parser."""


def test_help_lists_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--help"]) == 0
    shown = capsys.readouterr().out
    assert all(f"{name} " in shown and summary in shown for name, summary in COMMANDS.items())


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run([name, "--help"]) == 0
    assert f"dateline {name} " in capsys.readouterr().out


def test_version_prints_the_version(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--version"]) == 0
    assert capsys.readouterr().out == f"dateline {__version__}\n"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["serach", "x"], "serach"),
        (["search", "--no-such-option"], "--no-such-option"),
        (["search", "--facet", "colour"], "colour"),
        (["search", "--from", "2021-02-30"], "2021-02-30 is not a day"),
        (["index"], "SOURCE"),
        (["search", "x", "-0"], "--format ids"),
    ],
)
def test_a_wrong_command_line_gives_one_line_and_exits_2(
    arguments: list[str], message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(arguments) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err.startswith("dateline: ")
    assert printed.err.count("\n") == 1
    assert message in printed.err


def loaded(arguments: list[str], *modules: str) -> str:
    """Which of `modules` a command imports, in a new process."""
    script = (
        "import sys; from dateline.cli import run; run(sys.argv[1:]); "
        f"sys.stderr.write(','.join(name for name in {modules} if name in sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", script, *arguments], capture_output=True, text=True, check=True)
    return done.stderr


@pytest.mark.parametrize("arguments", [["--help"], *([name, "--help"] for name in COMMANDS)])
def test_help_imports_no_heavy_module(arguments: list[str]) -> None:
    assert loaded(arguments, *HEAVY) == ""


def test_a_search_imports_nothing_that_reads_articles(sample_data: Path) -> None:
    assert loaded(["search", "--data", str(sample_data), "--format", "ids", "baku"], *NOT_FOR_SEARCHES) == ""


def test_python_m_dateline_runs_the_command(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "dateline", "--version"], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert done.stdout == f"dateline {__version__}\n"
