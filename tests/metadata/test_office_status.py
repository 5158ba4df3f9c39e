"""How an office is held: former, acting or designate, by words around it, by tense, and by what is known of leaders."""

from __future__ import annotations

import pytest

from dateline.index.article import Status
from dateline.index.metadata.countries.find import find_in_article
from dateline.index.metadata.officials.find import read_officials
from dateline.index.metadata.officials.infer_country import ArticleContext
from dateline.index.metadata.text import Text


def status(text: str, year: int | None = 2023) -> Status:
    named = find_in_article(None, text, language="en", year=year)
    (official,) = read_officials(Text("", year=year), Text(text, year=year), ArticleContext(named))
    return official.status


@pytest.mark.parametrize(
    "text",
    [
        "Slain Haitian President Jean Moreau was buried.",
        "Norway's sacked finance minister, Dag Holt, spoke.",
        "Peru dismissed Energy Minister Antonio Prado on Monday.",
        "Peru's Energy Minister Antonio Prado stepped down on Monday.",
        "In 2008 President Mikheil Lomidze of Georgia ordered the attack.",
        "Ahmad Karim, who was Iraq's oil minister during the war, wrote a book.",
        "He served under President Jorge Salas of Paraguay.",
        "During the administration of President Jorge Salas of Paraguay, taxes rose.",
        "President Nixon opened the way to China, the author writes.",
        "President Richard Milhous Nixon opened the way to China, the author writes.",
    ],
)
def test_an_office_that_was_left(text: str) -> None:
    assert status(text) is Status.FORMER


@pytest.mark.parametrize(
    "text",
    [
        "U.S. Treasury Secretary nominee Scott Barnes will face senators.",
        "Norway's choice for foreign minister, Ida Holt, spoke.",
        "Chile nominated Rosa Vega as foreign minister.",
        "Iraqi Prime Minister-designate Adel Jabouri asked for time.",
    ],
)
def test_an_office_to_come(text: str) -> None:
    assert status(text) is Status.DESIGNATE


@pytest.mark.parametrize(
    "text",
    [
        "In 2022 President Mikheil Lomidze of Georgia ordered the attack.",
        "Norwegian Finance Minister Dag Holt resigned from the board of a club.",
        "President Trump opened the way to China, the author writes.",
        "In 2015 President Xi Jinping of China visited London.",
    ],
)
def test_an_office_that_may_last(text: str) -> None:
    assert status(text) is Status.CURRENT


def test_a_known_leader_has_left_office_only_in_later_years() -> None:
    assert status("President Reagan met the press.", year=1987) is Status.CURRENT
    assert status("President Reagan met the press.", year=1990) is Status.FORMER
    assert status("President Reagan met the press.", year=None) is Status.CURRENT


def test_one_sentence_about_the_past_does_not_end_an_office_held_now() -> None:
    text = "Norwegian Finance Minister Dag Holt spoke. In 2008 Finance Minister Dag Holt had promised it."
    assert status(text) is Status.CURRENT
