"""How fast is a search? Beside other systems that do the same, on the same articles, in the same run.

    python -m benchmarks.search_speed --articles 20000
    python -m benchmarks.search_speed --articles 1000000 --peers dateline,tantivy

Every peer is a process with an index of the same rows (`benchmarks/peers/`). The operations (`operations.py`) are asked
of one peer after the other, one operation at a time, so that what else the machine does meets all of them. Then the
operations in turn by one client and by eight, and the first answer of fresh processes. Queries are parsed before the
clock starts, for everybody.
"""

from __future__ import annotations

import statistics
from argparse import Namespace
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path

import msgspec

from benchmarks.archive import Archive, archive
from benchmarks.chart import bars
from benchmarks.operations import MEANINGS, operations
from benchmarks.options import add_archive, parser
from benchmarks.peers.processes import (
    DATELINE,
    PEERS,
    TANTIVY,
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
from benchmarks.results import FOLDER, Result, name_of, result, save
from benchmarks.section import Section
from benchmarks.tables import megabytes, milliseconds, table, times

MOST_TIMES = 200
CLIENTS = (1, 8)
FRESH = 5
"""Fresh processes whose first answer is timed."""
MAIN = "two terms"
"""The operation that is drawn, and that fresh processes are asked."""


class Cell(msgspec.Struct, frozen=True):
    """One operation by one peer; only the reason where it refuses."""

    p50: float | None = None
    p95: float | None = None
    total: int | None = None
    not_offered: str | None = None


class Clients(msgspec.Struct, frozen=True):
    """The operations in turn by a number of clients."""

    clients: int
    per_second: float
    p50: float
    p95: float


class PeerFigures(msgspec.Struct, frozen=True):
    """One peer; only the reason where it is not here."""

    name: str
    version: str = ""
    not_here: str | None = None
    cells: dict[str, Cell] = {}
    clients: list[Clients] = []
    cold: float | None = None
    """Milliseconds from opening to the first answer in a fresh process, imports not counted; the median."""
    build_seconds: float | None = None
    bytes: int | None = None
    memory: int | None = None
    snippets: bool = False


class Figures(msgspec.Struct, frozen=True):
    """All peers."""

    peers: list[PeerFigures]


class _Seconds(msgspec.Struct, frozen=True):
    """How long each part may take, for each peer."""

    operation: float
    clients: float


def measured(built: Archive, kinds: Sequence[PeerKind], seconds: _Seconds) -> Figures:
    """Build what is not built, then ask everybody."""
    rows = built.folder.parent / "rows.jsonl.gz"
    write_rows(built.data, rows)
    asked = operations(built.articles.count)
    figures: dict[str, PeerFigures] = {}
    with ExitStack() as stack:
        processes: dict[str, PeerProcess] = {}
        for kind in kinds:
            try:
                figures[kind.name] = _prepared(kind, built, rows)
                processes[kind.name] = stack.enter_context(running(kind, _folder(kind, built), rows))
            except NotHere as reason:
                figures[kind.name] = PeerFigures(kind.name, version_of(kind), not_here=str(reason))
        cells = _cells(processes, asked, seconds.operation)
        for name, process in processes.items():
            served = list(_clients(process, _offered(asked, cells[name][0]), seconds.clients))
            figures[name] = msgspec.structs.replace(
                figures[name], cells=cells[name][0], clients=served, memory=process.memory(), snippets=cells[name][1]
            )
    for kind in kinds:
        if kind.name in processes:
            figures[kind.name] = msgspec.structs.replace(figures[kind.name], cold=_cold(kind, built, rows, asked))
            _print(figures[kind.name])
    return Figures(list(figures.values()))


def _folder(kind: PeerKind, built: Archive) -> Path:
    return built.data if kind is DATELINE else built.folder.parent / f"peer-{kind.module}"


def _prepared(kind: PeerKind, built: Archive, rows: Path) -> PeerFigures:
    """A peer whose index is built."""
    print(f"{kind.name}: building", flush=True)
    done = _dateline(built) if kind is DATELINE else build(kind, _folder(kind, built), rows)
    return PeerFigures(kind.name, version_of(kind), build_seconds=done.seconds or None, bytes=done.bytes)


def _dateline(built: Archive) -> Built:
    """The archive is there; how long indexing takes is a question of its own (`indexing_speed.py`)."""
    return Built(0.0, sum(path.stat().st_size for path in built.data.rglob("*") if path.is_file()))


def _cells(
    processes: Mapping[str, PeerProcess], asked: Sequence[Operation], seconds: float
) -> dict[str, tuple[dict[str, Cell], bool]]:
    """Each operation by each peer, and whether the peer showed any snippets."""
    cells: dict[str, dict[str, Cell]] = {name: {} for name in processes}
    shows = dict.fromkeys(processes, False)
    for operation in asked:
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
    """The median, and what 95 of 100 stay below."""
    in_order = sorted(taken)
    return statistics.median(in_order), in_order[int(len(in_order) * 0.95)]


def _offered(asked: Sequence[Operation], cells: Mapping[str, Cell]) -> list[Operation]:
    return [operation for operation in asked if cells[operation.name].p50 is not None]


def _clients(process: PeerProcess, asked: Sequence[Operation], seconds: float) -> Iterator[Clients]:
    for clients in CLIENTS:
        try:
            served = process.serve(asked, clients=clients, seconds=seconds)
        except (NotOffered, NotHere):
            return  # its cells say why
        if served.ms:
            yield Clients(clients, served.per_second, *percentiles(served.ms))


def _cold(kind: PeerKind, built: Archive, rows: Path, asked: Sequence[Operation]) -> float | None:
    """Fresh processes, with files in the operating system's memory as they are; None where they cannot answer."""
    first = next(operation for operation in asked if operation.name == MAIN)
    taken: list[float] = []
    try:
        for _ in range(FRESH):
            with running(kind, _folder(kind, built), rows) as process:
                taken.append(process.opened_ms + process.measure(first, times=0, seconds=0).first_ms)
    except (NotOffered, NotHere):
        return None  # the cells say why
    return statistics.median(taken)


def _print(figures: PeerFigures) -> None:
    cells = "  ".join(f"{name} {milliseconds(cell.p50) or '-'}" for name, cell in figures.cells.items())
    print(f"{figures.name:12} {cells}  cold {milliseconds(figures.cold)}", flush=True)


def render(results: Sequence[Result]) -> str:
    """One part a size."""
    return "\n\n".join(_part(one) for one in results)


def _part(one: Result) -> str:
    figures = one.figures_as(Figures)
    here = [peer for peer in figures.peers if peer.not_here is None]
    return "\n\n".join(
        [
            f"### {one.count():,} articles",
            f"![Milliseconds of {MAIN}](results/{name_of(one.benchmark, one.count())}.svg)",
            "Milliseconds, the median:",
            _operations_table(here),
            "Several clients, cold starts and sizes:",
            _peers_table(here),
            *_notes(figures.peers),
        ]
    )


def _operations_table(here: Sequence[PeerFigures]) -> str:
    by_name = {peer.name: peer for peer in here}
    ours, raw = by_name.get(DATELINE.name), by_name.get(TANTIVY.name)
    headings = ["operation", "articles", *(peer.name for peer in here), "p95 Dateline", "Dateline : tantivy"]
    rows: list[list[str]] = []
    for name, meaning in MEANINGS.items():
        cells = [peer.cells.get(name, Cell()) for peer in here]
        cell = ours.cells.get(name, Cell()) if ours else Cell()
        peer = raw.cells.get(name, Cell()) if raw else Cell()
        total = f"{cell.total:,}" if cell.total is not None else ""
        ratio = times(cell.p50 / peer.p50) if cell.p50 and peer.p50 else ""
        shown = [milliseconds(each.p50) for each in cells]
        rows.append([f"{name}: {meaning}", total, *shown, milliseconds(cell.p95), ratio])
    return table(headings, rows)


def _peers_table(here: Sequence[PeerFigures]) -> str:
    headings = ["peer", "version", *_client_headings(), "cold ms", "built in s", "MB on disk", "MB in memory"]
    rows = [
        [
            peer.name,
            peer.version,
            *(text for each in peer.clients for text in (f"{each.per_second:,.0f}", milliseconds(each.p95))),
            *["", ""] * (len(CLIENTS) - len(peer.clients)),
            milliseconds(peer.cold),
            f"{peer.build_seconds:,.0f}" if peer.build_seconds else "",
            megabytes(peer.bytes),
            megabytes(peer.memory),
        ]
        for peer in here
    ]
    return table(headings, rows)


def _client_headings() -> Iterator[str]:
    for clients in CLIENTS:
        said = "1 client" if clients == 1 else f"{clients} clients"
        yield f"{said}: a second"
        yield f"{said}: p95 ms"


def _notes(peers: Sequence[PeerFigures]) -> Iterator[str]:
    """Why cells are empty, and whose totals are others."""
    notes = [f"- {peer.name} is missing: {peer.not_here}." for peer in peers if peer.not_here]
    for peer in peers:
        refused = [f"{name}: {cell.not_offered}" for name, cell in peer.cells.items() if cell.not_offered]
        if refused:
            notes.append(f"- {peer.name} lacks {'; '.join(refused)}.")
        if peer.cells and not peer.snippets:
            notes.append(f"- {peer.name} shows no snippets.")
    notes.extend(_other_totals(peers))
    if notes:
        yield "\n".join(notes)


def _other_totals(peers: Sequence[PeerFigures]) -> Iterator[str]:
    ours = next((peer for peer in peers if peer.name == DATELINE.name), PeerFigures(""))
    for peer in peers:
        differing = [
            f"{cell.total:,} for {name}"
            for name, cell in peer.cells.items()
            if cell.total is not None and cell.total != ours.cells.get(name, Cell()).total
        ]
        if differing and peer is not ours:
            yield f"- {peer.name} counts {', '.join(differing)}: it has stems of its own, or those of English only."


SECTION = Section(
    name="search_speed",
    heading="Searching",
    question="How fast is a search, beside other systems that do the same on the same articles in the same run?",
    render=render,
    small=(("--articles", "2000", "--operation-seconds", "0.3", "--client-seconds", "1"),),
    full=(("--articles", "100000"), ("--articles", "1000000", "--peers", "dateline,tantivy")),
)


def draw(one: Result) -> str:
    """The main operation of all peers, fastest first."""
    peers = one.figures_as(Figures).peers
    found = {peer.name: peer.cells[MAIN].p50 for peer in peers if MAIN in peer.cells}
    values = {name: value for name, value in found.items() if value is not None}
    title = f"{MAIN}: ten results, three facets, {one.count():,} articles; ms, median"
    return bars(title, dict(sorted(values.items(), key=lambda pair: pair[1])))


def _kinds(names: str) -> list[PeerKind]:
    by_module = {kind.module: kind for kind in PEERS}
    unknown = set(names.split(",")) - set(by_module)
    if unknown:
        raise SystemExit(f"no such peer: {', '.join(sorted(unknown))}; there are {', '.join(by_module)}")
    return [by_module[name] for name in names.split(",")]


def _options() -> Namespace:
    made = parser(__doc__)
    add_archive(made)
    made.add_argument("--peers", default=",".join(kind.module for kind in PEERS), help="which ones: %(default)s")
    made.add_argument("--operation-seconds", type=float, default=3.0, help="for each operation of each peer")
    made.add_argument("--client-seconds", type=float, default=5.0, help="for each number of clients of each peer")
    return made.parse_args()


def main() -> None:
    """Measure."""
    given = _options()
    built = archive(given)
    seconds = _Seconds(given.operation_seconds, given.client_seconds)
    figures = measured(built, _kinds(given.peers), seconds)
    one = result("search_speed", figures, ["dateline", "tantivy"], built.articles)
    print(render([one]))
    if given.save:
        save(one)
        (FOLDER / f"{name_of(one.benchmark, one.count())}.svg").write_text(draw(one))


if __name__ == "__main__":
    main()
