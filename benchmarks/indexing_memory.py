"""How much memory does indexing a large archive take? `dateline index` on generated articles, all processes together.

    python -m benchmarks.indexing_memory --articles 100000

Resident memory is looked at ten times a second and summed over the processes, so what they share counts once for each.
Time is not told: `indexing_speed.py` measures it, on real text.
"""

from __future__ import annotations

import sys
import tempfile
from argparse import Namespace
from collections.abc import Sequence
from pathlib import Path

import msgspec

from benchmarks.generate import Generator, Tally, opened
from benchmarks.memory import watched
from benchmarks.options import add_archive, parser
from benchmarks.results import Articles, Result, result, save
from benchmarks.section import Section
from benchmarks.tables import megabytes, table
from dateline.index.store import Store


class Figures(msgspec.Struct, frozen=True):
    """Bytes."""

    stored: int
    """Articles; all that were given."""
    peak: int
    archive: int


def measured(asked: Namespace, folder: Path) -> tuple[Figures, Articles]:
    """Generate articles, then index them with one command."""
    folder.mkdir(parents=True, exist_ok=True)
    given, data = folder / "articles.jsonl.gz", folder / "data"
    tally = Tally()
    with opened(given) as output:
        tally.write(Generator(asked.corpora, asked.length).articles(0, asked.articles), output)
    made = tally.made()
    command = ["-m", "dateline", "index", "--data", str(data), "--engine", asked.engine, str(given)]
    ran = watched([sys.executable, *command])
    about = Articles(asked.length, made.articles, round(made.words / made.articles, 1), made.digest, asked.engine)
    return Figures(_stored(data), ran.peak, _bytes(data)), about


def _stored(data: Path) -> int:
    store = Store.open(data)
    count = store.count()
    store.close()
    return count


def _bytes(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def render(results: Sequence[Result]) -> str:
    """One row a size."""
    rows = [
        [f"{figures.stored:,}", megabytes(figures.peak), megabytes(figures.archive)]
        for figures in (one.figures_as(Figures) for one in results)
    ]
    return table(["articles", "MB of memory at most", "MB on disk"], rows)


SECTION = Section(
    name="indexing_memory",
    heading="Memory while indexing",
    question="How much memory does indexing a large archive take?",
    render=render,
    small=(("--articles", "2000"),),
    full=(("--articles", "100000"), ("--articles", "1000000")),
)


def main() -> None:
    """Measure."""
    made = parser(__doc__)
    add_archive(made)
    made.add_argument("--folder", type=Path, help="where to work; what was made there is kept")
    given = made.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        figures, about = measured(given, given.folder or Path(temporary))
    one = result("indexing_memory", figures, ["dateline", "tantivy"], about)
    print(render([one]))
    if given.save:
        save(one)


if __name__ == "__main__":
    main()
