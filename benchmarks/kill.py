"""Does an archive survive `kill -9` while it is written? Nothing reported as stored may be lost, nothing damaged.

    python -m benchmarks.kill FILE [--times 20]

Starts `dateline index FILE`, kills it at a random moment, looks for damage, and compares what is stored with the last
line of progress that the killed process printed. Then goes on with the same archive; when all of the file is in, a new
archive is begun.
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
"""Seconds after its start in which a process is killed."""
_STORED = re.compile(r"^([\d,]+) articles stored", re.MULTILINE)


def killed(data: Path, file: str, after: float) -> tuple[int, bool]:
    """Index for a while and be killed: articles reported as stored, and whether it was done before."""
    command = [sys.executable, "-m", "dateline", "index", "--data", str(data), file]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as indexing:
        time.sleep(after)
        done = indexing.poll() is not None
        indexing.kill()
        _, said = indexing.communicate()
    reported = [int(count.replace(",", "")) for count in _STORED.findall(said)]
    return max(reported, default=0), done


def trial(data: Path, file: str, after: float) -> tuple[int, int, list[str], bool]:
    """One kill: what was reported, what is stored, what is damaged, whether indexing had ended."""
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
    """What all kills came to."""

    kills: int
    damaged: int
    lost: int
    archives: int
    """Archives that were completed meanwhile."""
    articles: int
    """In the archive at the end, after it has caught up."""
    findings: list[str]


def measured(file: str, times: int) -> Figures:
    """Kill again and again, with a line for every ten, then let the archive catch up and look for damage."""
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
    """One sentence a run."""
    return "\n\n".join(_sentence(one.figures_as(Figures)) for one in results)


def _sentence(figures: Figures) -> str:
    return (
        f"{figures.kills} times `kill -9` within {LATEST_KILL:.0f} seconds of the start, at random moments: "
        f"{figures.damaged} times damage, {figures.lost} articles lost of those reported as stored; {figures.archives} "
        f"archives were completed meanwhile. After a last run the archive had {figures.articles:,} articles and these "
        f"findings: {', '.join(figures.findings) or 'none'}."
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
    """Measure."""
    made = parser(__doc__)
    made.add_argument("file", help="articles to index, more than are read in the time before a kill")
    made.add_argument("--times", type=int, default=100, help="kills: %(default)s")
    given = made.parse_args()
    one = result("kill", measured(given.file, given.times), ["dateline", "tantivy"])
    print(render([one]))
    if given.save:
        save(one)


if __name__ == "__main__":
    main()
