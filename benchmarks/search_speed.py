"""How fast is a search? Compares Dateline with other systems, on the same articles in the same run.

    python -m benchmarks.search_speed --articles 20000
    python -m benchmarks.search_speed --articles 1000000 --peers dateline,tantivy

Every peer is a process with an index of the same rows (`benchmarks/peers/`). For each operation (`operations.py`) all
peers are measured one after the other, so that other load on the machine affects all of them. Then one client and eight
clients run the operations in turn, and fresh processes are timed until their first answer. Queries are parsed before
the clock starts, for all peers.
"""

from __future__ import annotations

import statistics
from argparse import Namespace
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path

import msgspec

from benchmarks.archive import Archive, archive
from benchmarks.operations import operations
from benchmarks.options import add_archive, parser
from benchmarks.peers.processes import (
    DATELINE,
    PEERS,
    Built,
    Measured,
    NotHere,
    NotOffered,
    PeerKind,
    PeerProcess,
    build,
    running,
    version_of,
)
from benchmarks.peers.protocol import Operation
from benchmarks.peers.rows import write_rows
from benchmarks.results import FOLDER, result, save
from benchmarks.search_tables import CLIENTS, MAIN, Cell, Clients, Figures, PeerFigures, draw, render
from benchmarks.section import Section
from benchmarks.tables import milliseconds

MOST_TIMES = 200
"""Maximum number of measurements of one operation."""
FRESH = 5
"""Number of fresh processes whose first answer is timed."""


class _Seconds(msgspec.Struct, frozen=True):
    """Time limits of each part, for each peer."""

    operation: float
    clients: float


def measured(built: Archive, kinds: Sequence[PeerKind], seconds: _Seconds) -> Figures:
    """Build the missing indexes, then measure all peers."""
    rows = built.folder.parent / "rows.jsonl.gz"
    write_rows(built.data, rows)
    searches = operations(built.articles.count)
    figures: dict[str, PeerFigures] = {}
    with ExitStack() as stack:
        processes: dict[str, PeerProcess] = {}
        for kind in kinds:
            try:
                figures[kind.name] = _prepared(kind, built, rows)
                processes[kind.name] = stack.enter_context(running(kind, _folder(kind, built), rows))
            except NotHere as reason:
                figures[kind.name] = PeerFigures(kind.name, version_of(kind), not_here=str(reason))
        cells = _cells(processes, searches, seconds.operation)
        for name, process in processes.items():
            served = list(_clients(process, _offered(searches, cells[name][0]), seconds.clients))
            figures[name] = msgspec.structs.replace(
                figures[name], cells=cells[name][0], clients=served, memory=process.memory(), snippets=cells[name][1]
            )
    for kind in kinds:
        if kind.name in processes:
            figures[kind.name] = msgspec.structs.replace(figures[kind.name], cold=_cold(kind, built, rows, searches))
            _print(figures[kind.name])
    return Figures(list(figures.values()))


def _folder(kind: PeerKind, built: Archive) -> Path:
    return built.data if kind is DATELINE else built.folder.parent / f"peer-{kind.module}"


def _prepared(kind: PeerKind, built: Archive, rows: Path) -> PeerFigures:
    """Build the index of a peer; return its build time and size."""
    print(f"{kind.name}: building", flush=True)
    done = _dateline(built) if kind is DATELINE else build(kind, _folder(kind, built), rows)
    return PeerFigures(kind.name, version_of(kind), build_seconds=done.seconds or None, bytes=done.bytes)


def _dateline(built: Archive) -> Built:
    """The archive already exists; `indexing_speed.py` measures how long indexing takes."""
    return Built(0.0, sum(path.stat().st_size for path in built.data.rglob("*") if path.is_file()))


def _cells(
    processes: Mapping[str, PeerProcess], searches: Sequence[Operation], seconds: float
) -> dict[str, tuple[dict[str, Cell], bool]]:
    """Measure each operation with each peer; also tell whether a peer returned any snippets."""
    cells: dict[str, dict[str, Cell]] = {name: {} for name in processes}
    shows = dict.fromkeys(processes, False)
    for operation in searches:
        for name, process in processes.items():
            try:
                found = process.measure(operation, times=MOST_TIMES, seconds=seconds)
            except (NotOffered, NotHere) as reason:
                cells[name][operation.name] = Cell(not_offered=str(reason))
                continue
            cells[name][operation.name] = _cell(found)
            shows[name] = shows[name] or found.snippets > 0
    return {name: (cells[name], shows[name]) for name in processes}


def _cell(found: Measured) -> Cell:
    p50, p95 = percentiles(found.ms)
    return Cell(p50, p95, found.total)


def percentiles(taken: Sequence[float]) -> tuple[float, float]:
    """The median and the 95th percentile."""
    in_order = sorted(taken)
    return statistics.median(in_order), in_order[int(len(in_order) * 0.95)]


def _offered(searches: Sequence[Operation], cells: Mapping[str, Cell]) -> list[Operation]:
    return [operation for operation in searches if cells[operation.name].p50 is not None]


def _clients(process: PeerProcess, searches: Sequence[Operation], seconds: float) -> Iterator[Clients]:
    for clients in CLIENTS:
        try:
            served = process.serve(searches, clients=clients, seconds=seconds)
        except (NotOffered, NotHere):
            return  # the cells hold the reason
        if served.ms:
            yield Clients(clients, served.per_second, *percentiles(served.ms))


def _cold(kind: PeerKind, built: Archive, rows: Path, searches: Sequence[Operation]) -> float | None:
    """Median time to the first answer of fresh processes, with the file cache as it is; None if they cannot answer."""
    first = next(operation for operation in searches if operation.name == MAIN)
    taken: list[float] = []
    try:
        for _ in range(FRESH):
            with running(kind, _folder(kind, built), rows) as process:
                taken.append(process.opened_ms + process.measure(first, times=0, seconds=0).first_ms)
    except (NotOffered, NotHere):
        return None  # the cells hold the reason
    return statistics.median(taken)


def _print(figures: PeerFigures) -> None:
    cells = "  ".join(f"{name} {milliseconds(cell.p50) or '-'}" for name, cell in figures.cells.items())
    print(f"{figures.name:12} {cells}  cold {milliseconds(figures.cold)}", flush=True)


SECTION = Section(
    name="search_speed",
    heading="Searching",
    question="How fast is a search, compared with other systems on the same articles in the same run?",
    render=render,
    small=(("--articles", "2000", "--operation-seconds", "0.3", "--client-seconds", "1"),),
    full=(("--articles", "100000"), ("--articles", "1000000", "--peers", "dateline,tantivy")),
)


def _kinds(names: str) -> list[PeerKind]:
    by_module = {kind.module: kind for kind in PEERS}
    unknown = set(names.split(",")) - set(by_module)
    if unknown:
        raise SystemExit(f"no such peer: {', '.join(sorted(unknown))}; choose from {', '.join(by_module)}")
    return [by_module[name] for name in names.split(",")]


def _options() -> Namespace:
    made = parser(__doc__)
    add_archive(made)
    made.add_argument("--peers", default=",".join(kind.module for kind in PEERS), help="peers to measure: %(default)s")
    made.add_argument("--operation-seconds", type=float, default=3.0, help="seconds per operation and peer")
    made.add_argument("--client-seconds", type=float, default=5.0, help="seconds per number of clients and peer")
    return made.parse_args()


def main() -> None:
    """Run the benchmark."""
    given = _options()
    built = archive(given)
    seconds = _Seconds(given.operation_seconds, given.client_seconds)
    figures = measured(built, _kinds(given.peers), seconds)
    one = result("search_speed", figures, ["dateline", "tantivy"], built.articles)
    print(render([one]))
    if given.save:
        save(one)
        (FOLDER / f"{one.name}.svg").write_text(draw(one))


if __name__ == "__main__":
    main()
