"""Every command, Python example and link in the documentation works."""

from __future__ import annotations

import gzip
import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from dateline.cli import run

REPOSITORY = Path(__file__).resolve().parents[2]
PAGES = sorted([*REPOSITORY.glob("*.md"), *(REPOSITORY / "docs").rglob("*.md")])
ON_A_CLUSTER = {REPOSITORY / "docs" / "how-to" / "cluster.md"}
"""Pages whose commands need a cluster."""
FENCE = re.compile(r"^```(?P<language>\w*)\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\]\((?!https?:)(?P<target>[^)#]+)(?:#[^)]*)?\)")
TESTED_ELSEWHERE = ("dateline serve", "dateline watch", "dateline follow", "dateline index -")
"""Commands that do not end by themselves, or ask servers: see their tests in tests/cli."""
WIDTH = 100
"""Characters in a line of text; tables, code and addresses may be longer."""


def name_of(page: Path) -> str:
    return page.relative_to(REPOSITORY).as_posix()


def fenced(page: Path, *languages: str) -> Iterator[str]:
    """The fenced blocks of a page in one of `languages`."""
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
    command = tmp_path / "bin" / "dateline"
    command.parent.mkdir()
    command.write_text(f'#!/bin/sh\nexec {sys.executable} -m dateline "$@"\n')
    command.chmod(0o755)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DATELINE_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("DATELINE_WORKERS", "1")
    monkeypatch.setenv("PATH", str(command.parent), prepend=os.pathsep)
    return tmp_path


def exit_code(line: str) -> int:
    """Run one line of a page; a line with a pipe or a redirection runs in a shell."""
    words = shlex.split(line)
    if {"|", ">"} & set(words):
        return subprocess.run(["bash", "-o", "pipefail", "-c", line], capture_output=True, check=False).returncode
    return run(words[1:])


@pytest.mark.parametrize(
    "page",
    [pytest.param(page, marks=pytest.mark.cluster if page in ON_A_CLUSTER else ()) for page in PAGES],
    ids=name_of,
)
def test_every_command_of_a_page_runs(
    page: Path, newcomer: Path, capsys: pytest.CaptureFixture[str], request: pytest.FixtureRequest
) -> None:
    if page in ON_A_CLUSTER:
        request.getfixturevalue("cluster")
    lines = [line for line in commands_of(page) if not line.startswith(TESTED_ELSEWHERE)]
    if lines and not lines[0].startswith("dateline index"):
        assert run(["index", str(newcomer / "reports")]) == 0
    for line in lines:
        assert exit_code(line) in (0, 1), f"{line}\n{capsys.readouterr().err}"


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_every_python_example_of_a_page_runs(page: Path, newcomer: Path) -> None:
    examples = list(fenced(page, "python"))
    if examples:
        assert run(["index", str(newcomer / "reports")]) == 0
    for example in examples:
        exec(compile(example, str(page), "exec"), {})  # noqa: S102 - this is what readers will run


def test_the_tutorial_prints_the_counts_that_it_names(newcomer: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["index", str(newcomer / "reports")]) == 0
    capsys.readouterr()
    counts = [line for line in commands_of(REPOSITORY / "docs" / "tutorial.md") if line.startswith("dateline count")]
    for line in counts:
        exit_code(line)
    assert capsys.readouterr().out.split() == ["4", "1"]


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_no_link_between_pages_is_broken(page: Path) -> None:
    targets = {match["target"] for match in LINK.finditer(page.read_text())}
    assert [target for target in targets if not (page.parent / target).exists()] == []


@pytest.mark.parametrize("page", [page for page in PAGES if page.name != "ARCHITECTURE.md"], ids=name_of)
def test_no_line_of_text_is_too_long(page: Path) -> None:
    text = FENCE.sub("", page.read_text())
    lines = [line for line in text.splitlines() if not line.startswith(("|", "    ", "At most <!-- limits -->", "!["))]
    assert [line for line in lines if len(line) > WIDTH and "](http" not in line] == []


def test_every_make_target_of_the_docs_exists() -> None:
    used = {word for page in PAGES for word in re.findall(r"^make (\w+)", page.read_text(), re.MULTILINE)}
    targets = set(re.findall(r"^(\w+):", (REPOSITORY / "Makefile").read_text(), re.MULTILINE))
    assert used <= targets


def test_every_decision_says_context_decision_evidence_consequence() -> None:
    pages = sorted((REPOSITORY / "docs" / "decisions").glob("[0-9]*.md"))
    assert pages
    for page in pages:
        headings = re.findall(r"^## (\w+)", page.read_text(), re.MULTILINE)
        assert headings == ["Context", "Decision", "Evidence", "Consequence"], page.name


def test_the_index_of_decisions_lists_every_page() -> None:
    folder = REPOSITORY / "docs" / "decisions"
    listed = re.findall(r"\]\((\S+?)\)", (folder / "index.md").read_text())
    assert listed == sorted(page.name for page in folder.glob("[0-9]*.md"))


def test_every_page_is_in_the_menu_of_the_site() -> None:
    menu = (REPOSITORY / "mkdocs.yml").read_text().partition("nav:")[2]
    pages = {page.relative_to(REPOSITORY / "docs").as_posix() for page in (REPOSITORY / "docs").rglob("*.md")}
    assert pages <= set(re.findall(r"\S+\.md", menu))
