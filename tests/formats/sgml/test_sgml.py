"""Collections in SGML: Reuters-21578 and the TREC newspapers."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.index.formats.format import Certainty, Format
from dateline.index.formats.sgml.formats import SGML_FORMATS
from dateline.index.formats.sgml.reuters import ReutersSgml
from dateline.index.formats.sgml.trec import TrecSgml
from dateline.index.raw import RejectKind
from tests.formats.parsed import certainty, outcomes, reject, report, reports

REUTERS = ReutersSgml()
TREC = TrecSgml()
ARTICLE = """<REUTERS TOPICS="YES" OLDID="5" NEWID="{number}">
<DATE>26-FEB-1987 15:01:01.79</DATE>
<TOPICS><D>cocoa</D><D>ship</D></TOPICS><PLACES><D>malta</D></PLACES><PEOPLE></PEOPLE><UNKNOWN>&#5;&#5;C T</UNKNOWN>
<TEXT>&#2;
<TITLE>PORTS &lt;HP> AGREE</TITLE>
<AUTHOR>By A B</AUTHOR>
<DATELINE>    VALLETTA, Feb 26 - </DATELINE><BODY>The ports agreed on a
tariff of R&amp;D.
    It begins in May.
 Reuter
&#3;</BODY></TEXT>
</REUTERS>
"""


def test_a_reuters_article_is_read() -> None:
    content = "<!DOCTYPE lewis SYSTEM 'lewis.dtd'>\n" + ARTICLE.format(number=7)
    assert certainty(REUTERS, content.encode()) is Certainty.SURE
    read = report(REUTERS, content.encode())
    assert (read.given_id, read.headline, read.byline) == ("7", "PORTS <HP> AGREE", "By A B")
    assert (read.published, read.dateline, read.source) == ("26-FEB-1987 15:01:01.79", "VALLETTA, Feb 26 -", "Reuters")
    assert read.keywords == ("cocoa", "ship", "malta")
    assert read.body == "The ports agreed on a\ntariff of R&D.\n    It begins in May.\n Reuter"


def test_a_reuters_file_has_many_articles() -> None:
    content = "".join(ARTICLE.format(number=number) for number in range(1, 4)).encode()
    assert [(each.given_id, each.item) for each in reports(REUTERS, content)] == [("1", 1), ("2", 2), ("3", 3)]


@pytest.mark.parametrize(
    ("text", "headline", "body"),
    [
        ('<TEXT TYPE="BRIEF">&#2;\n<TITLE>BRIEF NOTE</TITLE>Short text.&#3;</TEXT>', "BRIEF NOTE", "Short text."),
        ('<TEXT TYPE="UNPROC">&#2;\nTABLE\n 1 2\n&#3;</TEXT>', None, "TABLE\n 1 2"),
    ],
)
def test_articles_without_a_body(text: str, headline: str | None, body: str) -> None:
    read = report(REUTERS, f'<REUTERS NEWID="1"><DATE>1-MAR-1987</DATE>{text}</REUTERS>'.encode())
    assert (read.headline, read.body.strip()) == (headline, body)


def trec(fields: str, text: str = "<TEXT>\nOne\nline.\n</TEXT>") -> bytes:
    return f"<DOC>\n<DOCNO> HP880212-0001 </DOCNO>\n{fields}\n{text}\n</DOC>\n".encode()


@pytest.mark.parametrize(
    ("fields", "headline", "byline", "published"),
    [
        (
            "<HEADLINE><P>Ferry </P><P>sails</P></HEADLINE><DATE><P>May 18, 1988, Wednesday</P></DATE>",
            "Ferry sails",
            None,
            "May 18, 1988",
        ),
        (
            "<HEAD>Ferry sails</HEAD><BYLINE>By A B</BYLINE><FILEID>AP-NR-02-12-88 2344EST</FILEID>",
            "Ferry sails",
            "By A B",
            "1988-02-12 23:44 EST",
        ),
        ("<HEADLINE>FT  14 MAY 91 / Ferry sails</HEADLINE><DATE>910514</DATE>", "Ferry sails", None, "1991-05-14"),
        ("<HL> Ferry @ sails\n----\nBy A B </HL><DD> 03/24/87</DD>", "Ferry sails", "By A B", "1987-03-24"),
        (
            "<HEADER><DATE1> 1 March 1994 </DATE1><H3><TI> Ferry sails</TI></H3></HEADER>",
            "Ferry sails",
            None,
            "1 March 1994",
        ),
        ("<HEAD>Ferry sails</HEAD>", "Ferry sails", None, "1988-02-12"),
    ],
    ids=["la-times", "ap", "ft", "wsj", "fbis", "number"],
)
def test_newspapers_spell_their_fields_differently(
    fields: str, headline: str, byline: str | None, published: str
) -> None:
    content = trec(fields)
    assert certainty(TREC, content) is Certainty.SURE
    read = report(TREC, content)
    assert (read.given_id, read.headline, read.byline) == ("HP880212-0001", headline, byline)
    assert (read.published, read.body, read.paragraphs) == (published, "One\nline.", ())


def test_marked_paragraphs_are_paragraphs() -> None:
    text = "<TEXT><P>\nOne\nline &amp; <ORGID>two</ORGID>.\n</P>\n<P>Three.</P></TEXT>"
    assert report(TREC, trec("", text)).paragraphs == ("One line & two .", "Three.")


@pytest.mark.parametrize(
    "content",
    [
        b'<DOC id="HP_ENG_20210518.0001" type="story"><HEADLINE>H</HEADLINE><TEXT><P>One.</P></TEXT></DOC>',
        b"<DOC><DOCNO>HP20210518.0001</DOCNO><BODY><HEADLINE>H</HEADLINE><TEXT><P>One.</P></TEXT></BODY></DOC>",
    ],
    ids=["gigaword", "aquaint"],
)
def test_collections_of_the_same_kind(content: bytes) -> None:
    assert certainty(TREC, content) is Certainty.SURE
    read = report(TREC, content)
    assert (read.headline, read.paragraphs, read.published) == ("H", ("One.",), "2021-05-18")


def test_an_article_without_its_end_is_read() -> None:
    first, second = reports(TREC, trec("<HEAD>A</HEAD>").replace(b"</DOC>", b"") + trec("<HEAD>B</HEAD>"))
    assert (first.headline, second.headline, second.item) == ("A", "B", 2)


@pytest.mark.parametrize(
    ("format_", "content"), [(REUTERS, b"<REUTERS></REUTERS>"), (TREC, b"<DOC></DOC>")], ids=["reuters", "trec"]
)
def test_what_has_no_text_is_rejected(format_: Format, content: bytes) -> None:
    assert reject(format_, content).kind is RejectKind.NO_TEXT
    assert reject(format_, b"no element").kind is RejectKind.SYNTAX


@pytest.mark.parametrize("content", [b"", b"<doc>one</doc>", b"<docs/>", b"Reuters", b"<html><doc>"])
def test_other_inputs_are_not_recognised(content: bytes) -> None:
    assert {certainty(each, content) for each in SGML_FORMATS} == {Certainty.NO}


NAMES = "REUTERS DOC DOCNO TEXT BODY TITLE HEAD HL P D TOPICS DATE FILEID HEADER".split()
PIECES = st.sampled_from(
    [*(f"<{name}>" for name in NAMES), *(f"</{name}>" for name in NAMES), "&#3;", "<", "x", "---- By"]
)


@given(st.lists(PIECES, max_size=30).map("".join))
def test_any_text_has_outcomes(content: str) -> None:
    for format_ in SGML_FORMATS:
        certainty(format_, content.encode())
        assert outcomes(format_, content.encode())
