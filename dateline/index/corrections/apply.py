"""What was told, laid over an article: what its words do not mean, what it is about, where its source is at home."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from dateline.index.article import Article, Basis, BasisKind, Country, Official
from dateline.index.corrections.corrections import Corrections, Home, NotCountry
from dateline.index.official_key import official_key

AT_HOME = 0.5
"""Confidence of an official whose country is only that of the source."""
_SALIENCE = 0.1
"""Of a country that no word of the text speaks of."""


def apply(corrections: Corrections, article: Article) -> Article:
    """The article as told; itself where nothing that was told concerns it."""
    if corrections.surfaces:
        article = _without(corrections, article)
    about = corrections.about(article.id)
    if about is not None:
        article = _about(article, about.country, Basis(BasisKind.CORRECTION, about.reason))
    home = corrections.home(article.source)
    return article if home is None else _at_home(article, home)


def _without(corrections: Corrections, article: Article) -> Article:
    """Take away mentions that are not of their country, countries without a mention left, and what rested on them."""
    countries = tuple(_countries(corrections, article))
    gone = {country.code for country in article.countries} - {country.code for country in countries}
    if countries == article.countries:
        return article
    if countries and not any(country.primary for country in countries):
        countries = (replace(countries[0], primary=True), *countries[1:])
    reasons = {one.country: one for one in corrections.surfaces if one.country in gone}
    officials = tuple(_uprooted(official, reasons.get(official.country or "")) for official in article.officials)
    return replace(article, countries=countries, officials=officials)


def _countries(corrections: Corrections, article: Article) -> Iterator[Country]:
    for country in article.countries:
        mentions = tuple(one for one in country.mentions if corrections.not_country(one.surface, country.code) is None)
        if mentions == country.mentions:
            yield country
        elif mentions:
            yield replace(country, mentions=mentions)


def _uprooted(official: Official, wrong: NotCountry | None) -> Official:
    if wrong is None:
        return official
    return replace(
        official,
        country=None,
        key=official_key(None, official.person),
        basis=Basis(BasisKind.CORRECTION, f"{wrong.surface} is not {wrong.country}: {wrong.reason}"),
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
