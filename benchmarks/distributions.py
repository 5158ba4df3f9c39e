"""Random distributions found in news: few names are frequent and most are rare; weekends are quiet."""

from __future__ import annotations

import bisect
import random
from collections.abc import Iterable
from datetime import date, timedelta
from itertools import accumulate

WEEKDAYS = (1.0, 1.05, 1.05, 1.0, 0.95, 0.45, 0.35)
"""Relative number of articles from Monday to Sunday."""
YEARLY_GROWTH = 1.04


class Weighted:
    """Draws the index of a weight with a probability proportional to that weight."""

    def __init__(self, weights: Iterable[float]) -> None:
        self._up_to = list(accumulate(weights))

    def draw(self, rng: random.Random) -> int:
        """A random index."""
        return bisect.bisect_right(self._up_to, rng.random() * self._up_to[-1])


def zipf(count: int, exponent: float = 1.0) -> Weighted:
    """Zipf's law: frequency falls with rank, as for words, places and people in the news."""
    return Weighted((rank + 1) ** -exponent for rank in range(count))


class Days:
    """Random days from `first` to `last`, both included, with a weekly rhythm and yearly growth."""

    def __init__(self, first: date, last: date) -> None:
        self._first = first
        days = (first + timedelta(days=number) for number in range((last - first).days + 1))
        self._weighted = Weighted(WEEKDAYS[day.weekday()] * YEARLY_GROWTH ** (day.year - first.year) for day in days)

    def draw(self, rng: random.Random) -> date:
        """A random day."""
        return self._first + timedelta(days=self._weighted.draw(rng))
