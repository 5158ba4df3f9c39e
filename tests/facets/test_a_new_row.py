"""A new row for a facet or a field is enough for every feature; incomplete rows are reported."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from dateline.search.facets.registry import FACETS
from dateline.search.query.fields import FIELDS

REPOSITORY = Path(__file__).resolve().parents[2]


def run_with_toys(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Run tests in a new process that registers the toys first."""
    command = [sys.executable, "-m", "pytest", "-q", "-p", "tests.facets.toy", "-p", "no:cacheprovider", *arguments]
    return subprocess.run(command, check=False, capture_output=True, text=True, cwd=REPOSITORY)


def test_a_new_row_works_in_every_feature() -> None:
    ran = run_with_toys("tests/facets/features.py")
    assert ran.returncode == 0, ran.stdout


def test_missing_translations_of_a_new_row_are_reported() -> None:
    ran = run_with_toys("tests/language/test_catalogues.py", "-vv", "-k", "has_every_text and de")
    assert ran.returncode == 1
    for text in ("Toy topics", "no toy topic", "on the toy topic", "is about the toy topic"):
        assert text in ran.stdout


def test_all_that_a_new_row_lacks_is_named() -> None:
    ran = run_with_toys("tests/registries", "-k", "topic")
    assert ran.returncode == 1
    assert "the facet topic lacks:" in ran.stdout
    assert "the field topic lacks:" in ran.stdout
    for what in (
        "a row in docs/query-language.md",
        "a parameter in docs/reference/http.md",
        "a case in tests/conformance that counts it",
        "a translation into az of no toy topic",
    ):
        assert what in ran.stdout


def test_missing_docs_of_a_new_field_are_reported() -> None:
    ran = run_with_toys("tests/query/test_page.py", "-k", "tables")
    assert ran.returncode == 1
    assert "topic:" in ran.stdout


def test_every_field_is_completed_by_a_facet_that_exists() -> None:
    completed = [field.completed_by for field in FIELDS if field.completed_by is not None]
    assert [name for name in completed if FACETS.get(name) is None] == []
