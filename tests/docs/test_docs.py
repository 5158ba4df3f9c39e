"""The docs say what is true: every command, option and example in them exists and runs."""

from __future__ import annotations

import gzip
import re
import shlex
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from dateline.cli import COMMANDS, run

REPOSITORY = Path(__file__).resolve().parents[2]
PAGES = sorted(
    [
        REPOSITORY / "README.md",
        REPOSITORY / "ARCHITECTURE.md",
        REPOSITORY / "CONTRIBUTING.md",
        *(REPOSITORY / "docs").rglob("*.md"),
    ]
)
ON_A_CLUSTER = {REPOSITORY / "docs" / "opensearch.md"}
"""What these pages say is done where a cluster can be started."""
FENCE = re.compile(r"^```(?P<language>\w*)\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\]\((?!https?:)(?P<target>[^)#]+)(?:#[^)]*)?\)")
RUNS_UNTIL_STOPPED = ("dateline serve", "dateline index -")
"""Commands with tests of their own: tests/cli/test_serve.py, tests/cli/test_index.py."""


def fenced(page: Path, *languages: str) -> Iterator[str]:
    """The fenced blocks of a page that are in one of `languages`."""
    return (match["text"] for match in FENCE.finditer(page.read_text()) if match["language"] in languages)


def commands_of(page: Path) -> list[str]:
    """The lines of a page's shell blocks that call Dateline, in order, without their comments."""
    lines = (line.split("#")[0].strip() for block in fenced(page, "", "sh") for line in block.splitlines())
    return [line for line in lines if line.startswith("dateline ")]


@pytest.fixture
def newcomer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the files that the docs name: `reports/`, a compressed JSONL file, a table."""
    shutil.copytree(REPOSITORY / "seeds", tmp_path / "reports")
    wire = '{"id": 1, "title": "Talks in Minsk", "body": "MINSK, May 3 - Ministers met.", "date": "2021-05-03"}\n'
    (tmp_path / "wire-2021.jsonl.gz").write_bytes(gzip.compress(wire.encode()))
    (tmp_path / "table.csv").write_text("TITLE,text,DAY\nTalks,Ministers of Belarus met.,2021-05-04\n")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DATELINE_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("DATELINE_WORKERS", "1")
    return tmp_path


@pytest.mark.parametrize(
    "page",
    [pytest.param(page, marks=pytest.mark.cluster if page in ON_A_CLUSTER else ()) for page in PAGES],
    ids=lambda page: str(page.relative_to(REPOSITORY)),
)
def test_every_command_of_a_page_runs(
    page: Path, newcomer: Path, capsys: pytest.CaptureFixture[str], request: pytest.FixtureRequest
) -> None:
    if page in ON_A_CLUSTER:
        request.getfixturevalue("cluster")
    lines = [line for line in commands_of(page) if not line.startswith(RUNS_UNTIL_STOPPED)]
    if lines and not lines[0].startswith("dateline index"):
        assert run(["index", str(newcomer / "reports")]) == 0
    for line in lines:
        assert run(shlex.split(line)[1:]) in (0, 1), f"{line}\n{capsys.readouterr().err}"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(REPOSITORY)))
def test_every_python_example_of_a_page_runs(page: Path, newcomer: Path) -> None:
    examples = list(fenced(page, "python"))
    if examples:
        assert run(["index", str(newcomer / "reports")]) == 0
    for example in examples:
        exec(compile(example, str(page), "exec"), {})  # noqa: S102 - this is what readers will run


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(REPOSITORY)))
def test_no_link_between_pages_is_broken(page: Path) -> None:
    targets = {match["target"] for match in LINK.finditer(page.read_text())}
    assert [target for target in targets if not (page.parent / target).exists()] == []


def test_every_target_that_the_docs_make_is_in_the_makefile() -> None:
    made = {word for page in PAGES for word in re.findall(r"^make (\w+)", page.read_text(), re.MULTILINE)}
    targets = set(re.findall(r"^(\w+):", (REPOSITORY / "Makefile").read_text(), re.MULTILINE))
    assert made <= targets


def test_the_command_reference_is_what_help_says(
    capsys: pytest.CaptureFixture[str], pytestconfig: pytest.Config, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "100")
    sections = [
        "# Commands\n\nWhat `dateline COMMAND --help` prints; a test keeps this page and the commands the same.\n"
    ]
    for name in COMMANDS:
        capsys.readouterr()
        assert run([name, "--help"]) == 0
        sections.append(f"## dateline {name}\n\n```text\n{capsys.readouterr().out.rstrip()}\n```\n")
    page = REPOSITORY / "docs" / "commands.md"
    if pytestconfig.getoption("--update-golden"):
        page.write_text("\n".join(sections))
    assert page.read_text() == "\n".join(sections), "rewrite it with `pytest tests/docs --update-golden`"


def test_every_decision_says_context_decision_evidence_consequence() -> None:
    pages = sorted((REPOSITORY / "docs" / "decisions").glob("*.md"))
    assert pages
    for page in pages:
        headings = re.findall(r"^## (\w+)", page.read_text(), re.MULTILINE)
        assert headings == ["Context", "Decision", "Evidence", "Consequence"], page.name
