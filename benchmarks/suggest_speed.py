"""How long does it take to suggest completions of typed text? Times one call of the service, with a count for each.

    python -m benchmarks.suggest_speed --articles 100000

The texts are unfinished queries: the beginnings of words, names and field values, alone and after words that many
articles contain. Counts over all articles are computed once per commit, before the measurement.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Sequence

import msgspec

from benchmarks.archive import archive
from benchmarks.options import add_archive, parser
from benchmarks.results import Result, result, save
from benchmarks.section import Section
from benchmarks.tables import milliseconds, table
from dateline.archive.reading import open_archive
from dateline.search.query.tree import Everything
from dateline.search.request import ReadQuery, Request
from dateline.search.service import SearchService
from dateline.search.suggest import MOST

RUNS = 20
TEXTS = (
    "mi", "min", "defe", "bid", "cou", "south af", "minister ha", "minister talks unit", "country:", "country:bel",
    "-country:a", "minister:", 'minister:"joe b', "office:", "office:az/", "headline:mini", "source:", "dateline:ba",
    "date:20",
)  # fmt: skip


class Typed(msgspec.Struct, frozen=True):
    """The times of one text in milliseconds: wall clock and CPU."""

    text: str
    p50: float
    p95: float
    processor: float
    """Median CPU time."""


class Figures(msgspec.Struct, frozen=True):
    """All texts."""

    texts: list[Typed]


def measured(service: SearchService) -> Figures:
    """Complete the texts in turn, so that other load on the machine affects all of them."""
    clock: dict[str, list[float]] = {text: [] for text in TEXTS}
    processor: dict[str, list[float]] = {text: [] for text in TEXTS}
    for _ in range(RUNS + 1):
        for text in TEXTS:
            started, worked = time.perf_counter(), time.process_time()
            service.suggest(Request(ReadQuery(text, Everything())), MOST)
            processor[text].append((time.process_time() - worked) * 1_000)
            clock[text].append((time.perf_counter() - started) * 1_000)
    return Figures(
        [
            Typed(
                text,
                statistics.median(clock[text][1:]),
                statistics.quantiles(clock[text][1:], n=20)[-1],
                statistics.median(processor[text][1:]),
            )
            for text in TEXTS
        ]
    )


def render(results: Sequence[Result]) -> str:
    """Two rows per archive size: the text with the median time, and the slowest."""
    rows: list[list[str]] = []
    for one in results:
        texts = sorted(one.figures_as(Figures).texts, key=lambda typed: typed.p50)
        rows.extend(
            [one.size, f"{which}: `{typed.text}`", *map(milliseconds, (typed.p50, typed.p95, typed.processor))]
            for which, typed in (("median", texts[len(texts) // 2]), ("slowest", texts[-1]))
        )
    return table(["articles", f"typed text, of {len(TEXTS)}", "p50 ms", "p95 ms", "CPU p50 ms"], rows)


SECTION = Section(
    name="suggest_speed",
    heading="Suggestions",
    question="How long does it take to suggest completions of typed text?",
    render=render,
    small=(("--articles", "2000"),),
    full=(("--articles", "100000"), ("--articles", "1000000")),
)


def main() -> None:
    """Run the benchmark."""
    made = parser(__doc__)
    add_archive(made)
    given = made.parse_args()
    built = archive(given)
    with open_archive(built.data) as opened:
        one = result("suggest_speed", measured(opened.service), ["dateline", "tantivy"], built.articles)
    print(render([one]))
    if given.save:
        save(one)


if __name__ == "__main__":
    main()
