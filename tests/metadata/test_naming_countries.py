"""Countries in text: names, demonyms, capitals and seats of government, and lookalikes."""

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
from dateline.index.metadata.text import Text
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
def test_countries_are_found_by_all_their_names(text: str, expected: list[str]) -> None:
    assert codes(text) == expected


def test_a_given_name_without_surname_is_a_country() -> None:
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
def test_lookalikes_of_country_names_are_ignored(text: str) -> None:
    assert codes(text) == []


def test_context_decides_an_ambiguous_name() -> None:
    assert codes("Georgia's prime minister went to Tbilisi.") == ["GE"]
    assert codes("Rebels from Rwanda took Goma in the east of Congo.") == ["RW", "CD"]
    assert codes("Congo's president spoke in Brazzaville.") == ["CG"]


def test_a_mention_has_the_kind_of_its_evidence() -> None:
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
def test_cldr_names_are_found_in_other_languages(language: str, text: str, expected: list[str]) -> None:
    assert codes(text, language) == expected


@given(st.text(max_size=200))
def test_mentions_are_ordered_and_within_any_text(text: str) -> None:
    found = find_countries(text)
    assert all(0 <= one.start < one.end <= len(text) for one in found)
    assert [one.start for one in found] == sorted(one.start for one in found)
    assert all(one.code in country_codes() for one in found)


@pytest.mark.parametrize("typed", ["azerbaijan", "AZ", "aze", "Azerbaijani", "Aserbaidschan", "Азербайджан", "baku"])
def test_typed_text_finds_its_country(typed: str) -> None:
    assert country_code(typed) == "AZ"


def test_unknown_names_find_nothing_and_misspelled_ones_are_suggested() -> None:
    assert country_code("atlantis") is None
    assert country_suggestions("azerbaidjan") == ("Azerbaijan",)
    assert country_name("DE") == "Germany"
    assert country_name("DE", "fr") == "Allemagne"


def test_every_country_has_a_unique_name() -> None:
    owners: dict[str, str] = {}
    for entry in entries().values():
        assert entry.name
        assert owners.setdefault(entry.name.lower(), entry.code) == entry.code
    assert len(country_codes()) > 260


def test_the_cldr_table_is_what_its_builder_generates(repository: object) -> None:
    from importlib.resources import files

    del repository
    made = "\n".join(country_lines()) + "\n"
    assert (files("dateline.index.metadata") / "data" / "cldr_countries.txt").read_text(encoding="utf-8") == made


def test_regions_list_countries_and_countries_their_regions() -> None:
    assert region_members("caucasus") == {"AM", "AZ", "GE"}
    assert {"western-asia", "caucasus"} <= set(regions_of("AZ"))
    assert region_key("South Caucasus") == region_key("caucasus") == "caucasus"
    assert region_key("atlantis") is None
    assert all(region_members(key) <= country_codes() for key in region_keys())


def test_an_office_of_two_persons_mentions_its_country_once() -> None:
    text = "U.S. President Joe Biden met former presidents Barack Obama and Bill Clinton."
    named = find_in_article(None, text, language="en", year=None)
    (country,) = rank_countries(None, text, None, named, read_officials(Text(""), Text(text), ArticleContext(named)))
    assert len(country.mentions) == len(set(country.mentions))
