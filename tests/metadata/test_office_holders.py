"""Officials in English text: the forms in which they are named, and persons who are not officials."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.index.article import MentionKind, Official, Part, Status
from dateline.index.metadata.countries.find import find_in_article
from dateline.index.metadata.officials.find import read_officials
from dateline.index.metadata.officials.infer_country import ArticleContext
from dateline.index.metadata.officials.portfolios import PORTFOLIOS, portfolio_name, portfolio_of, portfolio_suggestions
from dateline.index.metadata.text import Text


def officials(text: str, headline: str | None = None) -> tuple[Official, ...]:
    named = find_in_article(headline, text, language="en", year=None)
    return read_officials(Text(headline or ""), Text(text), ArticleContext(named))


def held(text: str) -> list[tuple[str, str, str | None]]:
    return [(one.person, one.portfolio, one.country) for one in officials(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Minister of Defense of the Republic of Azerbaijan, Colonel General Zakir Hasanov met guests.",
            [("Zakir Hasanov", "defence", "AZ")],
        ),
        ("France's foreign minister, Jean-Yves Le Drian, spoke.", [("Jean-Yves Le Drian", "foreign", "FR")]),
        ("Ugandan Finance Minister Chrispus Kiyonga said", [("Chrispus Kiyonga", "finance", "UG")]),
        ("Julius Nyerere, President of Tanzania, spoke.", [("Julius Nyerere", "head-of-state", "TZ")]),
        ("British Chancellor of the Exchequer Nigel Lawson said", [("Nigel Lawson", "finance", "GB")]),
        ("U.S. Secretary of State George Shultz arrived.", [("George Shultz", "foreign", "US")]),
        (
            "Canadian Deputy Prime Minister Chrystia Freeland said",
            [("Chrystia Freeland", "deputy-head-of-government", "CA")],
        ),
        (
            "Presidents Muhammadu Buhari of Nigeria and Patrice Talon of Benin met.",
            [("Muhammadu Buhari", "head-of-state", "NG"), ("Patrice Talon", "head-of-state", "BJ")],
        ),
        (
            "Jordanian Deputy Prime Minister and Minister of Foreign Affairs Ayman Safadi came.",
            [("Ayman Safadi", "deputy-head-of-government", "JO"), ("Ayman Safadi", "foreign", "JO")],
        ),
        ("Egyptian Foreign Affairs Minister Dr. Badr Abdelatty said", [("Badr Abdelatty", "foreign", "EG")]),
        ("Saudi Defence Minister Prince Khalid bin Salman said", [("Khalid bin Salman", "defence", "SA")]),
        (
            "Parliament elected Sitiveni Rabuka prime minister of Fiji.",
            [("Sitiveni Rabuka", "head-of-government", "FJ")],
        ),
        ("Adama Barrow was sworn in as president of Gambia.", [("Adama Barrow", "head-of-state", "GM")]),
        ("WEST GERMAN CHANCELLOR KONRAD ADENAUER SPOKE", [("Konrad Adenauer", "head-of-government", "DE")]),
    ],
)
def test_an_office_and_its_holder_are_read(text: str, expected: list[tuple[str, str, str | None]]) -> None:
    assert held(text) == expected


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Former French President Jacques Chirac died.", Status.FORMER),
        ("Acting Prime Minister Geoffrey Palmer of New Zealand said", Status.ACTING),
        ("Indian Prime Minister Narendra Modi said", Status.CURRENT),
        ("Sri Lanka ex-President Ranil Wickremesinghe was remanded", Status.FORMER),
    ],
)
def test_adjacent_words_decide_the_status(text: str, status: Status) -> None:
    assert [one.status for one in officials(text)] == [status]


@pytest.mark.parametrize(
    "text",
    [
        "Goa Chief Minister Pramod Sawant said",
        "Shadow Foreign Secretary David Miliband said",
        "Bundesbank President Karl Otto Poehl said",
        "John Smith, president of the company, said",
        "Senior Vice President Robert Warren joined the board.",
        "Party General Secretary Ali Khan said",
        "The prime minister's office said nothing.",
        "Princeton University President Harold Shapiro said",
        "Secretary General Javier Perez de Cuellar said",
    ],
)
def test_offices_that_are_not_national_are_ignored(text: str) -> None:
    assert held(text) == []


def test_short_forms_and_roles_join_the_person() -> None:
    text = (
        "Minister of Defense of Azerbaijan Zakir Hasanov met guests.\n\nHasanov spoke first. "
        "Later the Azerbaijani minister of defense left."
    )
    (official,) = officials(text, "Hasanov in Minsk")
    assert official.key == "az-zakir-hasanov"
    kinds = [(mention.kind, mention.part, mention.surface) for mention in official.mentions]
    assert (MentionKind.SHORT, Part.BODY, "Hasanov") in kinds
    assert (MentionKind.SHORT, Part.HEADLINE, "Hasanov") in kinds
    assert (MentionKind.ROLE, Part.BODY, "Azerbaijani minister of defense") in kinds


def test_full_and_short_name_are_one_person() -> None:
    found = officials("U.S. President Donald Trump spoke. President Trump left.")
    assert [one.person for one in found] == ["Donald Trump"]


SENTENCES = st.lists(
    st.sampled_from(
        (
            *(
                "Foreign Minister",
                "of",
                "Azerbaijan",
                "Zakir",
                "Hasanov",
                ",",
                "and",
                "the",
                "President",
                "Dr.",
                "al-Sisi",
            ),
            *("X.", "his counterparts", "'s", "former", "\n\n", "minister", "(", "of the Republic of", "Belarus"),
            *("elected", "ex-President", "became", "King", "Franco-German"),
        ),
    ),
    max_size=40,
).map(" ".join)


@given(SENTENCES)
def test_every_mention_matches_the_text_at_its_offsets(text: str) -> None:
    for official in officials(text, text[:30]):
        for mention in official.mentions:
            whole = text[:30] if mention.part is Part.HEADLINE else text
            assert whole[mention.start : mention.end] == mention.surface
        assert official.portfolio.removeprefix("deputy-") in PORTFOLIOS


def test_time_grows_linearly_with_a_hostile_text() -> None:
    def seconds(times: int) -> float:
        text = "foreign and finance and minister of of the and President , , " * times
        started = time.process_time()
        officials(text)
        return time.process_time() - started

    seconds(100)
    assert seconds(4_000) < 40 * max(seconds(400), 0.01)


@pytest.mark.parametrize(
    ("typed", "portfolio"),
    [
        ("defense", "defence"),
        ("Foreign Minister", "foreign"),
        ("PM", "head-of-government"),
        ("minister of health", "health"),
        ("deputy prime minister", "deputy-head-of-government"),
        ("treasury", "finance"),
        ("gardening", None),
    ],
)
def test_typed_text_finds_its_portfolio(typed: str, portfolio: str | None) -> None:
    assert portfolio_of(typed) == portfolio


def test_portfolios_have_names_and_suggestions() -> None:
    assert all(portfolio_of(portfolio) == portfolio for portfolio in PORTFOLIOS)
    assert portfolio_name("deputy-defence") == "Deputy: Defence"
    assert portfolio_suggestions("defnce") == ("defence",)
