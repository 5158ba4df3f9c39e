"""What the robots.txt of a site allows (RFC 9309), and how long it asks to wait between two requests."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple
from urllib.parse import quote, unquote_to_bytes, urlsplit

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
_TOO_MANY: Final = 429
_LONGEST_RULE: Final = 2_000
_MOST_RULES: Final = 20_000
"""Rules that are kept of one file: no site means more."""
_ANY: Final = "*"
_PRODUCT: Final = re.compile(r"[A-Za-z_-]+")
_LINE: Final = re.compile(r"\s*([A-Za-z-]+)\s*:\s*(.*)")
_DELAY: Final = re.compile(r"\d{1,9}(?:\.\d{1,9})?")
_SAFE: Final = "/:@!$&'()*+,;=~-._?[]"
_OURSELVES: Final = "/robots.txt"


class _Rule(NamedTuple):
    """One `Allow` or `Disallow`."""

    parts: tuple[str, ...]
    """What stands between the wildcards."""
    is_to_end: bool
    """Whether the path must end where the rule does."""
    length: int
    is_allowed: bool

    def matches(self, path: str) -> bool:
        """Whether it speaks of a path; takes time in proportion to the path, whatever the rule."""
        first, *rest = self.parts
        if not path.startswith(first):
            return False
        if not rest:
            return not self.is_to_end or path == first
        *middle, last = rest
        place = len(first)
        for part in middle:
            place = path.find(part, place)
            if place < 0:
                return False
            place += len(part)
        if self.is_to_end:
            return len(path) - len(last) >= place and path.endswith(last)
        return path.find(last, place) >= 0


class _Group(NamedTuple):
    """The rules of the groups that name a robot; several groups with one name are one (section 2.2.1)."""

    rules: list[_Rule]
    delays: list[float]


class Robots:
    """The rules of one site."""

    def __init__(self, status: int | None, content: bytes, now: float) -> None:
        """`status` is None if there was no answer. Without the file all is allowed; if it is unreachable, nothing."""
        self.is_unreachable = status is None or status >= _SERVER_ERROR or status == _TOO_MANY
        self.valid_until = now + (UNREACHABLE_FOR if self.is_unreachable else VALID_FOR)
        is_there = status is not None and status < _CLIENT_ERROR
        self._groups = _groups(content[:_LARGEST] if is_there else b"")

    def allow(self, user_agent: str, url: str) -> bool:
        """Whether a page may be fetched: the longest rule that matches decides, and `Allow` among equal ones."""
        if self.is_unreachable:
            return False
        path = _path_of(url)
        if path == _OURSELVES:
            return True
        matching = (rule for rule in self._group(user_agent).rules if rule.matches(path))
        decisive = max(matching, key=lambda rule: (rule.length, rule.is_allowed), default=None)
        return decisive is None or decisive.is_allowed

    def delay(self, user_agent: str) -> float:
        """Return the seconds to leave between two requests."""
        return min(max(self._group(user_agent).delays, default=0.0), LONGEST_DELAY)

    def _group(self, user_agent: str) -> _Group:
        return self._groups.get(_product(user_agent)) or self._groups.get(_ANY) or _Group([], [])


def _groups(content: bytes) -> dict[str, _Group]:
    """Return the groups by the robot that they name, in lower case; what is no rule is ignored."""
    groups: dict[str, _Group] = {}
    named: list[_Group] = []
    is_naming = False
    left = _MOST_RULES
    for key, value in _lines(content):
        if key == "user-agent":
            if not is_naming:
                named = []
            named.append(groups.setdefault(_product(value), _Group([], [])))
            is_naming = True
            continue
        is_naming = is_naming and key not in {"allow", "disallow", "crawl-delay"}
        if key == "crawl-delay" and _DELAY.fullmatch(value):
            for group in named:
                group.delays.append(float(value))
        elif key in {"allow", "disallow"} and value and left:
            left -= 1
            rule = _rule(value[:_LONGEST_RULE], is_allowed=key == "allow")
            for group in named:
                group.rules.append(rule)
    return groups


def _lines(content: bytes) -> Iterator[tuple[str, str]]:
    """Yield the keys, in lower case, and values of the lines."""
    for line in content.decode("utf-8-sig", "surrogateescape").splitlines():
        found = _LINE.fullmatch(line.partition("#")[0])
        if found is not None:
            yield found[1].lower(), found[2].strip()


def _product(user_agent: str) -> str:
    """Return the name of a robot: `dateline` of `Dateline/1.0 (+https://...)`; versions are ignored (2.2.1)."""
    if user_agent.startswith(_ANY):
        return _ANY
    found = _PRODUCT.match(user_agent)
    return found[0].lower() if found is not None else ""


def _rule(value: str, *, is_allowed: bool) -> _Rule:
    is_to_end = value.endswith("$")
    pattern = value.removesuffix("$")
    parts = tuple(_escaped(part) for part in re.split(r"\*+", pattern))
    return _Rule(parts, is_to_end, len(_ANY.join(parts)) + is_to_end, is_allowed)


def _path_of(url: str) -> str:
    parts = urlsplit(url)
    return _escaped((parts.path or "/") + (f"?{parts.query}" if parts.query else ""))


def _escaped(text: str) -> str:
    """Return a path in which the same characters are escaped in the same way (2.2.2): `%7E` and `~` are equal."""
    pieces: Iterable[str] = re.split(r"(%[0-9A-Fa-f]{2})", text)
    return "".join(_piece(piece) for piece in pieces)


def _piece(piece: str) -> str:
    if len(piece) == 3 and piece.startswith("%"):
        raw = unquote_to_bytes(piece)
        is_plain = raw.isalnum() or raw in {b"-", b".", b"_", b"~"}
        return raw.decode() if is_plain else piece.upper()
    return quote(piece, safe=_SAFE, errors="surrogateescape") if piece else ""
