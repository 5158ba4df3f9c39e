"""NewsML-G2: which items are articles, and which elements are what of one."""

from __future__ import annotations

import pytest

from dateline.index.article import Action
from dateline.index.formats.format import Certainty
from dateline.index.formats.xml.format import XmlFormat
from dateline.index.formats.xml.newsml_g2 import NewsmlG2
from dateline.index.raw import Passed, RawReject, RawReport, RejectKind
from tests.formats.parsed import certainty, outcomes, report

G2 = XmlFormat(NewsmlG2())
NAMESPACE = 'xmlns="http://iptc.org/std/nar/2006-10-01/"'
XHTML = (
    '<inlineXML contenttype="application/xhtml+xml"><html xmlns="http://www.w3.org/1999/xhtml">'
    "<head><title>T</title></head><body><p>One.</p><p>Two &amp;quot;three&amp;quot;.</p></body></html></inlineXML>"
)


def item(
    meta: str = '<itemClass qcode="ninat:text"/>',
    content: str = "<headline>H</headline>",
    text: str = XHTML,
    guid: str = "urn:post:1",
) -> str:
    return (
        f'<newsItem {NAMESPACE} guid="{guid}" version="4" xml:lang="en-GB"><itemMeta>{meta}</itemMeta>'
        f"<contentMeta>{content}</contentMeta><contentSet>{text}</contentSet></newsItem>"
    )


def message(*items: str) -> bytes:
    return f"<newsMessage {NAMESPACE}><header/><itemSet>{''.join(items)}</itemSet></newsMessage>".encode()


def test_reads_every_field() -> None:
    meta = (
        '<itemClass qcode="ninat:text"/><provider qcode="nprov:hp"><name>Harbour Post</name></provider>'
        "<versionCreated>2021-05-19T08:00:00Z</versionCreated><firstCreated>2021-05-18T08:00:00Z</firstCreated>"
        '<pubStatus qcode="stat:usable"/>'
    )
    content = (
        "<by>A B</by><dateline>VALLETTA, Malta</dateline><language tag='mt'/><keyword>ferries</keyword>"
        "<subject qcode='x:1'><name>ports</name></subject><subject qcode='x:2'/><subject literal='tariffs'/>"
        "<genre qcode='genre:Analysis'><name>Analysis</name></genre><slugline>FERRY</slugline>"
        "<headline role='hld:subHeadline'>Below</headline><headline> Ferry\n sails</headline>"
    )
    read = report(G2, item(meta, content).encode())
    assert (read.given_id, read.version) == ("urn:post:1", "4")
    assert (read.headline, read.byline, read.source) == ("Ferry sails", "A B", "Harbour Post")
    assert (read.published, read.modified) == ("2021-05-18T08:00:00Z", "2021-05-19T08:00:00Z")
    assert (read.language, read.genre, read.dateline) == ("mt", "Analysis", "VALLETTA, Malta -")
    assert read.keywords == ("ferries", "ports", "tariffs")
    assert read.paragraphs == ("One.", 'Two "three".')
    assert (read.action, read.item) == (Action.PUBLISH, None)


@pytest.mark.parametrize(
    ("meta", "action", "embargo"),
    [
        ('<pubStatus qcode="stat:canceled"/>', Action.KILL, None),
        ('<pubStatus uri="http://cv.iptc.org/newscodes/pubstatusg2/canceled"/>', Action.KILL, None),
        ('<pubStatus qcode="stat:withheld"/>', Action.WITHHOLD, None),
        (
            '<pubStatus qcode="stat:usable"/><embargoed>2030-01-01T00:00:00Z</embargoed>',
            Action.WITHHOLD,
            "2030-01-01T00:00:00Z",
        ),
        ("<embargoed/>", Action.WITHHOLD, None),
        ('<signal qcode="sig:correction"/>', Action.CORRECT, None),
        ('<signal qcode="x:1"/><signal qcode="sig:update"/>', Action.CORRECT, None),
        ('<signal qcode="x:routing"/>', Action.PUBLISH, None),
    ],
)
def test_status_embargo_and_signal_ask_for_an_action(meta: str, action: Action, embargo: str | None) -> None:
    read = report(G2, item(meta).encode())
    assert (read.action, read.embargo) == (action, embargo)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (item('<itemClass qcode="ninat:picture"/>'), "a picture"),
        (item('<itemClass uri="http://cv.iptc.org/newscodes/ninature/video"/>'), "a video"),
        (item(text='<remoteContent href="a.html"/>'), "a news item whose content is in another file"),
        (item(text="<inlineXML><sports-content><team/></sports-content></inlineXML>"), "a news item of data, not text"),
        (f"<packageItem {NAMESPACE}/>", "a package of news items"),
        (f"<conceptItem {NAMESPACE}/>", "a concept item"),
        (f"<knowledgeItem {NAMESPACE}/>", "a knowledge item"),
        (f"<planningItem {NAMESPACE}/>", "a planning item"),
        (f"<catalogItem {NAMESPACE}/>", "a catalog item"),
        (f"<newsMessage {NAMESPACE}><header/></newsMessage>", "an envelope without articles"),
    ],
)
def test_what_is_no_article_is_passed_over(content: str, reason: str) -> None:
    assert certainty(G2, content.encode()) is Certainty.SURE
    (only,) = outcomes(G2, content.encode())
    assert isinstance(only, Passed)
    assert only.reason == reason


def test_a_message_contains_many_articles() -> None:
    content = message(item(guid="a"), item('<itemClass qcode="ninat:picture"/>'), item(guid="c"))
    first, second, third = outcomes(G2, content)
    assert isinstance(second, Passed)
    assert [(each.given_id, each.item) for each in (first, third) if isinstance(each, RawReport)] == [
        ("a", 1),
        ("c", 3),
    ]


def test_an_item_without_headline_and_text_is_rejected() -> None:
    (only,) = outcomes(G2, item(content="", text="").encode())
    assert isinstance(only, RawReject)
    assert only.kind is RejectKind.NO_TEXT


def test_nitf_inside_an_item_supplies_what_the_item_lacks() -> None:
    nitf = (
        '<inlineXML><nitf xmlns="http://iptc.org/std/NITF/2006-10-18/"><body><body.head><hedline><hl1>N</hl1></hedline>'
        "<byline>By C D</byline><dateline><location>OSLO</location></dateline></body.head>"
        "<body.content><p>Text.</p></body.content></body></nitf></inlineXML>"
    )
    read = report(G2, item(content="", text=nitf).encode())
    assert (read.headline, read.byline, read.dateline, read.paragraphs) == ("N", "C D", "OSLO -", ("Text.",))


@pytest.mark.parametrize(
    ("text", "paragraphs", "body"),
    [
        ("<inlineData contenttype='text/plain'>One\nline &amp;amp; two.</inlineData>", (), "One\nline & two."),
        (
            "<inlineData contenttype='text/html'>&lt;p&gt;One.&lt;/p&gt;&lt;p&gt;Two.&lt;/p&gt;</inlineData>",
            ("One.", "Two."),
            "",
        ),
        (
            "<inlineXML><BODY xmlns=''><LEAD><P>One.</P></LEAD><SAY>Two.</SAY><SAY>Three.</SAY></BODY></inlineXML>",
            ("One.", "Two.", "Three."),
            "",
        ),
        ("<inlineXML><html><body><p>A <Company>B</Company> C.</p></body></html></inlineXML>", ("A B C.",), ""),
        ("<inlineXML><html><body>One.<br/><br/>Two.</body></html></inlineXML>", ("One.", "Two."), ""),
    ],
    ids=["plain", "escaped", "own-elements", "inline", "breaks"],
)
def test_text_in_many_forms(text: str, paragraphs: tuple[str, ...], body: str) -> None:
    read = report(G2, item(text=text).encode())
    assert (read.paragraphs, read.body) == (paragraphs, body)


def test_of_a_message_that_ends_early_the_complete_articles_are_read() -> None:
    content = message(item(guid="a"), item(guid="b"), item(guid="c"))
    first, second, third = outcomes(G2, content[: content.rindex(b"Two")])
    assert [each.given_id for each in (first, second) if isinstance(each, RawReport)] == ["a", "b"]
    assert isinstance(third, RawReject)
    assert third.kind is RejectKind.DAMAGED
