"""How fast are facets on Dateline's Whoosh engine? Compares it with stock Whoosh on the same terms, in the same run.

    python -m benchmarks.whoosh_speed --most 10000

Each search returns the ten best articles, the total and three facets; stock Whoosh counts facets with `groupedby`. Both
index the same terms of the first articles of Reuters-21578; if more are needed, the same articles are repeated with
other ids. Both indexes are kept in `--cache` and built only once.

Both run the same plans in turn, so that no answer is still cached from the previous round; both should find the same
number. Times are CPU times: both use one core and never wait.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from itertools import count, islice
from pathlib import Path

import msgspec

from benchmarks.options import add_cache, add_corpora, parser
from benchmarks.results import Articles, Result, result, save
from benchmarks.section import Section
from benchmarks.stock_whoosh import StockSearcher, StockWriter
from benchmarks.tables import milliseconds, table, times
from dateline.archive.writing import extract_all
from dateline.index.article import Article
from dateline.index.read import ReadOptions
from dateline.index.terms import ValueColumn, terms_of
from dateline.search.engine import Snapshot
from dateline.search.engines import whoosh
from dateline.search.plan import Matching
from dateline.search.request import Sort
from dateline.search.resolve import is_ranked, resolve
from dateline.search.syntax.parse import read_query

QUERIES = (
    *("oil", "oil price", "said", '"foreign minister"', "oil OR trade OR bank"),
    *("country:JP trade", "office:finance tax", "-oil bank", "*"),
)
COLUMNS = (ValueColumn.COUNTRY, ValueColumn.SOURCE, ValueColumn.YEAR)
ROUNDS = 7
BATCH = 1_000


class Building(msgspec.Struct, frozen=True):
    """Cost per article: CPU milliseconds without analysis, and bytes on disk."""

    ours_ms: float
    theirs_ms: float
    ours_bytes: float
    theirs_bytes: float


class Row(msgspec.Struct, frozen=True):
    """One query: median CPU milliseconds, and articles found."""

    query: str
    found: int
    ours_ms: float
    theirs_ms: float
    theirs_found: int


class Figures(msgspec.Struct, frozen=True):
    """All queries."""

    building: Building
    rows: list[Row]


def articles(file: str) -> Iterator[Article]:
    """The articles of a file, repeated without end, with other ids each time."""
    for reading in count():
        for found in extract_all([file], ReadOptions(), Path(file).parent):
            if isinstance(found, Article):
                yield msgspec.structs.replace(found, id=f"{found.id}-{reading}") if reading else found


def build(file: str, most: int, ours: Path, theirs: Path) -> Building:
    """Build both indexes."""
    ours.mkdir(parents=True)
    theirs.mkdir()
    stock = StockWriter(theirs)
    whoosh.create(ours)
    writer = whoosh.open_writer(ours)
    reading = islice(articles(file), most)
    taken_ours = taken_theirs = 0.0
    while batch := list(islice(reading, BATCH)):
        terms = list(map(terms_of, batch))
        started = time.process_time()
        writer.add(terms)
        taken_ours += time.process_time() - started
        started = time.process_time()
        for one in terms:
            stock.add(one)
        taken_theirs += time.process_time() - started
    started = time.process_time()
    writer.commit()
    taken_ours += time.process_time() - started
    started = time.process_time()
    stock.commit()
    taken_theirs += time.process_time() - started
    each = (taken_ours * 1_000, taken_theirs * 1_000, size(ours), size(theirs))
    return Building(*(figure / most for figure in each))


def size(folder: Path) -> int:
    """Bytes of all files in a folder."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def search(snapshot: Snapshot, matching: Matching, sort: Sort) -> Callable[[], int]:
    """A function that finds the ten best articles, counts the facets and returns the total."""

    def operation() -> int:
        found = snapshot.search(matching, sort, 0, 10)
        snapshot.counts(matching, COLUMNS)
        return found.total

    return operation


def milliseconds_of(operations: list[Callable[[], int]]) -> list[tuple[float, int]]:
    """The median CPU time and the total of each operation; the operations run in turn."""
    times: list[list[float]] = [[] for _ in operations]
    totals = [operation() for operation in operations]
    for _ in range(ROUNDS):
        for operation, taken in zip(operations, times, strict=True):
            started = time.process_time()
            operation()
            taken.append((time.process_time() - started) * 1_000)
    return list(zip(map(statistics.median, times), totals, strict=True))


def compare(ours: Path, theirs: Path) -> list[Row]:
    """Run each query on both."""
    snapshot = whoosh.open_reader(ours).snapshot()
    searcher = StockSearcher(theirs)
    queries = [read_query(text, today=datetime.now(tz=UTC).date()).query for text in QUERIES]
    plans = [resolve(query, {"en"}) for query in queries]
    sorts = [Sort.RELEVANCE if is_ranked(query) else Sort.NEWEST for query in queries]
    our_times = milliseconds_of([search(snapshot, *planned) for planned in zip(plans, sorts, strict=True)])
    their_times = milliseconds_of([searcher.search(matching, COLUMNS) for matching in plans])
    return [
        Row(text, total, our_time, their_time, their_total)
        for text, (our_time, total), (their_time, their_total) in zip(QUERIES, our_times, their_times, strict=True)
    ]


def measured(file: Path, most: int, folder: Path) -> Figures:
    """Build the missing indexes, and compare."""
    ours, theirs, built = folder / "ours", folder / "theirs", folder / "built.json"
    if not built.exists():
        built.write_bytes(msgspec.json.encode(build(str(file), most, ours, theirs)))
    return Figures(msgspec.json.decode(built.read_bytes(), type=Building), compare(ours, theirs))


def render(results: Sequence[Result]) -> str:
    """One table per size, with one row per query."""
    return "\n\n".join(f"{one.size} articles:\n\n{_table(one.figures_as(Figures))}" for one in results)


def _table(figures: Figures) -> str:
    rows = [
        [
            f"`{row.query}`",
            f"{row.found:,}",
            *map(milliseconds, (row.ours_ms, row.theirs_ms)),
            times(row.theirs_ms / row.ours_ms),
            "" if row.found == row.theirs_found else f"{row.theirs_found:,}",
        ]
        for row in figures.rows
    ]
    headings = ["query", "found", "Dateline's Whoosh engine ms", "stock Whoosh ms", "speedup", "found by stock Whoosh"]
    ratios = [row.theirs_ms / row.ours_ms for row in figures.rows]
    built = figures.building
    return "\n\n".join(
        [
            table(headings, rows),
            f"At least {times(min(ratios))} times as fast; median {times(statistics.median(ratios))} times.",
            (
                f"Indexing one article takes {_each(built.ours_ms, built.ours_bytes)} for ten text columns; stock "
                f"Whoosh takes {_each(built.theirs_ms, built.theirs_bytes)} for two."
            ),
        ]
    )


def _each(ms: float, size: float) -> str:
    return f"{ms:.1f} ms and {size:,.0f} bytes"


SECTION = Section(
    name="whoosh_speed",
    heading="The Whoosh engine",
    question="How fast are facets on Dateline's Whoosh engine, compared with stock Whoosh?",
    render=render,
    small=(("--most", "1000"),),
    full=(("--most", "100000"),),
)


def main() -> None:
    """Run the benchmark."""
    made = parser(__doc__)
    add_corpora(made)
    add_cache(made)
    made.add_argument("--most", type=int, default=10_000, help="number of articles: %(default)s")
    given = made.parse_args()
    folder = given.cache / f"whoosh-reuters-{given.most}"
    figures = measured(given.corpora / "reuters21578.jsonl.gz", given.most, folder)
    one = result("whoosh_speed", figures, ["whoosh"], Articles("reuters21578", given.most))
    print(render([one]))
    if given.save:
        save(one)


if __name__ == "__main__":
    main()
