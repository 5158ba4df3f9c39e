"""Closing a Tantivy writer waits for merges, so that many small additions do not leave many segments."""

from datetime import UTC, datetime
from pathlib import Path

from dateline.index.article import Article, Provenance
from dateline.index.terms import terms_of
from dateline.search.engines.tantivy import create, open_writer

ADDITIONS = 20


def test_closing_a_writer_completes_merges(tmp_path: Path) -> None:
    create(tmp_path)

    for number in range(ADDITIONS):
        writer = open_writer(tmp_path)
        writer.add([terms_of(_article(f"a{number}"))])
        writer.commit()
        writer.close()

    assert len(list(tmp_path.glob("*.term"))) < ADDITIONS


def _article(article_id: str) -> Article:
    provenance = Provenance("a.txt", "plain", datetime(2021, 5, 18, tzinfo=UTC), "1")
    return Article(article_id, None, "The defence ministers met.", provenance, article_id)
