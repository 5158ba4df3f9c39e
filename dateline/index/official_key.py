"""The key of an official within one article; the archive joins keys into persons (`dateline.index.people`)."""

from __future__ import annotations

from dateline.index.analysis import folded


def official_key(country: str | None, person: str) -> str:
    """Return the key: the country code, or `xx`, and the folded name, as in `az-zakir-hasanov`."""
    return "-".join([(country or "xx").lower(), *folded(person)])
