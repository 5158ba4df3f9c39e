"""What the page of an article says of it: headline, dates, authors, address and so on."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from dateline.index.raw import Hints, RawReport

Html = Callable[..., str]
Read = Callable[..., RawReport]

BASE = {"@context": "https://schema.org", "@type": "NewsArticle", "headline": "Ministers meet in Baku"}


def ld(value: object) -> str:
    """Write a script with JSON-LD."""
    text = value if isinstance(value, str) else json.dumps(value)
    return f"<script type='application/ld+json'>{text}</script>"


def meta(**values: str) -> str:
    """Write `meta` elements; `__` stands for a colon."""
    return "".join(f'<meta property="{name.replace("__", ":")}" content="{value}">' for name, value in values.items())


HEADLINES = {
    "JSON-LD": ld(BASE | {"headline": "Stated"}),
    "JSON-LD in a graph": ld({"@graph": [{"@type": "WebSite", "name": "x"}, BASE | {"headline": "Stated"}]}),
    "JSON-LD in a list": ld([{"@type": "BreadcrumbList"}, BASE | {"headline": "Stated"}]),
    "JSON-LD with a list of types": ld(BASE | {"@type": ["Report", "NewsArticle"], "headline": "Stated"}),
    "JSON-LD with a type's address": ld(BASE | {"@type": "http://schema.org/NewsArticle", "headline": "Stated"}),
    "JSON-LD as main entity": ld({"@type": "WebPage", "mainEntity": BASE | {"headline": "Stated"}}),
    "escaped JSON-LD": ld(BASE | {"headline": "&lt;b&gt;Stated&lt;/b&gt;"}),
    "commented JSON-LD": ld("<!-- " + json.dumps(BASE | {"headline": "Stated"}) + " -->"),
    "JSON-LD with a trailing comma": ld('{"@type": "NewsArticle", "headline": "Stated",}'),
    "JSON-LD with a line end in a string": ld('{"@type": "NewsArticle", "headline": "Stated", "description": "a\nb"}'),
    "JSON-LD without an end": ld('{"@type": "NewsArticle", "headline": "Stated", "author": {"name": "x"'),
    "microdata": "<meta itemprop=headline content=Stated>",
}


@pytest.mark.parametrize("kind", HEADLINES)
def test_a_stated_headline_is_read(html: Html, article: Read, kind: str) -> None:
    assert article(html(head=HEADLINES[kind], before="<h1>Another heading</h1>")).headline == "Stated"


def test_of_several_articles_in_json_ld_the_one_of_the_page_is_read(html: Html, article: Read) -> None:
    others = [
        BASE | {"headline": f"Story {number}", "author": "x", "datePublished": "2020-01-01"} for number in range(3)
    ]
    head = "<title>Ministers meet in Baku</title>" + ld([*others, BASE])
    assert article(html(head=head)).headline == "Ministers meet in Baku"


TITLES = [
    ("<title>Ministers meet - Example Times</title>" + meta(og__site_name="Example Times"), "Ministers meet"),
    ("<title>Example Times | Ministers meet</title>" + meta(og__site_name="Example Times"), "Ministers meet"),
    ("<title>Example News | Ministers meet</title>", "Ministers meet"),
    ("<title>Ministers meet | example.com</title>", "Ministers meet"),
    ("<title>Ministers meet - what comes next</title>", "Ministers meet - what comes next"),
    (meta(og__title="Ministers meet", og__site_name="Example Times"), "Ministers meet"),
    (meta(og__title="Tom &amp;amp; Jerry meet"), "Tom & Jerry meet"),
]


@pytest.mark.parametrize(("head", "headline"), TITLES)
def test_the_name_of_the_site_is_no_part_of_a_title(html: Html, article: Read, head: str, headline: str) -> None:
    read = article(html(head=head, before=""), Hints(url="https://www.example.com/a/b"))
    assert read.headline == headline


def test_a_heading_like_the_title_goes_before_the_name_of_the_site(html: Html, article: Read) -> None:
    head = "<title>Ministers meet in Baku - The Example</title>"
    assert (
        article(html(head=head, before="<h1>The Example</h1><h2>Ministers meet in Baku</h2>")).headline
        == "Ministers meet in Baku"
    )


PUBLISHED = {
    "JSON-LD": ld(BASE | {"datePublished": "2021-05-18T09:30:00+04:00", "dateModified": "2021-06-01"}),
    "Open Graph": meta(article__modified_time="2021-06-01", article__published_time="2021-05-18T09:30:00+04:00"),
    "microdata": (
        "<meta itemprop=dateModified content=2021-06-01><meta itemprop=datePublished content=2021-05-18T09:30:00+04:00>"
    ),
    "Dublin Core": "<meta name=DC.date.issued content=2021-05-18T09:30:00+04:00>",
    "Parse.ly": "<meta name=parsely-pub-date content=2021-05-18T09:30:00+04:00>",
}


@pytest.mark.parametrize("kind", PUBLISHED)
def test_published_is_told_from_modified(html: Html, article: Read, kind: str) -> None:
    read = article(html(head=PUBLISHED[kind]))
    assert read.published == "2021-05-18T09:30:00+04:00"
    assert read.modified in {None, "2021-06-01"}


TIMES = {
    "two times": "Updated: <time datetime=2021-06-01></time><p>Published: <time datetime=2021-05-18></time></p>",
    "classes": "<time class=updated datetime=2021-06-01>x</time><time class=published datetime=2021-05-18>x</time>",
    "an event and a comment": "<time class=event-start datetime=2021-09-01></time><time datetime=2021-05-18></time>",
}


@pytest.mark.parametrize("kind", TIMES)
def test_times_on_the_page_are_told_apart(html: Html, article: Read, kind: str) -> None:
    assert article(html(before=f"<h1>Talks</h1>{TIMES[kind]}")).published == "2021-05-18"


def test_the_day_in_the_address_is_used(html: Html, article: Read) -> None:
    assert article(html(), Hints(url="https://example.com/2021/5/18/talks")).published == "2021-05-18"
    assert article(html(), Hints(url="https://example.com/20210518-talks")).published == "2021-05-18"


@pytest.mark.parametrize("day", ["18 May 2021", "May 18, 2021", "18.05.2021", "18 de mayo de 2021", "2021年5月18日"])
def test_a_day_near_the_headline_is_read_as_written(html: Html, article: Read, day: str) -> None:
    assert article(html(before=f"<h1>Talks</h1><div>Baku | {day} | 10:30</div>")).published == day


@pytest.mark.parametrize(
    "line",
    [
        "The two ministers had first met in Minsk on May 3, 2009, when both were colonels.",
        "Pensions: in law since August 14, 1935, at the wish of voters",
    ],
)
def test_a_day_of_which_a_line_only_speaks_is_not_that_of_the_page(html: Html, article: Read, line: str) -> None:
    before = f"<h1>Talks</h1><p>{line}</p><div>Baku | 18 May 2021</div>"
    assert article(html(before=before)).published == "18 May 2021"


def test_an_old_day_that_stands_alone_is_read(html: Html, article: Read) -> None:
    assert article(html(before="<h1>Talks</h1><p>Tuesday, May 3, 1966 - Page 4</p>")).published == "May 3, 1966"


def test_seconds_since_1970_become_a_date(html: Html, article: Read) -> None:
    assert article(html(head="<meta name=pubdate content=1621315800>")).published == "2021-05-18T05:30:00+00:00"


BYLINES = [
    (ld(BASE | {"author": {"@type": "Person", "name": "Ann Wright"}}), "Ann Wright"),
    (ld(BASE | {"author": [{"name": "Ann Wright"}, {"name": "Ben Archer"}]}), "Ann Wright, Ben Archer"),
    (ld(BASE | {"author": "By Ann Wright and Ben Archer"}), "Ann Wright, Ben Archer"),
    (
        ld({"@graph": [BASE | {"author": {"@id": "#ann"}}, {"@type": "Person", "@id": "#ann", "name": "Ann Wright"}]}),
        "Ann Wright",
    ),
    ("<meta name=author content='Von Anna Schreiber und Bernd Dichter'>", "Anna Schreiber, Bernd Dichter"),
    ("<meta name=author content='Ann Wright, Political Editor'>", "Ann Wright"),
    ("<meta name=byl content='By ANN WRIGHT'>", "Ann Wright"),
    (
        ld(
            BASE
            | {"author": {"@type": "Organization", "name": "Example Times"}, "publisher": {"name": "Example Times"}}
        ),
        None,
    ),
    ("<meta name=author content='https://www.facebook.com/example'>", None),
    ("<meta name=author content='dpa'>", "dpa"),
    ("<meta name=author content='admin'>", None),
    ("<meta name=author content='Redaktion'>", None),
    ("<meta name=author content='Contact'>", None),
    ("<meta name=author content='in Politics'>", None),
    ("<meta name=author content='Text Size'>", None),
    ("<meta name=author content='Text: Ann Wright'>", "Ann Wright"),
    ("<meta name=author content='=w4qk*ojhhr1'>", None),
]


@pytest.mark.parametrize(("head", "byline"), BYLINES)
def test_authors_are_persons(html: Html, article: Read, head: str, byline: str | None) -> None:
    assert article(html(head=head)).byline == byline


def test_authors_are_read_from_the_page(html: Html, article: Read) -> None:
    assert (
        article(html(before="<h1>Talks</h1><p class=byline>By <a rel=author href=x>Ann Wright</a></p>")).byline
        == "Ann Wright"
    )
    assert (
        article(
            html(before="<h1>Talks</h1><div itemprop=author itemscope><span itemprop=name>Ann Wright</span></div>")
        ).byline
        == "Ann Wright"
    )


def test_authors_are_read_from_a_line_under_the_headline(html: Html, article: Read) -> None:
    line = "<div><span>By </span><a href=/a>Ann Wright</a> and <a href=/b>Ben Archer</a></div>"
    assert article(html(before=f"<h1>Talks</h1>{line}")).byline == "Ann Wright, Ben Archer"


ADDRESSES = [
    ("<link rel=canonical href='/news/1'>", "https://example.com/x?utm=1", "https://example.com/news/1"),
    (
        "<link rel=canonical href='https://www.example.com/news/1'>",
        "https://example.com/x",
        "https://www.example.com/news/1",
    ),
    (
        "<link rel=canonical href='https://example.com/news/1'>",
        "https://amp.example.com/news/1/amp",
        "https://example.com/news/1",
    ),
    (
        "<link rel=canonical href='https://example.com/news/1'>",
        "https://example-com.cdn.org/c/example.com/news/1",
        "https://example.com/news/1",
    ),
    ("<link rel=canonical href='https://other.org/'>", "https://example.com/news/1", "https://example.com/news/1"),
    (
        "<link rel=canonical href='https://other.org/news/1'>",
        "https://example.com/news/1",
        "https://example.com/news/1",
    ),
    ("<link rel=canonical href='https://example.com/'>", "https://example.com/news/1", "https://example.com/news/1"),
    ("<link rel=canonical href='http://[broken'>", "https://example.com/news/1", "https://example.com/news/1"),
    (meta(og__url="https://example.com/news/1"), None, "https://example.com/news/1"),
    ("", "https://example.com/news/1", "https://example.com/news/1"),
    ("<link rel=canonical href='javascript:alert(1)'>", None, None),
    ("", None, None),
]


@pytest.mark.parametrize(("head", "fetched_from", "url"), ADDRESSES)
def test_the_address_is_canonical(
    html: Html, article: Read, head: str, fetched_from: str | None, url: str | None
) -> None:
    assert article(html(head=head), Hints(url=fetched_from)).url == url


LANGUAGES = [
    ("<html lang=de-AT>", "", "de-AT"),
    ("<html>", meta(og__locale="pt_BR"), "pt-BR"),
    ("<html lang=en>", ld(BASE | {"inLanguage": "fr"}), "fr"),
    ("<html lang='{{ lang }}'>", "", None),
]


@pytest.mark.parametrize(("opening", "head", "language"), LANGUAGES)
def test_the_language_is_a_tag(html: Html, article: Read, opening: str, head: str, language: str | None) -> None:
    assert article(html(head=head).replace("<html>", opening)).language == language


def test_source_section_keywords_and_genre_are_read(html: Html, article: Read) -> None:
    head = ld(
        BASE
        | {
            "@type": "OpinionNewsArticle",
            "articleSection": ["Politics", "World"],
            "publisher": {"name": "Example Press"},
        }
    )
    head += (
        meta(og__site_name="Example Times - news from Baku", article__tag="Belarus")
        + "<meta name=news_keywords content='Azerbaijan, talks'>"
    )
    read = article(html(head=head))
    assert (read.source, read.section, read.keywords) == ("Example Times", "Politics", ("Azerbaijan", "talks"))
    assert read.genre == "opinion"


def test_the_host_is_the_source_of_a_page_that_names_none(html: Html, article: Read) -> None:
    assert article(html(), Hints(url="https://www.example.com/a")).source == "example.com"


ENCODED = [
    ("windows-1251", "<meta charset=windows-1251>", None),
    ("koi8-r", "<meta http-equiv=Content-Type content='text/html; charset=koi8-r'>", None),
    ("windows-1251", "", "windows-1251"),
    ("utf-8", "<meta charset=iso-8859-1>", None),
    ("utf-16", "", None),
]


@pytest.mark.parametrize(("encoding", "head", "hint"), ENCODED)
def test_the_encoding_is_found(html: Html, article: Read, encoding: str, head: str, hint: str | None) -> None:
    page = html(head=head, between="<p>Министр обороны встретился со своим коллегой в Баку, сообщило ведомство.</p>")
    read = article(page.encode(encoding), Hints(charset=hint))
    assert "Министр обороны встретился со своим коллегой в Баку, сообщило ведомство." in read.paragraphs


def test_xhtml_is_read_as_xml(article: Read, text: tuple[str, ...]) -> None:
    body = "".join(f"<p>{each}</p>" for each in text)
    page = f"""<?xml version="1.0" encoding="utf-8"?><!DOCTYPE html><html xmlns="http://www.w3.org/1999/xhtml"><head>
    <title>Talks</title><script src="a.js"/></head><body><h1>Talks</h1><div>{body}</div></body></html>"""
    read = article(page)
    assert (read.headline, read.paragraphs) == ("Talks", text)
