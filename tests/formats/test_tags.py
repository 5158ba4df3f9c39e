"""What is a tag, and what is text in angle brackets: one definition for every format and for stored text."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime
from html import escape
from typing import Final

import pytest

from dateline.index.formats.markup import plain
from dateline.index.formats.tags import has_tags, without_marks, without_tags
from dateline.index.metadata.extract import extract
from dateline.index.raw import Outcome, RawReport

TAGS: Final = (
    "<p>",
    "</p>",
    "<br/>",
    "<br />",
    "Dear reader,<BR>good day",
    "<P>Ministers met.",
    "<b>bold</b>",
    "<B>bold</B>",
    "Corp <P>said</P>",
    '<a href="x">',
    "<font color=red>",
    "<img src='x' alt='Video Harbour Inc'>",
    "<input disabled>",
    "<video controls muted>",
    "<hr noshade>",
    "<!-- note -->",
    "<![CDATA[x]]>",
    "<!DOCTYPE html>",
    "<pullquote>Words</pullquote>",
    "<o:p>Words</o:p>",
    "800<endash>900",
    "800<endash>-</endash>900",
)
TEXTS: Final = (
    "said <Video Harbour Inc> offered",
    "<Mark Resources Inc> year loss",
    "<B and R International\nInc.>, a bank",
    "Sears, Roebuck and Co <S> said",
    "First Interstate Bancorp <I> said",
    "DU PONT CO <DD> LAUNCHES",
    "NAVISTAR <NAV> DEBT",
    "Phillips Petroleum Co. <P> said",
    "Toyota <TOYO.T> rose",
    "Copyright <year> <name of author>",
    "Ann <ann@example.org> wrote",
    "see <http://example.org/>",
    "a < b and c > d",
    "<3",
    "a <small price rise> was seen",
    "<Harbour>",
)
CHARACTERS: Final = (
    ("800<endash>900", "800\u2013900"),
    ("800<endash/>900", "800\u2013900"),
    ("800<endash>-</endash>900", "800\u2013900"),
    ("800<endash></endash>900", "800\u2013900"),
    ("no<emdash>yes", "no\u2014yes"),
    ("<quot>No<quot>", '"No"'),
    ("R<amp>D", "R&D"),
)


@pytest.mark.parametrize("text", TAGS)
def test_a_tag_is_one(text: str) -> None:
    assert has_tags(text)
    assert not has_tags(plain(text))
    assert not has_tags(without_tags(text))


@pytest.mark.parametrize("text", TEXTS)
def test_text_in_angle_brackets_is_none_and_stays(text: str) -> None:
    assert not has_tags(text)
    assert plain(text) == without_tags(text) == without_marks(text) == text


@pytest.mark.parametrize("text", TEXTS)
def test_text_in_angle_brackets_stays_beside_tags(text: str) -> None:
    assert plain(f"<p>{text}</p><p>Second.</p>") == f"{' '.join(text.split())}\n\nSecond."


@pytest.mark.parametrize(("text", "expected"), CHARACTERS)
@pytest.mark.parametrize("times", range(3))
def test_an_element_that_stands_for_a_character_becomes_it(text: str, expected: str, times: int) -> None:
    for _ in range(times):
        text = escape(text)
    assert plain(text) == expected


def test_marks_within_a_line_are_told_from_blocks() -> None:
    assert without_marks("<p>A <b>bold</b> <pullquote>word</pullquote></p>") == "<p>A bold word</p>"


COMPANY: Final = "BAKU, May 18 - A fund said <Video Harbour Inc> and Sears <S> will merge.\n\nThe price is not known."
IN_FORMATS: Final = {
    "plain": COMPANY.encode(),
    "jsonl": json.dumps({"title": "Talks", "body": COMPANY}).encode(),
    "csv": f'title,body\nTalks,"{COMPANY}"\n'.encode(),
    "anpa": b"\x16\x16\x01a0001\x1f\r\nr n\x12 talks 5-18 0100\r\n\x02\r\n" + COMPANY.encode() + b"\x03\r\n\x04",
    "iptc7901": b"\x01dpa0001 3 pl 100\r\n\x02\r\n" + COMPANY.encode() + b"\x03\r\n181137 GMT May 21\r\n\x04",
    "page": f"<html><body><h1>Talks</h1><p>{escape(COMPANY)}</p></body></html>".encode(),
}


@pytest.mark.parametrize("name", IN_FORMATS)
def test_no_format_loses_a_company_in_angle_brackets(name: str, read_bytes: Callable[..., list[Outcome]]) -> None:
    (report,) = read_bytes(IN_FORMATS[name], "in.txt")
    assert isinstance(report, RawReport)
    assert report.format == name
    article = extract(report, read_at=datetime(2026, 1, 1, tzinfo=UTC))
    assert "said <Video Harbour Inc> and Sears <S> will merge." in article.body
    assert "The price is not known." in article.body


@pytest.mark.parametrize("markup", ["&lt;p&gt;Talks&lt;/p&gt;", "&amp;lt;p&amp;gt;Talks&amp;lt;/p&amp;gt;", "<p>Talks"])
@pytest.mark.parametrize("form", ["json", "feed", "page"])
def test_markup_that_was_escaped_is_in_no_article(
    markup: str, form: str, read_bytes: Callable[..., list[Outcome]]
) -> None:
    content = {
        "json": json.dumps({"title": "A", "body": markup}),
        "feed": f"<rss><item><title>A</title><description>{escape(markup)}</description></item></rss>",
        "page": f"<html><body><h1>A</h1><p>{markup} ended in Baku on Tuesday.</p></body></html>",
    }[form]
    (report,) = read_bytes(content.encode(), "in.txt")
    assert isinstance(report, RawReport)
    article = extract(report, read_at=datetime(2026, 1, 1, tzinfo=UTC))
    assert article.body.startswith("Talks")
    assert not any(part in article.body for part in ("<", "&lt;", "&amp;"))
