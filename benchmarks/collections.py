"""Collections to judge ranking by: articles, queries, and the articles that answer each query."""

from __future__ import annotations

import gzip
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import msgspec

KNOWN_ITEMS = Path(__file__).with_name("known_items.tsv")
"""Half, corpus, article and query in each row: what somebody would type who remembers the story of one article."""


class Judged(msgspec.Struct, frozen=True):
    """A corpus with queries."""

    name: str
    corpus: Path
    queries: Mapping[str, str]
    relevance: dict[str, dict[str, int]]
    """By query and article; 0 for an article that was judged and does not answer."""


class Text(msgspec.Struct, frozen=True):
    """An article as the corpora hold it."""

    id: str
    body: str
    title: str | None = None


def collections(corpora: Path) -> Iterator[Judged]:
    """Yield TIME and the Los Angeles Times with judged topics, and each corpus with known items, by half."""
    for name in ("time", "latimes"):
        queries = {row[0]: row[1] for row in _rows(corpora / f"{name}.queries.tsv")}
        yield Judged(name, _corpus(corpora, name), queries, _judgements(corpora / f"{name}.qrels.tsv"))
    items = list(_rows(KNOWN_ITEMS))
    for half, corpus in sorted({(half, corpus) for half, corpus, _, _ in items}):
        own = [(article, query) for one, name, article, query in items if (one, name) == (half, corpus)]
        yield Judged(
            f"{corpus}, known items, {half}",
            _corpus(corpora, corpus),
            dict(own),
            {article: {article: 1} for article, _ in own},
        )


def texts(corpus: Path) -> Iterator[Text]:
    """Yield the articles of a corpus."""
    with gzip.open(corpus) as lines:
        for line in lines:
            yield msgspec.json.decode(line, type=Text)


def _judgements(path: Path) -> dict[str, dict[str, int]]:
    """The columns are the query, one without a use in some files, the article and its relevance."""
    judged: dict[str, dict[str, int]] = {}
    for query, *_, article, relevance in _rows(path):
        judged.setdefault(query, {})[article] = int(relevance)
    return judged


def _corpus(corpora: Path, name: str) -> Path:
    return corpora / f"{name}.jsonl.gz"


def _rows(path: Path) -> Iterable[list[str]]:
    return (line.split("\t") for line in path.read_text(encoding="utf-8").splitlines() if line)
