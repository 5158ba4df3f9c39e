"""What the robots.txt of a site allows (RFC 9309)."""

from __future__ import annotations

from typing import Final
from urllib.robotparser import RobotFileParser

LONGEST_DELAY: Final = 30.0
"""The longest `Crawl-delay` in seconds that is kept."""
VALID_FOR: Final = 86_400.0
"""Seconds for which a robots.txt is valid."""
UNREACHABLE_FOR: Final = 600.0
"""Seconds after which a robots.txt is asked for again that could not be read."""
_LARGEST: Final = 512_000
"""Bytes that are read of it; the standard demands at least 500 KiB."""
_SERVER_ERROR: Final = 500
_CLIENT_ERROR: Final = 400


class Robots:
    """The rules of one site."""

    def __init__(self, status: int | None, content: bytes, now: float) -> None:
        """`status` is None if there was no answer. Without the file all is allowed; if it is unreachable, nothing."""
        self._parser = RobotFileParser()
        self.is_unreachable = status is None or status >= _SERVER_ERROR or status == 429
        self.valid_until = now + (UNREACHABLE_FOR if self.is_unreachable else VALID_FOR)
        is_there = status is not None and status < _CLIENT_ERROR
        lines = content[:_LARGEST].decode("utf-8-sig", "replace").splitlines() if is_there else []
        self._parser.parse(lines)

    def allow(self, user_agent: str, url: str) -> bool:
        """Whether a page may be fetched."""
        return not self.is_unreachable and self._parser.can_fetch(user_agent, url)

    def delay(self, user_agent: str) -> float:
        """Return the seconds to leave between two requests."""
        asked = self._parser.crawl_delay(user_agent)
        return min(float(asked), LONGEST_DELAY) if asked is not None else 0.0
