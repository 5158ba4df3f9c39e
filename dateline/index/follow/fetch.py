"""Fetches addresses politely: asks robots.txt, leaves time between requests to one host, follows redirects."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from typing import Final, NamedTuple
from urllib.parse import urldefrag, urljoin

from dateline.index.follow.addresses import RefusedError, Target, shown, target_of
from dateline.index.follow.http import Answer, Limits, NoAnswerError, ask
from dateline.index.follow.robots import Robots
from dateline.index.follow.state import GONE, seconds_of, time_of
from dateline.version import __version__

USER_AGENT: Final = f"Dateline/{__version__} (+https://pypi.org/project/dateline/)"
REDIRECTS: Final = 5
"""How many redirects in a row are followed."""
_ACCEPT: Final = {
    "Accept": "application/atom+xml, application/rss+xml, application/xml;q=0.9, text/html;q=0.9, */*;q=0.5",
    "Accept-Encoding": "gzip, deflate",
}
_REDIRECTS: Final = frozenset({301, 302, 303, 307, 308})
_PERMANENT: Final = frozenset({301, 308})
_GOOD: Final = frozenset({200, 203, 226})
NOT_MODIFIED: Final = 304
_NOT_FOUND: Final = frozenset({401, 402, 403, 404, 405, 406, GONE, 451})


class Manners(NamedTuple):
    """How servers are asked."""

    user_agent: str = USER_AGENT
    delay: float = 1.0
    """Seconds between two requests to one host, at least."""
    allow_private: bool = False
    limits: Limits = Limits()


class Got(NamedTuple):
    """A good answer: the content, or that it has not changed."""

    answer: Answer
    url: str
    """The address that gave it, after redirects."""
    moved_to: str | None
    """The address that the page moved to for good."""


class Failed(NamedTuple):
    """Why an address could not be fetched."""

    reason: str
    status: int | None = None
    retry_after: float | None = None
    """For how many seconds the server asked to wait."""
    is_final: bool = False
    """Whether asking again soon is of no use."""


class Fetcher:
    """Fetches addresses, and remembers when each host was last asked and what each robots.txt says."""

    def __init__(self, manners: Manners, sleep: Callable[[float], None] = time.sleep) -> None:
        self.manners = manners
        self._sleep = sleep
        self._robots: dict[str, Robots] = {}
        self._free_at: dict[str, float] = {}

    def fetch(self, url: str, headers: Mapping[str, str]) -> Got | Failed:
        """Fetch an address with these headers besides the usual ones; never raises."""
        now, moved_to, is_permanent = url, None, True
        for _ in range(REDIRECTS + 1):
            try:
                answer = self._allowed(now, headers)
            except RefusedError as error:
                reason = str(error) if now == url else f"redirected to {shown(now)}: {error}"
                return Failed(reason, is_final=True)
            except NoAnswerError as error:
                return Failed(str(error))
            if answer.status not in _REDIRECTS:
                return _judged(answer, now, moved_to)
            now = urldefrag(urljoin(now, answer.headers.get("location", ""))).url
            is_permanent = is_permanent and answer.status in _PERMANENT
            moved_to = now if is_permanent else moved_to
        return Failed(f"more than {REDIRECTS} redirects", is_final=True)

    def _allowed(self, url: str, headers: Mapping[str, str]) -> Answer:
        """Ask for an address if the robots.txt of its site allows it."""
        target = target_of(url)
        robots = self._robots_of(target)
        if robots.is_unreachable:
            raise NoAnswerError("robots.txt of the site cannot be read")
        if not robots.allow(self.manners.user_agent, url):
            raise RefusedError("robots.txt of the site does not allow it")
        return self._ask(target, headers, robots.delay(self.manners.user_agent))

    def _robots_of(self, target: Target) -> Robots:
        robots = self._robots.get(target.site)
        if robots is None or robots.valid_until <= time.time():
            robots = self._robots[target.site] = self._read_robots(f"{target.site}/robots.txt")
        return robots

    def _read_robots(self, url: str) -> Robots:
        """Read a robots.txt, which may be redirected to another site (RFC 9309, 2.3.1.2)."""
        for _ in range(REDIRECTS + 1):
            try:
                answer = self._ask(target_of(url), {}, 0.0)
            except NoAnswerError:
                return Robots(None, b"", time.time())
            if answer.status not in _REDIRECTS:
                return Robots(answer.status, answer.content, time.time())
            url = urljoin(url, answer.headers.get("location", ""))
        return Robots(404, b"", time.time())

    def _ask(self, target: Target, headers: Mapping[str, str], delay: float) -> Answer:
        wait = self._free_at.get(target.host, 0.0) - time.monotonic()
        if wait > 0:
            self._sleep(wait)
        usual = {"User-Agent": self.manners.user_agent, **_ACCEPT}
        try:
            return ask(target, {**usual, **headers}, self.manners.limits, allow_private=self.manners.allow_private)
        finally:
            self._free_at[target.host] = time.monotonic() + max(delay, self.manners.delay)


def _judged(answer: Answer, url: str, moved_to: str | None) -> Got | Failed:
    if answer.status in _GOOD or answer.status == NOT_MODIFIED:
        return Got(answer, url, moved_to)
    # A date is compared with the clock of the server, which may be wrong.
    sent = time_of(answer.headers.get("date"))
    retry_after = seconds_of(answer.headers.get("retry-after"), time.time() if sent is None else sent)
    return Failed(f"the server answered {answer.status}", answer.status, retry_after, answer.status in _NOT_FOUND)
