"""How much one input may unpack to: one budget for everything in it, however deeply nested."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import NamedTuple


class Limits(NamedTuple):
    """Limits of one input. Each has a free part, and a part that grows with the stored bytes that have been read."""

    free_bytes: int = 100 << 20
    ratio: int = 200
    """Unpacked bytes for each stored byte, in all layers together. Text compresses 3 to 30 times."""
    free_members: int = 1_000_000
    bytes_of_member: int = 64
    """Beyond the free ones, one member for so many stored bytes."""
    free_seconds: float = 300
    bytes_of_second: int = 100_000
    """Beyond the free ones, one second of computing for so many stored bytes; bzip2 reads a hundred times as many."""
    forgiven: int = 10
    """How many members that alone unpack to more than the free bytes are cut off and not counted."""
    depth: int = 8
    """A web archive package is a zip of compressed web archives: four levels."""
    spooled_bytes: int = 4 << 30
    """Bytes held in temporary files, for archives that are read from their end and are not themselves files."""


LIMITS = Limits()


class Budget:
    """What an input has used of its limits; while one is exceeded, nothing more is unpacked."""

    def __init__(self, stored: Callable[[], int], limits: Limits = LIMITS) -> None:
        self.limits = limits
        self.exceeded: str | None = None
        """Which limit was exceeded, as a reason for a reject; None if none was."""
        self.is_reported = False
        """Whether the reject for that has been yielded; the containers around it say nothing then."""
        self._stored = stored
        self._bytes = 0
        self._forgiven = 0
        self._members = 0
        self._seconds = 0.0
        self._spooled = 0
        self._is_timing = False

    def take_bytes(self, number: int) -> None:
        """Count bytes that were unpacked."""
        self._bytes += number
        limits = self.limits
        if self._bytes > limits.free_bytes and self._bytes > limits.free_bytes + limits.ratio * self._stored():
            self._exceed(f"unpacks to more than {limits.ratio} times its size")

    def forgive(self, number: int) -> None:
        """Do not count the `number` bytes of a member that is cut off: one bomb must not cost a whole web archive."""
        if number > self.limits.free_bytes and self._forgiven < self.limits.forgiven:
            self._forgiven += 1
            self._bytes -= number
            self.exceeded = None

    def take_member(self) -> None:
        """Count a member of a container."""
        self._members += 1
        free = self.limits.free_members
        if self._members > free and self._members > free + self._stored() // self.limits.bytes_of_member:
            self._exceed(f"more than {self._members - 1:,} members")

    def take_spooled(self, number: int) -> None:
        """Count bytes written to a temporary file."""
        self._spooled += number
        if self._spooled > self.limits.spooled_bytes:
            size = self.limits.spooled_bytes >> 20
            self._exceed(f"an archive of more than {size:,} MB in another archive or from a pipe; unpack it first")

    def timed(self, read: Callable[[int], bytes], size: int) -> bytes:
        """Call `read(size)` and count its computing time; time spent waiting for a pipe is free."""
        if self._is_timing:  # it is called by another that is timed
            return read(size)
        self._is_timing = True
        start = time.thread_time()
        try:
            return read(size)
        finally:
            self._is_timing = False
            self._take_seconds(time.thread_time() - start)

    def _take_seconds(self, seconds: float) -> None:
        self._seconds += seconds
        free = self.limits.free_seconds
        if self._seconds > free and self._seconds > free + self._stored() / self.limits.bytes_of_second:
            self._exceed(f"takes more than {self._seconds:,.0f} seconds to unpack")

    def _exceed(self, reason: str) -> None:
        if self.exceeded is None:
            self.exceeded = reason
