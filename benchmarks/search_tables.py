"""The figures of `search_speed.py`: their types, tables and chart."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from benchmarks.chart import bars
from benchmarks.operations import MEANINGS
from benchmarks.peers.processes import DATELINE, PEERS, TANTIVY
from benchmarks.results import Result
from benchmarks.tables import megabytes, milliseconds, table, times

CLIENTS = (1, 8)
MAIN = "two terms"
"""The operation in the chart, and the one that fresh processes run."""


class Cell(msgspec.Struct, frozen=True):
    """One operation of one peer, or only the reason why the peer does not support it."""

    p50: float | None = None
    p95: float | None = None
    total: int | None = None
    not_offered: str | None = None


class Clients(msgspec.Struct, frozen=True):
    """All operations in turn, by a number of clients."""

    clients: int
    per_second: float
    p50: float
    p95: float


class PeerFigures(msgspec.Struct, frozen=True):
    """One peer, or only the reason why it could not run."""

    name: str
    version: str = ""
    not_here: str | None = None
    cells: dict[str, Cell] = {}
    clients: list[Clients] = []
    cold: float | None = None
    """Median milliseconds from opening the index to the first answer in a fresh process, without Python's start."""
    build_seconds: float | None = None
    bytes: int | None = None
    memory: int | None = None
    snippets: bool = False


class Figures(msgspec.Struct, frozen=True):
    """All peers."""

    peers: list[PeerFigures]


def render(results: Sequence[Result]) -> str:
    """One part per archive size."""
    return "\n\n".join(_part(one) for one in results)


def _part(one: Result) -> str:
    figures = one.figures_as(Figures)
    here = [peer for peer in figures.peers if peer.not_here is None]
    return "\n\n".join(
        [
            f"### {one.size} articles",
            f"![Milliseconds of {MAIN}](results/{one.name}.svg)",
            "Median times in milliseconds:",
            _operations_table(here),
            "Throughput, cold start and size:",
            _peers_table(here),
            *_notes(figures.peers),
        ]
    )


def _operations_table(here: Sequence[PeerFigures]) -> str:
    by_name = {peer.name: peer for peer in here}
    ours, raw = by_name.get(DATELINE.name), by_name.get(TANTIVY.name)
    headings = ["operation", "articles", *(peer.name for peer in here), "Dateline p95", "Dateline / tantivy"]
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
    headings = ["peer", "version", *_client_headings(), "cold start ms", "build s", "disk MB", "memory MB"]
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
        who = "1 client" if clients == 1 else f"{clients} clients"
        yield f"{who}: searches/s"
        yield f"{who}: p95 ms"


def _notes(peers: Sequence[PeerFigures]) -> Iterator[str]:
    """Reasons for empty cells, and peers whose totals differ."""
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
    analyses = {kind.name: kind.analysis for kind in PEERS}
    for peer in peers:
        differing = [
            f"{cell.total:,} for {name}"
            for name, cell in peer.cells.items()
            if cell.total is not None and cell.total != ours.cells.get(name, Cell()).total
        ]
        if differing and peer is not ours:
            yield f"- {peer.name} counts {', '.join(differing)}; {analyses[peer.name]}."


def draw(one: Result) -> str:
    """A chart of the main operation, the fastest peer first."""
    peers = one.figures_as(Figures).peers
    found = {peer.name: peer.cells[MAIN].p50 for peer in peers if MAIN in peer.cells}
    values = {name: value for name, value in found.items() if value is not None}
    title = f"{MAIN}: ten results, three facets, {one.size} articles; ms, median"
    return bars(title, dict(sorted(values.items(), key=lambda pair: pair[1])))
