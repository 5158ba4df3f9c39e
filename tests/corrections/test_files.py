"""Reading `dateline.toml` and `corrections.toml`, and errors with their lines."""

from __future__ import annotations

from pathlib import Path

import pytest

from dateline.errors import ConfigError
from dateline.index.corrections.corrections import NO_CORRECTIONS, About, Home, NotCountry
from dateline.index.corrections.files import CORRECTIONS, SETTINGS, read_corrections
from dateline.index.people.ties import Tie

WHOLE = """\
# What our desk knows better.
[[surface]]
surface = "Georgia"
not = "georgia"
reason = "in this archive it is the state"

[[same]]
keys = ["az-zakir-hasanov", "az-zakir-gasanow"]
reason = "his office writes both"
since = 2013

[[different]]
keys = ["us-george-bush", "us-george-w-bush"]
reason = "father and son"

[[article]]
id = "wire-17"
country = "AZ"
reason = "only the picture is from Paris"
"""


def test_without_files_there_are_no_corrections(tmp_path: Path) -> None:
    assert read_corrections(tmp_path) == NO_CORRECTIONS


def test_corrections_are_read_with_their_reasons(tmp_path: Path) -> None:
    (tmp_path / CORRECTIONS).write_text(WHOLE)
    corrections = read_corrections(tmp_path)
    assert corrections.surfaces == (NotCountry("Georgia", "GE", "in this archive it is the state"),)
    assert corrections.abouts == (About("wire-17", "AZ", "only the picture is from Paris"),)
    assert set(corrections.ties) == {
        Tie(("az-zakir-gasanow", "az-zakir-hasanov"), together=True, reason="his office writes both", since=2013),
        Tie(("us-george-bush", "us-george-w-bush"), together=False, reason="father and son"),
    }


def test_homes_are_read_from_settings_beside_command_options(tmp_path: Path) -> None:
    (tmp_path / SETTINGS).write_text(
        '[search]\nsort = "newest"\n\n[sources]\nislandlk = "LK"\n"bbc-*" = "united kingdom"\n'
    )
    assert set(read_corrections(tmp_path).homes) == {Home("islandlk", "LK"), Home("bbc-*", "GB")}


def test_the_longest_matching_pattern_wins(tmp_path: Path) -> None:
    (tmp_path / SETTINGS).write_text('[sources]\n"bbc-*" = "GB"\n"BBC-Azeri*" = "AZ"\n')
    corrections = read_corrections(tmp_path)
    homes = [corrections.home(source) for source in ("bbc-news", "BBC-Azeri service", "Trend", None)]
    assert [home and home.country for home in homes] == ["GB", "AZ", None, None]


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        ('[[same]]\nkeys = ["az-a"]\nreason = "x"\n', 1, "needs two keys"),
        ('\n\n[[same]]\nkeys = ["az-a", "Hasanov"]\nreason = "x"\n', 3, "Hasanov is not a key"),
        ('[[same]]\nkeys = ["az-a", "az-b"]\n', 1, "reason"),
        ('[[same]]\nkeys = ["az-a", "az-b"]\nreason = " "\n', 1, "reason is empty"),
        ('[[same]]\nkeys = ["az-a", "az-b"]\nreason = "x"\nsince = 2020\nuntil = 2010\n', 1, "`since` is after"),
        ('[[same]]\nkeys = ["az-a", "az-b"]\nreason = "x"\nsince = "2020"\n', 1, "since"),
        ('[[surface]]\nsurface = "Georgia"\nnot = "Atlantis"\nreason = "x"\n', 1, "unknown country Atlantis"),
        ('# a comment\n[[surfaces]]\nsurface = "Georgia"\n', 2, "unknown table [[surfaces]]"),
        ('[[article]]\nid = "1"\ncountry = "AZ"\nwhy = "x"\nreason = "x"\n', 1, "why"),
        (
            '[[article]]\nid = "1"\ncountry = "AZ"\nreason = "x"\n[[article]]\nid = "1"\ncountry = "B"\nreason = "y"\n',
            5,
            "corrected twice",
        ),
        (
            '[[same]]\nkeys = ["az-a", "az-b"]\nreason = "x"\n[[different]]\nkeys = ["az-b", "az-a"]\nreason = "x"\n',
            4,
            "see line 1",
        ),
        ('[surface]\nsurface = "Georgia"\n', 1, "not a list"),
    ],
)
def test_a_wrong_correction_is_an_error_with_its_line(tmp_path: Path, text: str, line: int, says: str) -> None:
    path = tmp_path / CORRECTIONS
    path.write_text(text)
    with pytest.raises(ConfigError) as raised:
        read_corrections(tmp_path)
    assert str(raised.value).startswith(f"{path}:{line}: ")
    assert says in str(raised.value)
    assert raised.value.remedy


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        ('[serve]\nport = 1\n[sources]\nislandlk = "Atlantis"\n', 4, "unknown country Atlantis"),
        ("[sources]\n\nislandlk = 94\n", 3, "not a string"),
        ('sources = "LK"\n', 1, "not a table"),
    ],
)
def test_a_wrong_home_is_an_error_with_its_line(tmp_path: Path, text: str, line: int, says: str) -> None:
    (tmp_path / SETTINGS).write_text(text)
    with pytest.raises(ConfigError) as raised:
        read_corrections(tmp_path)
    assert str(raised.value).startswith(f"{tmp_path / SETTINGS}:{line}: ")
    assert says in str(raised.value)


def test_invalid_toml_is_an_error_with_its_line(tmp_path: Path) -> None:
    (tmp_path / CORRECTIONS).write_text("[[same]\n")
    with pytest.raises(ConfigError, match=r"corrections\.toml.*line 1"):
        read_corrections(tmp_path)


def test_contradictory_ties_of_different_years_are_allowed(tmp_path: Path) -> None:
    (tmp_path / CORRECTIONS).write_text(
        '[[same]]\nkeys = ["az-a", "az-b"]\nreason = "x"\nsince = 2001\n'
        '[[different]]\nkeys = ["az-b", "az-a"]\nreason = "x"\n'
    )
    assert len(read_corrections(tmp_path).ties) == 2
