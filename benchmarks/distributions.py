"""How often things happen in news: a few names all the time and most of them hardly ever, less at weekends."""

from __future__ import annotations

import bisect
import random
from collections.abc import Iterable
from datetime import date, timedelta
from itertools import accumulate

WEEKDAYS = (1.0, 1.05, 1.05, 1.0, 0.95, 0.45, 0.35)
"""How much is published on a Monday, ..., on a Sunday."""
YEARLY_GROWTH = 1.04


class Weighted:
    """Draws a number below the count of weights, each as often as its weight says."""

    def __init__(self, weights: Iterable[float]) -> None:
        self._up_to = list(accumulate(weights))

    def draw(self, rng: random.Random) -> int:
        """One number."""
        return bisect.bisect_right(self._up_to, rng.random() * self._up_to[-1])


def zipf(count: int, exponent: float = 1.0) -> Weighted:
    """Numbers whose frequency falls with their rank, as words, places and people in the news do."""
    return Weighted((rank + 1) ** -exponent for rank in range(count))


class Days:
    """Days between two, both included, with the rhythm of the week and some growth over the years."""

    def __init__(self, first: date, last: date) -> None:
        self._first = first
        days = (first + timedelta(days=number) for number in range((last - first).days + 1))
        self._weighted = Weighted(WEEKDAYS[day.weekday()] * YEARLY_GROWTH ** (day.year - first.year) for day in days)

    def draw(self, rng: random.Random) -> date:
        """One day."""
        return self._first + timedelta(days=self._weighted.draw(rng))
