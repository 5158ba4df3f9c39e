"""Shared by the tests of the query language: a small vocabulary and a fixed day."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from dateline.search.request import ReadQuery
from dateline.search.syntax.parse import read_query

TODAY = date(2021, 5, 18)
"""A Tuesday."""

COUNTRIES = {
    "azerbaijan": "AZ",
    "azerbaijani": "AZ",
    "az": "AZ",
    "aze": "AZ",
    "belarus": "BY",
    "by": "BY",
    "south korea": "KR",
    "kr": "KR",
    "united states": "US",
    "us": "US",
    "united states virgin islands": "VI",
    "vi": "VI",
}
PORTFOLIOS = {"defence": "defence", "defense": "defence", "foreign minister": "foreign-affairs"}


class SmallVocabulary:
    """Five countries, one region, two portfolios."""

    def country_code(self, text: str) -> str | None:
        return COUNTRIES.get(text.casefold())

    def country_suggestions(self, text: str) -> tuple[str, ...]:
        return tuple(name.title() for name in COUNTRIES if len(name) > 4 and name[:4] == text.casefold()[:4])

    def region_key(self, text: str) -> str | None:
        return "caucasus" if text.casefold() in {"caucasus", "the caucasus"} else None

    def portfolio_of(self, text: str) -> str | None:
        folded = text.casefold()
        return folded if folded in PORTFOLIOS.values() else PORTFOLIOS.get(folded)


@pytest.fixture(scope="session")
def read() -> Callable[[str], ReadQuery]:
    """Read a text on 18 May 2021 with the small vocabulary."""
    return lambda text: read_query(text, today=TODAY, vocabulary=SmallVocabulary())
