"""A benchmark as the catalogue and the report use it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import msgspec

from benchmarks.results import Result


class Section(msgspec.Struct, frozen=True):
    """One benchmark: its question, the options to run it with, and how its section of RESULTS.md is written."""

    name: str
    """Name of its module."""
    heading: str
    question: str
    render: Callable[[Sequence[Result]], str]
    """All results of the benchmark, smallest archive first, as Markdown."""
    small: tuple[tuple[str, ...], ...]
    """Options of each run in `python -m benchmarks small`."""
    full: tuple[tuple[str, ...], ...]
    """Options of each run in `python -m benchmarks full`."""

    @property
    def takes_engine(self) -> bool:
        """Whether it measures a generated archive, and so has an option for the engine."""
        return any("--articles" in options for options in self.full)

    @property
    def takes_corpora(self) -> bool:
        """Whether it has an option for the folder of corpora."""
        return self.takes_engine or "--most" in " ".join(word for options in self.small for word in options)
