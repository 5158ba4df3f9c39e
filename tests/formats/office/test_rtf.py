"""RTF: text in any code page, without what is not text."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.index.formats.format import Certainty
from dateline.index.formats.office.rtf import Rtf
from dateline.index.raw import RejectKind
from tests.formats.parsed import certainty, outcomes, reject, report

RTF = Rtf()


@pytest.mark.parametrize(
    ("body", "text"),
    [
        pytest.param(
            r"\ansicpg1251\uc1 \u1052?\u1080?\'ed", "Мин", id="Unicode with a fallback of one, and a code page"
        ),
        pytest.param(r"\uc2 \u1052\'cc\'ec A{\uc1 \u1080?}\u1052\'cc\'ec", "М AиМ", id="fallback holds for its group"),
        pytest.param(r"\uc0 \u1052\u1080 A", "МиA", id="no fallback"),
        pytest.param(r"\u-10179?\u-8704? A", "😀 A", id="surrogates"),
        pytest.param(r"{\fonttbl{\f0\fcharset0 A;}{\f1\fcharset204 B;}}\f1 \'cc\f0 \'e9", "Мé", id="charset of a font"),
        pytest.param(r"\ansicpg932 \'93\'fa\'96\'7b\'83A", "日本ア", id="two bytes a character"),
        pytest.param(r"\mac \'8e", "é", id="Macintosh"),
        pytest.param(r"A{\pict\pngblip 89504e47}B{\*\shppict{\pict 89}}{\nonshppict{\pict 0}}C", "ABC", id="pictures"),
        pytest.param("A{\\pict\\bin6 {}{}{}}B", "AB", id="binary picture"),
        pytest.param(r"A{\v hidden}{\deleted gone}{\footnote note}{\header head}B", "AB", id="what is not shown"),
        pytest.param(r'A {\field{\*\fldinst HYPERLINK "http://a.test"}{\fldrslt link}} B', "A link B", id="link"),
        pytest.param(r"{\*\shpinst{\sp{\sn a}{\sv 1}}{\shptxt box}}", "box", id="text box"),
        pytest.param(r"\ldblquote A\rdblquote\emdash B\~C\_D\-E\{F\}\\", "“A”—B C-DEF"[:9] + "E{F}\\", id="symbols"),
        pytest.param("A\r\nB \\line C", "AB \nC".replace(" \n", "\n"), id="line ends of the file are none"),
    ],
)
def test_text_is_decoded(body: str, text: str) -> None:
    content = ("{\\rtf1\\ansi " + body + "\\par}").encode()
    assert certainty(RTF, content) is Certainty.SURE
    assert report(RTF, content).paragraphs == (text,)


def test_paragraphs_and_rows_are_told_apart() -> None:
    read = report(RTF, rb"{\rtf1 A\par B\sect\trowd\cellx1\cellx2 C\cell D\cell\row E\page F}")
    assert read.paragraphs == ("A", "B", "C  D", "E", "F")


def test_the_title_style_makes_the_headline() -> None:
    styles = rb"{\stylesheet{\ql Normal;}{\s1 heading 1;}{\s2 Title;}{\*\cs10 Default;}}"
    read = report(RTF, rb"{\rtf1" + styles + rb"\pard\s1 Section\par\pard\s2 Talks\par\pard They met.\par}")
    assert (read.headline, read.paragraphs) == ("Talks", ("Section", "They met."))


def test_a_bold_line_at_the_top_is_the_headline() -> None:
    read = report(
        RTF, rb"{\rtf1 {\b PRESS RELEASE}\par{\b BAKU, May 18}\par{\b Ministers }{\b meet}\par They met.\par}"
    )
    assert (read.headline, read.paragraphs) == ("Ministers meet", ("PRESS RELEASE", "BAKU, May 18", "They met."))


def test_properties_are_used() -> None:
    info = rb"{\info{\title Ministers meet in Oslo}{\author Anna Berg}{\keywords oil, gas}{\creatim\yr2021}}"
    read = report(RTF, rb"{\rtf1" + info + rb" They met.\par}")
    assert (read.headline, read.byline, read.keywords) == ("Ministers meet in Oslo", "Anna Berg", ("oil", "gas"))
    assert read.published is None


def test_a_file_that_ends_early_is_read_with_a_problem() -> None:
    read = report(RTF, rb"{\rtf1 A\par {\b B")
    assert read.paragraphs == ("A", "B")[1:] or read.headline == "B" or read.paragraphs == ("A", "B")
    assert [each.text for each in read.problems] == ["the file ends early; what it has was read"]


def test_a_file_without_text_is_rejected() -> None:
    assert reject(RTF, rb"{\rtf1{\pict 00}}").kind is RejectKind.NO_TEXT


PIECES = st.sampled_from(
    [
        b"{",
        b"}",
        b"\\",
        b"\\par ",
        b"\\u-1?",
        b"\\uc9 ",
        b"\\'e",
        b"\\'93",
        b"\\*",
        b"\\bin9",
        b"\\f1",
        b"\\fonttbl",
        b"\\s1",
        b"\\stylesheet",
        b"\\ansicpg932 ",
        b"\\ansicpg99999999 ",
        b"A",
    ]
)


@settings(deadline=None)
@given(st.lists(PIECES | st.binary(max_size=4), max_size=40).map(b"".join))
def test_any_bytes_end_as_one_outcome(content: bytes) -> None:
    assert len(outcomes(RTF, b"{\\rtf1" + content)) == 1
    assert len(outcomes(RTF, content)) == 1
