"""Options set in `dateline.toml` of the data folder."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Dateline

LINES = "".join(
    f'{{"id": "{number}", "body": "Talks in Minsk.", "date": "2021-05-0{number}", "source": "Wire {number % 2}"}}\n'
    for number in range(1, 5)
)


@pytest.fixture
def data(dateline: Dateline, tmp_path: Path) -> Path:
    (tmp_path / "wire.jsonl").write_text(LINES)
    assert dateline("index", "--data", tmp_path / "data", "--workers", "1", tmp_path / "wire.jsonl").code == 0
    return tmp_path / "data"


@pytest.mark.parametrize(
    ("settings", "ids"),
    [
        ('number = 2\nsort = "oldest"', ["1", "2"]),
        ('from = "2021-05-03"\nsort = "oldest"', ["3", "4"]),
        ('source = ["Wire 1"]\nsort = "oldest"', ["1", "3"]),
    ],
)
def test_a_setting_has_the_name_of_its_option(dateline: Dateline, data: Path, settings: str, ids: list[str]) -> None:
    (data / "dateline.toml").write_text(f'[search]\nformat = "ids"\n{settings}\n')
    assert dateline("search", "--data", data, "duplicates:all").out.split() == ids


def test_an_option_overrides_its_setting(dateline: Dateline, data: Path) -> None:
    (data / "dateline.toml").write_text('[search]\nformat = "ids"\nnumber = 1\n')
    assert len(dateline("search", "--data", data, "-n", "3", "duplicates:all").out.split()) == 3


@pytest.mark.parametrize("name", ["size", "choose_country", "data", "colour"])
def test_an_unknown_setting_is_an_error_that_names_the_help(dateline: Dateline, data: Path, name: str) -> None:
    (data / "dateline.toml").write_text(f"[search]\n{name} = 1\n")
    refused = dateline("search", "--data", data)
    assert refused.code == 2
    assert f"[search] has no setting {name}; see `dateline search --help`" in refused.err
