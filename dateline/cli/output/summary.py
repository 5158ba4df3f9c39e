"""The summary of one `dateline index`, as lines for people."""

from __future__ import annotations

from collections.abc import Iterator

from dateline.cli.output.terminal import safe
from dateline.index.pipeline import Summary


def line(summary: Summary) -> str:
    """The counts."""
    rate = f" ({summary.read / summary.seconds:,.0f} per second)" if summary.seconds > 1 else ""
    counts = (f"{count:,} {outcome}" for outcome, count in summary.outcomes().items())
    return f"{summary.read:,} read in {summary.seconds:.1f} s{rate}: {', '.join(counts)}"


def lines(summary: Summary) -> Iterator[str]:
    """The counts, the first problems, and how to see the rejects."""
    yield line(summary)
    if summary.reasons:
        yield safe("  passed: " + ", ".join(f"{count:,} {reason}" for reason, count in summary.reasons.items()))
    for problem in summary.problems:
        yield safe(f"  {problem.place}: {problem.text}" if problem.place else f"  {problem.text}")
    if summary.rejected:
        yield "to see the rejects: dateline rejects"
