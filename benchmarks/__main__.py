"""What is measured here, and all of it at once.

    python -m benchmarks                 # what there is, and what each asks
    python -m benchmarks small           # all of it on a few articles, in about two minutes
    python -m benchmarks full            # on 100,000 and 1,000,000 articles; goes on where it was stopped

Each benchmark is a process of its own and writes its results when it is done; RESULTS.md is written anew after each.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import time
from argparse import Namespace
from pathlib import Path

from benchmarks import report
from benchmarks.catalogue import SECTIONS
from benchmarks.results import DEFAULT_ENGINE, FOLDER, name_of
from benchmarks.section import Section


def main() -> None:
    """List, or run."""
    given = _options()
    if given.size is None:
        for section in SECTIONS:
            print(f"{section.name:16} {section.question}")
        print("\nRun one with `python -m benchmarks.NAME`, or all of them with `python -m benchmarks small` or `full`.")
        return
    failed = [name for section in SECTIONS for name in _run(section, given) if name]
    report.main()
    if failed:
        raise SystemExit(f"failed: {', '.join(failed)}")


def _run(section: Section, given: Namespace) -> list[str]:
    """Every run of a section, and which of them failed: the others go on."""
    if given.only and section.name not in given.only.split(","):
        return []
    failed: list[str] = []
    for arguments in section.small if given.size == "small" else section.full:
        name = name_of(section.name, _articles(arguments), given.engine if section.takes_engine else DEFAULT_ENGINE)
        if given.size == "full" and not given.again and (FOLDER / f"{name}.json").exists():
            print(f"{name}: measured before; --again measures it anew", flush=True)
        elif not _measured(section, arguments, given):
            failed.append(name)
    return failed


def _measured(section: Section, arguments: tuple[str, ...], given: Namespace) -> bool:
    folders = {
        "CORPORA": str(given.shared / "corpora"),
        "REUTERS": str(given.shared / "corpora" / "reuters21578.jsonl.gz"),
        "GOLD": str(given.shared / "gold"),
    }
    command = [f"benchmarks.{section.name}", *(folders.get(argument, argument) for argument in arguments)]
    if section.takes_corpora:
        command += ["--corpora", folders["CORPORA"]]
    if section.takes_engine:
        command += ["--engine", given.engine]
    print(f"\n$ python -m {' '.join(command)}", flush=True)
    started = time.monotonic()
    done = subprocess.run([sys.executable, "-m", *command, "--save"], check=False).returncode == 0
    print(f"{section.name}: {time.monotonic() - started:.0f} s", flush=True)
    return done


def _articles(arguments: tuple[str, ...]) -> int:
    return int(arguments[arguments.index("--articles") + 1]) if "--articles" in arguments else 0


def _options() -> Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("size", nargs="?", choices=("small", "full"))
    parser.add_argument("--only", help="names of benchmarks, with commas between")
    parser.add_argument("--again", action="store_true", help="with full: measure anew what was measured before")
    parser.add_argument("--engine", default="tantivy", help="the engine of Dateline: %(default)s")
    parser.add_argument("--shared", type=Path, default=Path("../shared"), help="folder with corpora/ and gold/")
    return parser.parse_args()


if __name__ == "__main__":
    main()
