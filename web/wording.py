"""Dates, numbers and names as a page says them."""

from __future__ import annotations

from datetime import date

from dateline.index.article import MentionKind, Precision, Published
from dateline.search.request import NONE, FacetField, Sort
from dateline.search.results import Relation, Total
from dateline.search.shape import iso_published

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip

TITLES = {
    FacetField.COUNTRY: "Countries",
    FacetField.MINISTER: "People in office",
    FacetField.OFFICE: "Offices",
    FacetField.SOURCE: "Sources",
    FacetField.YEAR: "Dates",
    FacetField.MONTH: "Months",
    FacetField.DAY: "Days",
    FacetField.REGION: "Regions",
    FacetField.DATELINE: "Filed from",
    FacetField.LANGUAGE: "Languages",
}
"""What a facet is called above its values."""

SORTS = {Sort.RELEVANCE: "best match", Sort.NEWEST: "newest first", Sort.OLDEST: "oldest first"}

NONE_LABELS = {
    FacetField.COUNTRY: "no country",
    FacetField.MINISTER: "nobody in office",
    FacetField.OFFICE: "no office",
    FacetField.SOURCE: "no source given",
    FacetField.YEAR: "undated",
    FacetField.MONTH: "no month given",
    FacetField.DAY: "no day given",
    FacetField.REGION: "no region",
    FacetField.DATELINE: "no dateline",
    FacetField.LANGUAGE: "language unknown",
}
"""What the none-bucket of a facet is called."""


MENTION_KINDS = {
    MentionKind.NAME: "by name",
    MentionKind.DEMONYM: "by a word for its people or things",
    MentionKind.CAPITAL: "by its capital",
    MentionKind.DATELINE: "in the dateline",
    MentionKind.OFFICE: "with an office",
    MentionKind.PERSON: "by full name",
    MentionKind.SHORT: "by a short form of the name",
    MentionKind.ROLE: "by the office alone",
}
"""How a text names a country or an official."""


def number(count: int) -> str:
    """`12,345`."""
    return f"{count:,}"


def counted(count: int, one: str, many: str) -> str:
    """`1 country`, `12 countries`."""
    return f"{number(count)} {one if count == 1 else many}"


def reports(total: Total) -> str:
    """`12 reports`, `1 report`, `at least 10,000 reports`."""
    if not total.count:
        return "No reports"
    bound = "at least " if total.relation is Relation.AT_LEAST else ""
    return bound + counted(total.count, "report", "reports")


def day(value: date) -> str:
    """`18 May 2021`."""
    return f"{value.day} {MONTHS[value.month - 1]} {value.year}"


def published(value: Published | None) -> str | None:
    """`18 May 2021`, `18 May 2021, 09:30 UTC`, `May 2021`, `2021`: no more than the source gave."""
    if value is None:
        return None
    match value.precision:
        case Precision.YEAR | Precision.MONTH | Precision.DAY:
            return date_value(iso_published(value) or "")
        case Precision.MINUTE | Precision.SECOND:
            return f"{day(value.at.date())}, {value.at:%H:%M} UTC"


def published_day(value: Published) -> str:
    """`18 May 2021`, without the time of day."""
    return date_value((iso_published(value) or "")[:10])


def date_value(value: str) -> str:
    """The value of a date facet in words: `2021-05-18` is `18 May 2021`, `2021-05` is `May 2021`."""
    year, *rest = value.split("-")
    words = [str(int(rest[1]))] if len(rest) > 1 else []
    if rest:
        words.append(MONTHS[int(rest[0]) - 1])
    return " ".join([*words, year])


def facet_label(field: FacetField, value: str, label: str) -> str:
    """What a facet value is called: dates in words, the none-bucket by what is missing, others by their label."""
    if value == NONE:
        return NONE_LABELS[field]
    if field in {FacetField.YEAR, FacetField.MONTH, FacetField.DAY}:
        return date_value(value)
    return label
