"""Progress on standard error: one line that is updated on a terminal, plain lines elsewhere."""

from __future__ import annotations

import sys
import time
from types import TracebackType
from typing import Self

import click

from dateline.index.pipeline import Progress as Reading

EVERY = 1.0
"""Minimum seconds between two lines."""
_CLEAR = "\r\x1b[K"


class Progress:
    """Prints the progress of a long command; prints nothing if the command takes less than a second."""

    def __init__(self) -> None:
        self._terminal = sys.stderr.isatty()
        self._printed_at = time.monotonic()
        self._shown = False

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._shown and self._terminal:
            click.echo(_CLEAR, nl=False, err=True)

    def show(self, reading: Reading) -> None:
        """Number of articles stored durably, and the rate."""
        rate = f", {reading.stored / reading.seconds:,.0f} per second" if reading.seconds >= EVERY else ""
        self._print(f"{reading.stored:,} articles stored, {reading.rejected:,} rejected{rate}")

    def show_indexed(self, articles: int) -> None:
        """Number of articles in the new index."""
        self._print(f"{articles:,} articles indexed")

    def show_re_extracted(self, articles: int) -> None:
        """Number of stored articles extracted again by the current rules."""
        self._print(f"metadata of {articles:,} articles extracted again")

    def _print(self, line: str) -> None:
        now = time.monotonic()
        if now - self._printed_at < EVERY:
            return
        self._printed_at = now
        self._shown = True
        click.echo(f"{_CLEAR}{line}" if self._terminal else line, nl=not self._terminal, err=True)
