"""Looks up the names of countries, regions and offices in a query."""

from __future__ import annotations

from typing import Protocol

SHORTEST_START = 4
"""Letters needed to recognise a shortened name of a country."""


class Vocabulary(Protocol):
    """Looks up the values of `country:`, `about:`, `region:` and `office:`, in any case and spelling."""

    def country_code(self, text: str) -> str | None:
        """Return the ISO 3166-1 alpha-2 code for a name, code or adjective; None if unknown."""
        ...

    def country_suggestions(self, text: str) -> tuple[str, ...]:
        """Return names similar to a misspelling, nearest first."""
        ...

    def region_key(self, text: str) -> str | None:
        """Return the key of a region or group of countries; None if unknown."""
        ...

    def portfolio_of(self, text: str) -> str | None:
        """Return the portfolio of an office; None if unknown."""
        ...


class TableVocabulary:
    """The vocabulary of the tables in `index/metadata`, which are loaded on first use."""

    def country_code(self, text: str) -> str | None:
        """Return the ISO 3166-1 alpha-2 code for a name, code or adjective; None if unknown."""
        from dateline.index.metadata import tables

        return tables.country_code(text)

    def country_suggestions(self, text: str) -> tuple[str, ...]:
        """Return names similar to a misspelling, nearest first, or the one name that starts so (`azerb`)."""
        from dateline.index.metadata import tables

        start = text.casefold().strip()
        begun = tuple(entry.name for entry in tables.entries().values() if entry.name.casefold().startswith(start))
        return tables.country_suggestions(text) or (begun if len(begun) == 1 and len(start) >= SHORTEST_START else ())

    def region_key(self, text: str) -> str | None:
        """Return the key of a region or group of countries; None if unknown."""
        from dateline.index.metadata.countries import regions

        return regions.region_key(text)

    def portfolio_of(self, text: str) -> str | None:
        """Return the portfolio of an office; None if unknown."""
        from dateline.index.metadata.officials import portfolios as offices

        return offices.portfolio_of(text)
