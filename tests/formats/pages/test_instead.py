"""Pages that are no articles are told apart and named."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from dateline.index.raw import Hints, Outcome, Passed, RawReject, RawReport, RejectKind

Read = Callable[..., Outcome]


def page(title: str, body: str = "", head: str = "") -> str:
    return f"<!doctype html><html><head><title>{title}</title>{head}</head><body>{body}</body></html>"


PAID = {"@type": "NewsArticle", "headline": "Talks", "isAccessibleForFree": False}
NOT_FREE = f"<script type='application/ld+json'>{json.dumps(PAID)}</script>"
OPENING = "<h1>Talks</h1><p>The ministers met in Baku on Tuesday, and spoke about exercises.</p>"
REJECTS = [
    (page("Talks", OPENING, NOT_FREE), "paywall"),
    (page("Talks", OPENING + "<p>Subscribe now to continue reading.</p>"), "paywall"),
    (page("Gespräche", "<h1>Gespräche</h1><p>Weiterlesen mit unserem Abo.</p>"), "paywall"),
    (page("Entretiens", "<h1>Entretiens</h1><p>Article réservé aux abonnés.</p>"), "paywall"),
    (page("会談", "<h1>会談</h1><p>この記事は有料会員限定です。残り500文字</p>"), "paywall"),
    (page("Just a moment...", "<p>Checking your browser before accessing example.com.</p>"), "robots"),
    (page("example.com", "<p>Press &amp; Hold to confirm you are a human (and not a bot).</p>"), "robots"),
    (page("404 Not Found", "<h1>Not Found</h1><p>The requested address was not found on this server.</p>"), "error"),
    (page("403 Forbidden", "<center><h1>403 Forbidden</h1></center>"), "error"),
    (page("Seite nicht gefunden | Beispiel", "<p>Diese Seite gibt es nicht.</p>"), "error"),
    (page("Страница не найдена", "<p>Такой страницы нет.</p>"), "error"),
    (page("Before you continue", "<p>We use data to keep our services running.</p>"), "consent"),
    (page("Beispiel", "<p>Wir benötigen Ihre Zustimmung. Mit Werbung weiterlesen</p>"), "consent"),
    (page("Log in | Example", "<form><input name=user></form>"), "log in"),
    (page("Anmelden", "<form><input name=user></form>"), "log in"),
    (page("Talks", "<noscript>You need to enable JavaScript to run this app.</noscript><div id=root></div>"), "script"),
]


@pytest.mark.parametrize(("html", "word"), REJECTS)
def test_walls_and_errors_are_rejected_by_name(outcome: Read, html: str, word: str) -> None:
    found = outcome(html)
    assert isinstance(found, RawReject)
    assert word in found.reason
    assert found.kind is RejectKind.NOT_AN_ARTICLE


LINKS = "".join(
    f"<div><a href=/{n}><h3>A headline of some length about event number {n}</h3></a><p>Of event {n}.</p></div>"
    for n in range(30)
)
PICTURES = "".join(
    f"<figure><img src=a><figcaption>Street {n} of the old town.</figcaption></figure>" for n in range(9)
)
PASSED = [
    (page("In pictures", f"<h1>In pictures</h1>{PICTURES}"), None, "a page without text"),
    (page("Example Times", LINKS), "https://example.com/", "a section front"),
    (page("Politics", f"<h1>Politics</h1>{LINKS}"), "https://example.com/politics", "a section front"),
    (page("Photos of the day", "<h1>Photos of the day</h1><img src=a><img src=b>"), None, "a page without text"),
    (
        "<html><head><title>x</title></head><frameset cols='20%,*'><frame src=a><frame src=b></frameset></html>",
        None,
        "a page of frames",
    ),
    (page("x", head="<meta http-equiv=refresh content='0;url=/new'>"), None, "a page that forwards to another"),
]


@pytest.mark.parametrize(("html", "url", "reason"), PASSED)
def test_sound_pages_without_an_article_are_passed(outcome: Read, html: str, url: str | None, reason: str) -> None:
    found = outcome(html, Hints(url=url))
    assert isinstance(found, Passed)
    assert found.reason == reason


def test_a_short_article_without_a_date_among_many_links_is_an_article(outcome: Read, text: tuple[str, ...]) -> None:
    paragraphs = [*text, *text][:4]
    body = "<h1>Talks</h1>" + "".join(f"<p>{each[:190]}</p>" for each in paragraphs) + LINKS
    assert isinstance(outcome(page("Talks", body)), RawReport)


def test_an_article_in_full_behind_a_paywall_is_an_article(outcome: Read, text: tuple[str, ...]) -> None:
    body = "<h1>Talks</h1>" + "".join(f"<p>{each}</p>" for each in text) + "<p>Already a subscriber? Log in</p>"
    assert isinstance(outcome(page("Talks", body, NOT_FREE)), RawReport)


@pytest.mark.parametrize(
    "title", ["Captcha makers meet ministers in Baku", "404 soldiers return to Minsk from the front"]
)
def test_an_article_about_errors_and_robots_is_an_article(outcome: Read, text: tuple[str, ...], title: str) -> None:
    stated = f"<script type='application/ld+json'>{json.dumps({'@type': 'NewsArticle', 'headline': title})}</script>"
    body = f"<h1>{title}</h1>" + "".join(f"<p>{each}</p>" for each in text)
    assert isinstance(outcome(page(title, body, stated)), RawReport)
