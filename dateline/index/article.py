"""The article and its parts: immutable, typed, with offsets in code points.

All offsets are Unicode code points into `Article.body`, or into `Article.headline` where a mention's
`part` says so; ends are exclusive. The store keeps this structure, and the API publishes it.
"""

from __future__ import annotations

from datetime import datetime
from enum import Enum
from typing import TypeAlias

import msgspec

from dateline.problems import Problem


class Precision(Enum):
    """How precisely the source gave the time of publication."""

    YEAR = "year"
    MONTH = "month"
    DAY = "day"
    MINUTE = "minute"
    SECOND = "second"


class DateOrigin(Enum):
    """Where a date of publication was found."""

    HEADER = "header"
    METADATA = "metadata"
    DATELINE = "dateline"
    URL = "url"


class Published(msgspec.Struct, frozen=True):
    """When an article was published. `at` is timezone-aware, in UTC; parts finer than `precision` are zero."""

    at: datetime
    precision: Precision
    origin: DateOrigin


class Part(Enum):
    """The text that a mention's offsets refer to."""

    HEADLINE = "headline"
    BODY = "body"


class MentionKind(Enum):
    """What kind of evidence a mention is.

    The first five are for countries; `OFFICE` (an office phrase or title that carries the country or introduces a
    person), `PERSON` (a full name), `SHORT` (`Hasanov`) and `ROLE` (`the Azerbaijani minister`) are for officials.
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
    """One position in the text that names a country or an official; `surface` is the text between the offsets."""

    start: int
    end: int
    surface: str
    kind: MentionKind
    part: Part = Part.BODY


class Dateline(msgspec.Struct, frozen=True, omit_defaults=True):
    """The dateline that opens (or closes) an article; the offsets into the body cover all of it."""

    place: str
    """In its normal form (`London`, also for `LONDON`), without state, district or country."""
    country: str | None
    date: str | None
    """`2021-05-18` if the year is known, else `05-18`; None if no day is given."""
    start: int
    end: int
    place_start: int = 0
    place_end: int = 0
    """Offsets of the place as written; equal in articles that an older version extracted."""


class BasisKind(Enum):
    """Origin of a value that does not come from the text."""

    SOURCE = "source"
    """The home country of the source, from the archive's settings."""
    CORRECTION = "correction"
    """A user-supplied correction."""


class Basis(msgspec.Struct, frozen=True):
    """Why a value is given, or changed, although the text does not say so."""

    kind: BasisKind
    reason: str


class Country(msgspec.Struct, frozen=True, omit_defaults=True):
    """A country that an article mentions."""

    code: str
    """ISO 3166-1 alpha-2, or the alpha-2 code a state of ISO 3166-3 had (SU, YU, CS, DD); XK for Kosovo."""
    salience: float
    """0 to 1, weighing headline, lead, dateline and number of mentions."""
    primary: bool
    """Whether the article is about this country."""
    mentions: tuple[Mention, ...]
    basis: Basis | None = None
    """None if the country comes from the text."""


class Status(Enum):
    """How the person holds the office, in the article's own words."""

    CURRENT = "current"
    ACTING = "acting"
    FORMER = "former"
    DESIGNATE = "designate"


class Official(msgspec.Struct, frozen=True, omit_defaults=True):
    """A person who, in the article's own words, holds or held a national office; one per office."""

    person: str
    """The fullest form of the name in the article, without ranks and honorifics."""
    key: str
    """Identifies the person across articles, such as `az-zakir-hasanov`."""
    office: str
    """As written, such as `Minister of Defense`."""
    portfolio: str
    """One of `dateline.index.metadata.officials.portfolios.PORTFOLIOS`, prefixed with `deputy-` for a deputy."""
    country: str | None
    status: Status
    confidence: float
    mentions: tuple[Mention, ...]
    basis: Basis | None = None
    """Basis of the country; None if the country comes from the text."""


class Provenance(msgspec.Struct, frozen=True, omit_defaults=True):
    """Where an article came from and how it was read."""

    path: str
    """File path, archive member (`news.zip!/a/b.txt`), URL or `-`."""
    format: str
    read_at: datetime
    extractor: str
    """Version of the extraction rules; an outdated article is replaced when its source is read again."""
    given_id: str | None = None
    """The id given by the source; with the source's name it is an identity of the article."""
    byte_start: int | None = None
    byte_end: int | None = None
    item: int | None = None
    """Its number among the reports of its input, from 1; None if the input is this one report."""
    listed_as: str | None = None
    """The address by which a feed or a sitemap named the page that was read; an identity beside its own address."""


class Action(Enum):
    """What a source asks to do with an article."""

    PUBLISH = "publish"
    CORRECT = "correct"
    WITHHOLD = "withhold"
    """Not before the embargo ends, or not before a version that may be published."""
    KILL = "kill"
    """Not any more: the article is withdrawn."""


class Article(msgspec.Struct, frozen=True, omit_defaults=True):
    """One news report as stored."""

    id: str
    """URL-safe and stable. Before the store assigns it: the given id, or else the content hash."""
    headline: str | None
    body: str
    """NFC, paragraphs separated by one blank line, never HTML."""
    provenance: Provenance
    fingerprint: str
    """Content hash of what the source gave; equal hashes mean an unchanged article."""
    byline: str | None = None
    source: str | None = None
    section: str | None = None
    url: str | None = None
    language: str | None = None
    """BCP 47; detected if not given; None if unknown."""
    published: Published | None = None
    dateline: Dateline | None = None
    countries: tuple[Country, ...] = ()
    """Most salient first."""
    officials: tuple[Official, ...] = ()
    """In order of first mention."""
    keywords: tuple[str, ...] = ()
    """As given by the source (topics, places, people ...), never invented."""
    duplicate_of: str | None = None
    """The id of the first copy, if this article is a copy."""
    problems: tuple[Problem, ...] = ()
    """Messages about the input, such as a date that does not exist."""
    modified: datetime | None = None
    """When the source made this version, in UTC."""
    version: str | None = None
    """The source's number of this version."""
    action: Action = Action.PUBLISH
    """What the source asks to do with it."""
    embargo: datetime | None = None
    """The time before which it must not be found, in UTC."""
    genre: str | None = None
    """The kind of text in the source's words, such as `analysis`."""


def first_copy(article: Article) -> str:
    """Return the id of the first copy of an article, or its own id if it is not a copy."""
    return article.duplicate_of or article.id


TextKey: TypeAlias = tuple[str, str]


def text_key(article: Article) -> TextKey:
    """Return a key that articles share only if they have the same headline and body."""
    return article.fingerprint, article.provenance.extractor
