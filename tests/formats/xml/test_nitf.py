"""NITF: which elements are what of an article."""

from __future__ import annotations

import pytest

from dateline.index.article import Action
from dateline.index.formats.format import Certainty
from dateline.index.formats.xml.format import XmlFormat
from dateline.index.formats.xml.nitf import Nitf
from dateline.index.raw import RejectKind
from tests.formats.parsed import certainty, outcomes, reject, report

NITF = XmlFormat(Nitf())
WHOLE = """<?xml version="1.0"?>
<!DOCTYPE nitf SYSTEM "nitf-3-4.dtd">
<nitf baselang="en-GB">
 <head>
  <title>Ferry</title>
  <tobject tobject.type="News">
   <tobject.property tobject.property.type="Analysis"/>
   <tobject.subject tobject.subject.type="Economy" tobject.subject.matter="Transport"/>
  </tobject>
  <docdata>
   <doc-id id-string="post-1" regsrc="HP"/>
   <date.issue norm="20210518T101500+0300"/>
   <du-key key="ferry" version="3"/>
   <doc.copyright holder="Harbour Post"/>
   <key-list><keyword key="ferries"/></key-list>
   <identified-content><person>A B</person><classifier value="ports"/></identified-content>
  </docdata>
  <pubdata position.section="Business" ex-ref="https://post.test/1"/>
 </head>
 <body>
  <body.head>
   <hedline><hl1>Ferry <em>sails</em> &amp; returns</hl1><hl2>Below</hl2></hedline>
   <byline>By A B, <byttl>Staff Writer</byttl></byline>
   <dateline><location>VALLETTA, Malta</location></dateline>
   <abstract><p>Not the text.</p></abstract>
  </body.head>
  <body.content>
   <block><p>One <person>C D</person> said<br/>two.</p><hl2>Heading</hl2></block>
   <media media-type="image"><media-caption>A picture.</media-caption></media>
   <table><tr><td>a</td><td>1</td></tr></table>
  </body.content>
  <body.end><tagline>A B reported.</tagline></body.end>
 </body>
</nitf>"""


def nitf(data: str = "", head: str = "", content: str = "<p>Text.</p>") -> bytes:
    return (
        f"<nitf><head><docdata>{data}</docdata></head><body><body.head><hedline><hl1>H</hl1></hedline>{head}"
        f"</body.head><body.content>{content}</body.content></body></nitf>"
    ).encode()


def test_reads_every_field() -> None:
    read = report(NITF, WHOLE.encode())
    assert read.given_id == "post-1"
    assert read.version == "3"
    assert read.headline == "Ferry sails & returns"
    assert read.byline == "A B"
    assert read.dateline == "VALLETTA, Malta -"
    assert read.source == "Harbour Post"
    assert read.section == "Business"
    assert read.url == "https://post.test/1"
    assert read.language == "en-GB"
    assert read.published == "20210518T101500+0300"
    assert read.genre == "Analysis"
    assert read.keywords == ("ferries", "A B", "ports", "Transport")
    assert read.paragraphs == ("One C D said\ntwo.", "Heading", "a  1", "A B reported.")
    assert (read.body, read.item, read.action) == ("", None, Action.PUBLISH)


def test_is_recognised_by_its_root() -> None:
    assert certainty(NITF, WHOLE.encode()) is Certainty.SURE
    assert certainty(NITF, b"<article>nitf</article>") is Certainty.NO


@pytest.mark.parametrize(
    ("data", "action", "embargo"),
    [
        ('<date.issue norm="20210518"/><date.release norm="20210520"/>', Action.WITHHOLD, "20210520"),
        ('<date.issue norm="20210518T1000"/><date.release norm="20210518T1000"/>', Action.PUBLISH, None),
        ('<date.issue norm="20210518"/><date.release norm="20200101"/>', Action.PUBLISH, None),
        ('<ed-msg msg-type="MandatoryKill" info="wrong"/>', Action.KILL, None),
    ],
)
def test_dates_and_messages_ask_for_an_action(data: str, action: Action, embargo: str | None) -> None:
    read = report(NITF, nitf(data))
    assert (read.action, read.embargo) == (action, embargo)


@pytest.mark.parametrize("status", ["canceled", "withheld", "embargoed"])
def test_management_status_withdraws(status: str) -> None:
    content = nitf().replace(b"<docdata>", f'<docdata management-status="{status}">'.encode())
    assert report(NITF, content).action in {Action.KILL, Action.WITHHOLD}


def test_a_repeated_lead_is_read_once() -> None:
    blocks = '<block class="lead_paragraph"><p>A.</p></block><block class="full_text"><p>A.</p><p>B.</p></block>'
    assert report(NITF, nitf(content=blocks)).paragraphs == ("A.", "B.")


def test_a_dateline_in_the_text_is_not_repeated() -> None:
    head = "<dateline><location>OSLO</location></dateline>"
    assert report(NITF, nitf(head=head, content="<p>OSLO (HP) - Text.</p>")).dateline is None


def test_parts_of_a_place_are_separated() -> None:
    head = "<dateline><location><city>Oslo</city><country>Norway</country></location></dateline>"
    assert report(NITF, nitf(head=head)).dateline == "Oslo, Norway -"


def test_lines_wrapped_with_breaks_are_joined() -> None:
    lines = "The ministers of the seven ports agreed on a common tariff for<br/>ferries "
    lines += "that carry passengers and goods between them, and on a<br/>timetable."
    (only,) = report(NITF, nitf(content=f"<p>{lines}</p>")).paragraphs
    assert "\n" not in only
    assert "tariff for ferries that" in only


def test_preformatted_text_keeps_its_lines() -> None:
    read = report(NITF, nitf(content="<pre>   One line\nand a second.\n\n   Another.</pre>"))
    assert (read.body, read.paragraphs) == ("   One line\nand a second.\n\n   Another.", ())


def test_an_article_without_text_is_rejected() -> None:
    content = b"<nitf><head><title/></head><body><body.head/><body.content/></body></nitf>"
    assert reject(NITF, content).kind is RejectKind.NO_TEXT


def test_an_article_that_ends_early_has_a_problem() -> None:
    (only,) = outcomes(NITF, nitf()[:-30])
    assert getattr(only, "paragraphs", None) == ("Text.",)
    assert getattr(only, "problems", ())
