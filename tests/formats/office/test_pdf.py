"""PDF: text in reading order, without what is repeated on each page."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.index.formats.format import Certainty
from dateline.index.formats.office.pdf.pdf import PdfFormat
from dateline.index.raw import RawReject, RawReport, RejectKind
from tests.formats.office.pdfs import Text, column, pdf
from tests.formats.parsed import certainty, outcomes, reject, report, reports

PDF = PdfFormat()
STORY = (
    "The ministers of both countries met on Tuesday in the capital\n"
    "and agreed on a plan for the coming year, officials told the\n"
    "agency after the talks had ended. No details were given.\n"
    "A second meeting will follow in June, they said."
)
PARAGRAPH = STORY.replace("\n", " ")
LEFT = "Left one goes on and on\nleft two goes on and on\nleft three goes on and on\nleft four is the end."
RIGHT = "Right one goes on and on\nright two goes on and on\nright three goes on and on\nright four is the end."


def test_lines_become_paragraphs() -> None:
    content = pdf([*column(STORY, 50, 100), *column(STORY, 50, 170)])
    assert certainty(PDF, content) is Certainty.SURE
    read = report(PDF, content)
    assert read.paragraphs == (PARAGRAPH, PARAGRAPH)
    assert (read.headline, read.published, read.body, read.item) == (None, None, "", None)


def test_an_indent_starts_a_paragraph() -> None:
    second = [
        Text(62, 148, "They left on Wednesday, before the end of it all that"),
        Text(50, 160, "was planned. Nobody said why."),
    ]
    read = report(PDF, pdf([*column(STORY, 50, 100), *second]))
    assert read.paragraphs == (
        PARAGRAPH,
        "They left on Wednesday, before the end of it all that was planned. Nobody said why.",
    )


def test_a_short_line_ends_a_paragraph() -> None:
    lines = (
        "By Anna Berg\n"
        + STORY
        + "\nAnother paragraph begins in the line after a short one, which\nhad room for its first word."
    )
    paragraphs = report(PDF, pdf(column(lines, 50, 100))).paragraphs
    assert paragraphs[:2] == ("By Anna Berg", PARAGRAPH)
    assert len(paragraphs) == 3


def test_the_largest_line_at_the_top_is_the_headline() -> None:
    content = pdf(
        [
            Text(50, 60, "PRESS RELEASE", 30),
            *column("Ministers meet\nin Oslo", 50, 100, 20, 24),
            *column(STORY, 50, 160),
        ]
    )
    read = report(PDF, content)
    assert read.headline == "Ministers meet in Oslo"
    assert read.paragraphs == ("PRESS RELEASE", PARAGRAPH)


@pytest.mark.parametrize(
    ("title", "headline"),
    [
        ("Ministers meet in Oslo", "Ministers meet in Oslo"),
        ("Microsoft Word - release final.doc", None),
        ("release_12.indd", None),
        ("Untitled", None),
        ("", None),
    ],
)
def test_a_title_in_the_metadata_counts_if_it_looks_like_one(title: str, headline: str | None) -> None:
    content = pdf(column(STORY, 50, 100), info={"Title": title, "Keywords": "oil, gas", "CreationDate": "D:2021"})
    read = report(PDF, content)
    assert (read.headline, read.keywords, read.published) == (headline, ("oil", "gas"), None)


@pytest.mark.parametrize("order", ["columns", "rows"])
def test_columns_are_read_one_after_the_other(order: str) -> None:
    left, right = column(LEFT, 50, 150), column(RIGHT, 320, 150)
    body = left + right if order == "columns" else [line for pair in zip(left, right, strict=True) for line in pair]
    headline = Text(50, 100, "A headline over both of the columns of this page", 20)
    read = report(PDF, pdf([headline, *body]))
    assert read.headline == headline.text
    assert read.paragraphs == (LEFT.replace("\n", " "), RIGHT.replace("\n", " "))


def test_a_sentence_goes_on_in_the_next_column_and_page() -> None:
    parts = ["One two three four five\nsix seven eight nine ten\none two three four five\nsix seven eight and nine"] * 2
    first = [*column(parts[0], 50, 300), *column(parts[1].replace("One", "and"), 320, 300)]
    second = column("ends here.", 50, 100)
    assert len(report(PDF, pdf(first, second)).paragraphs) == 1


def test_rows_of_a_table_stay_rows() -> None:
    table = [text for y in range(5) for text in (Text(50, 100 + 12 * y, f"Item {y}"), Text(300, 100 + 12 * y, "12.5"))]
    text = " ".join(report(PDF, pdf([*table, *column(STORY, 50, 200)])).paragraphs)
    assert "Item 0 12.5 Item 1 12.5" in " ".join(text.split())


def test_hyphens_at_line_ends_join_words() -> None:
    text = "The minis-\nter met Franco-\nGerman leaders and a well-known writer on Tuesday."
    (paragraph,) = report(PDF, pdf(column(text, 50, 100))).paragraphs
    assert paragraph == "The minister met Franco-German leaders and a well-known writer on Tuesday."


def test_running_headers_and_page_numbers_are_dropped() -> None:
    pages = [
        [Text(50, 30, f"Harbour Post, issue {number}"), *column(STORY, 50, 200), Text(300, 780, f"- {number} -")]
        for number in (1, 2, 3)
    ]
    assert report(PDF, pdf(*pages)).paragraphs == (PARAGRAPH,) * 3


def test_a_line_at_the_top_of_one_page_stays() -> None:
    read = report(PDF, pdf([Text(50, 30, "OSLO, May 18"), *column(STORY, 50, 200)], column(STORY, 50, 200)))
    assert read.paragraphs[0] == "OSLO, May 18"


def test_several_articles_are_parted_by_large_headlines() -> None:
    long = "\n".join([STORY] * 3)
    page = [
        Text(50, 60, "First headline", 24),
        *column(long, 50, 100),
        Text(50, 300, "Second one", 24),
        *column(long, 50, 340),
    ]
    first, second = reports(PDF, pdf([Text(50, 20, "HARBOUR POST", 10), *page]))
    assert (first.headline, first.item, second.headline, second.item) == ("First headline", 1, "Second one", 2)


def test_section_headings_do_not_part_articles() -> None:
    long = "\n".join([STORY] * 3)
    page = [Text(50, 60, "Title", 24), *column(long, 50, 100), Text(50, 300, "Section", 14), *column(long, 50, 340)]
    assert report(PDF, pdf(page)).headline == "Title"


def test_text_on_a_turned_page_is_read() -> None:
    assert report(PDF, pdf(column(STORY, 50, 100), page="/Rotate 180")).paragraphs[-1:] != ()


def test_a_watermark_is_left_out() -> None:
    draft = "BT /F 60 Tf 0.7 0.7 -0.7 0.7 100 100 Tm (DRAFT) Tj ET\n"
    assert report(PDF, pdf(column(STORY, 50, 100), before=draft)).paragraphs == (PARAGRAPH,)


def test_scans_are_rejected_with_advice() -> None:
    image = "q 600 0 0 800 0 0 cm BI /W 1 /H 1 /BPC 8 /CS /G ID \x41 EI Q\n"
    rejected = reject(PDF, pdf([], before=image))
    assert rejected.kind is RejectKind.NO_TEXT
    assert "without a text layer" in rejected.reason
    assert reject(PDF, pdf([])).reason == "pages without text"


def test_pages_beyond_the_limit_are_reported(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dateline.index.formats.office.pdf.pages._MAX_GLYPHS", 300)
    read = report(PDF, pdf(column(STORY, 50, 100), column(STORY, 50, 100)))
    assert [each.text for each in read.problems] == ["only the first 1 of 2 pages were read"]


def test_encrypted_files_are_rejected() -> None:
    key = "0" * 64
    encrypt = f"/Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <{key}> /U <{key}> >> /ID [<00> <00>]"
    assert reject(PDF, pdf(column(STORY, 50, 100), trailer=encrypt)).kind is RejectKind.ENCRYPTED


def test_fonts_without_letters_are_rejected() -> None:
    font = "/BaseFont /Odd /Encoding << /Differences [32 " + "/g1 " * 200 + "] >>"
    read = outcomes(PDF, pdf(column(STORY, 50, 100), font=font))
    assert len(read) == 1


@pytest.mark.parametrize("part", [0.1, 0.3, 0.5, 0.7, 0.9, 0.99])
def test_a_truncated_file_is_read_or_rejected(part: float) -> None:
    content = pdf(*[column(STORY, 50, 100)] * 5)
    (only,) = outcomes(PDF, content[: int(len(content) * part)])
    assert isinstance(only, RawReport | RawReject)


def test_other_bytes_may_precede_the_header() -> None:
    content = pdf(column(STORY, 50, 100))
    assert certainty(PDF, b"\n\n" + content) is Certainty.SURE
    assert certainty(PDF, b"A text about %PDF-1.4 files.") is Certainty.NO


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_no_damage_raises(data: st.DataObject) -> None:
    content = bytearray(pdf([*column(LEFT, 50, 150), *column(RIGHT, 320, 150)]))
    for _ in range(data.draw(st.integers(1, 10))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    assert outcomes(PDF, bytes(content))


PLACES = st.integers(-50, 900)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.builds(Text, PLACES, PLACES, st.text("ab.- ", max_size=40), st.integers(1, 80)), max_size=40))
def test_any_layout_ends_as_an_outcome(texts: list[Text]) -> None:
    assert outcomes(PDF, pdf(texts, texts))
