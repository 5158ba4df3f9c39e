"""Turn a raw report into an article: clean its text and extract its metadata.

Metadata that the source supplies (language, date, keywords) is kept unchanged; rules extract the rest from the text.
Extraction is deterministic: the same report always gives the same article.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import date, datetime

from dateline.errors import FormatError
from dateline.index.article import Action, Article, Dateline, Provenance, Published
from dateline.index.formats.markup import has_tags, plain
from dateline.index.identity import ORDER, content_of, identities
from dateline.index.metadata.countries.find import find_in_article, rank_countries
from dateline.index.metadata.countries.publisher import home_country
from dateline.index.metadata.dates.datelines import read_dateline
from dateline.index.metadata.dates.order import has_two_orders
from dateline.index.metadata.dates.published import read_published
from dateline.index.metadata.dates.read import read_time
from dateline.index.metadata.language import language_of
from dateline.index.metadata.officials.find import read_officials
from dateline.index.metadata.officials.infer_country import ArticleContext
from dateline.index.metadata.text import Text
from dateline.index.paragraphs import clean, clean_line
from dateline.index.raw import RawReport
from dateline.problems import Problem

EXTRACTOR = "6"
"""Version of the rules; increase it whenever the same report could give a different article."""

_ABSENT, _SEPARATOR = b"\x00", b"\x1f"


def extract(raw: RawReport, *, read_at: datetime) -> Article:
    """Extract an article. Raises FormatError if it has neither a headline nor a body, and needs one.

    A source may withdraw an article without saying a word.
    """
    return extract_from_text(raw, _line(without_markup(raw.headline)), _body(raw), read_at=read_at)


def extract_from_text(raw: RawReport, headline: str | None, body: str, *, read_at: datetime) -> Article:
    """Extract an article whose headline and body are clean already. Raises FormatError as `extract`."""
    if not headline and not body and raw.action is not Action.KILL:
        raise FormatError("an article without text", place=raw.place)
    language = language_of(raw.language, f"{headline or ''}\n{body}")
    dateline, published, problems = _dateline_and_date(raw, body)
    year = published.at.year if published else None
    named = find_in_article(headline, body, language=language, year=year)
    context = ArticleContext(named, dateline, home_country(raw.source, raw.url))
    officials = read_officials(Text(headline or "", language, year=year), Text(body, language, year=year), context)
    fingerprint = fingerprint_of_report(raw)
    embargo = _time(raw, raw.embargo)
    return Article(
        id=raw.given_id or content_of(fingerprint),
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
        modified=_time(raw, raw.modified),
        version=_line(raw.version),
        action=_action(raw, embargo),
        embargo=embargo,
        genre=_line(raw.genre),
    )


def _body(raw: RawReport) -> str:
    """The clean body; a dateline that the source supplies separately is put before it."""
    dateline = _line(raw.dateline)
    if raw.paragraphs:
        return _joined(raw.paragraphs, dateline)
    body = without_markup(raw.body) or ""
    # Prepend before cleaning joins the lines: the length of the first line assumes the dateline before it.
    return clean(f"{dateline} {body.lstrip()}" if dateline else body).strip()


def _joined(paragraphs: Sequence[str], dateline: str | None) -> str:
    """Join paragraphs that the format tells apart; a line end within one starts a line of a list or a verse."""
    cleaned = ["\n".join(filter(None, map(clean_line, _lines_of(each)))) for each in paragraphs]
    text = "\n\n".join(filter(None, cleaned))
    return f"{dateline} {text}" if dateline else text


def _lines_of(paragraph: str) -> Sequence[str]:
    return (without_markup(paragraph) or "").splitlines()


def without_markup(text: str | None) -> str | None:
    """Remove tags that a format left in a field: no stored text contains any, whatever the format."""
    return plain(text) if text and has_tags(text) else text


def _action(raw: RawReport, embargo: datetime | None) -> Action:
    """What the source asks for. An embargo that cannot be read is kept until another version comes."""
    is_unreadable = embargo is None and bool(raw.embargo and raw.embargo.strip())
    return Action.WITHHOLD if is_unreadable and raw.action is not Action.KILL else raw.action


def _time(raw: RawReport, text: str | None) -> datetime | None:
    moment = read_time(text, day_first=raw.day_first, language=raw.language)
    return moment.at if moment else None


def _line(text: str | None) -> str | None:
    return (clean_line(text) or None) if text else None


def _dateline_and_date(raw: RawReport, body: str) -> tuple[Dateline | None, Published | None, Sequence[Problem]]:
    """Read both: a dateline needs the publication year, and supplies the date where nothing else does."""
    published, problems = read_published(raw, None, day_first=raw.day_first)
    dateline = read_dateline(body, _day(published))
    if published is None:
        published, problems = read_published(raw, dateline, day_first=raw.day_first)
    return dateline, published, problems


def _day(published: Published | None) -> date | None:
    return published.at.date() if published else None


def _provenance(raw: RawReport, read_at: datetime) -> Provenance:
    return Provenance(
        path=raw.place.source,
        format=raw.format,
        read_at=read_at,
        extractor=EXTRACTOR,
        given_id=raw.given_id,
        byte_start=raw.place.byte,
        byte_end=raw.byte_end,
        item=raw.item,
        listed_as=raw.listed_as,
    )


def fingerprint_of_report(raw: RawReport) -> str:
    """Hash of what the source supplied; where and when it was read is left out.

    What older versions of Dateline did not read is hashed only where it is given, so that their hashes stay valid. If
    the order of days and months decides its date, the order stands after the hash: `identity.content_of` removes it.
    """
    return _hash(raw) + _order(raw)


def _order(raw: RawReport) -> str:
    if raw.day_first is None or not has_two_orders(f"{raw.published} {raw.header_date}"):
        return ""
    return f"{ORDER}{'day' if raw.day_first else 'month'}-first"


def _hash(raw: RawReport) -> str:
    texts = (raw.headline, raw.body, raw.byline, raw.source, raw.section, raw.url, raw.language)
    dates = (raw.published, raw.header_date, raw.dateline)
    action = None if raw.action is Action.PUBLISH else raw.action.value
    digest = hashlib.blake2b(digest_size=16)
    for text in (*texts, *dates, *raw.keywords):
        digest.update((_ABSENT if text is None else text.encode("utf-8", "surrogatepass")) + _SEPARATOR)
    for name, text in (
        ("modified", raw.modified),
        ("version", raw.version),
        ("action", action),
        ("embargo", raw.embargo),
        ("genre", raw.genre),
        *(("paragraph", paragraph) for paragraph in raw.paragraphs),
    ):
        if text is not None:
            digest.update(f"{name}\x1e{text}".encode("utf-8", "surrogatepass") + _SEPARATOR)
    return digest.hexdigest()


def identities_of_report(raw: RawReport, fingerprint: str) -> tuple[str, ...]:
    """Return the identities that the article of a report with this fingerprint will have."""
    return identities(
        given_id=raw.given_id,
        url=_line(raw.url),
        source=_line(raw.source),
        path=raw.place.source,
        item=raw.item,
        fingerprint=fingerprint,
        listed_as=raw.listed_as,
    )
