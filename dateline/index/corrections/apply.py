"""What was told, laid over an article: what its words do not mean, what it is about, where its source is at home."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from dateline.index.article import Article, Basis, BasisKind, Country, Official
from dateline.index.corrections.corrections import Home, NotCountry, Told
from dateline.index.official_key import official_key

AT_HOME = 0.5
"""Confidence of an official whose country is only that of the source."""
_SALIENCE = 0.1
"""Of a country that no word of the text speaks of."""


def apply(told: Told, article: Article) -> Article:
    """The article as told; itself where nothing that was told concerns it."""
    if told.surfaces:
        article = _without(told, article)
    about = told.about(article.id)
    if about is not None:
        article = _about(article, about.country, Basis(BasisKind.CORRECTION, about.reason))
    home = told.home(article.source)
    return article if home is None else _at_home(article, home)


def _without(told: Told, article: Article) -> Article:
    """Take away mentions that are not of their country, countries without a mention left, and what rested on them."""
    countries = tuple(_countries(told, article))
    gone = {country.code for country in article.countries} - {country.code for country in countries}
    if countries == article.countries:
        return article
    if countries and not any(country.primary for country in countries):
        countries = (replace(countries[0], primary=True), *countries[1:])
    reasons = {one.country: one for one in told.surfaces if one.country in gone}
    officials = tuple(_uprooted(official, reasons.get(official.country or "")) for official in article.officials)
    return replace(article, countries=countries, officials=officials)


def _countries(told: Told, article: Article) -> Iterator[Country]:
    for country in article.countries:
        mentions = tuple(one for one in country.mentions if told.not_country(one.surface, country.code) is None)
        if mentions == country.mentions:
            yield country
        elif mentions:
            yield replace(country, mentions=mentions)


def _uprooted(official: Official, told: NotCountry | None) -> Official:
    if told is None:
        return official
    return replace(
        official,
        country=None,
        key=official_key(None, official.person),
        basis=Basis(BasisKind.CORRECTION, f"{told.surface} is not {told.country}: {told.reason}"),
    )


def _about(article: Article, code: str, basis: Basis) -> Article:
    """Make a country the only one that an article is about."""
    spoken_of = {country.code: country for country in article.countries}
    main = replace(
        spoken_of.get(code) or Country(code, _SALIENCE, primary=True, mentions=()), primary=True, basis=basis
    )
    others = (replace(country, primary=False) for country in article.countries if country.code != code)
    return replace(article, countries=(main, *others))


def _at_home(article: Article, home: Home) -> Article:
    """Where the text gives no country, that of its source."""
    basis = Basis(BasisKind.SOURCE, f"{home.pattern} reports from {home.country}")
    countries = article.countries or (Country(home.country, _SALIENCE, primary=True, mentions=(), basis=basis),)
    officials = tuple(_settled(official, home, basis) for official in article.officials)
    return replace(article, countries=countries, officials=officials)


def _settled(official: Official, home: Home, basis: Basis) -> Official:
    if official.country is not None:
        return official
    return replace(
        official,
        country=home.country,
        key=official_key(home.country, official.person),
        confidence=min(official.confidence, AT_HOME),
        basis=basis,
    )
