"""What a benchmark measured, as a file: `results/NAME.json`, with all that its figures depend on."""

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
    """Where it was measured; nothing that names the machine."""

    cores: int
    memory_gb: float
    python: str
    architecture: str


class Articles(msgspec.Struct, frozen=True):
    """What it was measured on."""

    what: str
    """`wire`, or the corpus."""
    count: int
    words: float = 0.0
    """Mean words of an article."""
    digest: str = ""
    engine: str = DEFAULT_ENGINE
    """Of the archive that holds them."""


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
        """The figures in the shape that the benchmark gave them."""
        return msgspec.convert(self.figures, kind)

    @property
    def name(self) -> str:
        """Of its file."""
        return name_of(self.benchmark, self.count(), self.articles.engine if self.articles else DEFAULT_ENGINE)

    @property
    def size(self) -> str:
        """How many articles, and the engine where it is another than usual."""
        engine = self.articles.engine if self.articles else DEFAULT_ENGINE
        return f"{self.count():,}" if engine == DEFAULT_ENGINE else f"{self.count():,} ({engine})"

    def count(self) -> int:
        """How many articles it was measured on; 0 where that does not matter."""
        return self.articles.count if self.articles else 0


def result(
    benchmark: str, figures: msgspec.Struct, packages: Iterable[str], articles: Articles | None = None
) -> Result:
    """A result of this process, measured now."""
    return Result(
        benchmark=benchmark,
        command=command_told(benchmark, sys.argv[1:]),
        date=datetime.now(tz=UTC).date(),
        machine=machine(),
        versions=versions(packages),
        figures=msgspec.convert(msgspec.to_builtins(figures), dict[str, object]),
        articles=articles,
    )


def machine() -> Machine:
    """The machine that this process runs on."""
    import psutil

    memory = psutil.virtual_memory().total / 2**30
    return Machine(os.cpu_count() or 1, round(memory, 1), platform.python_version(), platform.machine())


def versions(packages: Iterable[str]) -> dict[str, str]:
    """The installed versions of packages; one that is not there is left out."""
    found: dict[str, str] = {}
    for package in packages:
        try:
            found[package] = version(package)
        except PackageNotFoundError:
            continue
    return found


def name_of(benchmark: str, count: int = 0, engine: str = DEFAULT_ENGINE) -> str:
    """The file of a benchmark, at one number of articles where that matters, and of an engine that is not the usual."""
    parts = [benchmark, *[str(count)] * bool(count), *[engine] * (engine != DEFAULT_ENGINE)]
    return "-".join(parts)


def save(measured: Result, folder: Path = FOLDER) -> Path:
    """Write a result; it replaces that of the same benchmark and size."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{measured.name}.json"
    encoded = msgspec.json.encode(measured)
    path.write_bytes(msgspec.json.format(encoded, indent=1) + b"\n")
    return path


def read_all(folder: Path = FOLDER) -> Mapping[str, list[Result]]:
    """Every result by benchmark, smallest archive first, and of the same articles the usual engine first."""
    found: dict[str, list[Result]] = {}
    for path in sorted(folder.glob("*.json")):
        read = msgspec.json.decode(path.read_bytes(), type=Result)
        found.setdefault(read.benchmark, []).append(read)
    return {name: sorted(results, key=_in_order) for name, results in found.items()}


def _in_order(one: Result) -> tuple[int, bool]:
    """The smallest archive first, and of the same articles the usual engine."""
    return one.count(), one.name != name_of(one.benchmark, one.count())


def command_told(benchmark: str, arguments: Sequence[str]) -> str:
    """How to measure again; of paths only the last part is told, the rest is different elsewhere."""
    told = [Path(argument).name if "/" in argument else argument for argument in arguments if argument != "--save"]
    return " ".join(["python -m", f"benchmarks.{benchmark}", *told])
