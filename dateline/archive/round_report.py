"""What one round did for one followed address."""

from __future__ import annotations

import time
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import msgspec

from dateline.index.follow.state import Followed

if TYPE_CHECKING:
    from dateline.index.pipeline import Summary


class Report(msgspec.Struct, frozen=True):
    """What one round did for one address."""

    url: str
    status: int | None
    """The status of the last answer; None if there was none."""
    error: str | None
    next_at: datetime | None
    """When it is asked again; None if it is gone."""
    read: int = 0
    added: int = 0
    changed: int = 0
    unchanged: int = 0
    rejected: int = 0
    passed: int = 0
    pages_failed: int = 0
    """Pages that could not be fetched."""
    pages_left: int = 0
    """Pages that are left for the next round."""


class Counts:
    """The counts of a round for one address."""

    def __init__(self) -> None:
        self.outcomes = {"read": 0, "added": 0, "changed": 0, "unchanged": 0, "rejected": 0, "passed": 0}
        self.failed = 0
        """Pages and sitemaps that could not be fetched."""
        self.left = 0
        """Pages that are left for the next round."""
        self.again = 0
        """Pages and sitemaps that are to be tried again."""

    def take(self, summary: Summary) -> None:
        """Add what became of some answers."""
        self.outcomes["read"] += summary.read
        for name, count in summary.outcomes().items():
            self.outcomes[name] += count

    @property
    def is_complete(self) -> bool:
        """Whether nothing is left to fetch."""
        return not (self.left or self.again)


def report_of(url: str, state: Followed, counts: Counts, every: float) -> Report:
    """Return what a round did; the next one comes after `every` seconds."""
    next_at = max(state.next_at, time.time() + every)
    return Report(
        url=url,
        status=state.last_status,
        error=state.last_error,
        next_at=None if state.gone else datetime.fromtimestamp(next_at, UTC),
        pages_failed=counts.failed,
        pages_left=counts.left,
        **counts.outcomes,
    )
