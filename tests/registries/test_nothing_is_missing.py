"""Every facet, field, format, engine, command, page and language is whole; a failure names what is missing."""

from __future__ import annotations

import msgspec
import pytest

from dateline.archive.engines import ENGINES
from dateline.cli import COMMANDS
from dateline.cli.search import FORMATS as RESULT_FORMATS
from dateline.index.formats.registry import FORMATS
from dateline.search.facets.registry import COUNTRY, FACETS, Facet
from dateline.search.query.fields import FIELDS, Field
from dateline.search.syntax.parse import LANGUAGE
from dateline.search.syntax.tagging import Row
from dateline.web.app import create_app
from dateline.web.language.current import LANGUAGES
from dateline.web.pages.openapi import OPERATIONS, Operation
from tests.registries import missing
from tests.web.memory import MemoryArchive


def rules() -> list[str]:
    """The addresses that the web front end serves, but for files."""
    app = create_app(MemoryArchive())
    return [rule.rule for rule in app.url_map.iter_rules() if not rule.rule.startswith("/static/")]


def require(lacks: list[str], thing: str) -> None:
    """Fail with the name of a thing and all that it lacks."""
    if lacks:
        pytest.fail(f"{thing} lacks:\n  " + "\n  ".join(lacks), pytrace=False)


@pytest.mark.parametrize("facet", list(FACETS), ids=lambda facet: facet.name)
def test_a_facet_lacks_nothing(facet: Facet) -> None:
    require(missing.of_facet(facet), f"the facet {facet.name}")


@pytest.mark.parametrize("field", list(FIELDS), ids=lambda field: field.name)
def test_a_field_lacks_nothing(field: Field) -> None:
    require(missing.of_field(field), f"the field {field.name}")


@pytest.mark.parametrize("row", LANGUAGE, ids=lambda row: row.typed[0])
def test_a_row_of_the_query_language_lacks_nothing(row: Row) -> None:
    require(missing.of_syntax(row), f"the row of the query language {row.typed[0]}")


@pytest.mark.parametrize("name", FORMATS)
def test_an_input_format_lacks_nothing(name: str) -> None:
    require(missing.of_input_format(name), f"the input format {name}")


@pytest.mark.parametrize("name", ENGINES)
def test_an_engine_lacks_nothing(name: str) -> None:
    require(missing.of_engine(name), f"the engine {name}")


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_lacks_nothing(name: str) -> None:
    require(missing.of_command(name), f"the command {name}")


@pytest.mark.parametrize("name", RESULT_FORMATS)
def test_a_result_format_lacks_nothing(name: str) -> None:
    require(missing.of_result_format(name), f"the result format {name}")


@pytest.mark.parametrize("operation", list(OPERATIONS), ids=lambda operation: operation.path)
def test_an_operation_lacks_nothing(operation: Operation) -> None:
    require(missing.of_operation(operation), f"the operation {operation.path}")


@pytest.mark.parametrize("rule", rules())
def test_a_page_lacks_nothing(rule: str) -> None:
    require(missing.of_page(rule), f"the page {rule}")


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_language_lacks_nothing(code: str) -> None:
    require(missing.of_language(code), f"the language {code}")


def test_everything_that_a_new_thing_lacks_is_named() -> None:
    facet = msgspec.structs.replace(COUNTRY, name="toy", title="", lead="a text that no catalogue has")
    assert len(missing.of_facet(facet)) > 4
    assert {
        "its text `title`",
        "a parameter in docs/reference/http.md",
        "a translation into de of a text that no catalogue has",
    } <= {*missing.of_facet(facet)}
    assert "a translation into fr of a text that no catalogue has" in missing.of_field(
        msgspec.structs.replace(FIELDS["source"], name="toy", meaning="a text that no catalogue has")
    )
    assert "a reading in tests/oracle.py" in missing.of_facet(facet)
    assert missing.of_syntax(Row(("toy!!",), "a toy", ())) == [
        "a row in docs/query-language.md",
        "a case in tests/query/language.txt for `toy!!`",
    ]
    assert missing.of_input_format("toy") == [
        "a row in docs/formats.md",
        "a file tests/formats/cases/toy-*.json, or a test in tests/formats that names it",
    ]
    assert missing.of_engine("toy") == ["a row in docs/how-to/own-archive.md", "tests in tests/toy_engine/"]
    assert len(missing.of_command("toy")) == 5
    assert len(missing.of_result_format("toy")) == 2
    assert missing.of_page("/toy/<name>.json") == ["a test in tests/web that requests it"]
    assert len(missing.of_operation(Operation("/toy.json", "toy", "A toy", "application/json", None))) == 2
    assert {"its name in README.md", "a test in tests/language"} < {*missing.of_language("pl")}
