"""Tables in Markdown, and how figures are written in them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence


def table(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table; the first column is text, the others are figures."""
    rule = ["---", *["---:"] * (len(headings) - 1)]
    return "\n".join(f"| {' | '.join(row)} |" for row in (headings, rule, *rows))


def milliseconds(value: float | None) -> str:
    """Three figures at most; what is missing stays empty."""
    if value is None:
        return ""
    if value >= 100:
        return f"{value:,.0f}"
    return f"{value:.1f}" if value >= 10 else f"{value:.2f}"


def times(value: float) -> str:
    """How many times as much: `12`, `1.3`."""
    return f"{value:,.0f}" if value >= 10 else f"{value:.1f}"


def megabytes(value: int | None) -> str:
    """Bytes in millions."""
    return "" if value is None else f"{value / 1e6:,.0f}"
