"""The data tables name their sources and agree with CLDR and ISO 3166."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files

import pycountry
import pytest

from dateline.index.metadata.officials.portfolios import PORTFOLIOS, subject_words
from dateline.index.metadata.tables import country_code, country_codes, entries, names_in, read_table
from tools.build_names import alpha3_lines, city_lines

DATA = files("dateline.index.metadata") / "data"
TABLES = sorted(file.name for file in DATA.iterdir())
CODES_FIRST = ("cldr_cities.txt", "leaders.txt", "places.txt", "provinces.txt", "publishers.txt")
CODES_LAST = ("alpha3.txt", "national_titles.txt", "english_prefixes.txt", "regions.txt", "political_systems.txt")
SOURCES = ("own list", "own work", "by own count", "babel", "build_names", "un m49")
NAMED_DIFFERENTLY = {"AX", "FX", "PS", "SJ"}
"""Countries whose English CLDR name is not used in news."""


def codes_of(table: str) -> Iterator[str]:
    rows = read_table(table)
    if table in CODES_FIRST:
        return iter([row[0] for row in rows])
    return (code for row in rows for code in row[-1].split())


@pytest.mark.parametrize("table", TABLES)
def test_every_table_names_its_source(table: str) -> None:
    opening = "".join(
        line for line in (DATA / table).read_text(encoding="utf-8").splitlines()[:6] if line.startswith("#")
    ).lower()
    assert any(source in opening for source in SOURCES)


@pytest.mark.parametrize("table", [*CODES_FIRST, *CODES_LAST])
def test_every_country_code_in_a_table_exists(table: str) -> None:
    assert {code for code in codes_of(table) if code not in country_codes()} == set()


def test_country_codes_cover_iso_3166() -> None:
    countries = pycountry.countries
    ours, today = country_codes(), {country.alpha_2 for country in countries}
    assert today <= ours
    assert all(country_code(country.alpha_3) == country.alpha_2 for country in countries)


def test_former_states_are_those_of_iso_3166() -> None:
    gone = {country.alpha_2 for country in pycountry.historic_countries}
    today = {country.alpha_2 for country in pycountry.countries}
    assert country_codes() - today - gone == {"XK"}


def test_cldr_english_names_are_understood() -> None:
    wrong = {code: name for code, name in names_in("en").items() if country_code(name) != code}
    assert set(wrong) <= NAMED_DIFFERENTLY


def test_generated_tables_are_up_to_date() -> None:
    for table, made in (("cldr_cities.txt", city_lines()), ("alpha3.txt", alpha3_lines())):
        assert (DATA / table).read_text(encoding="utf-8") == "\n".join(made) + "\n"


def test_multilingual_demonyms_belong_to_countries_in_cldr() -> None:
    for tag, listed in read_table("multilingual_demonyms.txt"):
        named = names_in(tag.rstrip("+*")) or pytest.fail(f"no language {tag}")
        gone = {"SU", "YU", "CS", "DD"}
        assert {part.split()[0] for part in listed.split(";")} - named.keys() <= gone, tag


def test_a_multilingual_demonym_belongs_to_one_country() -> None:
    owners: dict[tuple[str, str], str] = {}
    for tag, listed in read_table("multilingual_demonyms.txt"):
        for code, *words in map(str.split, listed.split(";")):
            for word in words:
                assert owners.setdefault((tag.rstrip("+*"), word.lower()), code) == code, word


def test_an_english_demonym_belongs_to_one_country_or_is_ambiguous() -> None:
    ambiguous = {row[0].lower() for row in read_table("english_ambiguous.txt")}
    owners: dict[str, str] = {}
    for entry in entries().values():
        for demonym in entry.demonyms:
            if demonym.lower() not in ambiguous:
                assert owners.setdefault(demonym.lower(), entry.code) == entry.code, demonym


def test_portfolios_in_the_multilingual_table_exist() -> None:
    for language, kind, listed in read_table("multilingual_offices.txt"):
        if kind.split()[0] in {"head", "subject"}:
            for part in listed.split(";"):
                phrase, _, portfolio = part.partition("=")
                assert portfolio.removeprefix("deputy-") in {*PORTFOLIOS, "?", "!"}, (language, phrase)


def test_function_words_are_not_subjects() -> None:
    small = "a an and as at by for from had has his in it its new not of old on our said she that the their to with"
    assert subject_words().isdisjoint(small.split())
