"""Each extra is one of the package, its modules are those it installs, and each format needs a known one."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from dateline.index.containers.registry import CONTAINERS
from dateline.index.extras import EXTRAS, is_missing
from dateline.index.formats.registry import FORMATS


def test_every_extra_is_one_of_the_package(repository: Path) -> None:
    project = tomllib.loads((repository / "pyproject.toml").read_text())["project"]
    assert EXTRAS.keys() <= project["optional-dependencies"].keys()


def test_every_extra_that_is_needed_is_known() -> None:
    needed = {each.extra for each in FORMATS.values()} | {each.extra for each in CONTAINERS.values()}
    assert needed - {None} <= EXTRAS.keys()
    assert not is_missing(None)


@pytest.mark.parametrize("extra", EXTRAS)
def test_an_extra_is_missing_if_any_of_its_modules_is(extra: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert not is_missing(extra)
    is_missing.cache_clear()
    last = EXTRAS[extra][-1]

    def find_spec(name: str) -> str | None:
        return None if name == last else name

    monkeypatch.setattr("dateline.index.extras.find_spec", find_spec)
    try:
        assert is_missing(extra)
    finally:
        is_missing.cache_clear()
