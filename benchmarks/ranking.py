"""How well are results ranked? nDCG@10 and MRR on the TIME collection, compared with plain BM25 on the same text.

    python -m benchmarks.ranking ../shared/corpora

The queries of the collection are sentences; each is searched as its words joined by OR. The peer is bm25s (Lucene's
BM25, k1 1.2, b 0.75) over the same stems of the same articles. ir-measures computes the measures. Every query has a
judged article.
"""

# bm25s and ir-measures have no types.
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false

from __future__ import annotations

import gzip
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path

import msgspec

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
MEASURES = ("nDCG@10", "RR")
Run = dict[str, dict[str, float]]
"""Scores by query and article."""


def ours(corpora: Path, queries: Mapping[str, str]) -> Run:
    """Scores of Dateline's search service."""
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder)
        index_into(data, [str(corpora / "time.jsonl.gz")], ReadOptions(), workers=1)
        with open_archive(data) as archive:
            run: Run = {}
            for number, text in queries.items():
                # The judgements name each copy of an article, and the peer leaves none out.
                typed = f"({any_of(text)}) duplicates:all"
                request = Request(read_query(typed, today=date(1963, 12, 31)), sort=Sort.RELEVANCE, size=DEPTH)
                run[number] = {result.id: result.score for result in archive.service.search(request).results}
            return run


def any_of(text: str) -> str:
    """A query for any word of a sentence; words are quoted so that none is read as an operator."""
    return " OR ".join(f'"{word}"' for word in text.replace('"', " ").split() if any(map(str.isalnum, word)))


def plain(corpora: Path, queries: Mapping[str, str]) -> Run:
    """Scores of plain BM25."""
    import bm25s  # pyright: ignore[reportMissingTypeStubs]

    with gzip.open(corpora / "time.jsonl.gz") as lines:
        articles = [msgspec.json.decode(line, type=dict[str, object]) for line in lines]
    ids = [str(article["id"]) for article in articles]
    retriever = bm25s.BM25(method="lucene", k1=1.2, b=0.75)
    retriever.index([list(stems(str(article["body"]), "en")) for article in articles], show_progress=False)
    run: Run = {}
    for number, text in queries.items():
        found, scores = retriever.retrieve([list(stems(text, "en"))], corpus=ids, k=DEPTH, show_progress=False)
        run[number] = {str(article): float(score) for article, score in zip(found[0], scores[0], strict=True)}
    return run


def tab_separated(path: Path) -> Iterable[list[str]]:
    """The rows of a TSV file."""
    return (line.split("\t") for line in path.read_text(encoding="utf-8").splitlines() if line)


class System(msgspec.Struct, frozen=True):
    """The measures of one system."""

    name: str
    measures: dict[str, float]


class Figures(msgspec.Struct, frozen=True):
    """All systems."""

    queries: int
    systems: list[System]


def measured(corpora: Path) -> Figures:
    """Rank with both systems and compute the measures."""
    import ir_measures

    queries = {row[0]: row[1] for row in tab_separated(corpora / "time.queries.tsv")}
    judged: dict[str, dict[str, int]] = {}
    for query, _, article, relevance in tab_separated(corpora / "time.qrels.tsv"):
        judged.setdefault(query, {})[article] = int(relevance)
    systems: list[System] = []
    for name, rank in (("Dateline", ours), ("bm25s over the same stems", plain)):
        measures = list(map(ir_measures.parse_measure, MEASURES))
        found = ir_measures.calc_aggregate(measures, judged, rank(corpora, queries))
        systems.append(System(name, {str(measure): float(value) for measure, value in found.items()}))
    return Figures(len(queries), systems)


def render(results: Sequence[Result]) -> str:
    """One row per system."""
    figures = results[-1].figures_as(Figures)
    rows = [[each.name, *(f"{each.measures[measure]:.4f}" for measure in MEASURES)] for each in figures.systems]
    introduction = f"On the {figures.queries} queries of the TIME collection, each searched as any of its words:"
    return f"{introduction}\n\n{table(['system', 'nDCG@10', 'reciprocal rank'], rows)}"


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
    made.add_argument("corpora", type=Path, help="folder with time.jsonl.gz, its queries and its judgements")
    given = made.parse_args()
    one = result("ranking", measured(given.corpora), ["dateline", "tantivy", "bm25s", "ir_measures"])
    print(render([one]))
    if given.save:
        save(one)


if __name__ == "__main__":
    main()
