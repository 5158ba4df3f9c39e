"""The summary of one `dateline index`, as lines for people."""

from __future__ import annotations

from collections.abc import Iterator

from dateline.cli.output.terminal import safe
from dateline.index.pipeline import Summary


def lines(summary: Summary) -> Iterator[str]:
    """The counts, the first problems, and how to see the rejects."""
    put = summary.put
    counts = [f"{put.added:,} added", f"{put.changed:,} changed"]
    if put.refreshed:
        counts.append(f"{put.refreshed:,} extracted again by new rules")
    counts += [f"{put.unchanged:,} unchanged", f"{summary.rejected:,} rejected"]
    rate = f" ({summary.read / summary.seconds:,.0f} per second)" if summary.seconds > 1 else ""
    yield f"{summary.read:,} articles read in {summary.seconds:.1f} s{rate}: {', '.join(counts)}"
    for problem in summary.problems:
        yield safe(f"  {problem.place}: {problem.text}" if problem.place else f"  {problem.text}")
    if summary.rejected:
        yield "to see the rejects: dateline rejects"
