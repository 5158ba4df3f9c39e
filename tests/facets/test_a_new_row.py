"""A new row adds a facet or field everywhere; an incomplete one is refused or reported."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import msgspec
import pytest

from dateline.search.facets.registry import COUNTRY, FACETS
from dateline.search.query.fields import FIELDS
from dateline.search.registry import Registry

REPOSITORY = Path(__file__).resolve().parents[2]


def run_with_toys(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Run tests in a process of their own, in which the toys are registered first."""
    command = [sys.executable, "-m", "pytest", "-q", "-p", "tests.facets.toy", "-p", "no:cacheprovider", *arguments]
    return subprocess.run(command, check=False, capture_output=True, text=True, cwd=REPOSITORY)


def test_a_new_facet_and_field_work_everywhere() -> None:
    ran = run_with_toys("tests/facets/doors.py")
    assert ran.returncode == 0, ran.stdout


def test_missing_translations_of_a_new_row_are_named() -> None:
    ran = run_with_toys("tests/language/test_catalogues.py", "-vv", "-k", "has_every_text and de")
    assert ran.returncode == 1
    for text in ("Toy topics", "no toy topic", "on the toy topic", "is about the toy topic"):
        assert text in ran.stdout


def test_missing_docs_of_a_new_field_are_named() -> None:
    ran = run_with_toys("tests/query/test_page.py", "-k", "tables")
    assert ran.returncode == 1
    assert "topic:" in ran.stdout


def test_a_name_taken_twice_is_refused() -> None:
    with pytest.raises(ValueError, match="the facet country: the name country is taken"):
        FACETS.add(msgspec.structs.replace(COUNTRY))
    with pytest.raises(ValueError, match="the name person is taken"):
        FIELDS.add(msgspec.structs.replace(FIELDS["minister"], name="person", foreign=()))


def test_rows_keep_their_order() -> None:
    names = Registry("facet", FACETS)
    assert list(names) == list(FACETS)
    assert [names.position(facet) for facet in FACETS] == list(range(len(FACETS)))


def test_every_field_is_completed_by_a_facet_that_exists() -> None:
    completed = [field.completed_by for field in FIELDS if field.completed_by is not None]
    assert [name for name in completed if FACETS.get(name) is None] == []


def test_every_facet_has_all_its_texts() -> None:
    incomplete = [
        (facet.name, text)
        for facet in FACETS
        for text in ("none", "title", "lead", "none_lead", "noun", "help")
        if not getattr(facet, text)
    ]
    assert incomplete == []
