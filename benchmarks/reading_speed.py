"""How fast is each format read? `python -m benchmarks.reading_speed --corpora CORPORA --formats FORMATS`.

The same articles of 470 words in each format, and real agency files many times over.

- Parsing: reading without metadata, in this process, on one core. A peer only decodes: it finds no articles.
- Indexing: `dateline index` with one worker, a second time with the same input, and by an earlier version in the same
  run (`--before FOLDER`, a checkout of it). CPU seconds, since a shared machine disturbs them least.
- Share: CPU time of the process that reads, beside that of all processes, with two workers.
"""

from __future__ import annotations

import csv
import gc
import mailbox
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from pathlib import Path

import msgspec

from benchmarks.memory import Ran, watched
from benchmarks.options import add_corpora, parser
from benchmarks.reading_inputs import agency_files, articles, write_all
from benchmarks.results import Articles, Result, result, save
from benchmarks.section import Section
from benchmarks.tables import table
from dateline.index.formats.options import ReadOptions
from dateline.index.raw import RawReject
from dateline.index.read import read

INDEXED = ("articles.jsonl", "articles.csv", "nitf.zip", "texts.warc", "texts.zip")
"""Inputs that are indexed too."""
BEFORE_READS = ("articles.jsonl", "articles.csv")
"""Inputs that earlier versions read as well."""
_IN_FOLDER = ("sh", "-c", 'cd "$1" && shift && exec "$@"', "sh")


class Parsed(msgspec.Struct, frozen=True):
    """One input, read without metadata."""

    input: str
    outcomes: int
    rejected: int
    per_second: float
    peer: str | None
    peer_per_second: float | None


class Indexed(msgspec.Struct, frozen=True):
    """One input, indexed with one worker: articles per CPU second, the start of the process included."""

    input: str
    first: float
    second: float
    before_first: float | None
    before_second: float | None


class Share(msgspec.Struct, frozen=True):
    """One input, indexed with two workers."""

    input: str
    reading: float
    """Share of the reading process in the CPU time of all."""
    whole: float
    """CPU seconds of all."""


class Figures(msgspec.Struct, frozen=True):
    """All inputs."""

    parsed: list[Parsed]
    indexed: list[Indexed]
    shares: list[Share]


def _json(path: Path) -> int:
    return sum(1 for line in path.read_bytes().split(b"\n") if msgspec.json.decode(line))


def _csv(path: Path) -> int:
    csv.field_size_limit(1 << 24)
    with path.open(encoding="utf-8", newline="") as file:
        return sum(1 for _ in csv.reader(file))


def _mail(path: Path) -> int:
    return sum(1 for letter in mailbox.mbox(path) if letter.get_payload(decode=True))


def _feed(path: Path) -> int:
    parse: Callable[[bytes], Mapping[str, Sequence[object]]] = import_module("feedparser").parse
    return len(parse(path.read_bytes())["entries"])


def _xml(path: Path) -> int:
    from lxml import etree

    with zipfile.ZipFile(path) as archive:
        return sum(len(etree.fromstring(archive.read(name))) > 0 for name in archive.namelist())


def _warc(path: Path) -> int:
    from fastwarc.warc import ArchiveIterator

    with path.open("rb") as file:
        return sum(len(record.reader.read()) > 0 for record in ArchiveIterator(file))


PEERS: dict[str, tuple[str, Callable[[Path], int]]] = {
    ".jsonl": ("msgspec", _json),
    ".csv": ("csv", _csv),
    ".mbox": ("mailbox", _mail),
    ".rss": ("feedparser", _feed),
    ".xml.zip": ("lxml", _xml),
    ".warc": ("fastwarc", _warc),
}
"""The library that decodes an input, by how its name ends."""


def parsed(path: Path) -> Parsed:
    """Read an input twice, since libraries are imported when they are needed; the second time counts."""
    outcomes = list(read([str(path)], ReadOptions()))
    rejected = sum(isinstance(each, RawReject) for each in outcomes)
    seconds = _timed(lambda: sum(1 for _ in read([str(path)], ReadOptions())))
    peer = next((peer for ending, peer in PEERS.items() if path.name.endswith(ending)), None)
    speed = None if peer is None else len(outcomes) / _timed(lambda: peer[1](path))
    return Parsed(path.name, len(outcomes), rejected, len(outcomes) / seconds, peer and peer[0], speed)


def _timed(run: Callable[[], object]) -> float:
    """Return CPU seconds."""
    gc.collect()
    started = time.process_time()
    run()
    return time.process_time() - started


def indexed(path: Path, count: int, before: Path | None) -> Indexed:
    """Index an input twice, by this version and by an earlier one that reads it."""
    here = _twice(path, count, Path.cwd())
    there = _twice(path, count, before) if before is not None and path.name in BEFORE_READS else (None, None)
    return Indexed(path.name, *here, *there)


def _twice(path: Path, count: int, code: Path) -> tuple[float, float]:
    with tempfile.TemporaryDirectory() as folder:
        first, second = (_index(path, Path(folder), code, workers=1) for _ in range(2))
    return count / first.cpu, count / second.cpu


def share(path: Path) -> Share:
    """Index an input with two workers."""
    with tempfile.TemporaryDirectory() as folder:
        ran = _index(path, Path(folder), Path.cwd(), workers=2)
    return Share(path.name, ran.own / ran.cpu, ran.cpu)


def _index(path: Path, data: Path, code: Path, *, workers: int) -> Ran:
    command = [sys.executable, "-m", "dateline", "index", "--data", str(data), "--workers", str(workers), str(path)]
    return watched([*_IN_FOLDER, str(code), *command])


def render(results: Sequence[Result]) -> str:
    """Three tables per run."""
    return "\n\n".join(_tables(one.figures_as(Figures)) for one in results)


def _tables(figures: Figures) -> str:
    reading = [[each.input, f"{each.outcomes:,}", f"{each.rejected:,}", *_beside_peer(each)] for each in figures.parsed]
    indexing = [[each.input, *_beside_before(each)] for each in figures.indexed]
    shares = [[each.input, f"{each.whole:.1f}", f"{each.reading:.2f}"] for each in figures.shares]
    return "\n\n".join(
        (
            table(["input", "articles", "rejected", "read/s", "peer", "peer/s", "times peer"], reading),
            table(["input", "indexed/s", "unchanged/s", "before: indexed/s", "before: unchanged/s"], indexing),
            table(["input, two workers", "CPU seconds", "share of the reading process"], shares),
        )
    )


def _beside_peer(row: Parsed) -> list[str]:
    if row.peer_per_second is None:
        return [f"{row.per_second:,.0f}", "", "", ""]
    ratio = f"{row.per_second / row.peer_per_second:.2f}"
    return [f"{row.per_second:,.0f}", row.peer or "", f"{row.peer_per_second:,.0f}", ratio]


def _beside_before(row: Indexed) -> list[str]:
    speeds = (row.first, row.second, row.before_first, row.before_second)
    return ["" if each is None else f"{each:,.0f}" for each in speeds]


SECTION = Section(
    name="reading_speed",
    heading="Reading of formats",
    question="How fast is each format read?",
    render=render,
    small=(("--formats", "FORMATS", "--most", "300"),),
    full=(("--formats", "FORMATS"),),
)


def main() -> None:
    """Run the benchmark."""
    made = parser(__doc__)
    add_corpora(made)
    made.add_argument("--formats", type=Path, required=True, help="folder with files of agencies")
    made.add_argument("--most", type=int, default=3_000, help="number of articles: %(default)s")
    made.add_argument("--before", type=Path, help="checkout of an earlier version, to compare with")
    given = made.parse_args()
    found = articles(given.corpora, given.most)
    with tempfile.TemporaryDirectory() as folder:
        paths = list(write_all(Path(folder), found))
        agencies = agency_files(Path(folder), given.formats, given.most)
        rows = [parsed(path) for path in (*paths, *agencies)]
        chosen = [path for path in paths if path.name in INDEXED]
        figures = Figures(
            rows,
            [indexed(path, len(found), given.before) for path in chosen],
            [share(path) for path in chosen],
        )
    words = sum(len(each.body.split()) for each in found) / len(found)
    what = Articles("real", len(found), round(words, 1))
    one = result("reading_speed", figures, ["dateline", "msgspec", "lxml", "feedparser", "fastwarc"], what)
    print(render([one]))
    if given.save:
        save(one)


if __name__ == "__main__":
    main()
