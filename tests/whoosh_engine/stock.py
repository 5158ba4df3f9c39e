# pyright: reportMissingTypeStubs=false, reportUnknownMemberType=false, reportUnknownVariableType=false
# pyright: reportUnknownArgumentType=false, reportCallIssue=false
"""Unmodified Whoosh, for comparison; it has no types."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from whoosh import index, query, scoring
from whoosh.analysis import SpaceSeparatedTokenizer
from whoosh.fields import ID, TEXT, Schema


def scores(folder: Path, texts: Sequence[str], word: str) -> dict[str, float]:
    """Return the scores of the texts that contain a word, by the index of the text."""
    schema = Schema(id=ID(stored=True), body=TEXT(analyzer=SpaceSeparatedTokenizer()))
    stock = index.create_in(str(folder), schema)
    writer = stock.writer()
    for number, text in enumerate(texts):
        writer.add_document(id=str(number), body=text)
    writer.commit()
    with stock.searcher(weighting=scoring.BM25F()) as searcher:
        return {str(hit["id"]): float(hit.score or 0) for hit in searcher.search(query.Term("body", word))}
