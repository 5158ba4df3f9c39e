"""Command-line options shared by several benchmarks."""

from __future__ import annotations

import argparse
import os
import tempfile
from pathlib import Path

from benchmarks.generate import LENGTHS


def parser(description: str | None) -> argparse.ArgumentParser:
    """A parser with the option that all benchmarks have."""
    made = argparse.ArgumentParser(description=description, formatter_class=argparse.RawDescriptionHelpFormatter)
    made.add_argument("--save", action="store_true", help="write the figures to benchmarks/results")
    return made


def add_corpora(made: argparse.ArgumentParser) -> None:
    """Add the option for the folder of corpora."""
    made.add_argument("--corpora", type=Path, default=Path("../shared/corpora"), help="folder with the corpora")


def add_archive(made: argparse.ArgumentParser) -> None:
    """Add the options that choose a generated archive."""
    add_corpora(made)
    made.add_argument("--articles", type=int, default=5_000, help="number of articles in the archive: %(default)s")
    made.add_argument("--length", choices=LENGTHS, default="wire", help="length of an article: %(default)s")
    made.add_argument("--engine", default="tantivy", help="Dateline's engine: %(default)s")
    add_cache(made)


def add_cache(made: argparse.ArgumentParser) -> None:
    """Add the option for the folder that keeps built archives."""
    made.add_argument(
        "--cache", type=Path, default=_cache(), help="folder for built archives [default: $DATELINE_BENCH]"
    )


def _cache() -> Path:
    given = os.environ.get("DATELINE_BENCH")
    return Path(given) if given else Path(tempfile.gettempdir()) / "dateline-bench"
