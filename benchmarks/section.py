"""A benchmark as the catalogue and the report know it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import msgspec

from benchmarks.results import Result


class Section(msgspec.Struct, frozen=True):
    """One question; its module is run to answer it, and its results make one section of RESULTS.md."""

    name: str
    """Of its module."""
    heading: str
    question: str
    render: Callable[[Sequence[Result]], str]
    """All results of the benchmark, smallest archive first, as Markdown."""
    small: tuple[tuple[str, ...], ...]
    """Options of each run of `python -m benchmarks small`."""
    full: tuple[tuple[str, ...], ...]
    """The same of `python -m benchmarks full`."""

    @property
    def takes_engine(self) -> bool:
        """Whether it measures a generated archive, of any engine."""
        return any("--articles" in options for options in self.full)

    @property
    def takes_corpora(self) -> bool:
        """Whether it reads corpora in a folder that is given as an option."""
        return self.takes_engine or "--most" in " ".join(word for options in self.small for word in options)
