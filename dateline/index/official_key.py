"""The key of a person as one article tells it; the archive joins keys into persons (`dateline.index.people`)."""

from __future__ import annotations

from dateline.index.analysis import folded


def official_key(country: str | None, person: str) -> str:
    """`az-zakir-hasanov`: the country's code, or `xx`, and the folded name."""
    return "-".join([(country or "xx").lower(), *folded(person)])
