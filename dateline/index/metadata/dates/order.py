"""Find out whether an input writes days before months, from those of its dates that leave no choice."""

from __future__ import annotations

import re
from collections.abc import Iterable

from dateline.index.metadata.dates.numeric import day_comes_first

_DATE = re.compile(r"(?<![\w/.-])(\d{1,2})([/-])(\d{1,2})\2\d{4}(?![\d/-])", re.ASCII)


def has_two_orders(text: str) -> bool:
    """Whether a text contains a date that is two days, depending on the order."""
    return any(
        first != second and day_comes_first(int(first), int(second), day_first=None) is None
        for first, _, second in _DATE.findall(text)
    )


def order_of(texts: Iterable[str]) -> bool | None:
    """Whether days come first in `05/06/2021`; None if no date shows it, or dates contradict each other.

    A text is a date or contains some: `31/05/2021` shows that days come first, `05/31/2021` that months do.
    """
    shown = {
        is_day_first
        for text in texts
        for first, _, second in _DATE.findall(text)
        if first != second and (is_day_first := day_comes_first(int(first), int(second), day_first=None)) is not None
    }
    return shown.pop() if len(shown) == 1 else None
