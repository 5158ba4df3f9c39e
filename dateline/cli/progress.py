"""Progress on standard error: one line that is rewritten on a terminal, plain lines elsewhere."""

from __future__ import annotations

import sys
import time
from types import TracebackType
from typing import Self

import click

from dateline.index.pipeline import Progress as Reading

EVERY = 1.0
"""Seconds between two lines."""
_CLEAR = "\r\x1b[K"


class Progress:
    """Says how far a long command has come; says nothing where it is done within a second."""

    def __init__(self) -> None:
        self._terminal = sys.stderr.isatty()
        self._said_at = time.monotonic()
        self._shown = False

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._shown and self._terminal:
            click.echo(_CLEAR, nl=False, err=True)

    def show(self, reading: Reading) -> None:
        """How many articles are durable, and how fast they come."""
        rate = f", {reading.stored / reading.seconds:,.0f} a second" if reading.seconds >= EVERY else ""
        self._say(f"{reading.stored:,} articles stored, {reading.rejected:,} rejected{rate}")

    def show_indexed(self, articles: int) -> None:
        """How many articles a new index holds."""
        self._say(f"{articles:,} articles indexed")

    def show_read_anew(self, articles: int) -> None:
        """How many stored articles were read by the rules of today."""
        self._say(f"metadata of {articles:,} articles read anew")

    def _say(self, line: str) -> None:
        now = time.monotonic()
        if now - self._said_at < EVERY:
            return
        self._said_at = now
        self._shown = True
        click.echo(f"{_CLEAR}{line}" if self._terminal else line, nl=not self._terminal, err=True)
