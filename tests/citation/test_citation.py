"""Citations are complete, and valid for the programs that read them."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from dateline.index.article import Article, Dateline, DateOrigin, Precision, Provenance, Published
from dateline.search.output.citation import cite

ADDRESS = "https://news.example/article/a-1"
ARTICLE = Article(
    id="a-1",
    headline="Oil & gas: 100% of {exports}",
    body="Baku reports.",
    provenance=Provenance("a.txt", "plain", datetime(2026, 11, 24, 23, 59, tzinfo=UTC), "1"),
    fingerprint="x",
    byline="Anna Author",
    source="Sample Wire",
    language="en",
    published=Published(datetime(2021, 5, 8, 9, 30, tzinfo=UTC), Precision.MINUTE, DateOrigin.HEADER),
    dateline=Dateline("Baku", "AZ", "2021-05-08", 0, 4),
)
any_text = st.text(max_size=60) | st.sampled_from(("a\nb", "a\r\nER  - ", "}} @evil{", "\\", "~^", "\u2028", "  "))


def test_a_plain_citation_has_all_parts() -> None:
    assert cite(ARTICLE, ADDRESS).plain == (
        "Anna Author: “Oil & gas: 100% of {exports}”. Sample Wire, 2021-05-08. "
        f"Read into the archive on 2026-11-24, {ADDRESS}"
    )


def test_bibtex_has_its_fields_and_escapes_special_characters() -> None:
    assert cite(ARTICLE, ADDRESS).bibtex.splitlines() == [
        "@misc{dateline:a-1,",
        r"  title = {{Oil \& gas: 100\% of \{exports\}}},",
        "  author = {{Anna Author}},",
        "  howpublished = {Sample Wire},",
        "  year = {2021},",
        "  month = may,",
        "  day = {8},",
        f"  url = {{{ADDRESS}}},",
        "  urldate = {2026-11-24},",
        "  language = {en},",
        "  note = {Read into the archive on 2026-11-24}",
        "}",
    ]


def test_ris_has_its_fields() -> None:
    assert cite(ARTICLE, ADDRESS).ris.split("\r\n") == [
        "TY  - NEWS",
        "TI  - Oil & gas: 100% of {exports}",
        "AU  - Anna Author",
        "T2  - Sample Wire",
        "PY  - 2021",
        "DA  - 2021/05/08/",
        "CY  - Baku",
        "LA  - en",
        "ID  - a-1",
        f"UR  - {ADDRESS}",
        "Y2  - 2026/11/24/",
        "N1  - Read into the archive on 2026-11-24",
        "ER  - ",
        "",
    ]


@pytest.mark.parametrize(
    ("precision", "day", "ris"), [(Precision.YEAR, "2021.", "2021///"), (Precision.MONTH, "2021-05.", "2021/05//")]
)
def test_a_date_is_only_as_precise_as_its_source(precision: Precision, day: str, ris: str) -> None:
    published = Published(datetime(2021, 5, 1, tzinfo=UTC), precision, DateOrigin.HEADER)
    cited = cite(replace(ARTICLE, published=published), ADDRESS)
    assert f"Sample Wire, {day}" in cited.plain
    assert f"DA  - {ris}\r\n" in cited.ris
    assert "  day = " not in cited.bibtex


def test_an_article_without_headline_is_cited_by_its_opening() -> None:
    bare = replace(ARTICLE, headline=None, published=None, source=None, byline=None, dateline=None)
    cited = cite(bare, ADDRESS)
    assert cited.plain.startswith("“Baku reports. …”. undated.")
    assert "DA  - " not in cited.ris
    assert "author" not in cited.bibtex


@given(any_text, any_text, any_text)
def test_no_text_breaks_out_of_its_field(headline: str, source: str, byline: str) -> None:
    cited = cite(replace(ARTICLE, headline=headline, source=source, byline=byline), ADDRESS)
    for line in cited.ris.removesuffix("\r\n").split("\r\n"):
        assert re.match(r"[A-Z][A-Z0-9]  - ", line)
        assert len(line.splitlines()) <= 1
    assert [line for line in cited.ris.split("\r\n") if line.startswith("ER")] == ["ER  - "]
    plain = re.sub(r"\\textbackslash\{\}|\\textascii(?:tilde|circum)\{\}|\\[{}]", "", cited.bibtex)
    assert plain.count("{") == plain.count("}")
    assert all(line.startswith(("@misc{", "  ", "}")) for line in cited.bibtex.splitlines())
