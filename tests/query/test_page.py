"""The documentation of the query language matches the code: its tables are generated from rows and fields."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from dateline.search.query.fields import FIELDS, field_named, nearest_field
from dateline.search.request import ReadQuery
from dateline.search.syntax import limits
from dateline.search.syntax.parse import LANGUAGE, caret

PAGE = "docs/query-language.md"
LIMITS = (
    f"{limits.LONGEST_TEXT:,} characters, {limits.MOST_CLAUSES:,} words and values, {limits.LONGEST_PHRASE} words in a "
    f"phrase, {limits.WIDEST_GAP} between two near words, fewer between more, and brackets {limits.MOST_DEPTH} deep "
    "are read; the rest is left out, with a problem."
)


def table(heads: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """Return a Markdown table as on the page."""
    heads = list(heads)
    lines = [heads, ["---"] * len(heads), *rows]
    return "\n".join("|" + "|".join(f" {cell} " if cell != "---" else cell for cell in line) + "|" for line in lines)


def code(texts: Iterable[str]) -> str:
    return ", ".join(f"`{text}`" if text else "nothing" for text in texts)


def generated() -> dict[str, str]:
    """Return the generated tables of the page."""
    return {
        "language": table(["you type", "it means"], [(code(row.typed), row.means) for row in LANGUAGE]),
        "fields": table(
            ["field", "finds articles by", "example", "elsewhere"],
            [(f"`{field.name}:`", field.meaning, code([field.example]), code(field.foreign)) for field in FIELDS],
        ),
    }


def replaced(page: str, start: str, end: str, text: str) -> str:
    """Return the page with the text between two markers replaced."""
    before, _, rest = page.partition(start)
    return before + start + text + end + rest.partition(end)[2]


def test_the_page_has_the_tables_of_the_language(repository: Path, pytestconfig: pytest.Config) -> None:
    page = expected = (repository / PAGE).read_text(encoding="utf-8")
    for name, text in generated().items():
        expected = replaced(expected, f"<!-- table: {name} -->\n", "<!-- end -->", f"{text}\n")
    expected = replaced(expected, "At most <!-- limits -->", "\n", f" {LIMITS}")
    if pytestconfig.getoption("--update-golden"):
        (repository / PAGE).write_text(expected, encoding="utf-8")
        page = expected
    assert page == expected


def test_the_page_shows_the_caret_of_a_terminal(repository: Path, read: Callable[[str], ReadQuery]) -> None:
    shown = re.search(r"```caret\n(.*?)\n```", (repository / PAGE).read_text(encoding="utf-8"), re.DOTALL)
    assert shown is not None
    typed = shown[1].splitlines()[0]
    span = read(typed).problems[0].span
    assert span is not None
    assert caret(typed, span) == shown[1]


EXAMPLES = [field.example for field in FIELDS] + [typed for row in LANGUAGE[:-1] for typed in row.typed]


@pytest.mark.parametrize("typed", EXAMPLES)
def test_every_example_of_a_row_or_field_is_understood(read: Callable[[str], ReadQuery], typed: str) -> None:
    assert read(typed).problems == ()


@pytest.mark.parametrize("typed", LANGUAGE[-1].typed)
def test_every_foreign_example_is_translated(read: Callable[[str], ReadQuery], typed: str) -> None:
    understood = read(typed)
    assert [problem.suggestion for problem in understood.problems] != []
    assert read(understood.read_as).problems == ()


def test_a_field_is_found_in_any_case() -> None:
    names = [name for field in FIELDS for name in field.names]
    assert all(field_named(name.upper()) is field_named(name) for name in names)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("contry", "country"), ("headlin", "headline"), ("soruce", "source"), ("minster", "minister"), ("dat", "date")],
)
def test_a_misspelt_field_is_recognised(typed: str, meant: str) -> None:
    near = nearest_field(typed)
    assert near is not None
    assert near.name == meant


@pytest.mark.parametrize("typed", ["hasanov", "a", "id2", "re2", "moscow", "note", "update"])
def test_other_words_before_a_colon_are_not_misspelt_fields(typed: str) -> None:
    assert nearest_field(typed) is None


def dates_of_the_page() -> list[str]:
    """Return the values in the page's table of dates."""
    page = (Path(__file__).resolve().parents[2] / PAGE).read_text(encoding="utf-8")
    rows = page.partition("## Dates")[2].partition("##")[0].splitlines()[4:]
    return [value for row in rows for value in re.findall(r"`([^`]+)`", row.split("|")[1] if "|" in row else "")]


@pytest.mark.parametrize("value", dates_of_the_page())
def test_every_date_of_the_page_is_understood(read: Callable[[str], ReadQuery], value: str) -> None:
    understood = read(f"date:{value}")
    assert understood.problems == ()
    assert understood.read_as.startswith("date:")


def test_importing_the_query_types_does_not_import_the_parser() -> None:
    command = "import sys, dateline.search.query.tree, dateline.search.request; sys.exit('whoosh' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", command], check=False).returncode == 0
