"""All translatable texts of the pages, extracted from the code."""

from __future__ import annotations

from pathlib import Path
from typing import TypeAlias

from babel.messages.extract import extract_from_dir

from dateline.index.metadata.countries.regions import region_keys, region_name
from dateline.index.metadata.officials.portfolios import PORTFOLIOS, portfolio_name
from dateline.index.metadata.tables import country_codes, country_name, names_in
from dateline.search.facets.registry import FACETS, Facet
from dateline.search.query.fields import FIELDS, Field
from dateline.search.query.finders import nothing
from dateline.search.sentences import Sentence
from dateline.web.language.catalogue import FOLDER

Message: TypeAlias = tuple[str | None, str | tuple[str, ...]]
"""Context and text, with both English forms of a text that depends on a number."""

METHODS = [("**.py", "python"), ("templates/**.html", "jinja2.ext.babel_extract")]
KEYWORDS = {
    "_": None,
    "gettext": None,
    "noted": None,
    "ngettext": (1, 2),
    "pgettext": ((1, "c"), 2),
    "noted_in": ((1, "c"), 2),
}


def of_code() -> set[Message]:
    """The texts of templates and modules."""
    found = extract_from_dir(FOLDER.parent, METHODS, keywords=KEYWORDS)
    return {(context, message) for _, _, message, _, context in found}


def of_tables() -> set[Message]:
    """The texts from tables of other packages: names missing from Unicode CLDR, fields, problems."""
    countries = {country_name(code) for code in country_codes() if code not in names_in("fr")}
    offices = {portfolio_name(portfolio) for portfolio in PORTFOLIOS}
    regions = {region_name(key) for key in region_keys()}
    sentences = {each.text if each.many is None else (each.text, each.many) for each in Sentence}
    plain = {(None, text) for text in countries | offices | regions | sentences | {"Deputy: %(portfolio)s"}}
    return plain | of_facets() | of_fields()


def of_facets() -> set[Message]:
    """The texts of the rows of facets."""
    return {message for facet in FACETS for message in words_of_facet(facet)}


def words_of_facet(facet: Facet) -> set[Message]:
    """The texts of one facet."""
    return {
        (None, facet.title),
        (None, facet.none),
        ("before what is chosen", facet.lead),
        ("before what is chosen", facet.none_lead),
        ("what a suggestion is", facet.noun),
        ("a field", facet.name),
    }


def of_fields() -> set[Message]:
    """The texts of the rows of fields."""
    return {message for field in FIELDS for message in words_of_field(field)}


def words_of_field(field: Field) -> set[Message]:
    """The texts of one field."""
    named: set[Message] = set() if field.find is nothing else {("a field", field.name)}
    label: set[Message] = set() if field.form is None else {(None, field.form.label)}
    return named | label | {(None, field.meaning)}


def wanted() -> set[Message]:
    """All texts that a catalogue must have."""
    return of_code() | of_tables()


def catalogues() -> list[Path]:
    """The files of all languages but English."""
    return sorted(FOLDER.glob("*/LC_MESSAGES/messages.po"))
