"""The pages of a country, an official and an office: each number links to that many articles."""

from __future__ import annotations

from collections.abc import Callable

import msgspec
import pytest
from flask.testing import FlaskClient

from dateline.index.article import Article, Mention, MentionKind, Official, Status
from dateline.index.corrections.corrections import Corrections
from dateline.search.officials.officials import Officials
from dateline.web.app import create_app
from tests.people.conftest import official, report
from tests.people.test_search import searching
from tests.web.conftest import Link, Seen
from tests.web.memory import MemoryArchive, make_article
from tests.web.memory_people import officials_of

Open = Callable[[str], Seen]
PAGES = (
    "/country",
    "/country?order=name",
    "/country/BY",
    "/country/AZ",
    "/official/by-ivan-sample",
    "/office/by/defence",
)


def counted(page: Seen) -> list[Link]:
    return [link for link in page.links if link.kind.startswith("counted")]


@pytest.mark.parametrize("address", PAGES)
def test_every_number_links_to_that_many_articles(see: Open, address: str) -> None:
    links = counted(see(address))
    assert links
    for link in links:
        number = int(link.text.rpartition(" article")[0].split()[-1].replace(",", ""))
        assert see(link.href).total == number, link


def test_countries_are_sorted_by_number_or_name(see: Open) -> None:
    def names(address: str) -> list[str]:
        return [link.text for link in see(address).links if link.kind == "name"]

    assert names("/country")[0] in {"Azerbaijan", "Belarus", "France", "Georgia"}
    assert sorted(names("/country")) == ["Azerbaijan", "Belarus", "France", "Georgia"]
    assert "1 article mentions no country" in see("/country").text


def test_a_country_has_its_officials_and_its_offices(see: Open) -> None:
    page = see("/country/BY")
    assert page.total == 2
    assert {"/official/by-ivan-sample", "/office/by/defence"} <= {link.href for link in page.links}
    assert "/official/by-ivan-sample" not in {link.href for link in see("/country/AZ").links}


def test_a_country_lists_those_it_appears_with_but_not_itself() -> None:
    both = make_article("both", "BY", "Minsk", "2021-05-18", None, "{} again")
    azerbaijan = make_article("x", "AZ", "Baku", None, None, "{}").countries
    article = msgspec.structs.replace(both, countries=both.countries + azerbaijan)
    client = create_app(MemoryArchive([article])).test_client()
    page = Seen(client.get("/country/BY").text)
    assert [link.href for link in page.links if link.href.startswith("/country/")][:-1] == ["/country/AZ"]
    assert [link.href for link in counted(page) if "country=AZ" in link.href] == ["/search?q=country:BY&country=AZ"]


@pytest.mark.parametrize(
    ("address", "canonical"),
    [
        ("/country/azerbaijan", "/country/AZ"),
        ("/country/az", "/country/AZ"),
        ("/country/none", "/search?country=none"),
        ("/office/Belarus/defence%20minister", "/office/by/defence"),
        ("/office/BY/defense", "/office/by/defence"),
        ("/office/belarus", "/country/BY"),
        ("/office/defense", "/search?office=defence"),
        ("/office", "/search/office"),
        ("/official", "/search/minister"),
    ],
)
def test_other_names_redirect_to_the_canonical_address(client: FlaskClient, address: str, canonical: str) -> None:
    response = client.get(address)
    assert (response.status_code, response.headers["Location"]) == (301, canonical)


def test_an_unmentioned_country_says_so_and_offers_a_search(see: Open) -> None:
    page = see("/country/TV")
    assert "No articles mention Tuvalu" in page.text
    assert "/search?q=Tuvalu" in {link.href for link in page.links}


@pytest.mark.parametrize(
    ("address", "offered"),
    [
        ("/country/azerbaijn", "/country/AZ"),
        ("/country/atlantis", "/search?q=atlantis"),
        ("/official/sample", "/official/by-ivan-sample"),
        ("/official/by-sample", "/official/by-ivan-sample"),
        ("/official/nobody", "/search?q=nobody"),
        ("/office/by/defencce", "/office/by/defence"),
        ("/office/by/juggling", "/country/BY"),
        ("/office/atlantis/defence", "/search?q=atlantis"),
        ("/office/atlantis", "/search?q=atlantis"),
    ],
)
def test_a_missing_page_offers_what_may_be_meant(client: FlaskClient, address: str, offered: str) -> None:
    response = client.get(address)
    assert response.status_code == 404
    assert offered in {link.href for link in Seen(response.text).links}


def test_an_official_has_offices_with_the_first_and_last_article_and_its_sentence(see: Open) -> None:
    page = see("/official/by-ivan-sample")
    assert "Belarus: Defence Minister of Defence Belarus: Defence: 1 article Seen once 18 May 2021" in page.text
    assert "with minister <mark>Ivan Sample</mark> in Belarus" in page.html
    assert "/article/minsk-1" in {link.href for link in page.links}


def test_an_office_has_its_holders_with_their_days(see: Open) -> None:
    page = see("/office/by/defence")
    assert "Ivan Sample Minister of Defence Ivan Sample: 1 article Seen once 18 May 2021" in page.text


def test_holders_of_an_office_have_a_timeline_and_a_table() -> None:
    days = {"Adam First": ("2015-01-01", "2017-01-01"), "Berta Second": ("2019-01-01", "2021-06-01")}
    articles = [_named(day, name) for name, both in days.items() for day in both]
    archive = MemoryArchive(articles)
    client = create_app(archive, officials_of(archive)).test_client()
    page = Seen(client.get("/office/by/defence").text)
    assert page.html.count("<rect x=") >= 2
    assert "<title>Adam First: 2015-01-01 to 2017-01-01</title>" in page.html
    assert page.text.index("Berta Second Minister of Defence") < page.text.index("Adam First Minister of Defence")
    for day in ("1 January 2015", "1 January 2017", "1 January 2019", "1 June 2021"):
        assert day in page.text


def _named(day: str, name: str) -> Article:
    article = make_article(day, "BY", "Minsk", day, None, f"In {{}} minister {name} spoke.")
    start = article.body.index(name)
    mention = Mention(start, start + len(name), name, MentionKind.PERSON)
    key = f"by-{name.lower().replace(' ', '-')}"
    held = Official(name, key, "Minister of Defence", "defence", "BY", Status.CURRENT, 0.9, (mention,))
    return msgspec.structs.replace(article, officials=(held,))


JOINED = [
    report("1", "2019-03-01", official("Zakir Hasanov", "AZ", "defence")),
    report("2", "2020-05-18", official("Zakir Gasanov", "AZ", "defence")),
    report("3", "2020-05-19", official("Hasanov", "AZ", "defence")),
    report("4", "2020-05-20", official("Hasanov", "AZ", "culture"), official("Ali Hasanov", "AZ", "culture")),
]


def test_a_key_of_a_spelling_redirects_to_the_person() -> None:
    with searching(JOINED) as (service, store):
        client = create_app(service, Officials(service, store.people, store, Corrections)).test_client()
        keys = {client.get(f"/official/az-zakir-{name}").headers.get("Location") for name in ("hasanov", "gasanov")}
        [location] = keys - {None}
        page = Seen(client.get(str(location)).text)
        assert page.total == 3
        spellings = {link.text: link.href for link in page.links if link.href.startswith("/search?q=minister:%3D")}
        assert set(spellings) == {"Zakir Hasanov", "Zakir Gasanov", "Hasanov"}
        assert Seen(client.get(spellings["Zakir Gasanov"]).text).total == 1


def test_a_key_that_means_several_persons_offers_each() -> None:
    with searching(JOINED) as (service, store):
        client = create_app(service, Officials(service, store.people, store, Corrections)).test_client()
        response = client.get("/official/az-hasanov")
        offered = {link.href for link in Seen(response.text).links if link.href.startswith("/official/")}
    assert response.status_code == 404
    assert len(offered) == 2


@pytest.mark.parametrize(
    ("address", "format_"),
    [
        ("/country.json", "dateline.countries/1"),
        ("/country/BY.json", "dateline.country/1"),
        ("/official/by-ivan-sample.json", "dateline.official-page/1"),
        ("/office/by/defence.json", "dateline.office-page/1"),
    ],
)
def test_each_page_has_a_twin(twin: Callable[[str], dict[str, object]], address: str, format_: str) -> None:
    assert twin(address)["format"] == format_


@pytest.mark.parametrize("address", ["/country/atlantis.json", "/official/nobody.json", "/office/by/juggling.json"])
def test_a_missing_twin_is_problem_details(client: FlaskClient, address: str) -> None:
    response = client.get(address)
    assert (response.status_code, response.mimetype) == (404, "application/problem+json")
