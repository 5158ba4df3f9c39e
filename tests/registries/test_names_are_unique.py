"""Nothing is registered twice: a taken name is refused with an error that says the name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping

import msgspec
import pytest

from dateline.archive.engines import ENGINES
from dateline.cli import COMMANDS
from dateline.cli.search import FORMATS as RESULT_FORMATS
from dateline.index.formats.registry import FORMATS
from dateline.registry import Registry, by_name
from dateline.search.facets.registry import COUNTRY, FACETS
from dateline.search.query.fields import FIELDS
from dateline.search.syntax.parse import LANGUAGE
from dateline.web.app import create_app
from dateline.web.language.current import LANGUAGES
from dateline.web.pages.openapi import OPERATIONS
from tests.web.memory import MemoryArchive


@pytest.mark.parametrize(
    ("add", "taken"),
    [
        (lambda: FACETS.add(msgspec.structs.replace(COUNTRY)), "the facet country: the name country"),
        (lambda: FIELDS.add(msgspec.structs.replace(FIELDS["minister"], name="person", foreign=())), "the name person"),
        (lambda: OPERATIONS.add(msgspec.structs.replace(OPERATIONS["search"], path="/x")), "the name search"),
        (lambda: OPERATIONS.add(msgspec.structs.replace(OPERATIONS["search"], name="x")), r"the name /search\.json"),
    ],
)
def test_a_registry_refuses_a_taken_name(add: Callable[[], object], taken: str) -> None:
    with pytest.raises(ValueError, match=f"{taken} is taken"):
        add()


@pytest.mark.parametrize(
    ("kind", "things"),
    [
        ("format", FORMATS),
        ("engine", ENGINES),
        ("command", COMMANDS),
        ("result format", RESULT_FORMATS),
        ("language", LANGUAGES),
    ],
)
def test_a_table_of_names_refuses_a_taken_name(kind: str, things: Mapping[str, object]) -> None:
    name = next(iter(things))
    with pytest.raises(ValueError, match=f"the {kind} {name}: the name {name} is taken"):
        by_name(kind, [*things.items(), (name, things[name])])


def test_a_registry_keeps_its_order() -> None:
    names = Registry("facet", FACETS)
    assert list(names) == list(FACETS)


def test_an_input_format_has_the_name_by_which_it_is_found() -> None:
    assert [name for name, each in FORMATS.items() if each.name != name] == []


def test_no_row_of_the_query_language_stands_twice() -> None:
    counted = Counter([row.means for row in LANGUAGE] + [typed for row in LANGUAGE for typed in row.typed])
    assert [name for name, times in counted.items() if times > 1] == []


def test_no_address_is_served_twice() -> None:
    counted = Counter(rule.rule for rule in create_app(MemoryArchive()).url_map.iter_rules())
    assert [address for address, times in counted.items() if times > 1] == []
