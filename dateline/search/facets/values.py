"""What a value that is chosen in a facet is read as; None stands for a value that cannot exist."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from dateline.index.metadata.countries.regions import region_key, region_keys
from dateline.index.metadata.officials.portfolios import DEPUTY, PORTFOLIOS, portfolio_of
from dateline.index.metadata.tables import country_code, is_country
from dateline.index.office import Office, split
from dateline.index.terms import primary_language


def country(value: str) -> str | None:
    """The code of a country, from its code or name."""
    return value.upper() if is_country(value.upper()) else country_code(value)


def region(value: str) -> str | None:
    """The key of a region, from its key or name."""
    return value if value in region_keys() else region_key(value)


def office(value: str) -> str | None:
    """`az/defence` of `Azerbaijan/defence minister`; `defence` of every country."""
    title, land = split(value)
    portfolio = title if title.removeprefix(DEPUTY) in PORTFOLIOS else portfolio_of(title)
    if land is None or portfolio is None:
        return portfolio
    code = country(land)
    return None if code is None else str(Office(portfolio, code))


def language(value: str) -> str | None:
    """`pt` of `pt-BR`."""
    return primary_language(value) if value else None


def date_of(length: int) -> Callable[[str], str | None]:
    """A reader of the first `length` characters of an ISO date: 4 a year, 7 a month, 10 a day."""

    def read(value: str) -> str | None:
        if len(value) != length:
            return None
        try:
            date.fromisoformat((value + "-01-01")[:10])
        except ValueError:
            return None
        return value

    return read


def text(value: str) -> str | None:
    """Any text but none at all."""
    return value or None
