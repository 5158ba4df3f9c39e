"""The names of countries, regions and offices that a query may use."""

from __future__ import annotations

from typing import Protocol

SHORTEST_START = 4
"""Letters that tell a country's name when it is cut short."""


class Vocabulary(Protocol):
    """What `country:`, `about:`, `region:` and `office:` look their values up in; any case and spelling."""

    def country_code(self, text: str) -> str | None:
        """The ISO 3166-1 alpha-2 code of a name, code or adjective."""
        ...

    def country_suggestions(self, text: str) -> tuple[str, ...]:
        """Names near a misspelling, nearest first."""
        ...

    def region_key(self, text: str) -> str | None:
        """The key of a region or group of countries."""
        ...

    def portfolio_of(self, text: str) -> str | None:
        """The portfolio of an office."""
        ...


class TableVocabulary:
    """The tables of `index/metadata`, loaded when first asked."""

    def country_code(self, text: str) -> str | None:
        """The ISO 3166-1 alpha-2 code of a name, code or adjective."""
        from dateline.index.metadata import tables

        return tables.country_code(text)

    def country_suggestions(self, text: str) -> tuple[str, ...]:
        """Names near a misspelling, nearest first; or the one name cut short, as in other systems' codes (`azerb`)."""
        from dateline.index.metadata import tables

        start = text.casefold().strip()
        begun = tuple(entry.name for entry in tables.entries().values() if entry.name.casefold().startswith(start))
        return tables.country_suggestions(text) or (begun if len(begun) == 1 and len(start) >= SHORTEST_START else ())

    def region_key(self, text: str) -> str | None:
        """The key of a region or group of countries."""
        from dateline.index.metadata.countries import regions

        return regions.region_key(text)

    def portfolio_of(self, text: str) -> str | None:
        """The portfolio of an office."""
        from dateline.index.metadata.officials import portfolios as offices

        return offices.portfolio_of(text)
