"""Solr, articles of named fields, and XML that is not read."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dateline.index.article import Action
from dateline.index.formats.format import Certainty
from dateline.index.formats.options import ReadOptions
from dateline.index.formats.xml.field_xml import FieldXml
from dateline.index.formats.xml.format import XML_FORMATS, OtherXml, XmlFormat
from dateline.index.formats.xml.solr import Solr
from dateline.index.raw import Outcome, Passed, RawReject, RawReport, RejectKind
from tests.formats.parsed import certainty, outcomes, reject, report, reports

SOLR = XmlFormat(Solr())
FIELDS = XmlFormat(FieldXml())
OTHER = OtherXml()
ADD = b"""<add><doc>
 <field name="id">1</field><field name="title">H &amp; I</field>
 <field name="text">&lt;p&gt;One.&lt;/p&gt;&lt;p&gt;Two.&lt;/p&gt;</field>
 <field name="tags">a</field><field name="tags">b</field></doc>
 <doc><field name="id">2</field><field name="text">T</field></doc></add>"""
ANSWER = b"""<response><lst name="responseHeader"><int name="status">0</int></lst><result name="response" numFound="1">
 <doc><str name="id">1</str><arr name="text"><str>One.</str><str>Two.</str></arr>
 <date name="date">2021-05-18T00:00:00Z</date>
 <arr name="keywords"><str>a</str><str>b</str></arr></doc></result></response>"""
NEWS = """<RBNews><NewsID>n1</NewsID><PublishDate>2021-05-18T10:15:00</PublishDate><headline>H</headline>
 <town>Oslo</town>
 <origin>/post/</origin><section>World</section><version>2</version>
 <content>&lt;p&gt;One.&lt;/p&gt;&lt;p&gt;Two.&lt;/p&gt;</content>
 <byLine>A B</byLine>
 <Annuleret>{killed}</Annuleret><Korrektion>{corrected}</Korrektion></RBNews>"""
RELEASE = b"""<release id="7" lang="no"><body>&lt;p&gt;Two.&lt;/p&gt;</body><leadtext>One.</leadtext>
 <title>H</title><embargo/>
 <longurl>https://post.test/7</longurl><publicationDate>18.05.2021 10:15</publicationDate>
 <publisher><name>Harbour</name><city>Oslo</city></publisher>
 <keywords><keyword>a</keyword><keyword>b</keyword></keywords></release>"""


def test_solr_updates_are_articles() -> None:
    first, second = reports(SOLR, ADD)
    assert (first.given_id, first.headline, first.body, first.keywords) == ("1", "H & I", "One.\n\nTwo.", ("a", "b"))
    assert (second.given_id, second.item) == ("2", 2)


def test_solr_answers_are_articles() -> None:
    read = report(SOLR, ANSWER)
    assert (read.given_id, read.body, read.published) == ("1", "One.\n\nTwo.", "2021-05-18T00:00:00Z")
    assert read.keywords == ("a", "b")


def test_solr_fields_can_be_mapped() -> None:
    content = b'<add><doc><field name="overskrift">H</field><field name="text">T</field></doc></add>'
    (only,) = outcomes(SOLR, content, options=ReadOptions(mapping=(("headline", "overskrift"),)))
    assert getattr(only, "headline", None) == "H"


@pytest.mark.parametrize("content", [ADD, ANSWER])
def test_solr_is_recognised(content: bytes) -> None:
    assert certainty(SOLR, content) is Certainty.SURE
    assert certainty(SOLR, b"<add><page/></add>") is Certainty.NO


@pytest.mark.parametrize(
    ("killed", "corrected", "action"),
    [("false", "false", Action.PUBLISH), ("true", "false", Action.KILL), ("false", "true", Action.CORRECT)],
)
def test_named_fields_are_an_article(killed: str, corrected: str, action: Action) -> None:
    content = NEWS.format(killed=killed, corrected=corrected).encode()
    assert certainty(FIELDS, content) is Certainty.SURE
    read = report(FIELDS, content)
    assert (read.given_id, read.version, read.headline, read.byline) == ("n1", "2", "H", "A B")
    assert (read.published, read.source, read.section) == ("2021-05-18T10:15:00", "post", "World")
    assert (read.paragraphs, read.dateline, read.action) == (("One.", "Two."), "Oslo -", action)


def test_several_articles_in_one_answer_are_numbered() -> None:
    news = NEWS.format(killed="false", corrected="false")
    assert [each.item for each in reports(FIELDS, f"<List>{news}{news}</List>".encode())] == [1, 2]


def test_a_press_release_begins_with_its_lead() -> None:
    read = report(FIELDS, RELEASE)
    assert (read.given_id, read.language, read.url) == ("7", "no", "https://post.test/7")
    assert (read.headline, read.source, read.published) == ("H", "Harbour", "18.05.2021 10:15")
    assert (read.paragraphs, read.keywords) == (("One.", "Two."), ("a", "b"))


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ('<?xml version="1.0"?><a:b xmlns:a="http://x.test/"/>', "root <b>, namespace http://x.test/"),
        ("<catalogue>\n <book/>\n</catalogue>", "root <catalogue>"),
        ('<mediawiki xmlns="http://www.mediawiki.org/xml/export-0.10/"/>', "a dump of a wiki (MediaWiki)"),
        ('<?xml version="1.0"?><article><front><article-meta/></front><body/></article>', "an article of a journal"),
    ],
)
def test_other_xml_is_rejected_by_name(content: str, reason: str) -> None:
    assert certainty(OTHER, content.encode()) is Certainty.LIKELY
    only = reject(OTHER, content.encode())
    assert only.kind is RejectKind.UNSUPPORTED
    assert reason in only.reason


def test_a_sitemap_is_passed_over() -> None:
    (only,) = outcomes(OTHER, b'<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"/>')
    assert isinstance(only, Passed)
    assert only.reason == "a sitemap"


@pytest.mark.parametrize(
    "content",
    [
        '<?xml version="1.0"?><rss version="2.0"><channel><item><title>T</title><article/></item></channel></rss>',
        '<feed xmlns="http://www.w3.org/2005/Atom"/>',
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"/>',
        '<?xml version="1.0"?><opml/>',
        '<?xml version="1.0"?><channel/>',
        '<?xml version="1.0"?><html><article><title>T</title><body>b</body></article></html>',
        "<p>One.</p>",
        "<div><article><h1>T</h1></article></div>",
        '<?xml version="1.0"?><?mso-application progid="Word.Document"?><w:wordDocument xmlns:w="x"/>',
        '<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"/>',
        "<DOC>\n<DOCNO>1</DOCNO></DOC>",
        "<three words> and a sentence.",
        "no markup",
        "",
    ],
)
def test_feeds_pages_and_office_files_belong_to_others(content: str) -> None:
    # At most possible: should the format of its own not want it, it is no plain text either.
    assert max(certainty(each, content.encode()) for each in XML_FORMATS) <= Certainty.POSSIBLE


@pytest.mark.parametrize(
    "content",
    [
        '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>',
        "<Types/>",
        "<foo>",
        "<foo>bar</foo>",
        "<foo><bar>The ministers met.",
    ],
)
def test_xml_without_a_declaration_is_no_plain_text(content: str, read_bytes: Callable[..., list[Outcome]]) -> None:
    (only,) = read_bytes(content.encode(), "a.txt")
    assert isinstance(only, RawReject)
    assert (only.format, only.kind) == ("other-xml", RejectKind.UNSUPPORTED)


@pytest.mark.parametrize(
    "content",
    [
        "<3 you all",
        "<unk> the ministers met.",
        "<foo/> and then",
        "<mailto:ann@example.org> wrote that ministers met.",
        "<http://example.org/a> is where it stands.",
        "<<Ministers>> met.",
    ],
)
def test_prose_in_angle_brackets_is_plain_text(content: str, read_bytes: Callable[..., list[Outcome]]) -> None:
    (only,) = read_bytes(content.encode(), "a.txt")
    assert isinstance(only, RawReport)
    assert (only.format, only.body) == ("plain", content)


def test_a_damaged_start_tag_makes_no_long_reason() -> None:
    found = reject(OTHER, b'<?xml version="1.0"?><foo xmlns="http://post.test/\n' + b"a = 1;\n" * 100 + b'">')
    assert found.reason.startswith("XML of a kind that is not read: root <foo>, namespace http://post.test/ a = 1;")
    assert "\n" not in found.reason
    assert len(found.reason) < 200
