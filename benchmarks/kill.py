"""Does an archive survive `kill -9` while it is written? Nothing reported as stored may be lost, nothing damaged.

    python -m benchmarks.kill FILE [TIMES]

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
from pathlib import Path

from dateline.errors import DatelineError
from dateline.index.store import Store
from dateline.wiring import verify

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


def main(file: str, times: int) -> None:
    """Print a line for every ten kills, and whether the archive is whole after it has caught up."""
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
        if number % 10 == 0 or number == times:
            told = f"{damaged} archives damaged, {lost} articles lost, {archives} archives completed"
            print(f"{number} kills: {told}", flush=True)
    subprocess.run([sys.executable, "-m", "dateline", "index", "--data", str(folder / "data"), file], check=False)
    whole = verify(folder / "data")
    print(f"after catching up: {whole.articles:,} articles, findings: {list(whole.findings) or 'none'}")
    shutil.rmtree(folder)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 100)
