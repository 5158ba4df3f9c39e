"""Results of benchmarks as files `results/NAME.json`: the figures, and what they depend on."""

from __future__ import annotations

import os
import platform
import sys
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TypeVar

import msgspec

FOLDER = Path(__file__).parent / "results"

DEFAULT_ENGINE = "tantivy"
Figures = TypeVar("Figures")


class Machine(msgspec.Struct, frozen=True):
    """The machine that ran the benchmark, without its name."""

    cores: int
    memory_gb: float
    python: str
    architecture: str


class Articles(msgspec.Struct, frozen=True):
    """The articles that were measured."""

    what: str
    """Kind of generated article (`wire`), or the name of the corpus."""
    count: int
    words: float = 0.0
    """Mean words of an article."""
    digest: str = ""
    engine: str = DEFAULT_ENGINE
    """Engine of the archive that holds them."""


class Result(msgspec.Struct, frozen=True):
    """One run of one benchmark."""

    benchmark: str
    command: str
    date: date
    machine: Machine
    versions: dict[str, str]
    figures: dict[str, object]
    articles: Articles | None = None

    def figures_as(self, kind: type[Figures]) -> Figures:
        """The figures as the benchmark's own type."""
        return msgspec.convert(self.figures, kind)

    @property
    def name(self) -> str:
        """Name of the file, without its ending."""
        return name_of(self.benchmark, self.count(), self.articles.engine if self.articles else DEFAULT_ENGINE)

    @property
    def size(self) -> str:
        """The number of articles, and the engine if it is not the default."""
        engine = self.articles.engine if self.articles else DEFAULT_ENGINE
        return f"{self.count():,}" if engine == DEFAULT_ENGINE else f"{self.count():,} ({engine})"

    def count(self) -> int:
        """The number of articles; 0 if it does not matter."""
        return self.articles.count if self.articles else 0


def result(
    benchmark: str, figures: msgspec.Struct, packages: Iterable[str], articles: Articles | None = None
) -> Result:
    """The result of the benchmark that runs in this process."""
    return Result(
        benchmark=benchmark,
        command=reported_command(benchmark, sys.argv[1:]),
        date=datetime.now(tz=UTC).date(),
        machine=machine(),
        versions=versions(packages),
        figures=msgspec.convert(msgspec.to_builtins(figures), dict[str, object]),
        articles=articles,
    )


def machine() -> Machine:
    """The machine that runs this process."""
    import psutil

    memory = psutil.virtual_memory().total / 2**30
    return Machine(os.cpu_count() or 1, round(memory, 1), platform.python_version(), platform.machine())


def versions(packages: Iterable[str]) -> dict[str, str]:
    """Versions of the packages that are installed."""
    found: dict[str, str] = {}
    for package in packages:
        try:
            found[package] = version(package)
        except PackageNotFoundError:
            continue
    return found


def name_of(benchmark: str, count: int = 0, engine: str = DEFAULT_ENGINE) -> str:
    """The file name of a result: benchmark, number of articles if not 0, and engine if not the default."""
    parts = [benchmark, *[str(count)] * bool(count), *[engine] * (engine != DEFAULT_ENGINE)]
    return "-".join(parts)


def save(measured: Result, folder: Path = FOLDER) -> Path:
    """Write a result; it replaces an earlier one with the same name."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{measured.name}.json"
    encoded = msgspec.json.encode(measured)
    path.write_bytes(msgspec.json.format(encoded, indent=1) + b"\n")
    return path


def read_all(folder: Path = FOLDER) -> Mapping[str, list[Result]]:
    """All results by benchmark, the smallest archive first; for the same articles, the default engine first."""
    found: dict[str, list[Result]] = {}
    for path in sorted(folder.glob("*.json")):
        read = msgspec.json.decode(path.read_bytes(), type=Result)
        found.setdefault(read.benchmark, []).append(read)
    return {name: sorted(results, key=_in_order) for name, results in found.items()}


def _in_order(one: Result) -> tuple[int, bool]:
    return one.count(), one.name != name_of(one.benchmark, one.count())


def reported_command(benchmark: str, arguments: Sequence[str]) -> str:
    """The command that repeats a benchmark; paths are cut to their last part, since folders differ between machines."""
    shown = [Path(argument).name if "/" in argument else argument for argument in arguments if argument != "--save"]
    return " ".join(["python -m", f"benchmarks.{benchmark}", *shown])
