"""The registry of facets, one row each. Counts, choices, labels, pages, commands and API descriptions read these rows.

A new facet needs a row here, a column in `dateline.index.terms`, its words in the catalogues, and conformance cases.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import msgspec

from dateline.index.analysis import folded_value
from dateline.index.terms import ValueColumn
from dateline.registry import Registry
from dateline.search.facets import values
from dateline.search.facets.label import (
    FromArticles,
    FromRegister,
    FromTable,
    Label,
    country_label,
    date_label,
    language_label,
    office_label,
    region_label,
)
from dateline.search.query.fields import FIELDS, Field

DATES: Final = "date"
"""The family of years, months and days: a choice in one of them does not narrow the counts of the others."""


class Facet(msgspec.Struct, frozen=True, eq=False, kw_only=True):
    """One facet. Its texts are English; pages translate them."""

    name: str
    """The name in addresses, in `--facet` and in JSON."""
    field: Field
    """The field of the query language that matches the same articles as a choice."""
    column: ValueColumn
    read: Callable[[str], str | None]
    """Reads a typed value; None if there is no such value."""
    label: Label
    none: str
    """The label of the articles without a value."""
    title: str
    lead: str
    """Stands before a chosen value: `mentioning` Belarus. Its context in the catalogues is "before what is chosen"."""
    none_lead: str
    """Stands before the label `none` if that is chosen: `with` no dateline."""
    noun: str
    """What one value is: "country". Its context in the catalogues is "what a suggestion is"."""
    help: str = ""
    """The values that can be chosen, with examples; for `--help` and the API description."""
    example: str | None = None
    """A value in the only form that addresses accept; None if they accept all values."""
    flag: str | None = None
    """The command-line option that chooses a value; None for dates, which have other options."""
    family: str | None = None
    """The counts of a facet ignore the choices made in its family; None: only its own choices."""
    listed: bool = True
    """Whether pages show it among the facets beside results; dates are shown elsewhere."""
    suggested: int = 0
    """The number of its values that are suggested while a word is typed."""

    @property
    def names(self) -> tuple[str, ...]:
        """The names that the registry finds it by."""
        return (self.name,)

    @property
    def chosen_with(self) -> str:
        """The name of the family, or its own name."""
        return self.family or self.name


COUNTRY = Facet(
    name="country",
    field=FIELDS["country"],
    column=ValueColumn.COUNTRY,
    read=values.country,
    label=FromTable(country_label),
    none="no country",
    title="Countries",
    lead="mentioning",
    none_lead="mentioning",
    noun="country",
    help="Country by code or name: AZ, azerbaijan, none.",
    flag="--country",
    suggested=2,
)
MINISTER = Facet(
    name="minister",
    field=FIELDS["minister"],
    column=ValueColumn.OFFICIAL,
    read=values.text,
    label=FromRegister(),
    none="no official",
    title="Officials",
    lead="naming",
    none_lead="naming",
    noun="official",
    help="Official by key or name: khrenin.",
    flag="--minister",
    suggested=2,
)
OFFICE = Facet(
    name="office",
    field=FIELDS["office"],
    column=ValueColumn.OFFICE,
    read=values.office,
    label=FromTable(office_label),
    none="no office",
    title="Offices",
    lead="with an official in",
    none_lead="naming",
    noun="office",
    help="Portfolio, in one country or any: defence, az/defence.",
    flag="--office",
    suggested=1,
)
SOURCE = Facet(
    name="source",
    field=FIELDS["source"],
    column=ValueColumn.SOURCE,
    read=folded_value,
    label=FromArticles(lambda article: (article.source,)),
    none="no source given",
    title="Sources",
    lead="from",
    none_lead="with",
    noun="source",
    help="Publisher or wire.",
    flag="--source",
)
REGION = Facet(
    name="region",
    field=FIELDS["region"],
    column=ValueColumn.REGION,
    read=values.region,
    label=FromTable(region_label),
    none="no region",
    title="Regions",
    lead="about",
    none_lead="about",
    noun="region",
    help="Region: caucasus, western-asia.",
    flag="--region",
)
DATELINE = Facet(
    name="dateline",
    field=FIELDS["dateline"],
    column=ValueColumn.PLACE,
    read=folded_value,
    label=FromArticles(lambda article: (article.dateline.place if article.dateline else None,)),
    none="no dateline",
    title="Filed from",
    lead="filed from",
    none_lead="with",
    noun="filed from",
    help="Place of the dateline: baku.",
    flag="--place",
)
LANGUAGE = Facet(
    name="lang",
    field=FIELDS["lang"],
    column=ValueColumn.LANGUAGE,
    read=values.language,
    label=FromTable(language_label),
    none="language unknown",
    title="Languages",
    lead="in",
    none_lead="with",
    noun="language",
    help="Language code: en.",
    flag="--lang",
)
YEAR = Facet(
    name="year",
    field=FIELDS["date"],
    column=ValueColumn.YEAR,
    read=values.date_like("2021"),
    example="2021",
    label=FromTable(date_label),
    none="undated",
    title="Dates",
    lead="published in",
    none_lead="that are",
    noun="year",
    help="UTC year: 2021.",
    family=DATES,
    listed=False,
)
MONTH = Facet(
    name="month",
    field=FIELDS["date"],
    column=ValueColumn.MONTH,
    read=values.date_like("2021-05"),
    example="2021-05",
    label=FromTable(date_label),
    none="no month given",
    title="Months",
    lead="published in",
    none_lead="with",
    noun="month",
    help="UTC month: 2021-05.",
    family=DATES,
    listed=False,
)
DAY = Facet(
    name="day",
    field=FIELDS["date"],
    column=ValueColumn.DAY,
    read=values.date_like("2021-05-18"),
    example="2021-05-18",
    label=FromTable(date_label),
    none="no day given",
    title="Days",
    lead="published on",
    none_lead="with",
    noun="day",
    help="UTC day: 2021-05-18.",
    family=DATES,
    listed=False,
)

FACETS: Final = Registry("facet", (COUNTRY, MINISTER, OFFICE, SOURCE, REGION, DATELINE, LANGUAGE, YEAR, MONTH, DAY))
"""All facets, in their order on pages and in addresses."""
