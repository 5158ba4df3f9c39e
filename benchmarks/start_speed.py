"""How long does `dateline search` take from a cold start? Times the whole command, as run from a shell.

    python -m benchmarks.start_speed --articles 20000

Each run is a new process. A Python process that does nothing is the lower bound. Modules are compiled beforehand, as
an installation compiles them.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Sequence

import msgspec

from benchmarks.archive import archive
from benchmarks.options import add_archive, parser
from benchmarks.results import Result, result, save
from benchmarks.section import Section
from benchmarks.tables import milliseconds, table

RUNS = 20
QUERY = "trade talks"


class Command(msgspec.Struct, frozen=True):
    """The times of one command, in milliseconds."""

    name: str
    p50: float
    least: float
    most: float


class Figures(msgspec.Struct, frozen=True):
    """All commands."""

    commands: list[Command]


def measured(commands: dict[str, list[str]]) -> Figures:
    """Run the commands in turn, so that other load on the machine affects all of them."""
    # With this variable Python would compile all modules in every run. The first run is not counted.
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    taken: dict[str, list[float]] = {name: [] for name in commands}
    for _ in range(RUNS + 1):
        for name, command in commands.items():
            started = time.perf_counter()
            subprocess.run(command, check=True, stdout=subprocess.DEVNULL, env=environment)
            taken[name].append((time.perf_counter() - started) * 1_000)
    warm = {name: runs[1:] for name, runs in taken.items()}
    return Figures([Command(name, statistics.median(runs), min(runs), max(runs)) for name, runs in warm.items()])


def render(results: Sequence[Result]) -> str:
    """One row per archive size and command."""
    rows = [
        [one.size, f"`{each.name}`", *map(milliseconds, (each.p50, each.least, each.most))]
        for one in results
        for each in one.figures_as(Figures).commands
    ]
    return table(["articles", "command", "median ms", "fastest", f"slowest of {RUNS}"], rows)


SECTION = Section(
    name="start_speed",
    heading="Cold start",
    question="How long does `dateline search` take from a cold start?",
    render=render,
    small=(("--articles", "2000"),),
    full=(("--articles", "100000"), ("--articles", "1000000")),
)


def main() -> None:
    """Run the benchmark."""
    made = parser(__doc__)
    add_archive(made)
    given = made.parse_args()
    built = archive(given)
    dateline = [sys.executable, "-m", "dateline"]
    figures = measured(
        {
            "python -c pass": [sys.executable, "-c", "pass"],
            "dateline --help": [*dateline, "--help"],
            f"dateline search '{QUERY}'": [*dateline, "search", QUERY, "--data", str(built.data)],
        }
    )
    one = result("start_speed", figures, ["dateline", "tantivy"], built.articles)
    print(render([one]))
    if given.save:
        save(one)


if __name__ == "__main__":
    main()
