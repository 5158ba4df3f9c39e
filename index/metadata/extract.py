"""From a raw report to an article: text cleaned, metadata read, each value with its evidence."""

from __future__ import annotations

import hashlib
from datetime import datetime

import msgspec

from dateline.errors import FormatError
from dateline.index.article import Article, Dateline, Provenance, Published
from dateline.index.metadata.countries import find_countries, read_countries
from dateline.index.metadata.datelines import read_dateline
from dateline.index.metadata.dates import read_published
from dateline.index.metadata.language import detect_language
from dateline.index.metadata.officials import read_officials
from dateline.index.paragraphs import clean, clean_line
from dateline.index.raw import RawReport
from dateline.problems import Problem

EXTRACTOR = "1"
"""Version of the rules: a stored article read by another version is read again when it is seen again."""


def extract(raw: RawReport, *, read_at: datetime) -> Article:
    """Read one report. Raises FormatError for one that has no text at all."""
    headline = clean_line(raw.headline or "") or None
    body = clean(_with_dateline(raw))
    if headline is None and not body:
        raise FormatError("an article without text: neither a body nor a headline", place=raw.place)
    published, dateline, problems = _when_and_where(raw, body)
    whole = f"{headline or ''}\n{body}"
    language = raw.language or detect_language(whole)
    year = published.at.year if published else None
    countries = read_countries(headline, body, dateline, language=language, year=year)
    named = find_countries(body, context=whole, language=language, year=year)
    officials = read_officials(headline, body, dateline, named)
    fingerprint = fingerprint_of(raw)
    given_id = raw.given_id or raw.url
    return Article(
        id=given_id or fingerprint,
        headline=headline,
        body=body,
        provenance=Provenance(raw.place.source, raw.format, read_at, EXTRACTOR, given_id, raw.place.byte, raw.byte_end),
        fingerprint=fingerprint,
        byline=clean_line(raw.byline or "") or None,
        source=clean_line(raw.source or "") or None,
        section=clean_line(raw.section or "") or None,
        url=raw.url,
        language=language,
        published=published,
        dateline=dateline,
        countries=countries,
        officials=officials,
        keywords=tuple(filter(None, map(clean_line, raw.keywords))),
        problems=(*raw.problems, *problems),
    )


def fingerprint_of(raw: RawReport) -> str:
    """A hash of all that the source gave: equal means unchanged. BLAKE2b of 16 bytes, in hex."""
    given = (
        raw.headline, raw.body, raw.byline, raw.source, raw.section, raw.url, raw.language, raw.published,
        raw.header_date, raw.dateline, raw.keywords,
    )  # fmt: skip
    return hashlib.blake2b(msgspec.json.encode(given), digest_size=16).hexdigest()


def _with_dateline(raw: RawReport) -> str:
    """The body, behind the dateline where the source keeps that apart."""
    dateline = (raw.dateline or "").strip()
    if not dateline:
        return raw.body
    return f"{dateline.rstrip(' -–—')} - {raw.body.lstrip()}"


def _when_and_where(raw: RawReport, body: str) -> tuple[Published | None, Dateline | None, tuple[Problem, ...]]:
    """The published time, which gives the dateline its year; without one the dateline may give the time."""
    published, problems = read_published(raw, None)
    dateline = read_dateline(body, published.at.date() if published else None)
    if published is None and dateline is not None:
        published, _ = read_published(raw, dateline)
    return published, dateline, problems
