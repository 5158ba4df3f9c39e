"""The articles of an archive as rows for peers, with the same text, terms and values as in Dateline's index."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

from benchmarks.peers.protocol import Row
from dateline.index.article import Article
from dateline.index.store import Store
from dateline.index.terms import TextColumn, ValueColumn, terms_of


def write_rows(data: Path, path: Path) -> None:
    """Write the rows of an archive, unless the file exists."""
    if path.exists():
        return
    store = Store.open(data)
    unfinished = path.with_suffix(".new")
    with gzip.open(unfinished, "wt", compresslevel=1, encoding="utf-8") as lines:
        for change in store.changes(0):
            lines.write(json.dumps(row_of(change.article), ensure_ascii=False) + "\n")
    store.close()
    unfinished.rename(path)


def row_of(article: Article) -> Row:
    """The row of one article."""
    terms = terms_of(article)
    texts, values = terms.texts, terms.values
    return {
        "id": article.id,
        "headline": article.headline or "",
        "body": article.body,
        "headline_terms": texts[TextColumn.HEADLINE],
        "body_terms": texts[TextColumn.BODY],
        "forms": f"{texts[TextColumn.HEADLINE_FOLDED]} {texts[TextColumn.BODY_FOLDED]}",
        "country": list(values[ValueColumn.COUNTRY]),
        "source": next(iter(values[ValueColumn.SOURCE]), ""),
        "year": next(iter(values[ValueColumn.YEAR]), ""),
        "published": terms.published or 0,
    }
