"""Numbers and dates in the language of the page.

Results are cached: Babel takes a tenth of a millisecond for some of them, and pages repeat the same ones.
"""

from __future__ import annotations

from datetime import date
from functools import cache, lru_cache

from babel import Locale
from babel.dates import format_date, match_skeleton
from babel.numbers import format_decimal

from dateline.index.article import Precision, Published
from dateline.search.output.results_json import iso_published
from dateline.web.language.current import ENGLISH, current, gettext

YEAR_ALONE, MONTH, DAY = "y", "yMMMM", "long"
SHORT_MONTH, SHORT_DATE, SHORT_DAY = "yMMM", "yMMMd", "MMMd"
MONTH_ALONE, SHORT_MONTH_ALONE = "LLLL", "LLL"
_ENGLISH = {MONTH: "MMMM y", DAY: "d MMMM y", SHORT_MONTH: "MMM y", SHORT_DATE: "d MMM y", SHORT_DAY: "d MMM"}
"""Day, month, year: neither the American order nor `Sept`."""


def number(count: int) -> str:
    """`12,345`."""
    return _number(count, current())


def day(value: date) -> str:
    """`18 May 2021`."""
    return _format_date(value, DAY, current())


def published(value: Published | None) -> str | None:
    """Format a publication date as precisely as it is known: `18 May 2021, 09:30 UTC`, `18 May 2021`, `May 2021`."""
    if value is None:
        return None
    match value.precision:
        case Precision.YEAR | Precision.MONTH | Precision.DAY:
            return date_value(iso_published(value) or "")
        case Precision.MINUTE | Precision.SECOND:
            return gettext("%(day)s, %(time)s UTC", day=day(value.at.date()), time=f"{value.at:%H:%M}")


def published_day(value: Published) -> str:
    """`18 May 2021`, without the time of day."""
    return date_value((iso_published(value) or "")[:10])


def date_value(value: str) -> str:
    """Format the value of a date facet: `2021-05-18` as `18 May 2021`, `2021-05` as `May 2021`."""
    return format_value(value, (YEAR_ALONE, MONTH, DAY)[value.count("-")])


def format_value(value: str, how: str) -> str:
    """Format the value of a date facet in one of the formats above."""
    year, month, day_of_month = (*map(int, value.split("-")), 1, 1)[:3]
    return _format_date(date(year, month, day_of_month), how, current())


@lru_cache(maxsize=20_000)
def _number(count: int, language: str) -> str:
    return str(format_decimal(count, locale=language))


@lru_cache(maxsize=20_000)
def _format_date(value: date, how: str, language: str) -> str:
    return format_date(value, _pattern(how, language), locale=language)


@cache
def _pattern(how: str, language: str) -> str:
    if language == ENGLISH and how in _ENGLISH:
        return _ENGLISH[how]
    if how in {YEAR_ALONE, MONTH_ALONE, SHORT_MONTH_ALONE}:
        return how
    locale = Locale.parse(language)
    if how == DAY:
        return str(locale.date_formats[how].pattern)
    skeletons = locale.datetime_skeletons
    found = match_skeleton(how, skeletons)
    return str(skeletons[found]) if found else how
