"""The command table: what `dateline --help` promises."""

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
"""What no `--help` needs."""
NOT_FOR_SEARCHING = (
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
"""What a search does not need: tantivy, sqlite3 and the parser it does."""


def test_help_lists_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--help"]) == 0
    shown = capsys.readouterr().out
    assert all(f"{name} " in shown and summary in shown for name, summary in COMMANDS.items())


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help_with_examples(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run([name, "--help"]) == 0
    shown = capsys.readouterr().out
    assert "Example" in shown
    assert f"dateline {name}" in shown.split("Example", 1)[1]


def test_the_version_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--version"]) == 0
    assert capsys.readouterr().out == f"dateline {__version__}\n"


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["serach", "x"], "serach"),
        (["search", "--no-such-option"], "--no-such-option"),
        (["search", "--facet", "colour"], "colour"),
        (["search", "--from", "2021-02-30"], "2021-02-30 is no day"),
        (["index"], "SOURCE"),
        (["search", "x", "-0"], "--format ids"),
    ],
)
def test_a_wrong_command_line_is_one_line_on_standard_error_and_exit_code_2(
    arguments: list[str], told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(arguments) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err.startswith("dateline: ")
    assert printed.err.count("\n") == 1
    assert told in printed.err


def loaded(arguments: list[str], *modules: str) -> str:
    """Those of `modules` that a command imports, in a process of its own."""
    script = (
        "import sys; from dateline.cli import run; run(sys.argv[1:]); "
        f"sys.stderr.write(','.join(name for name in {modules} if name in sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", script, *arguments], capture_output=True, text=True, check=True)
    return done.stderr


@pytest.mark.parametrize("arguments", [["--help"], *([name, "--help"] for name in COMMANDS)])
def test_help_loads_nothing_heavy(arguments: list[str]) -> None:
    assert loaded(arguments, *HEAVY) == ""


def test_a_search_loads_nothing_that_reads_articles(sample_data: Path) -> None:
    assert loaded(["search", "--data", str(sample_data), "--format", "ids", "baku"], *NOT_FOR_SEARCHING) == ""


def test_the_module_runs_as_the_command_does(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "dateline", "--version"], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert done.stdout == f"dateline {__version__}\n"
