"""How well are results ranked? nDCG@10 and known items found, beside plain BM25 on the same text.

    python -m benchmarks.ranking ../shared/corpora

Each query is searched as any of its words. The peers are bm25s (Lucene's BM25 with its usual constants, and with those
of the Anserini toolkit for news) over the same stems of headline and body. ir-measures computes the measures. The last
column is the probability of so large a difference of nDCG@10 from the better peer by chance: a two-sided randomization
test over the queries.
"""

# bm25s and ir-measures have no types.
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false

from __future__ import annotations

import re
import tempfile
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from random import Random

import msgspec

from benchmarks.collections import Judged, collections, texts
from benchmarks.options import parser
from benchmarks.results import Result, result, save
from benchmarks.section import Section
from benchmarks.tables import table
from dateline.archive.reading import open_archive
from dateline.archive.writing import index_into
from dateline.index.analysis import stems
from dateline.index.read import ReadOptions
from dateline.search.request import Request, Sort
from dateline.search.syntax.parse import read_query

DEPTH = 100
GAIN, FIRST_THREE = "nDCG@10", "Success@3"
PEERS = ((1.2, 0.75), (0.9, 0.4))
"""The constants k1 and b of the peers."""
FLIPS = 10_000
"""Repetitions of the randomization test."""
Run = dict[str, dict[str, float]]
"""Scores by query and article."""


class Measured(msgspec.Struct, frozen=True):
    """The measures of one system on one collection: means over the queries."""

    gain: float
    first_three: float


class Row(msgspec.Struct, frozen=True):
    """One collection."""

    name: str
    queries: int
    ours: Measured
    peers: list[Measured]
    """In the order of `PEERS`."""
    chance: float


class Figures(msgspec.Struct, frozen=True):
    """All collections."""

    rows: list[Row]


def ours(judged: Judged) -> Run:
    """Scores of Dateline's search service."""
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder)
        index_into(data, [str(judged.corpus)], ReadOptions(), workers=1)
        with open_archive(data) as archive:
            run: Run = {}
            for number, text in judged.queries.items():
                # The judgements name each copy of an article, and the peers leave none out.
                typed = f"({any_of(text)}) duplicates:all"
                request = Request(read_query(typed, today=date(2026, 1, 1)), sort=Sort.RELEVANCE, size=DEPTH)
                run[number] = {found.id: found.score for found in archive.service.search(request).results}
            return run


def any_of(text: str) -> str:
    """A query for any word of a sentence, and any part of a compound; quoted, so that none is read as an operator."""
    return " OR ".join(f'"{word}"' for word in re.split(r'[\s"/-]', text) if any(map(str.isalnum, word)))


def plain(judged: Judged, k1: float, b: float) -> Run:
    """Scores of plain BM25 over headline and body."""
    import bm25s  # pyright: ignore[reportMissingTypeStubs]

    articles = list(texts(judged.corpus))
    ids = [article.id for article in articles]
    retriever = bm25s.BM25(method="lucene", k1=k1, b=b)
    words = [list(stems(f"{article.title or ''} {article.body}", "en")) for article in articles]
    retriever.index(words, show_progress=False)
    run: Run = {}
    for number, text in judged.queries.items():
        depth = min(DEPTH, len(ids))
        found, scores = retriever.retrieve([list(stems(text, "en"))], corpus=ids, k=depth, show_progress=False)
        run[number] = {str(article): float(score) for article, score in zip(found[0], scores[0], strict=True)}
    return run


def measured_on(judged: Judged) -> Row:
    """Rank with all systems and compute the measures."""
    own = by_query(judged, ours(judged))
    peers = [by_query(judged, plain(judged, k1, b)) for k1, b in PEERS]
    best = max(peers, key=lambda each: mean(each[GAIN]))
    return Row(
        judged.name,
        len(judged.queries),
        _means(own),
        list(map(_means, peers)),
        chance([own[GAIN][query] - best[GAIN][query] for query in sorted(own[GAIN])]),
    )


def by_query(judged: Judged, run: Run) -> dict[str, dict[str, float]]:
    """The measures by name and query; a query that finds nothing has 0."""
    import ir_measures

    names = [ir_measures.parse_measure(name) for name in (GAIN, FIRST_THREE)]
    found: dict[str, dict[str, float]] = {str(name): dict.fromkeys(judged.queries, 0.0) for name in names}
    for each in ir_measures.iter_calc(names, judged.relevance, run):
        found[str(each.measure)][each.query_id] = float(each.value)
    return found


def chance(differences: Sequence[float]) -> float:
    """The probability that differences of random signs have a mean as far from 0; 1 if all are 0."""
    rng = Random(0)
    far = abs(sum(differences)) - 1e-12
    flipped = (sum(each if rng.random() < 0.5 else -each for each in differences) for _ in range(FLIPS))
    return sum(abs(total) >= far for total in flipped) / FLIPS


def mean(values: Mapping[str, float]) -> float:
    """The mean over the queries."""
    return sum(values.values()) / len(values)


def _means(found: Mapping[str, Mapping[str, float]]) -> Measured:
    return Measured(mean(found[GAIN]), mean(found[FIRST_THREE]))


def render(results: Sequence[Result]) -> str:
    """One row per collection."""
    rows = [
        [
            row.name,
            str(row.queries),
            *(f"{each.gain:.3f}" for each in (row.ours, *row.peers)),
            *(f"{each.first_three:.2f}" for each in (row.ours, *row.peers)),
            f"{row.chance:.2f}",
        ]
        for row in results[-1].figures_as(Figures).rows
    ]
    peers = [f"bm25s {k1} {b}" for k1, b in PEERS]
    introduction = "nDCG@10, then the share of queries with an answer among the first three; `p` is of nDCG@10:"
    head = ["collection", "queries", "Dateline", *peers, "Dateline, 3", *(f"{peer}, 3" for peer in peers), "p"]
    return f"{introduction}\n\n{table(head, rows)}"


SECTION = Section(
    name="ranking",
    heading="Ranking",
    question="How well are results ranked?",
    render=render,
    small=(("CORPORA",),),
    full=(("CORPORA",),),
)


def main() -> None:
    """Run the benchmark."""
    made = parser(__doc__)
    made.add_argument("corpora", type=Path, help="folder with the corpora, their queries and judgements")
    given = made.parse_args()
    rows = list(map(measured_on, collections(given.corpora)))
    one = result("ranking", Figures(rows), ["dateline", "tantivy", "bm25s", "ir_measures"])
    print(render([one]))
    if given.save:
        save(one)


if __name__ == "__main__":
    main()
