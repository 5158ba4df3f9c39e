"""Which paragraphs of a page are the text of its article."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from dateline.index.formats.pages import libraries
from dateline.index.raw import RawReport

Html = Callable[..., str]
Read = Callable[..., RawReport]

AROUND = {
    "navigation": "<nav><p>All the news of this morning, of yesterday, and of the week before that.</p></nav>",
    "caption": "<figure><img src=a><figcaption>The ministers at the airport, shaking hands.</figcaption></figure>",
    "classed caption": "<div class=image-caption>The ministers at the airport, shaking each other's hands.</div>",
    "caption of an unnamed element": "<div><img src=a><i>Hasanov, left, at the airport of Baku</i></div>",
    "date": "<p>Updated 18 May 2021, 10:30 by the desk for foreign affairs</p>",
    "day": "<div>18 May 2021, 10:30</div>",
    "address": "<p>Ann Wright: ann@example.com</p>",
    "related": "<div class='related-articles'><p>Ministers met in Minsk last year, and in Baku before that.</p></div>",
    "read more": "<p>Read more: <a href=b>Ministers met in Minsk last year</a></p>",
    "read more in German": "<p>Lesen Sie auch: <a href=b>Minister trafen sich in Minsk</a></p>",
    "read more in Russian": "<p>Читайте также: <a href=b>Министры встретились в Минске</a></p>",
    "read more in Arabic": "<p>اقرأ أيضا: <a href=b>التقى الوزراء في مينسك</a></p>",
    "read more in Japanese": "<p>関連記事：<a href=b>国防相がミンスクで会談</a></p>",
    "advertisement": "<p>Advertisement</p>",
    "advertisement in Spanish": "<p>Publicidad</p>",
    "share": "<div class=share-buttons><p>Share this article with your friends, by mail or in a message.</p></div>",
    "newsletter": "<aside><p>Sign up for our newsletter, and read the news of the day at breakfast.</p></aside>",
    "newsletter line": "<p>Sign up for our newsletter to get the news of the day in your inbox.</p>",
    "follow us": "<p>Follow us on <a href=x>Facebook</a>, <a href=y>Telegram</a> and <a href=z>Twitter</a>.</p>",
    "form": "<form><p>Tell us what you think of this article, and we may print your letter.</p></form>",
    "hidden": "<p style='display: none'>This was written for search engines and is not seen by anybody.</p>",
    "picture credit": "<p>Hasanov in Baku. Photo: Example Agency</p>",
    "links under a heading": "<h4>More</h4><div><a href=a>Rain in Minsk</a></div><div><a href=b>Sun in Baku</a></div>",
    "script": "<script>document.write('A sentence that a script writes, of some length, for readers.')</script>",
    "template": "<template><p>A sentence that a script may use one day, of some length.</p></template>",
    "links only": "<ul><li><a href=a>First of the further headlines</a></li><li><a href=b>Second of them</a></li></ul>",
}
AFTER = {
    "comments": "<div id=comments><p>I think that this is wrong, and I have thought so for a long time.</p></div>",
    "comments without class": "<h3>Comments (2)</h3><p>I think that this is wrong, and have thought so for long.</p>",
    "author": "<div class='author-bio'><p>Ann Wright has written about armies for years, and lives in Baku.</p></div>",
    "cookies": "<div><p>This website uses cookies. By using our website you accept all cookies that we set.</p></div>",
    "footer": "<footer><p>Example Times is published in Baku by Example Press, a company of its readers.</p></footer>",
    "copyright": "<p>Copyright 2021 Example Times. All rights reserved. Nothing may be copied without permission.</p>",
    "tags": "<p>Tags: <a href=a>Azerbaijan</a>, <a href=b>Belarus</a></p>",
}


def ld(value: object) -> str:
    """Write a script with JSON-LD."""
    return f"<script type='application/ld+json'>{json.dumps(value)}</script>"


@pytest.mark.parametrize("kind", AROUND)
def test_what_stands_between_paragraphs_is_left_out(
    html: Html, article: Read, text: tuple[str, ...], kind: str
) -> None:
    assert article(html(between=AROUND[kind])).paragraphs == text


@pytest.mark.parametrize("kind", AFTER)
def test_what_follows_the_text_is_left_out(html: Html, article: Read, text: tuple[str, ...], kind: str) -> None:
    assert article(html(after=AFTER[kind])).paragraphs == text


def test_headings_lists_and_quotations_between_paragraphs_stay(html: Html, article: Read) -> None:
    between = (
        "<h2>What was agreed</h2><ul><li>joint exercises in the autumn</li></ul><blockquote>We agree.</blockquote>"
    )
    paragraphs = article(html(between=between)).paragraphs
    assert paragraphs[2:5] == ("What was agreed", "joint exercises in the autumn", "We agree.")


def test_paragraphs_separated_by_line_breaks_are_told_apart(article: Read, text: tuple[str, ...]) -> None:
    assert article(f"<html><body><h1>Talks</h1><div>{'<br><br>'.join(text)}</div></body></html>").paragraphs == text


def test_a_short_last_sentence_stays(html: Html, article: Read) -> None:
    assert (
        article(html().replace("</p></div>", "</p><p>“We agree,” he said.</p></div>")).paragraphs[-1]
        == "“We agree,” he said."
    )


def test_a_short_article_keeps_its_paragraphs(article: Read, text: tuple[str, ...]) -> None:
    meta = "<header><h1>Talks</h1><div class=entry-meta>Published on 18 May 2021</div></header>"
    share = "<div class=sharedaddy><h3>Share this:</h3></div>"
    page = f"<html><body><article>{meta}<p>{text[0]}</p><p>{text[1]}</p>{share}</article></body></html>"
    assert article(page).paragraphs == text[:2]


def test_links_inside_sentences_stay(html: Html, article: Read) -> None:
    between = (
        "<p>The plan was <a href=x>first proposed</a> in Minsk in 2019, and <a href=y>revised</a> a year later.</p>"
    )
    assert (
        "The plan was first proposed in Minsk in 2019, and revised a year later."
        in article(html(between=between)).paragraphs
    )


@pytest.mark.parametrize("name", ["ticker", "related-link", "tooltip"])
@pytest.mark.parametrize("after", [", we first saw", " we first saw", "’s men first saw"])
def test_words_within_a_sentence_stay_whatever_their_class_says(
    html: Html, article: Read, name: str, after: str
) -> None:
    between = f"<p>At <span class={name}>Home Depot</span>{after} what the two ministers had agreed on.</p>"
    assert f"At Home Depot{after} what the two ministers had agreed on." in article(html(between=between)).paragraphs


def test_a_name_that_stands_beside_a_sentence_is_left_out(html: Html, article: Read) -> None:
    between = "<p>The plan was first proposed in Minsk in 2019. <span class=related>Read on</span></p>"
    assert "The plan was first proposed in Minsk in 2019." in article(html(between=between)).paragraphs


def test_a_first_paragraph_that_is_a_heading_stays(article: Read, text: tuple[str, ...]) -> None:
    lead = (
        "Opposition to the plan of both ministers is mounting in Baku and in Minsk, and with good reason, "
        "or good reasons, as a member of parliament said."
    )
    body = "<br><br>".join(text)
    assert article(f"<html><body><h1>Talks</h1><div><span><h2>{lead}</h2></span>{body}</div>").paragraphs[0] == lead


def test_text_in_an_element_with_an_unwanted_name_stays(article: Read, text: tuple[str, ...]) -> None:
    page = "<html><body><h1>Talks</h1><div class='paywall-subscribe'>" + "".join(f"<p>{each}</p>" for each in text)
    assert article(page).paragraphs == text


def test_only_the_first_of_several_articles_is_read(article: Read, text: tuple[str, ...]) -> None:
    first = "<article><h1>Ministers meet in Baku</h1>" + "".join(f"<p>{each}</p>" for each in text) + "</article>"
    second = (
        "<article><h1>Rain in Minsk</h1>"
        + "<p>It rained in Minsk, as it had the whole week before.</p>" * 12
        + "</article>"
    )
    page = f"<html><head><title>Ministers meet in Baku</title></head><body>{first}{second}</body></html>"
    assert article(page).paragraphs == text


def test_article_body_is_believed(article: Read, text: tuple[str, ...]) -> None:
    body = "".join(f"<p>{each}</p>" for each in text)
    others = "<p>Other news of this day, in a paragraph of its own, as long as any other.</p>" * 6
    page = f"<h1>Talks</h1><div>{others}</div><div itemprop=articleBody>{body}</div><div>{others}</div>"
    assert article(f"<html><body>{page}</body></html>").paragraphs == text


def test_names_and_dates_before_the_text_are_left_out(html: Html, article: Read, text: tuple[str, ...]) -> None:
    before = "<h1>Talks</h1><div>By Ann Wright, Ben Archer, and our correspondents in Baku and Minsk</div>"
    page = html(before="").replace("<div class=text>", f"<div class=text>{before}")
    assert article(page).paragraphs == text


def test_a_paragraph_beside_a_picture_stays(html: Html, article: Read) -> None:
    between = "<p><img src=a align=left>The meeting was the third of its kind since last year.</p>"
    assert "The meeting was the third of its kind since last year." in article(html(between=between)).paragraphs


def test_a_headline_may_hold_blocks(html: Html, article: Read, text: tuple[str, ...]) -> None:
    head = "<title>Ministers meet in Baku - Example</title>"
    read = article(html(head=head, before="<h1><div><span>Ministers meet in Baku</span></div></h1>"))
    assert (read.headline, read.paragraphs) == ("Ministers meet in Baku", text)


def test_the_deck_comes_before_the_text(html: Html, article: Read, text: tuple[str, ...]) -> None:
    deck = "Azerbaijan and Belarus want to train together this year."
    before = f"<header><h1>Ministers meet in Baku</h1><p class=standfirst>{deck}</p></header>"
    assert article(html(before=before)).paragraphs == (deck, *text)


def test_the_headline_is_not_repeated(html: Html, article: Read, text: tuple[str, ...]) -> None:
    headline = "Ministers of Azerbaijan and Belarus meet in Baku and speak about exercises"
    page = html(head=f"<title>{headline}</title>", before="").replace("<p>", f"<p><b>{headline}</b></p><p>", 1)
    assert article(page).paragraphs == text


def test_complete_text_in_json_ld_selects_the_paragraphs(html: Html, article: Read, text: tuple[str, ...]) -> None:
    stated = {"@type": "NewsArticle", "headline": "Talks", "articleBody": " ".join(text)}
    between = "<div><p>An offer of a wholly different kind: buy two tables, get three chairs, delivered free.</p></div>"
    assert article(html(head=ld(stated), between=between)).paragraphs == text


def test_an_opening_in_json_ld_does_not_replace_the_text(html: Html, article: Read, text: tuple[str, ...]) -> None:
    stated = {"@type": "NewsArticle", "headline": "Talks", "articleBody": text[0]}
    assert article(html(head=ld(stated))).paragraphs == text


def test_text_that_only_json_ld_has_is_read(article: Read, text: tuple[str, ...]) -> None:
    stated = {"@type": "NewsArticle", "headline": "Talks", "articleBody": "\n\n".join(text)}
    assert article(f"<html><head>{ld(stated)}</head><body><div id=app></div></body></html>").paragraphs == text


def test_updates_of_a_live_blog_are_paragraphs(article: Read) -> None:
    updates = [
        {"@type": "BlogPosting", "headline": "14:00 Talks begin", "articleBody": "<p>The ministers sat down.</p>"},
        {"@type": "BlogPosting", "headline": "15:00 Talks end", "articleBody": "They parted as friends."},
    ]
    stated = {"@type": "LiveBlogPosting", "headline": "Talks in Baku", "liveBlogUpdate": updates}
    read = article(f"<html><head>{ld(stated)}</head><body><p>x</p></body></html>")
    assert read.paragraphs == (
        "14:00 Talks begin",
        "The ministers sat down.",
        "15:00 Talks end",
        "They parted as friends.",
    )
    assert read.genre == "live blog"


def test_text_without_spaces_between_words_is_read(article: Read) -> None:
    paragraphs = (
        "国防相はバクーで会談し、秋に共同訓練を行うことで合意したと国防省が火曜日に発表した",
        "会談は三日間にわたって行われ、両国の軍事協力について幅広く意見を交わしたという",
    )
    page = (
        "<html lang=ja><body><h1>国防相が会談</h1><div>"
        + "".join(f"<p>{each}</p>" for each in paragraphs)
        + "</div></body></html>"
    )
    assert article(page).paragraphs == paragraphs


def test_escaped_markup_does_not_reach_the_text(html: Html, article: Read) -> None:
    read = article(html(between="<p>The form &lt;b&gt;was&lt;/b&gt; sent to the ministry of defence on Monday.</p>"))
    assert "The form was sent to the ministry of defence on Monday." in read.paragraphs


def nothing(*_page: object) -> None:
    """Stands for a library that is not installed."""


def test_articles_are_read_without_the_libraries_of_the_extra(
    html: Html, article: Read, text: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("main_text", "extracted_text", "found_day"):
        monkeypatch.setattr(libraries, name, nothing)
    read = article(
        html(head="<title>Ministers meet in Baku</title>", between=AROUND["related"], after=AFTER["comments"])
    )
    assert (read.headline, read.paragraphs) == ("Ministers meet in Baku", text)


def test_an_uncertain_page_is_read_by_another_library(article: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    found = "- What it finds.\n| in | a table |\nEnable scripts.\nRead more: {}"
    monkeypatch.setattr(libraries, "main_text", "A text of other words, found elsewhere. {}".format)
    monkeypatch.setattr(libraries, "extracted_text", found.format)
    words = "<p>Some words that stand here, and are read if nothing else is known.</p><ul><li>What it finds.</ul>"
    table = "<table><tr><td>in<td>a table</table><noscript>Enable scripts.</noscript>"
    assert article(f"<html><body><h1>Talks</h1>{words}{table}</body></html>").paragraphs == (
        "What it finds.",
        "in a table",
    )
