"""Generate the pages in docs/reference/ from the program: `python -m tools.reference`.

`tests/docs/test_reference.py` fails when a page differs from what this package generates.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from tools.reference import commands, http, python, settings

REPOSITORY = Path(__file__).resolve().parents[2]
FOLDER = REPOSITORY / "docs" / "reference"
PAGES: Mapping[str, Callable[[], str]] = {
    "commands.md": commands.page,
    "http.md": http.page,
    "python.md": python.page,
    "settings.md": lambda: settings.page((FOLDER / "settings.md").read_text(encoding="utf-8")),
}
"""File name to the function that generates the whole page."""


def write() -> None:
    """Write every page."""
    for name, page in PAGES.items():
        (FOLDER / name).write_text(page(), encoding="utf-8")
