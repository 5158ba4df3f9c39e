"""Wire texts: IPTC 7901 and ANPA 1312."""

from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.index.article import Action
from dateline.index.formats.format import Certainty, Format
from dateline.index.formats.stretch import LIMIT
from dateline.index.formats.wires.anpa import Anpa
from dateline.index.formats.wires.formats import WIRE_FORMATS
from dateline.index.formats.wires.iptc7901 import Iptc7901
from dateline.index.formats.wires.stories import read_stories
from dateline.index.raw import RawReject, RawReport, RejectKind
from tests.formats.parsed import certainty, outcomes, reject, report, reports

IPTC = Iptc7901()
ANPA = Anpa()


def iptc(head: str = "Ferry sails =", body: str = "   Oslo (hp) - The ferry\r\nsailed.\r\n") -> bytes:
    header = "\x01abc062 4 i 211 ccccb   hp 061\r\n\r\nNorway/ports/\r\n"
    text = f"{header}\x02{head}\r\n\r\n{body}\r\n\r\nhp ab\r\n\x03181137 GMT May 21\r\n\x7f\n\x04"
    return text.encode("latin-1")


def anpa(take: str = "", head: str = "^Ferry sails<\r\n^By A B<\r\n^Post Writer<\r\n", form: str = "\x11") -> bytes:
    text = (
        f"\x16\x16\x01a0042\x1fhp-----\r\nr i\x13{form} bc-Ferry {take} 05-18 0120\r\n"
        f"\x02^BC-NO--Ferry, 1st Ld<\r\n{head}"
        "\tOSLO, Norway (HP) _ The ferry\r\nsailed.\r\n\tIt returned.\r\n\x03HP-NY-05-18-21 1137GMT<\r\n\x04\r\n"
    )
    return text.encode("latin-1")


def test_an_iptc_story_is_an_article() -> None:
    assert certainty(IPTC, iptc()) is Certainty.SURE
    read = report(IPTC, iptc())
    assert (read.headline, read.source, read.published) == ("Ferry sails", "hp", "2021-05-18 11:37 GMT")
    assert (read.keywords, read.item) == (("Norway", "ports"), None)
    assert read.body == "   Oslo (hp) - The ferry\nsailed.\n\n\nhp ab"


@pytest.mark.parametrize(
    ("head", "headline", "byline", "action"),
    [
        ("1ST LEAD\r\nFerry sails\r\nBy A B, hp =", "Ferry sails", "A B, hp", Action.PUBLISH),
        ("Ferry sails\r\nand returns =", "Ferry sails and returns", None, Action.PUBLISH),
        ("Ferry sails", "Ferry sails", None, Action.PUBLISH),
        ("CORRECTION\r\nFerry sails =", "Ferry sails", None, Action.CORRECT),
        ("KILL KILL\r\nFerry sails =", "Ferry sails", None, Action.KILL),
    ],
)
def test_lines_before_the_text(head: str, headline: str, byline: str | None, action: Action) -> None:
    read = report(IPTC, iptc(head))
    assert (read.headline, read.byline, read.action) == (headline, byline, action)


@pytest.mark.parametrize(("month", "number"), [("Okt", 10), ("März", 3), ("Dic", 12), ("févr.", 2), ("Mai", 5)])
def test_months_are_read_in_the_languages_of_the_wires(month: str, number: int) -> None:
    content = iptc().decode("latin-1").replace("GMT May", f"GMT {month}").encode("latin-1")
    assert report(IPTC, content).published == f"2021-{number:02}-18 11:37 GMT"


def test_an_anpa_story_is_an_article() -> None:
    assert certainty(ANPA, anpa()) is Certainty.SURE
    read = report(ANPA, anpa())
    assert (read.headline, read.byline, read.source) == ("Ferry sails", "A B", "HP")
    assert (read.published, read.keywords) == ("2021-05-18 11:37 GMT", ("Ferry",))
    assert read.paragraphs == ("OSLO, Norway (HP) _ The ferry sailed.", "It returned.")


def test_an_anpa_story_without_marks_has_a_header_before_the_first_indent() -> None:
    text = (
        "\x05abc def\r\n\x16\x16\x01a0042\nr a\x13\x11 bc-Ferry   05-18 0120\r\n\x02Ferry sails\r\nFerry\r\n"
        "Embargo Content. Timestamp: 2030-01-01T00:00:00\r\nBy A B\r\n   The ferry sailed.\r\n"
        "   It returned.\r\nHP ab\r\n"
        "\x0318-05-21 11-37-09\x04\r\n\r\n"
    )
    assert certainty(ANPA, text.encode()) is Certainty.SURE
    read = report(ANPA, text.encode())
    assert (read.headline, read.byline, read.published) == ("Ferry sails", "A B", "2021-05-18 11:37")
    assert (read.action, read.embargo) == (Action.WITHHOLD, "2030-01-01T00:00:00")
    assert read.paragraphs == ("The ferry sailed.", "It returned. HP ab")


@pytest.mark.parametrize("slug", ["BC-EU--Ferry", "BC-Ferry,1st Ld", "Ferry, 2nd Ld"])
def test_a_line_that_only_names_the_story_is_no_headline(slug: str) -> None:
    content = anpa().replace(b"Ferry sails", slug.encode() + b"\r\n^Ferry sails")
    assert report(ANPA, content).headline == "Ferry sails"


@pytest.mark.parametrize(
    ("take", "action"), [("Bulletin Kill", Action.KILL), (", Correction", Action.CORRECT), (", 2nd Ld", Action.PUBLISH)]
)
def test_words_after_the_keyword_ask_for_an_action(take: str, action: Action) -> None:
    assert report(ANPA, anpa(take)).action is action


def test_tables_keep_their_lines() -> None:
    read = report(ANPA, anpa(form="\x12"))
    assert (read.paragraphs, read.body.count("\n")) == ((), 2)


@pytest.mark.parametrize(("format_", "story"), [(IPTC, iptc()), (ANPA, anpa())], ids=["iptc7901", "anpa"])
def test_one_input_has_many_stories(format_: Format, story: bytes) -> None:
    read = reports(format_, story * 3)
    assert [each.item for each in read] == [1, 2, 3]
    assert [each.place.byte for each in read] == [len(story) * number + story.index(b"\x01") for number in range(3)]


@pytest.mark.parametrize("format_", WIRE_FORMATS, ids=lambda format_: format_.name)
def test_a_story_without_text_is_rejected(format_: Format) -> None:
    assert reject(format_, b"\x01abc062 4 i 211\r\n\x02\x03\x04").kind is RejectKind.NO_TEXT
    assert reject(format_, b"no control characters").kind is RejectKind.SYNTAX


def test_a_story_without_its_end_is_read() -> None:
    content = iptc()
    assert report(IPTC, content[: content.index(b"\x03")]).headline == "Ferry sails"


def test_a_story_that_is_too_long_is_rejected_and_the_next_is_read() -> None:
    content = b"\x01" + b"x" * (LIMIT + 1) + b"\x04" + iptc()
    first, second = outcomes(IPTC, content)
    assert isinstance(first, RawReject)
    assert first.kind is RejectKind.TOO_LARGE
    assert isinstance(second, RawReport)


@pytest.mark.parametrize("content", [b"", b"\x01", b"text", b"\x01 a", b"\x16\x16\x01", b"<a/>"])
def test_other_inputs_are_not_recognised(content: bytes) -> None:
    assert {certainty(each, content) for each in WIRE_FORMATS} == {Certainty.NO}


@given(
    st.lists(st.sampled_from([b"\x01", b"\x02", b"\x03", b"\x04", b"text", b"\n", b"^", b"\xe9"]), max_size=20).map(
        b"".join
    )
)
def test_any_bytes_have_outcomes(content: bytes) -> None:
    for format_ in WIRE_FORMATS:
        certainty(format_, content)
        assert outcomes(format_, content)
    for story in read_stories(io.BytesIO(content)):
        assert content[story.byte : story.end] == story.content
