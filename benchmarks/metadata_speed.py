"""How fast is metadata extracted, and what do its tables cost? `python -m benchmarks.metadata_speed CORPORA`.

Articles per second on one core for short wires and for longer articles; milliseconds for hostile texts of doubled
lengths, which should double too; time and memory to load the tables, in a separate process.
"""

from __future__ import annotations

import argparse
import gzip
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from itertools import cycle, islice
from pathlib import Path

import msgspec

from benchmarks.metadata_score import NOW
from dateline.index.metadata.extract import extract
from dateline.index.metadata.tables import entries
from dateline.index.raw import RawReport
from dateline.problems import Place

_ARTICLES = 1_000
_LENGTHS = (100_000, 200_000, 400_000)
_NAMES = [entry.name for entry in entries().values()]

HOSTILE: Mapping[str, Callable[[int], str]] = {
    "reports": lambda length: _repeated(
        "President Ronald Reagan met Prime Minister Margaret Thatcher of Britain. Foreign Minister A Bee spoke.\n\n",
        length,
    ),
    "names only": lambda length: _repeated("Adam Smith Bertha Jones Carl Lewis ", length),
    "countries only": lambda length: ", ".join(islice(cycle(_NAMES), length // 12)),
    "one sentence": lambda length: _repeated("the minister of the interior and of the king and ", length),
    "offices only": lambda length: _repeated("Prime Minister and Foreign Minister and ", length),
    "capitals": lambda length: _repeated("PRESIDENT KENNEDY SAID THAT FRANCE . ", length),
    "marks in names": lambda length: _repeated("President \u200fRonald\u200e Rea\u200dgan of Fr\u0430nce ", length),
    "ministers of": lambda length: _repeated("Minister of ", length),
    "one person": lambda length: _repeated("President Reagan, ", length),
    "persons": lambda length: " ".join(map(_person, range(length // 30))),
}


class _Text(msgspec.Struct):
    id: str
    title: str | None
    body: str | None
    date: str | None
    dateline: str | None
    source: str | None


def rate(path: Path) -> tuple[float, float]:
    """Articles per second, and mean words per article."""
    raws: list[RawReport] = []
    with gzip.open(path) as lines:
        for line in islice(lines, _ARTICLES):
            text = msgspec.json.decode(line, type=_Text)
            if text.body:
                raws.append(
                    RawReport(
                        body=text.body,
                        place=Place(text.id),
                        format="corpus",
                        headline=text.title,
                        published=text.date,
                        dateline=text.dateline,
                        source=text.source,
                    )
                )
    for raw in raws[:100]:
        extract(raw, read_at=NOW)
    started = time.process_time()
    for raw in raws:
        extract(raw, read_at=NOW)
    taken = time.process_time() - started
    return len(raws) / taken, sum(len(raw.body.split()) for raw in raws) / len(raws)


def milliseconds(text: str) -> float:
    """Milliseconds to extract one text."""
    started = time.process_time()
    extract(RawReport(body=text, place=Place("hostile"), format="hostile"), read_at=NOW)
    return 1_000 * (time.process_time() - started)


def tables() -> None:
    """Load all tables that an English article needs, and print time and memory; run in a separate process."""
    report = RawReport("BAKU, May 18 - President A B of France spoke.", Place("x"), "x", language="en")
    before, started = _resident(), time.process_time()
    extract(report, read_at=NOW)
    taken = time.process_time() - started
    print(f"tables: {1_000 * taken:.0f} ms, {(_resident() - before) / 1024:.0f} MB")


def _resident() -> int:
    """Resident memory in kilobytes."""
    status = Path("/proc/self/status").read_text(encoding="utf-8")
    return next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmRSS"))


def _person(number: int) -> str:
    first, last = (chr(97 + number // size % 26) for size in (1, 26))
    return f"Minister Ab{first}x Cd{last} said."


def _repeated(text: str, length: int) -> str:
    return text * (length // len(text))


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description="Measure the speed of metadata extraction.")
    parser.add_argument("corpora", type=Path, help="folder with reuters21578.jsonl.gz and lknews-en-sample.jsonl.gz")
    options = parser.parse_args()
    for name in ("reuters21578", "lknews-en-sample"):
        articles, words = rate(options.corpora / f"{name}.jsonl.gz")
        print(f"{name:<18}{articles:8.0f} articles per second, of {words:.0f} words")
    print(f"\n{'milliseconds':<18}{''.join(f'{length // 1000:>7}k' for length in _LENGTHS)}")
    for name, build in HOSTILE.items():
        print(f"{name:<18}{''.join(f'{milliseconds(build(length)):>8.0f}' for length in _LENGTHS)}", flush=True)
    subprocess.run([sys.executable, "-c", "from benchmarks.metadata_speed import tables; tables()"], check=True)


if __name__ == "__main__":
    main()
