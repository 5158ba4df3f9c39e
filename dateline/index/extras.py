"""The extras of the package, and whether one is installed."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.util import find_spec
from typing import Final

EXTRAS: Final[Mapping[str, tuple[str, ...]]] = {
    "archives": ("py7zr", "lz4", "brotli"),
    "html": ("trafilatura", "htmldate", "resiliparse"),
    "mail": ("olefile",),
    "office": ("pypdfium2",),
    "tables": ("pyarrow", "openpyxl"),
}
"""The modules that each extra installs, by its name."""


@cache
def is_missing(extra: str | None) -> bool:
    """Whether an extra is needed and not installed."""
    return extra is not None and any(find_spec(module) is None for module in EXTRAS[extra])
