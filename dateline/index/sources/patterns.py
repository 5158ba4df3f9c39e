"""Patterns of file names (`news/*.xml`, `news/**/*.xml`), for shells that do not expand them."""

from __future__ import annotations

import os
from pathlib import Path, PurePath
from typing import Final

_MAGIC: Final = frozenset("*?[")
_ANY_DEPTH: Final = "**"


def is_pattern(address: str) -> bool:
    """Whether an address has wildcards."""
    return not _MAGIC.isdisjoint(address)


def matches(pattern: str) -> list[str]:
    """Return the paths that match, in order, without hidden files.

    `*` matches folders too, as in a shell; `**` matches folders of any depth without following links, and then only
    files are returned, since a folder and the files in it would be read twice.
    """
    parts = PurePath(pattern).parts
    first = next(number for number, part in enumerate(parts) if is_pattern(part))
    base, rest = Path(*parts[:first]), parts[first:]
    if rest[-1] == _ANY_DEPTH:
        rest = (*rest, "*")
    found = (path for path in base.glob("/".join(rest)) if not _is_hidden(path, base))
    if _ANY_DEPTH in rest:
        found = (path for path in found if path.is_file())
    return sorted({os.fspath(path) for path in found})


def _is_hidden(path: Path, base: Path) -> bool:
    return any(part.startswith(".") for part in path.relative_to(base).parts)
