"""An office: a portfolio, in one country or in any. Its text form is `az/defence` or `defence`."""

from __future__ import annotations

import msgspec


class Office(msgspec.Struct, frozen=True, order=True):
    """A post in a national government."""

    portfolio: str
    country: str | None = None
    """ISO 3166-1 alpha-2; None means any country."""

    @classmethod
    def parse(cls, text: str) -> Office:
        """Read the text form; it does not check that the portfolio or the country exists."""
        portfolio, country = split(text)
        return cls(portfolio, None if country is None else country.upper())

    def __str__(self) -> str:
        return self.portfolio if self.country is None else f"{self.country.lower()}/{self.portfolio}"

    @property
    def anywhere(self) -> Office:
        """The same portfolio in any country."""
        return Office(self.portfolio)


def split(text: str) -> tuple[str, str | None]:
    """The portfolio and the country of an office in typed text: `azerbaijan/defence minister`."""
    country, slash, portfolio = text.rpartition("/")
    return portfolio, country if slash else None
