"""Re-extraction of stored articles: stable under the same rules; metadata from the source is kept."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from msgspec.structs import replace

from dateline.index.article import Action, DateOrigin, Precision
from dateline.index.metadata.extract import EXTRACTOR, extract
from dateline.index.metadata.re_extract import re_extract
from dateline.index.raw import RawReport
from dateline.index.read import ReadOptions, read
from dateline.problems import Place

TEXT = "Azerbaijan's Defence Minister Zakir Hasanov met reporters."
READ_AT = datetime(2026, 1, 1, tzinfo=UTC)


def raw(body: str) -> RawReport:
    return RawReport(body=body, place=Place("news.jsonl", byte=0), format="jsonl")


def test_re_extracting_a_sample_gives_the_same_article(repository: Path) -> None:
    reports = [found for found in read([str(repository / "seeds")], ReadOptions()) if isinstance(found, RawReport)]
    assert reports
    for report in reports:
        article = extract(report, read_at=READ_AT)
        assert re_extract(article) == article


@pytest.mark.parametrize(
    "given",
    [
        {"published": "2021"},
        {"published": "2021-05"},
        {"published": "2021-05-18"},
        {"published": "2021-05-18T09:30Z"},
        {"published": "2021-05-18T09:30:11+02:00"},
        {"header_date": "2021-05-18"},
        {"url": "https://example.org/2021/05/18/talks"},
        {"published": "2021-02-31"},
        {"dateline": "BAKU, May 18 -"},
        {"language": "de", "source": "Trend", "byline": "A. B."},
    ],
    ids=str,
)
def test_source_metadata_is_kept(given: dict[str, str]) -> None:
    article = extract(replace(raw(TEXT), **given), read_at=READ_AT)
    assert re_extract(article) == article


@pytest.mark.parametrize(
    "said",
    [
        {"paragraphs": ("A first paragraph, short.", "A second,\nof two lines that are\nno list."), "body": ""},
        {"version": "2", "modified": "2021-05-18T09:30Z", "genre": "analysis"},
        {"action": Action.WITHHOLD, "embargo": "2030-01-01T00:00Z"},
        {"embargo": "not before the speech"},
        {"action": Action.KILL, "body": ""},
        {"item": 7},
    ],
    ids=str,
)
def test_what_formats_and_sources_say_is_kept(said: dict[str, object]) -> None:
    article = extract(replace(raw(TEXT), **said), read_at=READ_AT)
    assert re_extract(article) == article


def test_tags_that_an_older_version_stored_are_removed() -> None:
    stored = replace(extract(raw(TEXT), read_at=READ_AT), body=f"<p>{TEXT}</p>")
    assert re_extract(stored).body == TEXT


def test_metadata_of_older_rules_is_replaced() -> None:
    article = extract(raw(TEXT), read_at=READ_AT)
    older = replace(article, countries=(), officials=(), provenance=replace(article.provenance, extractor="0"))
    assert re_extract(older) == article
    assert re_extract(older).provenance.extractor == EXTRACTOR


def test_a_date_from_the_text_is_extracted_again() -> None:
    article = extract(raw("BAKU, May 18, 2021 - Ministers met."), read_at=READ_AT)
    assert article.published is not None
    assert (article.published.origin, article.published.precision) == (DateOrigin.DATELINE, Precision.DAY)
    assert re_extract(replace(article, published=None)).published == article.published
