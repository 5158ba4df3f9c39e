"""Waiting that ends soon after a signal."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Final

_NAP: Final = 0.1
"""Seconds of sleep at a time. An event would wake at once, but a signal handler must not set one that is waited for."""


class Pause:
    """Sleeps, but wakes up soon after it is stopped."""

    def __init__(self, is_stopped: Callable[[], bool]) -> None:
        self._is_stopped = is_stopped

    def __call__(self, seconds: float) -> None:
        """Sleep for some seconds."""
        until = time.monotonic() + seconds
        while not self._is_stopped() and (left := until - time.monotonic()) > 0:
            time.sleep(min(left, _NAP))
