"""The page of one article: its unchanged text, with its metadata and their evidence."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import msgspec
import pytest
from flask.testing import FlaskClient
from msgspec.structs import replace

from dateline.index.article import Article, Country, DateOrigin, Mention, MentionKind, Precision, Published
from dateline.web.app import create_app
from tests.web.conftest import Seen
from tests.web.memory import ARTICLES, MemoryArchive

Open = Callable[[str], Seen]


def page_of(article: Article) -> Seen:
    return Seen(create_app(MemoryArchive([article])).test_client().get(f"/article/{article.id}").text)


def test_an_article_shows_headline_source_day_and_dateline(see: Open) -> None:
    text = see("/article/minsk-1").text
    for part in ("Minsk: Defence talks open", "Sample Wire Europe", "18 May 2021", "filed from Minsk"):
        assert part in text


def test_paragraphs_are_preserved(see: Open) -> None:
    assert '<p dir="auto">A second paragraph follows, without anything that matters.</p>' in see("/article/baku-1").html


def test_countries_are_marked_in_the_text_and_listed_with_their_sentence(see: Open) -> None:
    html = see("/article/baku-2").html
    assert '<span class="in-country" id="body-17" title="Azerbaijan (name)">Azerbaijan</span>' in html
    assert '<a href="#body-17">New rail line in <mark>Azerbaijan</mark> opens.</a>' in html


def test_people_in_office_are_listed_with_office_country_and_sentence(see: Open) -> None:
    page = see("/article/minsk-1")
    assert "Ivan Sample all articles with Ivan Sample Minister of Defence, Belarus 1 mention" in page.text
    assert "Ivan Sample by full name Defence talks open with minister Ivan Sample in Belarus" in page.text
    assert "/official/by-ivan-sample" in [link.href for link in page.links]
    assert "/search?minister=by-ivan-sample" in [link.href for link in page.links]


def test_every_quoted_sentence_links_to_its_mention(see: Open) -> None:
    page = see("/article/minsk-1")
    anchors = [link.href for link in page.links if link.href.startswith("#") and link.href != "#main"]
    assert anchors
    assert all(f'id="{anchor[1:]}"' in page.html for anchor in anchors)


def test_words_of_the_query_in_the_address_are_marked(see: Open) -> None:
    page = see("/article/baku-2?q=rail")
    assert 'New <mark id="hit-2" tabindex="-1">rail</mark> line' in page.html
    assert [link.href for link in page.links if "Results for rail" in link.text] == ["/search?q=rail"]
    assert "rail</mark>" not in see("/article/baku-2").html


def test_each_kind_of_mark_can_be_switched_off(see: Open) -> None:
    html = see("/article/baku-2?q=rail").html
    for kind in ("words", "countries", "officials"):
        assert f'<input type="checkbox" id="show-{kind}" checked><label for="show-{kind}">' in html


def test_an_article_without_headline_still_has_a_heading(see: Open) -> None:
    assert "Article without a headline" in see("/article/paris-2").text


@pytest.mark.parametrize(
    ("precision", "shown"),
    [
        (Precision.YEAR, "2021"),
        (Precision.MONTH, "May 2021"),
        (Precision.DAY, "3 May 2021"),
        (Precision.MINUTE, "3 May 2021, 09:05 UTC"),
    ],
)
def test_a_date_is_as_precise_as_its_source(precision: Precision, shown: str) -> None:
    published = Published(datetime(2021, 5, 3, 9, 5, tzinfo=UTC), precision, DateOrigin.HEADER)
    assert f">{shown}</time>" in page_of(replace(ARTICLES[0], published=published)).html


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", " https://x", "//evil.example"])
def test_only_web_addresses_are_links(url: str) -> None:
    assert url not in [link.href for link in page_of(replace(ARTICLES[0], url=url)).links]


def test_text_in_another_script_has_its_own_direction() -> None:
    page = page_of(replace(ARTICLES[0], headline="محادثات في مينسك", language="ar", countries=(), officials=()))
    assert '<article class="report" lang="ar">' in page.html
    assert '<h1 dir="auto">محادثات في مينسك</h1>' in page.html


def test_the_json_twin_is_the_stored_article(client: FlaskClient) -> None:
    response = client.get("/article/minsk-1.json")
    assert response.mimetype == "application/json"
    assert msgspec.json.decode(response.data, type=Article) == ARTICLES[0]


def test_every_kind_of_mention_is_described() -> None:
    article = ARTICLES[0]
    body = "Belarus and Belarusian guests. Belarus again."
    spans = ((0, 7, MentionKind.NAME), (12, 22, MentionKind.DEMONYM), (31, 38, MentionKind.NAME))
    mentions = tuple(Mention(start, end, body[start:end], kind) for start, end, kind in spans)
    page = page_of(
        replace(article, body=body, officials=(), countries=(Country("BY", 0.9, primary=True, mentions=mentions),))
    )
    assert "Belarus by name, 2 times Belarusian by an adjective or a word for its people" in page.text
    assert [link.href for link in page.links if link.text in {"Belarus", "Belarusian"} and "#" in link.href] == [
        "#body-0",
        "#body-12",
    ]


def test_found_words_are_numbered_through_headline_and_body(see: Open) -> None:
    page = see("/article/baku-2?q=rail")
    hits = [link.href for link in page.links if link.href.startswith("#hit-")]
    assert hits == ["#hit-1", "#hit-2"]
    assert all(page.html.count(f'id="{hit[1:]}"') == 1 for hit in hits)
    assert page.html.index('id="hit-1"') < page.html.index("</h1>") < page.html.index('id="hit-2"')


def test_an_article_can_be_cited_under_its_permanent_address(see: Open, client: FlaskClient) -> None:
    text = see("/article/minsk-1").text
    assert "“Minsk: Defence talks open with minister Ivan Sample in Belarus”. Sample Wire Europe, 2021-05-18." in text
    assert "Read into the archive on 2024-01-01, http://localhost/article/minsk-1" in text
    for ending, mimetype in (("bib", "application/x-bibtex"), ("ris", "application/x-research-info-systems")):
        response = client.get(f"/article/minsk-1.{ending}")
        assert (response.status_code, response.mimetype) == (200, mimetype)
        assert "http://localhost/article/minsk-1" in response.text
        assert client.get(f"/article/nothing.{ending}").status_code == 404


def test_similar_articles_show_the_words_that_found_them(see: Open) -> None:
    html = see("/article/baku-1").html
    similar = html[html.index('<section class="similar') :]
    page = Seen(similar)
    [search] = [link for link in page.links if link.text == "Search for any of them"]
    words = page.text.split("elsewhere: ")[1].split(". Search")[0].split(", ")
    assert words
    assert all(word in search.href for word in words)
    others = [link.href.partition("?")[0] for link in page.links if link.href.startswith("/article/")]
    assert others
    assert "/article/baku-1" not in others


def test_an_article_links_to_its_neighbours_and_its_page_of_results(see: Open) -> None:
    results = see("/search?q=talks&n=2&sort=oldest")
    places = [link.href for link in results.links if link.href.startswith("/article/")]
    walked, address = list[str](), places[0]
    while address:
        page = see(address)
        walked.append(address)
        address = next((link.href for link in page.links if link.text.startswith("Next article: ")), "")
    assert [place.partition("?")[0] for place in walked] == ordered(see, "/search?q=talks&n=2&sort=oldest")
    assert places == walked[:2]
    for number, place in enumerate(walked[1:], 1):
        before = [link.href for link in see(place).links if "Previous article: " in link.text]
        assert before == [walked[number - 1]]
    [back] = [link.href for link in see(walked[2]).links if link.text == "← Results for talks"]
    assert back == "/search?q=talks&sort=oldest&page=2&n=2"


def ordered(see: Open, address: str) -> list[str]:
    """The articles of all pages of results."""
    found = list[str]()
    while address:
        page = see(address)
        found += [link.href.partition("?")[0] for link in page.links if link.href.startswith("/article/")]
        address = next((link.href for link in page.links if link.text == "Next →"), "")
    return found


@pytest.mark.parametrize("at", ["0", "-1", "x", "9" * 400, "999999", "²", "", "%00"])
def test_any_position_in_the_address_is_accepted(see: Open, at: str) -> None:
    page = see(f"/article/minsk-1?q=talks&at={at}")
    assert "Minsk: Defence talks" in page.text


def test_an_article_that_moved_is_not_its_own_neighbour(see: Open) -> None:
    places = ordered(see, "/search?q=talks")
    shown = see(f"{places[0]}?q=talks&at=2")
    assert not [link for link in shown.links if "Previous article" in link.text and link.href.startswith(places[0])]
