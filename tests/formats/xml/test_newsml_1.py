"""NewsML 1: items, components, and which texts are articles."""

from __future__ import annotations

import pytest

from dateline.index.article import Action
from dateline.index.formats.format import Certainty
from dateline.index.formats.xml.format import XmlFormat
from dateline.index.formats.xml.newsml_1 import Newsml1
from dateline.index.raw import Passed, RawReject, RejectKind
from tests.formats.parsed import certainty, outcomes, report, reports

NEWSML = XmlFormat(Newsml1())
LINES = "<NewsLines><HeadLine>H</HeadLine></NewsLines>"
TEXT = "<ContentItem><MediaType FormalName='Text'/><DataContent><p>One.</p><p>Two.</p></DataContent></ContentItem>"
PHOTO = "<ContentItem Href='a.jpg'><MediaType FormalName='Photo'/></ContentItem>"


def item(components: str = f"<NewsComponent>{LINES}{TEXT}</NewsComponent>", management: str = "") -> str:
    return (
        "<NewsItem xml:lang='fr'><Identification><NewsIdentifier><ProviderId>post.test</ProviderId>"
        "<DateId>20210518</DateId><NewsItemId>ferry</NewsItemId>"
        "<RevisionId PreviousRevision='1' Update='N'>2</RevisionId>"
        "<PublicIdentifier>urn:newsml:post.test:20210518:ferry:2</PublicIdentifier></NewsIdentifier></Identification>"
        "<NewsManagement><FirstCreated>20210518T101500Z</FirstCreated>"
        f"<ThisRevisionCreated>20210519T101500Z</ThisRevisionCreated>{management}</NewsManagement>{components}</NewsItem>"
    )


def envelope(*items: str) -> bytes:
    return f'<?xml version="1.0"?><NewsML Version="1.2"><NewsEnvelope/>{"".join(items)}</NewsML>'.encode()


def test_reads_every_field() -> None:
    component = (
        "<NewsComponent><NewsLines><DateLine>OSLO, May 18 (HP) -</DateLine><HeadLine>Ferry</HeadLine>"
        "<ByLine>A B</ByLine><KeywordLine>ports</KeywordLine></NewsLines>"
        "<AdministrativeMetadata><Provider><Party FormalName='Harbour Post'/></Provider></AdministrativeMetadata>"
        "<DescriptiveMetadata><Language FormalName='en'/><Genre FormalName='Analysis'/>"
        f"<Property FormalName='Keyword' Value='ferries'/></DescriptiveMetadata>{TEXT}</NewsComponent>"
    )
    read = report(NEWSML, envelope(item(component)))
    assert (read.given_id, read.version) == ("urn:newsml:post.test:20210518:ferry", "2")
    assert (read.headline, read.byline, read.source) == ("Ferry", "A B", "Harbour Post")
    assert (read.published, read.modified) == ("20210518T101500Z", "20210519T101500Z")
    assert (read.language, read.genre, read.dateline) == ("en", "Analysis", "OSLO, May 18 (HP) -")
    assert (read.keywords, read.paragraphs) == (("ports", "ferries"), ("One.", "Two."))


def test_is_recognised_by_its_root() -> None:
    assert certainty(NEWSML, envelope()) is Certainty.SURE


def test_an_envelope_contains_many_articles() -> None:
    assert [each.item for each in reports(NEWSML, envelope(item(), item(), item()))] == [1, 2, 3]


@pytest.mark.parametrize(
    ("management", "action", "embargo"),
    [
        ("<Status FormalName='Usable'/>", Action.PUBLISH, None),
        ("<Status FormalName='Canceled'/>", Action.KILL, None),
        (
            (
                "<Status FormalName='Embargoed'/><StatusWillChange><FutureStatus FormalName='Usable'/>"
                "<DateAndTime>20300101T000000Z</DateAndTime></StatusWillChange>"
            ),
            Action.WITHHOLD,
            "20300101T000000Z",
        ),
    ],
)
def test_status_asks_for_an_action(management: str, action: Action, embargo: str | None) -> None:
    read = report(NEWSML, envelope(item(management=management)))
    assert (read.action, read.embargo) == (action, embargo)


def test_captions_and_pictures_are_no_articles() -> None:
    caption = "<NewsComponent><Role FormalName='Caption'/>" + TEXT + "</NewsComponent>"
    picture = f"<NewsComponent>{LINES}{PHOTO}</NewsComponent>"
    (only,) = outcomes(NEWSML, envelope(item(f"<NewsComponent>{picture}{caption}</NewsComponent>")))
    assert isinstance(only, Passed)
    assert only.reason == "a picture"


def test_the_main_text_is_read_beside_its_picture() -> None:
    caption = "<NewsComponent><Role FormalName='Caption'/>" + TEXT.replace("One", "Caption") + "</NewsComponent>"
    main = f"<NewsComponent><Role FormalName='Main'/>{TEXT}</NewsComponent>"
    picture = f"<NewsComponent>{PHOTO}</NewsComponent>"
    read = report(NEWSML, envelope(item(f"<NewsComponent>{LINES}{caption}{picture}{main}</NewsComponent>")))
    assert (read.headline, read.paragraphs) == ("H", ("One.", "Two."))


def test_components_with_headlines_are_articles_of_their_own() -> None:
    other = f"<NewsComponent Duid='b'>{LINES.replace('>H<', '>I<')}{TEXT}</NewsComponent>"
    first, second = reports(NEWSML, envelope(item(f"<NewsComponent>{LINES}{TEXT}</NewsComponent>{other}")))
    assert (first.headline, second.headline) == ("H", "I")
    assert (first.given_id, second.given_id) == (first.given_id, f"{first.given_id}#b")


@pytest.mark.parametrize(
    "content",
    [
        "<nitf><body><body.content><p>One.</p><p>Two.</p></body.content></body></nitf>",
        "<html><head><title>T</title></head><body><p>One.</p><p>Two.</p></body></html>",
        "<![CDATA[<p>One.</p><p>Two.</p>]]>",
        "<body.content><p>One.</p><p>Two.</p></body.content>",
    ],
    ids=["nitf", "xhtml", "escaped", "nitf-body"],
)
def test_text_in_many_forms(content: str) -> None:
    text = f"<ContentItem><DataContent>{content}</DataContent></ContentItem>"
    read = report(NEWSML, envelope(item(f"<NewsComponent>{LINES}{text}</NewsComponent>")))
    assert (read.headline, read.paragraphs) == ("H", ("One.", "Two."))


def test_an_item_without_headline_and_text_is_rejected() -> None:
    (only,) = outcomes(NEWSML, envelope(item("<NewsComponent/>")))
    assert isinstance(only, RawReject)
    assert only.kind is RejectKind.NO_TEXT
