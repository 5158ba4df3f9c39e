"""The country a publisher reports from, which its reports leave unsaid: `the Minister of Labour` is that of its own."""

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
"""Domains of two letters that are not the code of a country, or that publishers anywhere use."""


def home_country(source: str | None, url: str | None) -> str | None:
    """The country of a publisher, by its name or web address; None where it has none that is known."""
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
    """A name without what addresses and titles differ in: dots, spaces, case, what stands in brackets."""
    return re.sub(r"\([^()]*\)|[\W_]+", "", folded_value(name))


@cache
def _publishers() -> Mapping[str, str]:
    return {_letters(name): code for code, names in read_table("publishers.txt") for name in names.split(";")}
