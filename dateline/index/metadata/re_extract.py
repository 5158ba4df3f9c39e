"""A stored article read again by the rules of today, from its own text.

What its source said of itself (language, date, keywords, id) stays as it was first read, and so does what it is: the
same article, with the same fingerprint. What was read out of the text is read anew.
"""

from __future__ import annotations

from msgspec.structs import replace

from dateline.index.article import Article, DateOrigin, Precision, Published
from dateline.index.metadata.extract import extract
from dateline.index.raw import RawReport
from dateline.problems import Place

_SAID = frozenset({DateOrigin.HEADER, DateOrigin.METADATA})
_PRECISIONS = {Precision.YEAR: 4, Precision.MONTH: 7, Precision.DAY: 10}


def re_extract(stored: Article) -> Article:
    """Read metadata anew. Raises FormatError where today's rules find no text in it."""
    read = extract(_as_given(stored), read_at=stored.provenance.read_at)
    return replace(
        read,
        id=stored.id,
        fingerprint=stored.fingerprint,
        provenance=replace(stored.provenance, extractor=read.provenance.extractor),
        published=stored.published if _is_said(stored.published) else read.published,
        duplicate_of=stored.duplicate_of,
        problems=tuple(dict.fromkeys((*stored.problems, *read.problems))),
    )


def _as_given(stored: Article) -> RawReport:
    """The report as its source may have given it; a dateline kept apart is by now at the head of the body."""
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
        published=_said(stored.published),
        keywords=stored.keywords,
    )


def _is_said(published: Published | None) -> bool:
    """Whether the source itself said the date, outside the text."""
    return published is not None and published.origin in _SAID


def _said(published: Published | None) -> str | None:
    if published is None or not _is_said(published):
        return None
    text = published.at.isoformat()
    return text[: _PRECISIONS.get(published.precision, len(text))]
