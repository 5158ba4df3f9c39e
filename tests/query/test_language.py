"""The query language as a table: `language.txt` has typed texts, how they are read, and their problems."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from dateline.search.request import ReadQuery

TABLE = Path(__file__).with_name("language.txt")


class Case:
    """A typed text and the expected lines below it."""

    def __init__(self, typed: str, lines: list[str]) -> None:
        self.typed = typed
        self.lines = lines


def cases_of(text: str) -> Iterator[Case]:
    """Yield all cases: a typed line, then indented lines; other lines are blank or start with `# `."""
    case: Case | None = None
    for line in text.splitlines():
        if line.startswith("    ") and case is not None:
            case.lines.append(line)
            continue
        if case is not None:
            yield case
        case = Case(line, []) if line and not line.startswith("# ") else None
    if case is not None:
        yield case


def shown(understood: ReadQuery) -> list[str]:
    """Return the lines for a query: its canonical text, and its problems with spans and suggestions."""
    lines = [f"    {understood.read_as}"]
    for problem in understood.problems:
        assert problem.span is not None
        lines.append(f"    {problem.span.start}-{problem.span.end} {problem.text}")
        lines += [] if problem.suggestion is None else [f"        {problem.suggestion}"]
    return [line.rstrip() for line in lines]


CASES = list(cases_of(TABLE.read_text(encoding="utf-8")))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.typed)
def test_typed_text_is_read_as_the_table_says(read: Callable[[str], ReadQuery], case: Case) -> None:
    assert shown(read(case.typed)) == [line.rstrip() for line in case.lines]


PAGE = Path(__file__).resolve().parents[2] / "docs" / "query-language.md"
BLOCKS = re.findall(r"```query\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
EXAMPLES = [case for block in BLOCKS for case in cases_of(block)]


@pytest.mark.parametrize("case", EXAMPLES, ids=lambda case: case.typed)
def test_typed_text_is_read_as_the_page_says(read: Callable[[str], ReadQuery], case: Case) -> None:
    assert shown(read(case.typed)) == [line.rstrip() for line in case.lines]


def test_no_text_is_in_the_table_twice() -> None:
    typed = [case.typed for case in CASES]
    assert len(typed) == len(set(typed))
