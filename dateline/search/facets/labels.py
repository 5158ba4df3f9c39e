"""What people read where the index holds values: `AZ` is Azerbaijan, `defence` is Defence."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cache, lru_cache
from typing import Protocol

from dateline.index.article import Article
from dateline.index.metadata.countries.regions import region_name
from dateline.index.metadata.officials.portfolios import portfolio_name
from dateline.index.metadata.tables import country_name
from dateline.search.engine import Snapshot
from dateline.search.plan import COLUMNS, OneOf
from dateline.search.request import NONE, FacetField, Sort

_NONE_LABELS = {
    FacetField.COUNTRY: "No country",
    FacetField.REGION: "No region",
    FacetField.MINISTER: "No office holder",
    FacetField.OFFICE: "No office",
    FacetField.SOURCE: "No source",
    FacetField.LANGUAGE: "Unknown language",
    FacetField.YEAR: "Undated",
    FacetField.MONTH: "Undated",
    FacetField.DAY: "Undated",
    FacetField.DATELINE: "No dateline",
}


class Articles(Protocol):
    """The articles behind an index."""

    def get_many(self, ids: Sequence[str]) -> Mapping[str, Article]:
        """Those articles that there are, by id."""
        ...

    def get(self, article_id: str) -> Article | None:
        """One article."""
        ...

    def official_names(self, keys: Sequence[str]) -> Mapping[str, str]:
        """Names of officials by key."""
        ...

    def state(self) -> str:
        """Names what is stored: it may be ahead of the index."""
        ...

    def revisions(self, article_id: str) -> Sequence[Article]:
        """Earlier versions of an article, newest first."""
        ...


class Labels:
    """Gives values their labels; those that only articles tell are looked up once for each commit of the index."""

    def __init__(self, articles: Articles) -> None:
        self._articles = articles
        self._written: tuple[Snapshot | None, dict[tuple[FacetField, str], str | None]] = (None, {})

    def of(self, field: FacetField, values: Sequence[str], snapshot: Snapshot) -> dict[str, str]:
        """The labels of a facet's values."""
        found = self._known(field, [value for value in values if value != NONE], snapshot)
        return {value: _NONE_LABELS[field] if value == NONE else found.get(value) or value for value in values}

    def _known(self, field: FacetField, values: Sequence[str], snapshot: Snapshot) -> Mapping[str, str | None]:
        table = table_label(field)
        if table is not None:
            return {value: table(value) for value in values}
        if field is FacetField.MINISTER:
            return self._articles.official_names(values)
        seen, written = self._written
        if seen is not snapshot:
            written = {}
            self._written = (snapshot, written)
        for value in values:
            if (field, value) not in written:
                written[field, value] = self._as_written(field, value, snapshot)
        return {value: written[field, value] for value in values}

    def _as_written(self, field: FacetField, value: str, snapshot: Snapshot) -> str | None:
        """A source or place as the newest article with it writes it: values are folded."""
        found = snapshot.search(OneOf(COLUMNS[field], (value,)), Sort.NEWEST, 0, 1)
        article = self._articles.get(found.hits[0].id) if found.hits else None
        if article is None:
            return None
        if field is FacetField.SOURCE:
            return article.source
        return article.dateline.place if article.dateline else None


def table_label(field: FacetField) -> Callable[[str], str] | None:
    """What gives the label of a value without looking at articles; None where only articles tell."""
    return _TABLES.get(field)


def language_name(code: str, locale: str = "en") -> str:
    """`German` of `de`, in the language of `locale`; the code where it has no name."""
    return _language_names(locale).get(code, code)


@lru_cache(maxsize=10_000)
def office_name(office: str) -> str:
    """`Defence` of `defence`; `Azerbaijan: Defence` of `az/defence`."""
    country, slash, portfolio = office.rpartition("/")
    return f"{country_name(country.upper())}: {portfolio_name(portfolio)}" if slash else portfolio_name(portfolio)


def _itself(value: str) -> str:
    return value


@cache
def _language_names(locale: str) -> Mapping[str, str]:
    from babel import Locale

    return dict(Locale(locale).languages)


_TABLES: Mapping[FacetField, Callable[[str], str]] = {
    FacetField.COUNTRY: country_name,
    FacetField.REGION: region_name,
    FacetField.OFFICE: office_name,
    FacetField.LANGUAGE: language_name,
    FacetField.YEAR: _itself,
    FacetField.MONTH: _itself,
    FacetField.DAY: _itself,
}
