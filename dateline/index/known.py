"""Which reports are stored already, so that nothing of them needs to be extracted."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.index.database import Database, Row
from dateline.index.identity import content_of, is_content
from dateline.index.metadata.extract import EXTRACTOR, fingerprint_of_report, identities_of_report
from dateline.index.raw import RawReport
from dateline.index.rows import READ_BY
from dateline.index.state import State


def are_known(database: Database, reports: Sequence[RawReport]) -> list[bool]:
    """Return of each report whether it is stored as it is, by the current rules, or was an earlier version."""
    fingerprints = list(map(fingerprint_of_report, reports))
    named = list(map(identities_of_report, reports, fingerprints))
    wanted = dict.fromkeys(identity for names in named for identity in names)
    query = (
        "SELECT i.identity, a.id, a.fingerprint, a.extractor, a.reader, a.path, a.format, a.state "
        "FROM identities i JOIN articles a USING (id) WHERE i.identity IN ({})"
    )
    found = {str(row[0]): row[1:] for row in database.rows_among(query, wanted)}
    return [
        any(_is_known(database, found[name], name, report, fingerprint) for name in names if name in found)
        for report, names, fingerprint in zip(reports, named, fingerprints, strict=True)
    ]


def _is_known(database: Database, stored: Row, identity: str, report: RawReport, fingerprint: str) -> bool:
    article_id, present, extractor, reader, path, format_, state = stored
    is_in_place = report.place.source == path
    if reader != READ_BY or state == State.SUPERSEDED.value or (is_in_place and report.format != format_):
        return False
    if present == fingerprint:
        return extractor == EXTRACTOR
    if content_of(str(present)) == content_of(fingerprint):
        return False
    if is_content(identity) or report.listed_as is not None or (report.item is None and is_in_place):
        # Another article, or a file that may have been changed back, or the page of an entry that was changed.
        return False
    read = "SELECT 1 FROM readings WHERE id = ? AND fingerprint = ?"
    return database.row(read, (article_id, fingerprint)) is not None
