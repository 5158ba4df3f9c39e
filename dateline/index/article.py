"""The article and its parts: frozen, typed, offsets in code points.

All offsets are Unicode code points into `Article.body`, or into `Article.headline` where a mention's
`part` says so; ends are exclusive. This tree is what the store keeps and what the API publishes.
"""

from __future__ import annotations

from datetime import datetime
from enum import Enum

import msgspec

from dateline.problems import Problem


class Precision(Enum):
    """How much of a published time the source gave."""

    YEAR = "year"
    MONTH = "month"
    DAY = "day"
    MINUTE = "minute"
    SECOND = "second"


class DateOrigin(Enum):
    """Where a published date was read."""

    HEADER = "header"
    METADATA = "metadata"
    DATELINE = "dateline"
    URL = "url"


class Published(msgspec.Struct, frozen=True):
    """When an article was published. `at` is aware and in UTC; what lies below `precision` is zero."""

    at: datetime
    precision: Precision
    origin: DateOrigin


class Part(Enum):
    """The text a mention's offsets count in."""

    HEADLINE = "headline"
    BODY = "body"


class MentionKind(Enum):
    """What kind of evidence a mention is.

    The first five are of countries; `OFFICE` (an office phrase or title that carries the country or introduces a
    person), `PERSON` (a full name), `SHORT` (`Hasanov`) and `ROLE` (`the Azerbaijani minister`) are of officials.
    """

    NAME = "name"
    DEMONYM = "demonym"
    CAPITAL = "capital"
    DATELINE = "dateline"
    OFFICE = "office"
    PERSON = "person"
    SHORT = "short"
    ROLE = "role"


class Mention(msgspec.Struct, frozen=True, omit_defaults=True):
    """One place in the text that names a country or an official; `surface` equals the slice it stands for."""

    start: int
    end: int
    surface: str
    kind: MentionKind
    part: Part = Part.BODY


class Dateline(msgspec.Struct, frozen=True, omit_defaults=True):
    """The line that opens (or closes) a report; offsets into the body cover all of it."""

    place: str
    """As written, without state, district or country."""
    country: str | None
    date: str | None
    """`2021-05-18` where the year is known, else `05-18`; None where no day is given."""
    start: int
    end: int


class BasisKind(Enum):
    """Who says what the text does not say."""

    SOURCE = "source"
    """The home country of the source, as the archive's settings have it."""
    CORRECTION = "correction"
    """Somebody who knows better."""


class Basis(msgspec.Struct, frozen=True):
    """Why a value is there, or is what it is, although the text does not say so."""

    kind: BasisKind
    reason: str


class Country(msgspec.Struct, frozen=True, omit_defaults=True):
    """A country that an article speaks of."""

    code: str
    """ISO 3166-1 alpha-2, or the alpha-2 code a state of ISO 3166-3 had (SU, YU, CS, DD); XK for Kosovo."""
    salience: float
    """0..1: weighs headline, lead, dateline and count."""
    primary: bool
    """Whether the report is about this country."""
    mentions: tuple[Mention, ...]
    basis: Basis | None = None
    """None where the text says so."""


class Status(Enum):
    """Whether the office is held, by the article's own words."""

    CURRENT = "current"
    ACTING = "acting"
    FORMER = "former"
    DESIGNATE = "designate"


class Official(msgspec.Struct, frozen=True, omit_defaults=True):
    """A person who, by the article's own words, holds or held a national office; one for each office."""

    person: str
    """The fullest form of the name in the article, without ranks and honorifics."""
    key: str
    """Identifies the person across articles: `az-zakir-hasanov`."""
    office: str
    """As written: `Minister of Defense`."""
    portfolio: str
    """One of `dateline.index.metadata.tables.PORTFOLIOS`, with `deputy-` before it for a deputy."""
    country: str | None
    status: Status
    confidence: float
    mentions: tuple[Mention, ...]
    basis: Basis | None = None
    """Of the country; None where the text gives it."""


class Provenance(msgspec.Struct, frozen=True, omit_defaults=True):
    """Where an article came from and what read it."""

    path: str
    """File path, archive member (`news.zip!/a/b.txt`), URL or `-`."""
    format: str
    read_at: datetime
    extractor: str
    """Version of the metadata rules; a stored article read by an older one is read again when seen again."""
    given_id: str | None = None
    """The id or URL the source itself gives; with the source's name it is the article's identity."""
    byte_start: int | None = None
    byte_end: int | None = None


class Article(msgspec.Struct, frozen=True, omit_defaults=True):
    """One news report as stored."""

    id: str
    """URL-safe and stable. Until the store has assigned one: the given id, else the content hash."""
    headline: str | None
    body: str
    """NFC; paragraphs separated by one blank line; never HTML."""
    provenance: Provenance
    fingerprint: str
    """Hash of what the source gave: equal means unchanged."""
    byline: str | None = None
    source: str | None = None
    section: str | None = None
    url: str | None = None
    language: str | None = None
    """BCP 47; detected where not given; None where unknown."""
    published: Published | None = None
    dateline: Dateline | None = None
    countries: tuple[Country, ...] = ()
    """Most salient first."""
    officials: tuple[Official, ...] = ()
    """In order of first mention."""
    keywords: tuple[str, ...] = ()
    """As the source gave them (topics, places, people ...), never invented."""
    duplicate_of: str | None = None
    problems: tuple[Problem, ...] = ()
    """What a person should know of this article's input: a day that does not exist, ..."""
