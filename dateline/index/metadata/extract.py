"""Turn a raw report into an article: clean its text and extract its metadata.

Metadata that the source supplies (language, date, keywords) is kept unchanged; rules extract the rest from the text.
Extraction is deterministic: the same report always gives the same article.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import date, datetime

from dateline.errors import FormatError
from dateline.index.article import Article, Dateline, Provenance, Published
from dateline.index.metadata.countries.find import find_in_article, rank_countries
from dateline.index.metadata.countries.publisher import home_country
from dateline.index.metadata.dates.datelines import read_dateline
from dateline.index.metadata.dates.published import read_published
from dateline.index.metadata.language import detect_language, language_tag
from dateline.index.metadata.officials.find import read_officials
from dateline.index.metadata.officials.infer_country import ArticleContext
from dateline.index.paragraphs import clean, clean_line
from dateline.index.raw import RawReport
from dateline.problems import Problem

EXTRACTOR = "4"
"""Version of the rules; increase it whenever the same report could give a different article."""

_ABSENT, _SEPARATOR = b"\x00", b"\x1f"


def extract(raw: RawReport, *, read_at: datetime) -> Article:
    """Extract an article. Raises FormatError if the report has neither a headline nor a body."""
    headline, body = _line(raw.headline), _body(raw)
    if not headline and not body:
        raise FormatError("an article without text", place=raw.place)
    language = (raw.language and language_tag(raw.language)) or detect_language(f"{headline or ''}\n{body}")
    dateline, published, problems = _dateline_and_date(raw, body)
    year = published.at.year if published else None
    named = find_in_article(headline, body, language=language, year=year)
    context = ArticleContext(named, dateline, home_country(raw.source, raw.url), language)
    officials = read_officials(headline, body, context)
    fingerprint = _fingerprint(raw)
    return Article(
        id=raw.given_id or fingerprint,
        headline=headline,
        body=body,
        provenance=_provenance(raw, read_at),
        fingerprint=fingerprint,
        byline=_line(raw.byline),
        source=_line(raw.source),
        section=_line(raw.section),
        url=_line(raw.url),
        language=language,
        published=published,
        dateline=dateline,
        countries=rank_countries(headline, body, dateline, named, officials),
        officials=officials,
        keywords=tuple(dict.fromkeys(filter(None, map(clean_line, raw.keywords)))),
        problems=(*raw.problems, *problems),
    )


def _body(raw: RawReport) -> str:
    """The clean body; a dateline that the source supplies separately is put before it."""
    dateline = _line(raw.dateline)
    # Prepend before cleaning joins the lines: the length of the first line assumes the dateline before it.
    return clean(f"{dateline} {raw.body.lstrip()}" if dateline else raw.body).strip()


def _line(text: str | None) -> str | None:
    return (clean_line(text) or None) if text else None


def _dateline_and_date(raw: RawReport, body: str) -> tuple[Dateline | None, Published | None, Sequence[Problem]]:
    """Read both: a dateline needs the publication year, and supplies the date where nothing else does."""
    published, problems = read_published(raw, None)
    dateline = read_dateline(body, _day(published))
    if published is None:
        published, problems = read_published(raw, dateline)
    return dateline, published, problems


def _day(published: Published | None) -> date | None:
    return published.at.date() if published else None


def _provenance(raw: RawReport, read_at: datetime) -> Provenance:
    return Provenance(
        path=raw.place.source,
        format=raw.format,
        read_at=read_at,
        extractor=EXTRACTOR,
        given_id=raw.given_id or raw.url,
        byte_start=raw.place.byte,
        byte_end=raw.byte_end,
    )


def _fingerprint(raw: RawReport) -> str:
    """Hash of what the source supplied; where and when it was read is left out."""
    texts = (raw.headline, raw.body, raw.byline, raw.source, raw.section, raw.url, raw.language)
    dates = (raw.published, raw.header_date, raw.dateline)
    digest = hashlib.blake2b(digest_size=16)
    for text in (*texts, *dates, *raw.keywords):
        digest.update((_ABSENT if text is None else text.encode("utf-8", "surrogatepass")) + _SEPARATOR)
    return digest.hexdigest()
