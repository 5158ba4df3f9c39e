"""How fast is indexing, end to end, and how much memory does it take? Runs `dateline index` on real corpora.

    python -m benchmarks.indexing_speed --corpora ../shared/corpora

The time covers process start, reading, metadata, storing and indexing, with one worker and with two. Memory and CPU
time are sums over all processes, sampled ten times a second.
"""

from __future__ import annotations

import gzip
import itertools
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec

from benchmarks.memory import Ran, watched
from benchmarks.options import add_corpora, parser
from benchmarks.results import Articles, Result, result, save
from benchmarks.section import Section
from benchmarks.tables import megabytes, table, times
from dateline.index.store import Store

CORPORA = ("reuters21578", "lknews-en-sample")
WORKERS = (1, 2)


class Run(msgspec.Struct, frozen=True):
    """One corpus, indexed with a number of workers."""

    corpus: str
    articles: int
    words: float
    workers: int
    seconds: float
    peak: int
    cpu: float | None = None
    """CPU seconds; None if not measured."""


class Figures(msgspec.Struct, frozen=True):
    """All runs."""

    runs: list[Run]


def measured(corpora: Path, most: int) -> Iterator[Run]:
    """Index at most `most` articles of each corpus, with each number of workers."""
    for name in CORPORA:
        with tempfile.TemporaryDirectory() as folder:
            part = Path(folder) / f"{name}.jsonl"
            words = _cut(corpora / f"{name}.jsonl.gz", part, most)
            for workers in WORKERS:
                data = Path(folder) / f"data-{workers}"
                ran = _index(part, data, workers)
                store = Store.open(data)
                articles = store.count()
                store.close()
                yield Run(name, articles, round(words / articles, 1), workers, ran.seconds, ran.peak, ran.cpu)


def _cut(path: Path, part: Path, most: int) -> int:
    """Write the first articles of a corpus to `part`; return their number of words."""
    words = 0
    with gzip.open(path) as lines, part.open("wb") as file:
        for line in itertools.islice(lines, most):
            file.write(line)
            words += len(msgspec.json.decode(line, type=_Text).body.split())
    return words


class _Text(msgspec.Struct):
    body: str


def _index(part: Path, data: Path, workers: int) -> Ran:
    command = [sys.executable, "-m", "dateline", "index", "--data", str(data), "--workers", str(workers), str(part)]
    return watched(command)


def render(results: Sequence[Result]) -> str:
    """One row per run."""
    return "\n\n".join(_table(one.figures_as(Figures).runs) for one in results)


def _table(runs: Sequence[Run]) -> str:
    alone = {run.corpus: run.seconds for run in runs if run.workers == 1}
    rows = [
        [
            run.corpus,
            f"{run.articles:,}",
            f"{run.words:.0f}",
            str(run.workers),
            f"{run.articles / run.seconds:,.0f}",
            times(alone[run.corpus] / run.seconds),
            "" if run.cpu is None else f"{run.articles / run.cpu:,.0f}",
            megabytes(run.peak),
        ]
        for run in runs
    ]
    headings = ["corpus", "articles", "words each", "workers", "articles/s", "speedup over one worker"]
    return table([*headings, "articles per CPU second", "peak memory MB"], rows)


SECTION = Section(
    name="indexing_speed",
    heading="Reading and indexing",
    question="How fast is indexing, end to end, and how much memory does it take?",
    render=render,
    small=(("--most", "1000"),),
    full=((),),
)


def main() -> None:
    """Run the benchmark."""
    made = parser(__doc__)
    add_corpora(made)
    made.add_argument("--most", type=int, default=1_000_000, help="maximum number of articles of each corpus")
    given = made.parse_args()
    runs = list(measured(given.corpora, given.most))
    count = sum(run.articles for run in runs if run.workers == 1)
    one = result("indexing_speed", Figures(runs), ["dateline", "tantivy"], Articles("real", count))
    print(render([one]))
    if given.save:
        save(one)


if __name__ == "__main__":
    main()
