"""How a followed address last answered, and when it may be asked again. Pure: times are seconds since 1970."""

from __future__ import annotations

from datetime import UTC
from email.utils import parsedate_to_datetime
from typing import Final

import msgspec

FIRST_WAIT: Final = 60.0
"""Seconds to wait after the first failure; each further failure doubles them."""
LONGEST_WAIT: Final = 86_400.0
"""The longest wait in seconds, also if a server asks for a longer one."""
GONE: Final = 410


class Followed(msgspec.Struct, frozen=True, omit_defaults=True):
    """The state of one followed address."""

    etag: str | None = None
    last_modified: str | None = None
    next_at: float = 0.0
    """It is not asked before this time."""
    failures: int = 0
    """How many times it failed since it last answered well."""
    last_status: int | None = None
    """The status of its last answer; None if there was none."""
    last_error: str | None = None
    moved_to: str | None = None
    """The address that it moved to for good."""
    gone: bool = False
    """Whether the server said that it is gone for good: it is not asked any more."""

    def is_due(self, now: float) -> bool:
        """Whether it may be asked. No wait is longer than the longest: the clock was set back since."""
        return not self.gone and not now < self.next_at <= now + LONGEST_WAIT

    def answered(self, status: int, etag: str | None, last_modified: str | None, moved_to: str | None) -> Followed:
        """Return the state after an answer."""
        return Followed(etag=etag, last_modified=last_modified, last_status=status, moved_to=moved_to or self.moved_to)

    def unchanged(self, status: int, moved_to: str | None) -> Followed:
        """Return the state after the answer that nothing changed."""
        return self.answered(status, self.etag, self.last_modified, moved_to)

    def failed(self, now: float, reason: str, status: int | None, retry_after: float | None) -> Followed:
        """Return the state after a failure; `retry_after` is for how many seconds the server asked to wait."""
        return msgspec.structs.replace(
            self,
            next_at=now + max(waiting(self.failures), min(retry_after or 0.0, LONGEST_WAIT)),
            failures=self.failures + 1,
            last_status=status,
            last_error=reason,
            moved_to=None,  # perhaps it moved back
            gone=status == GONE and self.moved_to is None,
        )


def waiting(failures: int) -> float:
    """Return the seconds to wait after one more failure than these."""
    return min(FIRST_WAIT * 2.0 ** min(failures, 30), LONGEST_WAIT)


def seconds_of(retry_after: str | None, now: float) -> float | None:
    """Return the seconds that a `Retry-After` header asks to wait, in seconds or as a date (RFC 9110, 10.2.3)."""
    text = (retry_after or "").strip()
    if text.isascii() and text.isdigit():
        return min(float(text[:12]), LONGEST_WAIT)
    at = time_of(text)
    return None if at is None else min(max(at - now, 0.0), LONGEST_WAIT)


def time_of(date: str | None) -> float | None:
    """Return the time that a header gives as a date, in seconds since 1970; None if it is no date."""
    try:
        at = parsedate_to_datetime(date or "")
        return (at if at.tzinfo else at.replace(tzinfo=UTC)).timestamp()
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
