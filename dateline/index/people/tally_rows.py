"""The rows of tallies, updated in the transaction that stores the claims."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

import msgspec

from dateline.index.corrections.corrections import Corrections
from dateline.index.database import Cursor, Value
from dateline.index.people.claims import UNDATED, Claim
from dateline.index.people.schema import COUNTRY_OF_KEY, IS_HELD
from dateline.index.people.tally import Wording, overlapping, wording_of
from dateline.index.people.ties import Ties

MAX_BUFFERED = 20_000
"""Number of overlaps from which buffered ones are written."""

_encode = msgspec.json.Encoder().encode

_ADD = (
    "INSERT INTO tallies VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
    " ON CONFLICT DO UPDATE SET claims = claims + excluded.claims,"
    " first = min(first, coalesce(excluded.first, first)), last = max(last, coalesce(excluded.last, last))"
)
_ADD_OVERLAP = (
    "INSERT INTO overlaps VALUES (?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET articles = articles + excluded.articles"
)
_DROP_OVERLAP = "DELETE FROM overlaps WHERE country = ? AND portfolio = ? AND key = ? AND wordings = ? AND articles = 0"
_WORDING = "country = ? AND portfolio = ? AND key = ? AND year = ? AND held = ? AND name = ? AND office = ?"
_DAYS = (
    "SELECT day FROM claims WHERE key = tallies.key AND portfolio = tallies.portfolio"  # noqa: S608 - ours
    " AND day BETWEEN tallies.first AND tallies.last"
    f" AND {IS_HELD} = held AND name = tallies.name AND office = tallies.office"
)
_UPDATE_DAYS = (
    f"UPDATE tallies SET first = ({_DAYS} ORDER BY day LIMIT 1), last = ({_DAYS} ORDER BY day DESC LIMIT 1)"  # noqa: S608 - ours
    f" WHERE {_WORDING}"
)
_COUNT_ALL = (
    f"INSERT INTO tallies SELECT {COUNTRY_OF_KEY}, portfolio, key,"  # noqa: S608 - ours
    f" coalesce(CAST(substr(day, 1, 4) AS INTEGER), {UNDATED}), {IS_HELD}, name, office,"
    " count(*), min(day), max(day) FROM claims GROUP BY 1, 2, 3, 4, 5, 6, 7"
)


class TallyRows:
    """Buffers changes within one transaction; call `write` after the rows of claims are written."""

    def __init__(self, cursor: Cursor, ties: Ties) -> None:
        self._cursor = cursor
        self._ties = ties
        self._days: Counter[tuple[Wording, str | None]] = Counter()
        self._overlaps: Counter[tuple[Wording, ...]] = Counter()

    def count(self, claims: Sequence[Claim], sign: int) -> None:
        """Add (`sign` 1) or remove (-1) all claims of one article."""
        for claim in claims:
            self._days[wording_of(claim), claim.day] += sign
        for together in overlapping(claims, self._ties):
            self._overlaps[together] += sign

    def write(self) -> None:
        """Write all buffered changes."""
        changes = _by_wording(self._days)
        self._cursor.executemany(_ADD, (_row(wording, days) for wording, days in changes.items()))
        for wording, days in changes.items():
            self._update_days(wording, {day for day, count in days.items() if count < 0})
        _write_overlaps(self._cursor, self._overlaps)
        self._days.clear()
        self._overlaps.clear()

    def _update_days(self, wording: Wording, removed: set[str | None]) -> None:
        """After removals, delete an empty tally or update its first and last day."""
        if not removed:
            return
        row_key = _row_key(wording)
        query = f"SELECT claims, first, last FROM tallies WHERE {_WORDING}"  # noqa: S608 - ours
        claims, first, last = self._cursor.execute(query, row_key).fetchone()
        if claims == 0:
            self._cursor.execute(f"DELETE FROM tallies WHERE {_WORDING}", row_key)  # noqa: S608 - ours
        elif first is not None and removed & {first, last}:
            self._cursor.execute(_UPDATE_DAYS, row_key)


def count_all(cursor: Cursor) -> None:
    """Fill the empty tables from all claims; memory use is that of SQLite's sort."""
    # `told` is the name of the corrections on disk.
    (stored,) = cursor.execute("SELECT value FROM meta WHERE name = 'told'").fetchone() or (None,)
    ties = msgspec.json.decode(stored, type=Corrections).people if stored else Corrections().people
    cursor.execute(_COUNT_ALL)
    overlaps: Counter[tuple[Wording, ...]] = Counter()
    for claims in _by_article(cursor.connection.cursor()):
        overlaps.update(overlapping(claims, ties))
        if len(overlaps) >= MAX_BUFFERED:
            _write_overlaps(cursor, overlaps)
            overlaps.clear()
    _write_overlaps(cursor, overlaps)


def _by_article(cursor: Cursor) -> Iterator[list[Claim]]:
    rows = cursor.execute("SELECT key, portfolio, article, day, status, name, office FROM claims ORDER BY article")
    for _, claims in groupby((Claim(*row) for row in rows), key=lambda claim: claim.article):
        yield list(claims)


def _write_overlaps(cursor: Cursor, overlaps: Mapping[tuple[Wording, ...], int]) -> None:
    changed = [(row_key, count) for together, count in overlaps.items() if count for row_key in _row_keys(together)]
    cursor.executemany(_ADD_OVERLAP, ((*row_key, count) for row_key, count in changed))
    cursor.executemany(_DROP_OVERLAP, (row_key for row_key, count in changed if count < 0))


def _row_keys(together: Sequence[Wording]) -> Iterator[tuple[str, ...]]:
    """Yield the row keys of an overlap: one per spelling, so that it is found by each."""
    text = _encode(together).decode()
    for wording in together:
        yield (_country_code(wording.key), wording.portfolio, wording.key, text)


def _by_wording(days: Mapping[tuple[Wording, str | None], int]) -> Mapping[Wording, Mapping[str | None, int]]:
    found: defaultdict[Wording, dict[str | None, int]] = defaultdict(dict)
    for (wording, day), count in days.items():
        if count:
            found[wording][day] = count
    return found


def _row(wording: Wording, days: Mapping[str | None, int]) -> tuple[Value, ...]:
    added = [day for day, count in days.items() if count > 0 and day]
    return (*_row_key(wording), sum(days.values()), min(added, default=None), max(added, default=None))


def _row_key(wording: Wording) -> tuple[Value, ...]:
    key, portfolio, year, is_held, name, office = msgspec.structs.astuple(wording)
    return (_country_code(key), portfolio, key, year, is_held, name, office)


def _country_code(key: str) -> str:
    """Return the country code at the start of an official's key."""
    return key.split("-", 1)[0]
