"""Re-extract a stored article with the current rules, from its own text.

What the source supplied (language, date, keywords, id) and the fingerprint stay as first stored. Everything that was
extracted from the text is extracted again.
"""

from __future__ import annotations

from msgspec.structs import replace

from dateline.index.article import Article, DateOrigin, Precision, Published
from dateline.index.formats.markup import has_tags
from dateline.index.metadata.extract import extract, extract_from_text
from dateline.index.raw import RawReport
from dateline.problems import Place

_SUPPLIED = frozenset({DateOrigin.HEADER, DateOrigin.METADATA})
_PRECISIONS = {Precision.YEAR: 4, Precision.MONTH: 7, Precision.DAY: 10}


def re_extract(stored: Article) -> Article:
    """Extract the metadata of a stored article again. Raises FormatError if the current rules find no text."""
    extracted = _extracted(stored)
    return replace(
        extracted,
        id=stored.id,
        fingerprint=stored.fingerprint,
        provenance=replace(stored.provenance, extractor=extracted.provenance.extractor),
        published=stored.published if _is_supplied(stored.published) else extracted.published,
        duplicate_of=stored.duplicate_of,
        problems=tuple(dict.fromkeys((*stored.problems, *extracted.problems))),
        modified=stored.modified,
        embargo=stored.embargo,
    )


def _extracted(stored: Article) -> Article:
    """Extract from the text as it is stored, unless an older version of Dateline stored it with tags."""
    raw, read_at = _raw_report(stored), stored.provenance.read_at
    if has_tags(f"{stored.headline}\n{stored.body}"):
        return extract(raw, read_at=read_at)
    return extract_from_text(raw, stored.headline, stored.body, read_at=read_at)


def _raw_report(stored: Article) -> RawReport:
    """The report as the source may have supplied it; a separate dateline is already part of the stored body."""
    return RawReport(
        body=stored.body,
        place=Place(stored.provenance.path, byte=stored.provenance.byte_start),
        format=stored.provenance.format,
        given_id=stored.provenance.given_id,
        headline=stored.headline,
        byline=stored.byline,
        source=stored.source,
        section=stored.section,
        url=stored.url,
        language=stored.language,
        published=_supplied_date(stored.published),
        keywords=stored.keywords,
        version=stored.version,
        action=stored.action,
        genre=stored.genre,
        item=stored.provenance.item,
    )


def _is_supplied(published: Published | None) -> bool:
    """Whether the source supplied the date itself, outside the text."""
    return published is not None and published.origin in _SUPPLIED


def _supplied_date(published: Published | None) -> str | None:
    if published is None or not _is_supplied(published):
        return None
    text = published.at.isoformat()
    return text[: _PRECISIONS.get(published.precision, len(text))]
