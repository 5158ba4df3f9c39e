"""Options that several benchmarks share."""

from __future__ import annotations

import argparse
import os
import tempfile
from pathlib import Path

from benchmarks.generate import LENGTHS


def parser(description: str | None) -> argparse.ArgumentParser:
    """A benchmark's options: all can save what they measured."""
    made = argparse.ArgumentParser(description=description, formatter_class=argparse.RawDescriptionHelpFormatter)
    made.add_argument("--save", action="store_true", help="write the figures to benchmarks/results")
    return made


def add_corpora(made: argparse.ArgumentParser) -> None:
    """Where the corpora are."""
    made.add_argument("--corpora", type=Path, default=Path("../shared/corpora"), help="folder of the corpora")


def add_archive(made: argparse.ArgumentParser) -> None:
    """Which generated archive."""
    add_corpora(made)
    made.add_argument("--articles", type=int, default=5_000, help="size of the archive: %(default)s")
    made.add_argument("--length", choices=LENGTHS, default="wire", help="words an article: %(default)s")
    made.add_argument("--engine", default="tantivy", help="the engine of Dateline: %(default)s")
    add_cache(made)


def add_cache(made: argparse.ArgumentParser) -> None:
    """Where what takes long to build is kept."""
    made.add_argument("--cache", type=Path, default=_cache(), help="where archives are kept [default: $DATELINE_BENCH]")


def _cache() -> Path:
    given = os.environ.get("DATELINE_BENCH")
    return Path(given) if given else Path(tempfile.gettempdir()) / "dateline-bench"
