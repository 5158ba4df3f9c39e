"""What a page says of values: titles, names of countries and offices, how a text names something, in its language."""

from __future__ import annotations

from collections.abc import Callable

from dateline.index.article import BasisKind, DateOrigin, MentionKind, Status
from dateline.index.metadata.countries.regions import region_name
from dateline.index.metadata.officials.portfolios import DEPUTY, portfolio_name
from dateline.index.metadata.tables import country_name, names_in
from dateline.search.facets.labels import language_name
from dateline.search.request import NONE, FacetField, Sort
from dateline.search.results import Relation, Total
from dateline.web.language.current import ENGLISH, current, gettext, ngettext, noted, noted_in, pgettext
from dateline.web.language.formatting import date_value, number

TITLES = {
    FacetField.COUNTRY: noted("Countries"),
    FacetField.MINISTER: noted("People in office"),
    FacetField.OFFICE: noted("Offices"),
    FacetField.SOURCE: noted("Sources"),
    FacetField.YEAR: noted("Dates"),
    FacetField.MONTH: noted("Months"),
    FacetField.DAY: noted("Days"),
    FacetField.REGION: noted("Regions"),
    FacetField.DATELINE: noted("Filed from"),
    FacetField.LANGUAGE: noted("Languages"),
}
"""What facets are called, in English."""
_SORTS = {
    Sort.RELEVANCE: noted("best match"),
    Sort.NEWEST: noted("newest first"),
    Sort.OLDEST: noted("oldest first"),
}
_NONE_LABELS = {
    FacetField.COUNTRY: noted("no country"),
    FacetField.MINISTER: noted("nobody in office"),
    FacetField.OFFICE: noted("no office"),
    FacetField.SOURCE: noted("no source given"),
    FacetField.YEAR: noted("undated"),
    FacetField.MONTH: noted("no month given"),
    FacetField.DAY: noted("no day given"),
    FacetField.REGION: noted("no region"),
    FacetField.DATELINE: noted("no dateline"),
    FacetField.LANGUAGE: noted("language unknown"),
}
_MENTION_KINDS = {
    MentionKind.NAME: noted("by name"),
    MentionKind.DEMONYM: noted("by a word for its people or things"),
    MentionKind.CAPITAL: noted("by its capital"),
    MentionKind.DATELINE: noted("in the dateline"),
    MentionKind.OFFICE: noted("with an office"),
    MentionKind.PERSON: noted("by full name"),
    MentionKind.SHORT: noted("by a short form of the name"),
    MentionKind.ROLE: noted("by the office alone"),
}
_MENTION_WORDS = {
    MentionKind.NAME: noted_in("how a text names it", "name"),
    MentionKind.DEMONYM: noted_in("how a text names it", "demonym"),
    MentionKind.CAPITAL: noted_in("how a text names it", "capital"),
    MentionKind.DATELINE: noted_in("how a text names it", "dateline"),
    MentionKind.OFFICE: noted_in("how a text names it", "office"),
    MentionKind.PERSON: noted_in("how a text names it", "person"),
    MentionKind.SHORT: noted_in("how a text names it", "short"),
    MentionKind.ROLE: noted_in("how a text names it", "role"),
}
_STATUSES = {
    Status.CURRENT: noted("current"),
    Status.ACTING: noted("acting"),
    Status.FORMER: noted("former"),
    Status.DESIGNATE: noted("designate"),
}
_ORIGINS = {
    DateOrigin.HEADER: noted("read from the header; UTC"),
    DateOrigin.METADATA: noted("read from the metadata; UTC"),
    DateOrigin.DATELINE: noted("read from the dateline; UTC"),
    DateOrigin.URL: noted("read from the url; UTC"),
}
_BASES = {
    BasisKind.SOURCE: noted("by the source: %(reason)s"),
    BasisKind.CORRECTION: noted("by the correction: %(reason)s"),
}
_MATCHED = {
    "country": noted_in("a field", "country"),
    "about": noted_in("a field", "about"),
    "region": noted_in("a field", "region"),
    "minister": noted_in("a field", "minister"),
    "holder": noted_in("a field", "holder"),
    "office": noted_in("a field", "office"),
    "source": noted_in("a field", "source"),
    "lang": noted_in("a field", "lang"),
    "keyword": noted_in("a field", "keyword"),
    "dateline": noted_in("a field", "dateline"),
    "date": noted_in("a field", "date"),
    "id": noted_in("a field", "id"),
    "url": noted_in("a field", "url"),
}
"""Fields whose values matched."""
_FACETS_OF_FIELDS = {
    "country": FacetField.COUNTRY,
    "about": FacetField.COUNTRY,
    "region": FacetField.REGION,
    "office": FacetField.OFFICE,
    "date": FacetField.DAY,
}


def facet_title(field: FacetField) -> str:
    """What a facet is called above its values."""
    return gettext(TITLES[field])


def within(title: str) -> str:
    """A title within a sentence; German nouns keep their capital letter."""
    return title if current() == "de" else title.lower()


def sort_label(sort: Sort) -> str:
    """What an order is called."""
    return gettext(_SORTS[sort])


def mention_kind(kind: MentionKind) -> str:
    """How a text names a country or an official."""
    return gettext(_MENTION_KINDS[kind])


def mention_word(kind: MentionKind) -> str:
    """The same in one word."""
    return pgettext("how a text names it", _MENTION_WORDS[kind])


def status(value: Status) -> str:
    """Whether an office is held."""
    return gettext(_STATUSES[value])


def origin(value: DateOrigin) -> str:
    """Where a date was read."""
    return gettext(_ORIGINS[value])


def basis(kind: BasisKind, reason: str) -> str:
    """Who says what the text does not say: `by the source: sample-* reports from AZ`."""
    return gettext(_BASES[kind], reason=reason)


def articles(total: Total) -> str:
    """`12 articles`, `1 article`, `at least 10,000 articles`."""
    if not total.count:
        return gettext("No articles")
    if total.relation is Relation.AT_LEAST:
        return ngettext(
            "at least %(count)s article", "at least %(count)s articles", total.count, count=number(total.count)
        )
    return article_count(total.count)


def article_count(count: int) -> str:
    """`12 articles`, `1 article`."""
    return ngettext("%(count)s article", "%(count)s articles", count, count=number(count))


def article_word(count: int) -> str:
    """`articles`, `article`: what stands beside a number that has an element of its own."""
    return ngettext("article", "articles", count)


def copies(count: int) -> str:
    """`12 copies`, `1 copy`."""
    return ngettext("%(count)s copy", "%(count)s copies", count, count=number(count))


def copies_left_out(count: int) -> str:
    """Stands beside a total."""
    return ngettext(
        "and %(count)s copy that is left out", "and %(count)s copies that are left out", count, count=number(count)
    )


def only_copies(count: int) -> str:
    """Stands where nothing else was found."""
    return ngettext(
        "%(count)s copy of another article matches",
        "%(count)s copies of other articles match",
        count,
        count=number(count),
    )


def all_that_say_the_same(count: int) -> str:
    """Leads from a copy to its likes."""
    return ngettext(
        "The only article that says this", "All %(count)s articles that say the same", count, count=number(count)
    )


def country(code: str, label: str | None = None) -> str:
    """What a country is called; `label` is what it is called in English."""
    english = label or country_name(code)
    if current() == ENGLISH:
        return english
    # Unicode CLDR has no names of states of the past.
    return names_in(current()).get(code) or gettext(english)


def region(key: str) -> str:
    """What a region is called."""
    return gettext(region_name(key))


def portfolio(value: str) -> str:
    """What a portfolio is called; an unknown one is itself."""
    if value.startswith(DEPUTY):
        return gettext("Deputy: %(portfolio)s", portfolio=portfolio(value.removeprefix(DEPUTY)))
    return gettext(portfolio_name(value))


def office(value: str) -> str:
    """`Defence` of `defence`; `Azerbaijan: Defence` of `az/defence`."""
    land, slash, held = value.rpartition("/")
    return f"{country(land.upper())}: {portfolio(held)}" if slash else portfolio(held)


def tongue(code: str) -> str:
    """What a language of articles is called: `German` of `de`."""
    return language_name(code, current())


def caller(field: FacetField) -> Callable[[str], str] | None:
    """What calls the values of a facet in the language of the page; None where their labels are the same in all."""
    return None if current() == ENGLISH else _CALLED.get(field)


_CALLED: dict[FacetField, Callable[[str], str]] = {
    FacetField.COUNTRY: country,
    FacetField.REGION: region,
    FacetField.OFFICE: office,
    FacetField.LANGUAGE: tongue,
}


def facet_label(field: FacetField, value: str, label: str) -> str:
    """What a facet value is called: dates in words, the none-bucket by what is missing, others by their label."""
    if value == NONE:
        return gettext(_NONE_LABELS[field])
    if field in {FacetField.YEAR, FacetField.MONTH, FacetField.DAY}:
        return date_value(value)
    called = caller(field)
    return label if called is None else called(value)


def matched_field(name: str) -> str:
    """What the field is called by which an article was found."""
    return pgettext("a field", _MATCHED[name]) if name in _MATCHED else name


def matched_label(name: str, value: str, label: str) -> str:
    """The value by which an article was found."""
    field = _FACETS_OF_FIELDS.get(name)
    return label if field is None or current() == ENGLISH else facet_label(field, value, label)


def comma() -> str:
    """What stands between the things of a list."""
    return pgettext("between the things of a list", ", ")
