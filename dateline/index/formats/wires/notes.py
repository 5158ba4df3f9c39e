"""What stands after the text of a story for editors only: contacts, links, what a new version changes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

_HEADING = re.compile(r"\s{0,3}#{1,3} +\S")
_ITEM = re.compile(r"\s{0,3}[-*\u2022\u2013] +\S")
_SEPARATOR = re.compile(r"\s*(?:[*_-] ?){3,}\s*")
_NOTEBOOK = re.compile(
    r"\s{0,3}#{1,3} +(?:\w+ +)?(?:notebook|notizblock|bloc-notes|bloc de notas|taccuino)\s*:?\s*", re.IGNORECASE
)
"""A heading that is always followed by notes."""
_NOTES = re.compile(
    r"\s{0,3}\W{0,3}(?:NOTES? +(?:TO|FOR) +(?:THE +)?EDITORS?|EDITORS?'? +NOTES?)\W{0,3}|"
    r"\s{0,3}(?:Notes? to editors?|Editors?' notes?):?\s*"
)
"""A line of its own; within a line it may open a paragraph of the text."""
_END = re.compile(r"\s*(?:-{1,3} ?ends? ?-{1,3}|\(ends?\)|ends|-0-|#{3,})\s*", re.IGNORECASE)
_LONGEST_NOTE: Final = 3
"""Lines that follow one another without being an item; a paragraph of prose is longer."""


def without_notes(lines: Sequence[str]) -> list[str]:
    """Return the lines of a story before its end mark, its notes to editors or its notebook.

    A notebook is known by its name, or since only headings and lists follow its first heading. Text that is all notes
    stays.
    """
    end = next((number for number, line in enumerate(lines) if _is_end(lines, number, line)), len(lines))
    kept = list(lines[:end])
    return kept if any(line.strip() for line in kept) else list(lines)


def _is_end(lines: Sequence[str], number: int, line: str) -> bool:
    if _END.fullmatch(line) or _NOTES.fullmatch(line) or _NOTEBOOK.fullmatch(line):
        return True
    return _HEADING.match(line) is not None and _are_notes(lines[number:])


def _are_notes(lines: Sequence[str]) -> bool:
    """Whether there are headings and lists, and no prose."""
    has_items = False
    together = 0
    for line in lines:
        is_item = _ITEM.match(line) is not None
        has_items = has_items or is_item
        # What is indented more than an item goes on with it.
        is_apart = is_item or not line.strip() or line.startswith("  ") or bool(_HEADING.match(line))
        together = 0 if is_apart or _SEPARATOR.fullmatch(line) else together + 1
        if together >= _LONGEST_NOTE:
            return False
    return has_items
