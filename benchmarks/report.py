"""Writes RESULTS.md from `results/*.json`: `python -m benchmarks.report`.

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

This page is written by `python -m benchmarks.report` from `benchmarks/results/`; each section names the command that
measured its figures. Compare figures of one run, not of different runs: machines differ, and a shared machine is not
always equally busy. Articles are generated (`benchmarks/generate.py`) from real text that is not part of this project;
where a corpus is named, they are real."""


def page(results: Mapping[str, Sequence[Result]]) -> str:
    """The page as Markdown."""
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
    """The command, date, machine, versions and articles of each result."""
    for one in results:
        machine = one.machine
        origin = [
            f"{one.date}",
            f"{machine.cores} cores, {machine.memory_gb:.0f} GB, {machine.architecture}, Python {machine.python}",
            ", ".join(f"{name} {version}" for name, version in one.versions.items()),
        ]
        if one.articles and one.articles.digest:
            words = f"{one.articles.count:,} articles `{one.articles.what}` of {one.articles.words:.0f} words"
            origin.append(f"{words}, SHA-256 `{one.articles.digest[:16]}`")
        yield f"- `{one.command}`: {'; '.join(origin)}."


def main() -> None:
    """Write RESULTS.md."""
    PAGE.write_text(page(read_all(FOLDER)), encoding="utf-8")
    print(f"wrote {PAGE.name}")


if __name__ == "__main__":
    main()
