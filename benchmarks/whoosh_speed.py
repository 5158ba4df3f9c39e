"""How fast are facets beside stock Whoosh's? `python -m benchmarks.whoosh_speed FILE [ARTICLES [FOLDER]]`.

The ten best, the total and three facets, on Dateline's Whoosh engine and on Whoosh as it comes, with `groupedby`. Both
index the same terms of the first ARTICLES (10,000) of FILE, anything that `dateline index` reads; where it has fewer,
they are read again under other ids. FOLDER keeps both indexes; where it has them, they are not built.

Both are asked the same plans in turn, so that no answer is kept from the round before, and should find the same number.
Times are of the processor: both work on one core and wait for nothing.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from itertools import count, islice
from pathlib import Path

import msgspec

from benchmarks.stock_whoosh import StockSearcher, StockWriter
from dateline.index.article import Article
from dateline.index.read import ReadOptions
from dateline.index.terms import ValueColumn, terms_of
from dateline.search.engine import Snapshot
from dateline.search.engines import whoosh
from dateline.search.parse import read_query
from dateline.search.plan import Matching
from dateline.search.request import Sort
from dateline.search.resolve import is_ranked, resolve
from dateline.wiring import extract_all

QUERIES = (
    *("oil", "oil price", "said", '"foreign minister"', "oil OR trade OR bank"),
    *("country:JP trade", "office:finance tax", "-oil bank", "*"),
)
COLUMNS = (ValueColumn.COUNTRY, ValueColumn.SOURCE, ValueColumn.YEAR)
ROUNDS = 7
BATCH = 1_000


def articles(file: str) -> Iterator[Article]:
    """The articles of a file, over and over, each time under other ids."""
    for reading in count():
        for found in extract_all([file], ReadOptions(), Path(file).parent):
            if isinstance(found, Article):
                yield msgspec.structs.replace(found, id=f"{found.id}-{reading}") if reading else found


def build(file: str, most: int, ours: Path, theirs: Path) -> None:
    """Both indexes, with the processor time that each took."""
    ours.mkdir(parents=True)
    theirs.mkdir()
    stock = StockWriter(theirs)
    whoosh.create(ours)
    writer = whoosh.open_writer(ours)
    reading = islice(articles(file), most)
    taken_ours = taken_theirs = taken_terms = 0.0
    while batch := list(islice(reading, BATCH)):
        started = time.process_time()
        writer.add(batch)
        taken_ours += time.process_time() - started
        started = time.process_time()
        terms = list(map(terms_of, batch))
        taken_terms += time.process_time() - started
        started = time.process_time()
        for one in terms:
            stock.add(one)
        taken_theirs += time.process_time() - started
    started = time.process_time()
    writer.commit()
    taken_ours += time.process_time() - started - taken_terms
    started = time.process_time()
    stock.commit()
    taken_theirs += time.process_time() - started
    print(f"{most:,} articles; milliseconds of processor time for each, without its analysis, and bytes on disk:")
    print(f"  Dateline, ten text columns: {taken_ours / most * 1_000:.2f} ms, {size(ours) / most:,.0f} bytes")
    print(f"  stock Whoosh, two of them:  {taken_theirs / most * 1_000:.2f} ms, {size(theirs) / most:,.0f} bytes")


def size(folder: Path) -> int:
    """Bytes of all files in a folder."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def search(snapshot: Snapshot, matching: Matching, sort: Sort) -> Callable[[], int]:
    """What searches for the ten best with their facets and gives the total."""

    def operation() -> int:
        found = snapshot.search(matching, sort, 0, 10)
        snapshot.counts(matching, COLUMNS)
        return found.total

    return operation


def milliseconds(operations: list[Callable[[], int]]) -> list[tuple[float, int]]:
    """The median time and the total of each operation, all of them asked in turn."""
    times: list[list[float]] = [[] for _ in operations]
    totals = [operation() for operation in operations]
    for _ in range(ROUNDS):
        for operation, taken in zip(operations, times, strict=True):
            started = time.process_time()
            operation()
            taken.append((time.process_time() - started) * 1_000)
    return list(zip(map(statistics.median, times), totals, strict=True))


def compare(ours: Path, theirs: Path) -> None:
    """Print a row a query."""
    snapshot = whoosh.open_reader(ours).snapshot()
    searcher = StockSearcher(theirs)
    queries = [read_query(text, today=datetime.now(tz=UTC).date()).query for text in QUERIES]
    plans = [resolve(query, {"en"}) for query in queries]
    sorts = [Sort.RELEVANCE if is_ranked(query) else Sort.NEWEST for query in queries]
    our_times = milliseconds([search(snapshot, *asked) for asked in zip(plans, sorts, strict=True)])
    their_times = milliseconds([searcher.search(matching, COLUMNS) for matching in plans])
    print(f"\n{'query':<24}{'results':>9}{'Dateline ms':>13}{'stock ms':>10}{'ratio':>7}")
    ratios: list[float] = []
    for text, (our_time, total), (their_time, their_total) in zip(QUERIES, our_times, their_times, strict=True):
        ratios.append(their_time / our_time)
        differs = "" if total == their_total else f"  stock finds {their_total:,}"
        print(f"{text:<24}{total:>9,}{our_time:>13.2f}{their_time:>10.1f}{ratios[-1]:>7.0f}{differs}")
    print(f"least ratio {min(ratios):.0f}, median {statistics.median(ratios):.0f}")


def main(file: str, most: str = "10000", folder: str | None = None) -> None:
    """Build what is not there, and compare."""
    with tempfile.TemporaryDirectory() as temporary:
        ours, theirs = Path(folder or temporary) / "ours", Path(folder or temporary) / "theirs"
        if not theirs.exists():
            build(file, int(most), ours, theirs)
        compare(ours, theirs)


if __name__ == "__main__":
    main(*sys.argv[1:])
