"""What one reading came to, as lines for a person."""

from __future__ import annotations

from collections.abc import Iterator

from dateline.cli.output.terminal import safe
from dateline.index.pipeline import Summary


def lines(summary: Summary) -> Iterator[str]:
    """Counts first, then the first problems, then where the rejects are."""
    put = summary.put
    counts = [f"{put.added:,} added", f"{put.changed:,} changed"]
    if put.refreshed:
        counts.append(f"{put.refreshed:,} read again by newer rules")
    counts += [f"{put.unchanged:,} unchanged", f"{summary.rejected:,} rejected"]
    rate = f" ({summary.read / summary.seconds:,.0f} a second)" if summary.seconds > 1 else ""
    yield f"{summary.read:,} articles read in {summary.seconds:.1f} s{rate}: {', '.join(counts)}"
    for problem in summary.problems:
        yield safe(f"  {problem.place}: {problem.text}" if problem.place else f"  {problem.text}")
    if summary.rejected:
        yield "what was rejected, and why: dateline rejects"
