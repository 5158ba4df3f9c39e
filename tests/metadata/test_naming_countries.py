"""Countries in text: names, people, capitals and seats, and what only looks like one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.index.article import MentionKind
from dateline.index.metadata.countries.find import find_countries, find_in_article, rank_countries
from dateline.index.metadata.countries.regions import region_key, region_keys, region_members, regions_of
from dateline.index.metadata.officials.find import read_officials
from dateline.index.metadata.officials.infer_country import ArticleContext
from dateline.index.metadata.tables import country_code, country_codes, country_name, country_suggestions, entries
from tools.build_names import country_lines


def codes(text: str, language: str = "en") -> list[str]:
    return list(dict.fromkeys(found.code for found in find_countries(text, language=language)))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Azerbaijan and Belarus signed a plan.", ["AZ", "BY"]),
        ("Azerbaijani troops and two Belarusians", ["AZ", "BY"]),
        ("Talks between Moscow and Kyiv failed.", ["RU", "UA"]),
        ("The Kremlin answered Downing Street.", ["RU", "GB"]),
        ("A Franco-German brigade", ["FR", "DE"]),
        ("U.S. and U.K. officials met in the UAE", ["US", "GB", "AE"]),
        ("The Palestinians thanked South Korea.", ["PS", "KR"]),
        ("Bosnia and Herzegovina joined", ["BA"]),
        ("Guinea-Bissau, Equatorial Guinea and Papua New Guinea", ["GW", "GQ", "PG"]),
        ("The Soviet Union and Czechoslovakia", ["SU", "CS"]),
        ("EAST GERMANY'S PREMIER IN PRAGUE", ["DD", "CZ"]),
        ("Macedonia, now North Macedonia", ["MK"]),
        ("Poles, Turks and Swedes voted in the Turks and Caicos Islands.", ["PL", "TR", "SE", "TC"]),
        ("The two Koreas will talk.", ["KR", "KP"]),
        ("Turkey bans poultry from Iceland.", ["TR", "IS"]),
    ],
)
def test_countries_are_found_by_all_they_are_called(text: str, expected: list[str]) -> None:
    assert codes(text) == expected


def test_a_country_that_is_a_given_name_too_is_one_where_no_surname_follows() -> None:
    text = "They spoke of the Israel Gaza war, of U.S.-Israel High-Level talks and of farms in Jordan Amman counts."
    assert codes(text) == ["IL", "PS", "US", "JO"]


@pytest.mark.parametrize(
    "text",
    [
        "Michael Jordan retired.",
        "Mr. England said so.",
        "They ate Swiss cheese and French fries.",
        "She speaks French, and reads in German.",
        "A fire in Lebanon, Pennsylvania, was put out.",
        "The governor of Georgia met senators from Alabama in Atlanta.",
        "Storms crossed the Gulf of Mexico and the Indian Ocean.",
        "The guinea pigs and the china cups were sold.",
        "GIVE US YOUR VOTE",
        "Holland, who has played a king twice, will rest.",
        "Sofia, 9, and her sister Vienna, 6, were found.",
        "The novel was translated into Swedish, Korean and Czech.",
        "Polish your shoes and eat your Brussels sprouts.",
        "Iceland will close 12 shops and sell less frozen food.",
        "Swedes, turnips and leeks are dear.",
        "They met Jordan Fabrini and Israel Adeyemo, and heard Cuba Goodwin.",
        "The Kigali Amendment and the Lusaka Protocol are in force.",
        "The banks got off scot-free.",
    ],
)
def test_what_only_looks_like_a_country_is_none(text: str) -> None:
    assert codes(text) == []


def test_what_stands_beside_a_name_decides_what_it_means() -> None:
    assert codes("Georgia's prime minister went to Tbilisi.") == ["GE"]
    assert codes("Rebels from Rwanda took Goma in the east of Congo.") == ["RW", "CD"]
    assert codes("Congo's president spoke in Brazzaville.") == ["CG"]


def test_kinds_say_what_evidence_a_mention_is() -> None:
    kinds = [found.kind for found in find_countries("Azerbaijan, the Azerbaijanis and Baku")]
    assert kinds == [MentionKind.NAME, MentionKind.DEMONYM, MentionKind.CAPITAL]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("fr", "La France et l'Azerbaïdjan ont signé.", ["FR", "AZ"]),
        ("de", "Deutschland und Belarus verhandeln.", ["DE", "BY"]),
        ("es", "España y Bielorrusia firmaron.", ["ES", "BY"]),
        ("ru", "Президент Азербайджана посетил Россию.", ["AZ", "RU"]),
        ("ar", "وقعت أذربيجان اتفاقا", ["AZ"]),
    ],
)
def test_other_languages_have_the_names_of_cldr(language: str, text: str, expected: list[str]) -> None:
    assert codes(text, language) == expected


@given(st.text(max_size=200))
def test_any_text_gives_places_within_it_in_order(text: str) -> None:
    found = find_countries(text)
    assert all(0 <= one.start < one.end <= len(text) for one in found)
    assert [one.start for one in found] == sorted(one.start for one in found)
    assert all(one.code in country_codes() for one in found)


@pytest.mark.parametrize("typed", ["azerbaijan", "AZ", "aze", "Azerbaijani", "Aserbaidschan", "Азербайджан", "baku"])
def test_a_country_is_known_by_all_that_people_type(typed: str) -> None:
    assert country_code(typed) == "AZ"


def test_names_that_mean_nothing_are_none_and_near_ones_are_suggested() -> None:
    assert country_code("atlantis") is None
    assert country_suggestions("azerbaidjan") == ("Azerbaijan",)
    assert country_name("DE") == "Germany"
    assert country_name("DE", "fr") == "Allemagne"


def test_every_code_has_a_name_and_no_name_means_two_countries() -> None:
    owners: dict[str, str] = {}
    for entry in entries().values():
        assert entry.name
        assert owners.setdefault(entry.name.lower(), entry.code) == entry.code
    assert len(country_codes()) > 260


def test_the_table_of_other_languages_is_what_its_builder_makes(repository: object) -> None:
    from importlib.resources import files

    del repository
    made = "\n".join(country_lines()) + "\n"
    assert (files("dateline.index.metadata") / "data" / "cldr_countries.txt").read_text(encoding="utf-8") == made


def test_regions_have_countries_and_countries_regions() -> None:
    assert region_members("caucasus") == {"AM", "AZ", "GE"}
    assert {"western-asia", "caucasus"} <= set(regions_of("AZ"))
    assert region_key("South Caucasus") == region_key("caucasus") == "caucasus"
    assert region_key("atlantis") is None
    assert all(region_members(key) <= country_codes() for key in region_keys())


def test_an_office_of_two_persons_speaks_of_its_country_once() -> None:
    text = "U.S. President Joe Biden met former presidents Barack Obama and Bill Clinton."
    named = find_in_article(None, text, language="en", year=None)
    (country,) = rank_countries(None, text, None, named, read_officials(None, text, ArticleContext(named)))
    assert len(country.mentions) == len(set(country.mentions))
