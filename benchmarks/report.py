"""What was measured, as a page: `python -m benchmarks.report` writes RESULTS.md from `results/*.json`.

No figure on that page is typed by hand.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from benchmarks.catalogue import SECTIONS
from benchmarks.results import FOLDER, Result, read_all
from benchmarks.section import Section

PAGE = Path(__file__).parent / "RESULTS.md"
_OPENING = """# Results

Written by `python -m benchmarks.report` from `benchmarks/results/`; each section has the command that gives its
figures. Machines differ and so do hours on a shared one: compare what one run measured, not runs. Articles are
generated (`benchmarks/generate.py`) from real text that is no part of this project; where a corpus is named they are
real ones."""


def page(results: Mapping[str, Sequence[Result]]) -> str:
    """The whole page."""
    parts = [_OPENING, *(_section(section, results.get(section.name, ())) for section in SECTIONS)]
    return "\n\n".join(parts) + "\n"


def _section(section: Section, results: Sequence[Result]) -> str:
    parts = [f"## {section.heading}", section.question]
    if results:
        parts += [section.render(results), "\n".join(_origins(results))]
    else:
        parts.append(f"Not measured yet: `python -m benchmarks.{section.name} --save`.")
    return "\n\n".join(parts)


def _origins(results: Sequence[Result]) -> Iterator[str]:
    """Where, when, on what and with which versions."""
    for one in results:
        machine = one.machine
        told = [
            f"{one.date}",
            f"{machine.cores} cores, {machine.memory_gb:.0f} GB, {machine.architecture}, Python {machine.python}",
            ", ".join(f"{name} {version}" for name, version in one.versions.items()),
        ]
        if one.articles and one.articles.digest:
            words = f"{one.articles.count:,} articles `{one.articles.what}` of {one.articles.words:.0f} words"
            told.append(f"{words}, SHA-256 `{one.articles.digest[:16]}`")
        yield f"- `{one.command}`: {'; '.join(told)}."


def main() -> None:
    """Write it."""
    PAGE.write_text(page(read_all(FOLDER)), encoding="utf-8")
    print(f"{PAGE.name} is written")


if __name__ == "__main__":
    main()
