"""Markdown tables, and the format of figures in them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence


def table(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A Markdown table; the first column is aligned left, the others right."""
    rule = ["---", *["---:"] * (len(headings) - 1)]
    return "\n".join(f"| {' | '.join(row)} |" for row in (headings, rule, *rows))


def milliseconds(value: float | None) -> str:
    """At most three significant digits below 1,000; empty if None."""
    if value is None:
        return ""
    if value >= 100:
        return f"{value:,.0f}"
    return f"{value:.1f}" if value >= 10 else f"{value:.2f}"


def times(value: float) -> str:
    """A ratio: `12`, `1.3`."""
    return f"{value:,.0f}" if value >= 10 else f"{value:.1f}"


def megabytes(value: int | None) -> str:
    """Bytes as whole megabytes; empty if None."""
    return "" if value is None else f"{value / 1e6:,.0f}"
