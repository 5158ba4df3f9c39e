"""How soon are new articles found? Adds a hundred extracted articles and waits for a search that finds all of them.

    python -m benchmarks.adding_speed --articles 20000

The time includes storing them durably, which is also reported alone, and committing the index. It excludes extraction
and the merging of segments that continues afterwards. Peers add the same rows in their own standard way. Each works on
a copy, so the archive does not change.
"""

from __future__ import annotations

import shutil
import statistics
from argparse import Namespace
from collections.abc import Sequence

import msgspec

from benchmarks.archive import Archive, archive
from benchmarks.options import add_archive, parser
from benchmarks.peers.processes import (
    DATELINE,
    PEERS,
    TANTIVY,
    Added,
    NotHere,
    NotOffered,
    PeerKind,
    PeerProcess,
    build,
    running,
    version_of,
)
from benchmarks.peers.rows import write_rows
from benchmarks.results import Result, result, save
from benchmarks.section import Section
from benchmarks.tables import milliseconds, table

ADDED = 100
ROUNDS = 7


class PeerFigures(msgspec.Struct, frozen=True):
    """One peer's times, or only the reason why it was not measured."""

    name: str
    version: str
    ms: float | None = None
    slowest_ms: float | None = None
    stored_ms: float | None = None
    """The part of `ms` spent on storing the articles before they were indexed."""
    why_not: str | None = None


class Figures(msgspec.Struct, frozen=True):
    """All peers."""

    peers: list[PeerFigures]


def measured(kind: PeerKind, built: Archive) -> PeerFigures:
    """Add articles several times to a copy of a peer's index."""
    rows = built.folder.parent / "rows.jsonl.gz"
    write_rows(built.data, rows)
    folder = built.data if kind is DATELINE else built.folder.parent / f"peer-{kind.module}"
    copy = folder.with_name(f"copy-of-{folder.name}")
    try:
        if kind is not DATELINE:
            build(kind, folder, rows)
        shutil.copytree(folder, copy)
        with running(kind, copy, rows) as process:
            taken = _rounds(process)
    except (NotHere, NotOffered) as reason:
        return PeerFigures(kind.name, version_of(kind), why_not=str(reason))
    finally:
        shutil.rmtree(copy, ignore_errors=True)
    times = [added.ms for added in taken]
    stored = [added.stored_ms for added in taken if added.stored_ms is not None]
    middle = statistics.median(stored) if stored else None
    return PeerFigures(kind.name, version_of(kind), statistics.median(times), max(times), middle)


def _rounds(process: PeerProcess) -> list[Added]:
    return [process.add(f"zzadded{number}", ADDED) for number in range(ROUNDS)]


def render(results: Sequence[Result]) -> str:
    """One table per archive size."""
    return "\n\n".join(f"Added to {one.size} articles:\n\n{_table(one.figures_as(Figures).peers)}" for one in results)


def _table(peers: Sequence[PeerFigures]) -> str:
    rows = [_row(peer) for peer in peers]
    return table(
        ["peer", f"ms until {ADDED} articles are found", f"slowest of {ROUNDS}", "storing ms", "why not measured"], rows
    )


def _row(peer: PeerFigures) -> list[str]:
    return [peer.name, *map(milliseconds, (peer.ms, peer.slowest_ms, peer.stored_ms)), peer.why_not or ""]


SECTION = Section(
    name="adding_speed",
    heading="Adding",
    question="How soon are new articles found?",
    render=render,
    small=(("--articles", "2000"),),
    full=(("--articles", "100000"), ("--articles", "1000000", "--peers", "dateline,tantivy")),
)


def _options() -> Namespace:
    made = parser(__doc__)
    add_archive(made)
    made.add_argument("--peers", default=",".join(kind.module for kind in PEERS), help="peers to measure: %(default)s")
    return made.parse_args()


def main() -> None:
    """Run the benchmark."""
    given = _options()
    built = archive(given)
    kinds = [kind for kind in PEERS if kind.module in given.peers.split(",")]
    figures = Figures([measured(kind, built) for kind in kinds])
    one = result("adding_speed", figures, ["dateline", TANTIVY.package], built.articles)
    print(render([one]))
    if given.save:
        save(one)


if __name__ == "__main__":
    main()
