"""Conversion of a request to an address and back, without loss.

`/search?q=talks&country=BY&country=AZ&year=2021&sort=newest&page=2&n=20`: facet parameters repeat, days are UTC.
An invalid parameter is given its nearest sensible reading, and reported as a problem.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from enum import Enum
from functools import lru_cache
from itertools import starmap
from urllib.parse import quote_plus

import msgspec

from dateline.problems import Problem
from dateline.search.facets.registry import FACETS
from dateline.search.request import NONE, Choice, Facet, ReadQuery, Request, Sort
from dateline.search.sentences import Sentence
from dateline.web.language.current import LANGUAGES
from dateline.web.language.current import PARAMETER as INTERFACE

PAGE_SIZE = 10
MOST_A_PAGE = 100
LAST_PAGE = 1_000_000_000
"""More pages than any archive has, and small enough for the integers of engines."""
MOST_CHOICES = 200
"""Maximum number of values chosen in all facets together; more are ignored, with a problem."""


class Parameter(Enum):
    """The parameters of an address other than the facets, whose names are those of `Facet`."""

    QUERY = "q"
    SINCE = "from"
    UNTIL = "to"
    SORT = "sort"
    PAGE = "page"
    SIZE = "n"
    STRICT = "strict"


class ReadAddress(msgspec.Struct, frozen=True):
    """A request read from an address. `problems` are those of the address; the query's are in `request.query`."""

    request: Request
    strict: bool
    """Whether a request with a problem is to be refused."""
    problems: tuple[Problem, ...]


def read_address(pairs: Iterable[tuple[str, str]], read: Callable[[str], ReadQuery]) -> ReadAddress:
    """Read the parameters of an address; never raises. Empty ones are ignored; the last of a repeated one counts.

    The request counts no facets; each page adds those that it shows.
    """
    parameters = _Parameters()
    for name, value in pairs:
        if value.strip():
            parameters.take(name, value)
    since, until = parameters.days()
    request = Request(
        query=read(parameters.single.get(Parameter.QUERY, "")),
        choices=parameters.chosen(),
        since=since,
        until=until,
        sort=parameters.sort(),
        page=parameters.number(Parameter.PAGE, 1, LAST_PAGE) or 1,
        size=parameters.number(Parameter.SIZE, 0, MOST_A_PAGE, default=PAGE_SIZE),
    )
    return ReadAddress(
        request, strict=parameters.single.get(Parameter.STRICT, "0") != "0", problems=tuple(parameters.problems)
    )


def write_address(request: Request, path: str = "/search") -> str:
    """Write the address of a request: only what differs from the defaults, always in the same order."""
    written = "&".join(starmap(_pair, pairs_of(request)))
    return f"{path}?{written}" if written else path


def write_each(request: Request, facet: Facet) -> Callable[[str], str]:
    """Return a function that writes the address of `request` with a value in place of the empty one in `facet`.

    Faster than `write_address` for each: the map, the years and the bars of one page have some 300 such addresses.
    """
    pairs = list(pairs_of(request))
    place = pairs.index((facet.name, ""))
    before = "".join(f"{_pair(*pair)}&" for pair in pairs[:place])
    after = "".join(f"&{_pair(*pair)}" for pair in pairs[place + 1 :])
    return lambda value: f"/search?{before}{_pair(facet.name, value)}{after}"


def _pair(name: str, value: str) -> str:
    return _cached_pair(name, value) if len(value) <= _LONGEST_CACHED else _escaped(name, value)


def _escaped(name: str, value: str) -> str:
    # `/`, `:` and `,` need no escape in a query string, and addresses stay readable with them.
    return f"{quote_plus(name, safe='/:,')}={quote_plus(value, safe='/:,')}"


# The hundred addresses of a page differ in one pair.
_cached_pair = lru_cache(maxsize=10_000)(_escaped)
_LONGEST_CACHED = 200


def pairs_of(request: Request) -> Iterator[tuple[str, str]]:
    """The parameters of a request's address, in order; also the hidden fields of its form."""
    if request.query.text.strip():
        yield Parameter.QUERY.value, request.query.text
    for choice in request.choices:
        for value in choice.values:
            yield choice.facet.name, value
    if request.since:
        yield Parameter.SINCE.value, request.since.isoformat()
    if request.until:
        yield Parameter.UNTIL.value, request.until.isoformat()
    if request.sort:
        yield Parameter.SORT.value, request.sort.value
    if request.page != 1:
        yield Parameter.PAGE.value, str(request.page)
    if request.size != PAGE_SIZE:
        yield Parameter.SIZE.value, str(request.size)


class _Parameters:
    """The parameters of an address, collected by kind, and their problems."""

    def __init__(self) -> None:
        self.single: dict[Parameter, str] = {}
        self.choices: dict[Facet, dict[str, None]] = {}
        self.problems: list[Problem] = []
        self._reported: set[str] = set()
        self._values = 0

    def take(self, name: str, value: str) -> None:
        """Add one parameter; the same unknown name is reported once."""
        if name == INTERFACE:
            self._check_interface(value)
        elif name in _PARAMETERS:
            self.single[_PARAMETERS[name]] = value
        elif (facet := FACETS.get(name)) is not None:
            self._choose(facet, value.strip())
        elif name not in self._reported:
            self._reported.add(name)
            self._report(Sentence.PARAMETER_UNKNOWN, parameter=short(name))

    def _check_interface(self, value: str) -> None:
        """Check the language of the page, which is not part of the request."""
        if value not in LANGUAGES:
            self._report(
                Sentence.PARAMETER_NO_CHOICE, parameter=INTERFACE, typed=short(value), choices=", ".join(LANGUAGES)
            )

    def _choose(self, facet: Facet, value: str) -> None:
        if self._values == MOST_CHOICES:
            self._report(Sentence.ALL_CHOSEN_TOO_MANY, most=MOST_CHOICES)
        self._values += 1
        if self._values > MOST_CHOICES:
            return
        if facet.example and value != NONE and facet.read(value) is None:
            self._report(Sentence.PARAMETER_NO_DATE, parameter=facet.name, typed=short(value), example=facet.example)
            return
        self.choices.setdefault(facet, {})[value] = None

    def chosen(self) -> tuple[Choice, ...]:
        """The choices in the order of the facets, so that equal requests have equal addresses."""
        return tuple(Choice(facet, tuple(self.choices[facet])) for facet in FACETS if facet in self.choices)

    def days(self) -> tuple[date | None, date | None]:
        """First and last day, swapped if they are in the wrong order."""
        since = self._day(Parameter.SINCE, _first_day)
        until = self._day(Parameter.UNTIL, _last_day)
        if since and until and since > until:
            since, until = until, since
            self._report(Sentence.CHOSEN_DATES_TURNED, since=since.isoformat(), until=until.isoformat())
        return since, until

    def _day(self, parameter: Parameter, whole: Callable[[int, int | None], date]) -> date | None:
        text = self.single.get(parameter)
        if text is None:
            return None
        text = text.strip()
        day = _read_day(text, whole)
        if day is None:
            self._report(Sentence.PARAMETER_NO_DATE, parameter=parameter.value, typed=short(text), example=_DAY)
        elif len(text) == len(_DAY) and day.isoformat() != text:
            self._report(Sentence.PARAMETER_DATE_NOWHERE, parameter=parameter.value, date=text, read_as=day.isoformat())
        return day

    def sort(self) -> Sort | None:
        """The requested order, or None, the default, if it is missing or unknown."""
        text = self.single.get(Parameter.SORT)
        if text is None or text in _SORTS:
            return _SORTS.get(text or "")
        self._report(
            Sentence.PARAMETER_NO_CHOICE,
            parameter=Parameter.SORT.value,
            typed=short(text),
            choices=", ".join(_SORTS),
        )
        return None

    def number(self, parameter: Parameter, least: int, most: int, default: int = 1) -> int:
        """Read a whole number; one out of bounds becomes the nearest bound."""
        text = self.single.get(parameter, "").strip()
        if not text:
            return default
        digits = text.removeprefix("-")
        if not (digits.isascii() and digits.isdigit()):
            self._report(Sentence.PARAMETER_NO_NUMBER, parameter=parameter.value, typed=short(text), given=default)
            return default
        # Longer texts are out of bounds in any case, and Python refuses to read very long ones.
        number = int(text) if len(text) < len(str(LAST_PAGE)) + 2 else (-1 if text.startswith("-") else most + 1)
        nearest = min(max(number, least), most)
        if nearest != number:
            self._report(
                Sentence.PARAMETER_BEYOND,
                parameter=parameter.value,
                asked=short(text),
                least=least,
                most=most,
                given=nearest,
            )
        return nearest

    def _report(self, sentence: Sentence, **values: str | int) -> None:
        self.problems.append(sentence.message(**values).problem())


_PARAMETERS = {parameter.value: parameter for parameter in Parameter}
_SORTS = {sort.value: sort for sort in Sort}
_DAY = "2021-05-18"
_SHORT = 40


def short(text: str) -> str:
    """Typed text, cut to the length that fits into a sentence."""
    return text if len(text) <= _SHORT else text[: _SHORT - 1] + "…"


def _read_day(text: str, whole: Callable[[int, int | None], date]) -> date | None:
    """Read `2021-05-18`, `2021-05` or `2021`; a day beyond its month becomes the last of the month."""
    parts = text.split("-")
    if not all(part.isascii() and part.isdigit() for part in parts) or [len(part) for part in parts] not in _LENGTHS:
        return None
    year, *rest = map(int, parts)
    if not date.min.year <= year or (rest and not 1 <= rest[0] <= 12):
        return None
    if len(rest) < 2:
        return whole(year, rest[0] if rest else None)
    last = _last_day(year, rest[0])
    return last.replace(day=min(max(rest[1], 1), last.day))


_LENGTHS = ([4], [4, 2], [4, 2, 2])


def _first_day(year: int, month: int | None) -> date:
    return date(year, month or 1, 1)


def _last_day(year: int, month: int | None) -> date:
    return date(year, month or 12, monthrange(year, month or 12)[1])
