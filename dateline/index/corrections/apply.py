"""Apply corrections to one article: words that name no country, its main country, the home of its source."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from dateline.index.article import Article, Basis, BasisKind, Country, Official
from dateline.index.corrections.corrections import Corrections, Home, NotCountry
from dateline.index.official_key import official_key

HOME_CONFIDENCE = 0.5
"""Confidence of an official whose country is only known from the source."""
_SALIENCE = 0.1
"""Salience of a country that the text does not mention."""


def apply(corrections: Corrections, article: Article) -> Article:
    """Return the corrected article, or the article itself if no correction concerns it."""
    if corrections.surfaces:
        article = _without_wrong_countries(corrections, article)
    about = corrections.about(article.id)
    if about is not None:
        article = _with_main_country(article, about.country, Basis(BasisKind.CORRECTION, about.reason))
    home = corrections.home(article.source)
    return article if home is None else _with_home(article, home)


def _without_wrong_countries(corrections: Corrections, article: Article) -> Article:
    """Remove wrong mentions, countries that have no other mention, and these countries from officials."""
    countries = tuple(_countries(corrections, article))
    gone = {country.code for country in article.countries} - {country.code for country in countries}
    if countries == article.countries:
        return article
    if countries and not any(country.primary for country in countries):
        countries = (replace(countries[0], primary=True), *countries[1:])
    reasons = {one.country: one for one in corrections.surfaces if one.country in gone}
    officials = tuple(_without_country(official, reasons.get(official.country or "")) for official in article.officials)
    return replace(article, countries=countries, officials=officials)


def _countries(corrections: Corrections, article: Article) -> Iterator[Country]:
    for country in article.countries:
        mentions = tuple(one for one in country.mentions if corrections.not_country(one.surface, country.code) is None)
        if mentions == country.mentions:
            yield country
        elif mentions:
            yield replace(country, mentions=mentions)


def _without_country(official: Official, correction: NotCountry | None) -> Official:
    if correction is None:
        return official
    return replace(
        official,
        country=None,
        key=official_key(None, official.person),
        basis=Basis(BasisKind.CORRECTION, f"{correction.surface} is not {correction.country}: {correction.reason}"),
    )


def _with_main_country(article: Article, code: str, basis: Basis) -> Article:
    """Make a country the only primary one."""
    mentioned = {country.code: country for country in article.countries}
    main = replace(
        mentioned.get(code) or Country(code, _SALIENCE, primary=True, mentions=()), primary=True, basis=basis
    )
    others = (replace(country, primary=False) for country in article.countries if country.code != code)
    return replace(article, countries=(main, *others))


def _with_home(article: Article, home: Home) -> Article:
    """Where the text gives no country, use the home country of the source."""
    basis = Basis(BasisKind.SOURCE, f"{home.pattern} reports from {home.country}")
    countries = article.countries or (Country(home.country, _SALIENCE, primary=True, mentions=(), basis=basis),)
    officials = tuple(_official_with_home(official, home, basis) for official in article.officials)
    return replace(article, countries=countries, officials=officials)


def _official_with_home(official: Official, home: Home, basis: Basis) -> Official:
    if official.country is not None:
        return official
    return replace(
        official,
        country=home.country,
        key=official_key(home.country, official.person),
        confidence=min(official.confidence, HOME_CONFIDENCE),
        basis=basis,
    )
