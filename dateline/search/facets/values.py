"""Read the values chosen in facets; None means that there is no such value."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from dateline.index.metadata.countries.regions import region_key, region_keys
from dateline.index.metadata.officials.portfolios import DEPUTY, PORTFOLIOS, portfolio_of
from dateline.index.metadata.tables import country_code, is_country
from dateline.index.office import Office, split
from dateline.index.terms import primary_language


def country(value: str) -> str | None:
    """Return the code of a country from its code or name."""
    return value.upper() if is_country(value.upper()) else country_code(value)


def region(value: str) -> str | None:
    """Return the key of a region from its key or name."""
    return value if value in region_keys() else region_key(value)


def office(value: str) -> str | None:
    """Return `az/defence` for `Azerbaijan/defence minister`, `defence` for the defence ministers of all countries."""
    title, country_text = split(value)
    portfolio = title if title.removeprefix(DEPUTY) in PORTFOLIOS else portfolio_of(title)
    if country_text is None or portfolio is None:
        return portfolio
    code = country(country_text)
    return None if code is None else str(Office(portfolio, code))


def language(value: str) -> str | None:
    """Return `pt` for `pt-BR`."""
    return primary_language(value) if value else None


def date_like(example: str) -> Callable[[str], str | None]:
    """Return a reader of years, months or days, whichever the example is: `2021`, `2021-05`, `2021-05-18`."""

    def read(value: str) -> str | None:
        if len(value) != len(example):
            return None
        try:
            day = date.fromisoformat((value + "-01-01")[:10])
        except ValueError:
            return None
        return value if str(day).startswith(value) else None  # `fromisoformat` also reads 2021-W20-2

    return read


def text(value: str) -> str | None:
    """Return any text unchanged; None if it is empty."""
    return value or None
