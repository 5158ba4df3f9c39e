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
from collections.abc import Sequence
from pathlib import Path

from benchmarks import report
from benchmarks.catalogue import SECTIONS
from benchmarks.results import command_told, read_all
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
    if failed:
        raise SystemExit(f"failed: {', '.join(failed)}")


def _run(section: Section, given: Namespace) -> list[str]:
    """Every run of a section, and which of them failed: the others go on."""
    if given.only and section.name not in given.only.split(","):
        return []
    failed: list[str] = []
    for options in section.small if given.size == "small" else section.full:
        arguments = _arguments(section, options, given)
        told = command_told(section.name, arguments)
        if given.size == "full" and not given.again and _is_measured(section, told):
            print(f"measured before, --again measures anew: {told}", flush=True)
        elif not _measure(section, arguments):
            failed.append(told)
    return failed


def _arguments(section: Section, options: Sequence[str], given: Namespace) -> list[str]:
    corpora = given.shared / "corpora"
    folders = {"CORPORA": corpora, "REUTERS": corpora / "reuters21578.jsonl.gz", "GOLD": given.shared / "gold"}
    arguments = [str(folders.get(option, option)) for option in options]
    if section.takes_corpora:
        arguments += ["--corpora", str(corpora)]
    if section.takes_engine:
        arguments += ["--engine", given.engine]
    return arguments


def _is_measured(section: Section, told: str) -> bool:
    return any(one.command == told for one in read_all().get(section.name, ()))


def _measure(section: Section, arguments: Sequence[str]) -> bool:
    command = ["-m", f"benchmarks.{section.name}", *arguments, "--save"]
    print(f"\n$ python {' '.join(command)}", flush=True)
    started = time.monotonic()
    done = subprocess.run([sys.executable, *command], check=False).returncode == 0
    print(f"{section.name}: {time.monotonic() - started:.0f} s", flush=True)
    report.main()
    return done


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
