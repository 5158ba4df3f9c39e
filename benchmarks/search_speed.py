"""How fast is the main operation, and how much of it is the engine's own? `python -m benchmarks.search_speed DATA`.

The main operation: ten best results with snippets, three facets, total, through the search service. Its peer in the
same run: raw tantivy with the same query, the same three aggregations and the ten documents fetched. DATA is the
folder of an archive that `dateline index` made.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import tantivy

from dateline.index.generations import Generations
from dateline.index.terms import ValueColumn
from dateline.search.engines.tantivy.schema import value_field
from dateline.search.engines.tantivy.translate import translate
from dateline.search.query import Query
from dateline.search.request import FacetField, FacetRequest, Request
from dateline.search.resolve import resolve
from dateline.wiring import open_archive

QUERIES = (
    *("oil", "oil opec", '"foreign minister"', "minist*", "*"),
    *("country:JP trade", "office:finance tax", "-oil bank"),
)
FACETS = (FacetField.COUNTRY, FacetField.SOURCE, FacetField.YEAR)
COLUMNS = (ValueColumn.COUNTRY, ValueColumn.SOURCE, ValueColumn.YEAR)
TIMES = 40


def milliseconds(operation: Callable[[], object]) -> list[float]:
    """The times of one operation, after a first call that warms it."""
    operation()
    taken: list[float] = []
    for _ in range(TIMES):
        started = time.perf_counter()
        operation()
        taken.append((time.perf_counter() - started) * 1_000)
    return sorted(taken)


def raw(data: Path, query_tree: Query, languages: frozenset[str]) -> Callable[[], object]:
    """The same work by tantivy alone."""
    generation = Generations(data).current()
    if generation is None:
        raise SystemExit(f"{data} has no index")
    index = tantivy.Index.open(str(generation.index))
    query = translate(resolve(query_tree, languages), index.schema)
    searcher = index.searcher()
    asked: dict[str, object] = {
        column.value: {"terms": {"field": value_field(column), "size": 10, "segment_size": 10_000}}
        for column in COLUMNS
    }

    def operation() -> object:
        found = searcher.search(query, limit=10)
        searcher.aggregate(query, asked)  # pyright: ignore[reportUnknownMemberType] - the stub has bare dicts
        return [searcher.doc(address).to_dict() for _, address in found.hits]

    return operation


def main(data: Path) -> None:
    """Print a row a query."""
    print(f"{'query':<22}{'results':>9}{'p50 ms':>9}{'p95 ms':>9}{'raw p50':>9}{'ratio':>7}")
    ratios: list[float] = []
    with open_archive(data) as archive:
        service = archive.service
        for text in QUERIES:
            read = service.read(text)
            request = Request(read, facets=tuple(map(FacetRequest, FACETS)))
            ours = milliseconds(partial(service.search, request))
            theirs = milliseconds(raw(data, read.query, frozenset({"en"})))
            ratio = statistics.median(ours) / statistics.median(theirs)
            ratios.append(ratio)
            total = service.count(read.query).count
            p95 = ours[int(len(ours) * 0.95)]
            print(
                f"{text:<22}{total:>9,}{statistics.median(ours):>9.2f}{p95:>9.2f}{statistics.median(theirs):>9.2f}{ratio:>7.1f}"
            )
    print(f"median ratio {statistics.median(ratios):.1f}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
