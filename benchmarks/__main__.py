"""The figures that `RESULTS.md` cites, one after the other: `python -m benchmarks [CORPORA_FOLDER]`."""

from __future__ import annotations

import platform
import subprocess
import sys
import tempfile
import time
from pathlib import Path


def run(*command: str) -> None:
    """Print a command and what it prints."""
    print(f"\n$ {' '.join(command)}", flush=True)
    subprocess.run([sys.executable, *command], check=True)


def main(shared: Path) -> None:
    """Index the corpora once, then measure."""
    print(f"Python {platform.python_version()} on {platform.machine()}, {time.strftime('%Y-%m-%d')}")
    corpora = shared / "corpora"
    with tempfile.TemporaryDirectory() as folder:
        data = str(Path(folder) / "data")
        files = [str(corpora / name) for name in ("reuters21578.jsonl.gz", "lknews-en-sample.jsonl.gz")]
        run("-m", "dateline", "index", "--data", data, *files)
        run("-m", "benchmarks.search_speed", data)
    run("-m", "benchmarks.metadata_score", str(shared / "gold"))
    run("-m", "benchmarks.ranking", str(corpora))


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "../shared"))
