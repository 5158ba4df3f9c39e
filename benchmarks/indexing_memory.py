"""How much memory does indexing a large archive take? Runs `dateline index` on generated articles.

    python -m benchmarks.indexing_memory --articles 100000

`archive.py` measured it when it built the archive that the other benchmarks search. Resident memory is sampled ten
times a second and summed over all processes, so shared memory counts once per process. Time is not reported:
`indexing_speed.py` measures it, on real text.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from benchmarks.archive import archive
from benchmarks.options import add_archive, parser
from benchmarks.results import Result, result, save
from benchmarks.section import Section
from benchmarks.tables import megabytes, table


class Figures(msgspec.Struct, frozen=True):
    """Memory and disk space, in bytes."""

    stored: int
    """Number of articles; all input articles were stored."""
    peak: int
    archive: int


def render(results: Sequence[Result]) -> str:
    """One row per archive size."""
    rows = [
        [f"{figures.stored:,}", megabytes(figures.peak), megabytes(figures.archive)]
        for figures in (one.figures_as(Figures) for one in results)
    ]
    return table(["articles", "peak memory MB", "MB on disk"], rows)


SECTION = Section(
    name="indexing_memory",
    heading="Memory while indexing",
    question="How much memory does indexing a large archive take?",
    render=render,
    small=(("--articles", "2000"),),
    full=(("--articles", "100000"), ("--articles", "1000000")),
)


def main() -> None:
    """Run the benchmark."""
    made = parser(__doc__)
    add_archive(made)
    given = made.parse_args()
    built = archive(given).built
    if built.peak is None:
        raise SystemExit(f"indexing of this archive was interrupted; remove it from {given.cache} and run again")
    figures = Figures(built.articles.count, built.peak, built.size)
    one = result("indexing_memory", figures, ["dateline", "tantivy"], built.articles)
    print(render([one]))
    if given.save:
        save(one)


if __name__ == "__main__":
    main()
