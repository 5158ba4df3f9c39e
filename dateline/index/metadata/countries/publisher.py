"""The home country of a publisher, which its articles leave out: `the Minister of Labour` is its own country's."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from dateline.index.analysis import folded_value
from dateline.index.metadata.tables import is_country, read_table

_HOST = re.compile(r"(?:[a-z][a-z0-9+.-]*://)?(?:www\.)?(?P<host>[^/:?#\s]+\.[a-z]{2,})(?:[/:?#]|\Z)", re.IGNORECASE)
_DOMAINS = {
    "UK": "GB",
    "EU": None,
    "TV": None,
    "CO": None,
    "ME": None,
    "IO": None,
    "AI": None,
    "FM": None,
    "CC": None,
    "LY": None,
}
"""Two-letter domains that are not a country code, or that publishers worldwide use."""


def home_country(source: str | None, url: str | None) -> str | None:
    """The home country of a publisher by its name or web address; None if unknown."""
    return _of_publisher(source) or _of_publisher(_host(url)) or _of_domain(_host(url)) or _of_domain(_host(source))


def _host(text: str | None) -> str | None:
    found = _HOST.match(text) if text else None
    return found["host"] if found else None


def _of_publisher(name: str | None) -> str | None:
    return _publishers().get(_letters(name)) if name else None


def _of_domain(host: str | None) -> str | None:
    if host is None:
        return None
    code = host.rpartition(".")[2].upper()
    code = _DOMAINS.get(code, code) or ""
    return code if is_country(code) else None


def _letters(name: str) -> str:
    """A publisher's name or address reduced to letters: no dots, spaces, case or text in brackets."""
    return re.sub(r"\([^()]*\)|[\W_]+", "", folded_value(name))


@cache
def _publishers() -> Mapping[str, str]:
    return {_letters(name): code for code, names in read_table("publishers.txt") for name in names.split(";")}
