"""Does an archive survive `kill -9` while it is written? No damage, and no loss of articles reported as stored.

    python -m benchmarks.kill FILE [--times 20]

Starts `dateline index FILE`, kills it at a random moment, checks for damage, and compares the number of stored articles
with the last progress line of the killed process. The next run continues the same archive; once the whole file is
indexed, a new archive is started.
"""

from __future__ import annotations

import random
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

import msgspec

from benchmarks.options import parser
from benchmarks.results import Result, result, save
from benchmarks.section import Section
from dateline.archive.checking import verify
from dateline.errors import DatelineError
from dateline.index.store import Store

LATEST_KILL = 12.0
"""A process is killed within this many seconds of its start."""
_STORED = re.compile(r"^([\d,]+) articles stored", re.MULTILINE)


def killed(data: Path, file: str, after: float) -> tuple[int, bool]:
    """Index and kill after some seconds; return the articles reported as stored, and whether indexing had finished."""
    command = [sys.executable, "-m", "dateline", "index", "--data", str(data), file]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as indexing:
        time.sleep(after)
        done = indexing.poll() is not None
        indexing.kill()
        _, progress = indexing.communicate()
    reported = [int(count.replace(",", "")) for count in _STORED.findall(progress)]
    return max(reported, default=0), done


def trial(data: Path, file: str, after: float) -> tuple[int, int, list[str], bool]:
    """One kill: articles reported as stored, articles stored, damage found, and whether indexing had finished."""
    reported, done = killed(data, file, after)
    try:
        store = Store.open(data)
    except DatelineError as error:
        return reported, 0, [str(error)] if reported else [], done
    stored = store.count()
    damage = [finding for finding in store.verify() if finding]
    store.close()
    return reported, stored, damage, done


class Figures(msgspec.Struct, frozen=True):
    """Totals over all kills."""

    kills: int
    damaged: int
    lost: int
    archives: int
    """Archives that were completed before a kill."""
    articles: int
    """Articles in the last archive, after a run that was not killed."""
    findings: list[str]


def measured(file: str, times: int) -> Figures:
    """Kill `times` times, let the last run finish and verify its archive; prints a line for every ten kills."""
    rng = random.Random(1)
    folder = Path(tempfile.mkdtemp())
    damaged = lost = archives = 0
    for number in range(1, times + 1):
        reported, stored, damage, done = trial(folder / "data", file, rng.uniform(0.3, LATEST_KILL))
        damaged += bool(damage)
        lost += max(0, reported - stored)
        if done:
            archives += 1
            shutil.rmtree(folder / "data")
        if number % 10 == 0:
            print(f"{number} kills: {damaged} archives damaged, {lost} articles lost", flush=True)
    subprocess.run([sys.executable, "-m", "dateline", "index", "--data", str(folder / "data"), file], check=False)
    whole = verify(folder / "data")
    shutil.rmtree(folder)
    return Figures(times, damaged, lost, archives, whole.articles, list(whole.findings))


def render(results: Sequence[Result]) -> str:
    """One paragraph per run."""
    return "\n\n".join(_sentence(one.figures_as(Figures)) for one in results)


def _sentence(figures: Figures) -> str:
    return (
        f"`kill -9` was sent {figures.kills} times, at a random moment within {LATEST_KILL:.0f} seconds of the start. "
        f"{figures.damaged} kills damaged the archive; {figures.lost} articles reported as stored were lost. "
        f"{figures.archives} archives were completed before a kill. After a last run the archive had "
        f"{figures.articles:,} articles; findings of `verify`: {', '.join(figures.findings) or 'none'}."
    )


SECTION = Section(
    name="kill",
    heading="Crash safety",
    question="Does an archive survive `kill -9` while it is written?",
    render=render,
    small=(),
    full=(("REUTERS", "--times", "100"),),
)


def main() -> None:
    """Run the benchmark."""
    made = parser(__doc__)
    made.add_argument("file", help="articles to index; more than can be read before a kill")
    made.add_argument("--times", type=int, default=100, help="number of kills: %(default)s")
    given = made.parse_args()
    one = result("kill", measured(given.file, given.times), ["dateline", "tantivy"])
    print(render([one]))
    if given.save:
        save(one)


if __name__ == "__main__":
    main()
