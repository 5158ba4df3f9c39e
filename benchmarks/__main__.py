"""Lists the benchmarks, or runs all of them.

    python -m benchmarks                 # list the benchmarks with their questions
    python -m benchmarks small           # run all on a few articles, in about two minutes
    python -m benchmarks full            # run all on 100,000 and 1,000,000 articles; resumes where it was stopped

Each benchmark runs in its own process and saves its results at the end; RESULTS.md is rewritten after each.
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
from benchmarks.results import read_all, reported_command
from benchmarks.section import Section


def main() -> None:
    """List the benchmarks, or run them."""
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
    """Run a section with each set of options; return the commands that failed. A failure does not stop the others."""
    if given.only and section.name not in given.only.split(","):
        return []
    failed: list[str] = []
    for options in section.small if given.size == "small" else section.full:
        arguments = _arguments(section, options, given)
        command = reported_command(section.name, arguments)
        if given.size == "full" and not given.again and _is_measured(section, command):
            print(f"already measured, use --again to repeat: {command}", flush=True)
        elif not _measure(section, arguments):
            failed.append(command)
    return failed


def _arguments(section: Section, options: Sequence[str], given: Namespace) -> list[str]:
    corpora = given.shared / "corpora"
    folders = {"CORPORA": corpora, "REUTERS": corpora / "reuters21578.jsonl.gz", "GOLD": given.shared / "gold"}
    folders["FORMATS"] = given.shared / "formats"
    arguments = [str(folders.get(option, option)) for option in options]
    if section.takes_corpora:
        arguments += ["--corpora", str(corpora)]
    if section.takes_engine:
        arguments += ["--engine", given.engine]
    return arguments


def _is_measured(section: Section, command: str) -> bool:
    return any(one.command == command for one in read_all().get(section.name, ()))


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
    parser.add_argument("--only", help="names of benchmarks, separated by commas")
    parser.add_argument("--again", action="store_true", help="with full: repeat what is already measured")
    parser.add_argument("--engine", default="tantivy", help="Dateline's engine: %(default)s")
    parser.add_argument("--shared", type=Path, default=Path("../shared"), help="folder with corpora/ and gold/")
    return parser.parse_args()


if __name__ == "__main__":
    main()
