"""Words for values in the language of the page: titles, names of countries and offices, kinds of mentions, counts."""

from __future__ import annotations

from dateline.index.article import BasisKind, DateOrigin, MentionKind, Status
from dateline.search.facets.label import Language, country_label, language_label, office_label, portfolio_label
from dateline.search.facets.registry import DATES, FACETS, Facet
from dateline.search.query.fields import FIELDS
from dateline.search.request import NONE, Sort
from dateline.search.results import Relation, Total
from dateline.web.language.current import ENGLISH, current, gettext, ngettext, noted, noted_in, pgettext
from dateline.web.language.formatting import date_value, number

_SORTS = {
    Sort.RELEVANCE: noted("best match"),
    Sort.NEWEST: noted("newest first"),
    Sort.OLDEST: noted("oldest first"),
}
_MENTION_KINDS = {
    MentionKind.NAME: noted("by name"),
    MentionKind.DEMONYM: noted("by an adjective or a word for its people"),
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
    DateOrigin.URL: noted("read from the URL; UTC"),
}
_BASES = {
    BasisKind.SOURCE: noted("by the source: %(reason)s"),
    BasisKind.CORRECTION: noted("by the correction: %(reason)s"),
}


def facet_title(facet: Facet) -> str:
    """The title of a facet: `Countries`."""
    return gettext(facet.title)


def within(title: str) -> str:
    """A title inside a sentence; German nouns keep their capital letter."""
    return title if current() == "de" else title.lower()


def sort_label(sort: Sort) -> str:
    """The name of an order: `newest first`."""
    return gettext(_SORTS[sort])


def mention_kind(kind: MentionKind) -> str:
    """The kind of a mention: `by its capital`."""
    return gettext(_MENTION_KINDS[kind])


def mention_word(kind: MentionKind) -> str:
    """The kind of a mention in one word: `capital`."""
    return pgettext("how a text names it", _MENTION_WORDS[kind])


def status(value: Status) -> str:
    """The status of an official: `acting`."""
    return gettext(_STATUSES[value])


def origin(value: DateOrigin) -> str:
    """The origin of a date: `read from the header; UTC`."""
    return gettext(_ORIGINS[value])


def basis(kind: BasisKind, reason: str) -> str:
    """Why a value holds that the text does not state: `by the source: sample-* reports from AZ`."""
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
    """`articles`, `article`: the word beside a number in an element of its own."""
    return ngettext("article", "articles", count)


def copies(count: int) -> str:
    """`12 copies`, `1 copy`."""
    return ngettext("%(count)s copy", "%(count)s copies", count, count=number(count))


def copies_left_out(count: int) -> str:
    """The number of copies that a total leaves out."""
    return ngettext("and %(count)s copy not shown", "and %(count)s copies not shown", count, count=number(count))


def only_copies(count: int) -> str:
    """The number of copies, if nothing else was found."""
    return ngettext(
        "%(count)s copy of another article matches",
        "%(count)s copies of other articles match",
        count,
        count=number(count),
    )


def all_that_say_the_same(count: int) -> str:
    """The link from an article to all of its cluster."""
    return ngettext(
        "The only article that says this", "All %(count)s articles that say the same", count, count=number(count)
    )


def page_language() -> Language:
    """The language of the page, for the names of values."""
    return Language(current(), gettext)


def country(code: str) -> str:
    """The name of a country."""
    return country_label(code, page_language())


def portfolio(value: str) -> str:
    """The name of a portfolio; the value itself if it is unknown."""
    return portfolio_label(value, page_language())


def office(value: str) -> str:
    """`Defence` of `defence`; `Azerbaijan: Defence` of `az/defence`."""
    return office_label(value, page_language())


def tongue(code: str) -> str:
    """The name of the language of an article: `German` of `de`."""
    return language_label(code, page_language())


def facet_label(facet: Facet, value: str, label: str) -> str:
    """The name of a facet value: a date in words, `no country`, a name; the label of an unknown value."""
    if value == NONE:
        return gettext(facet.none)
    if facet.family == DATES:
        return date_value(value)
    return label if current() == ENGLISH else facet.label.known(value, page_language()) or label


def lead(facet: Facet, values: tuple[str, ...]) -> str:
    """The words before the values chosen in a facet: `mentioning` Belarus, `with` no dateline."""
    return pgettext("before what is chosen", facet.none_lead if values == (NONE,) else facet.lead)


def noun(facet: Facet) -> str:
    """The noun for one value of a facet: `country`."""
    return pgettext("what a suggestion is", facet.noun)


def matched_field(name: str) -> str:
    """The name of the field or facet by which an article was found."""
    return pgettext("a field", name)


def matched_label(name: str, value: str, label: str) -> str:
    """The name of the value by which an article was found."""
    field = FIELDS.get(name)
    facet = FACETS.get((field.completed_by if field else name) or "")
    return label if facet is None or current() == ENGLISH else facet_label(facet, value, label)


def comma() -> str:
    """The separator of a list in a sentence."""
    return pgettext("between the things of a list", ", ")
