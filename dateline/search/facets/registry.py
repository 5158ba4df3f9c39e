"""The facets: one row each. Counts, choices, labels, pages, commands and descriptions for programs read these rows.

A new facet is a row here, its column in `dateline.index.terms`, its words in the catalogues, and its cases.
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
    AsWritten,
    Label,
    OfficialName,
    Table,
    country_label,
    date_label,
    language_label,
    office_label,
    region_label,
)
from dateline.search.query.fields import FIELDS, Field

DATES: Final = "date"
"""The family of years, months and days: what is chosen in one of them narrows the others no further."""


class Facet(msgspec.Struct, frozen=True, eq=False, kw_only=True):
    """One facet. Its texts are English; pages translate them."""

    name: str
    """The parameter of an address, of `--facet` and of JSON."""
    field: Field
    """The field of the query language that says the same as a choice."""
    column: ValueColumn
    read: Callable[[str], str | None]
    """What a typed value means; None where there is no such value."""
    label: Label
    none: str
    """What the bucket of articles without a value is called."""
    title: str
    lead: str
    """Stands before what is chosen: `mentioning` Belarus. Its context is "before what is chosen"."""
    none_lead: str
    """Stands before `none`: `with` no dateline."""
    noun: str
    """What one value is: "country". Its context is "what a suggestion is"."""
    help: str = ""
    """What can be chosen, with examples, for commands and programs."""
    flag: str | None = None
    """The option of commands that chooses a value; None where dates have options of their own."""
    family: str | None = None
    """Facets of one family leave out each other's choices from their counts; None: each its own."""
    listed: bool = True
    """Whether it stands among the facets beside results; dates have a place of their own."""
    suggested: int = 0
    """How many of its values are suggested for a word that is being typed."""

    @property
    def names(self) -> tuple[str, ...]:
        """The name by which the registry finds it."""
        return (self.name,)

    @property
    def chosen_with(self) -> str:
        """The name of its family, or its own."""
        return self.family or self.name


COUNTRY = Facet(
    name="country",
    field=FIELDS["country"],
    column=ValueColumn.COUNTRY,
    read=values.country,
    label=Table(country_label),
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
    label=OfficialName(),
    none="nobody in office",
    title="People in office",
    lead="naming",
    none_lead="naming",
    noun="in office",
    help="Official by key or name: khrenin.",
    flag="--minister",
    suggested=2,
)
OFFICE = Facet(
    name="office",
    field=FIELDS["office"],
    column=ValueColumn.OFFICE,
    read=values.office,
    label=Table(office_label),
    none="no office",
    title="Offices",
    lead="with an office holder in",
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
    label=AsWritten(lambda article: (article.source,)),
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
    label=Table(region_label),
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
    label=AsWritten(lambda article: (article.dateline.place if article.dateline else None,)),
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
    label=Table(language_label),
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
    read=values.date_of(4),
    label=Table(date_label),
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
    read=values.date_of(7),
    label=Table(date_label),
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
    read=values.date_of(10),
    label=Table(date_label),
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
"""Every facet, in the order in which pages show them and addresses write them."""
