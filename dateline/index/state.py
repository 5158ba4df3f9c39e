"""Whether a stored article can be found, and why it cannot."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from enum import Enum

import msgspec

from dateline.index.article import Action, Article

_NUMBERED = re.compile(r"[0-9]{1,18}(?:\.[0-9]{1,18}){0,5}")
_NO_TIME = datetime.min.replace(tzinfo=UTC)
WITHDRAWN_BY_SOURCE = "withdrawn by its source"


class State(Enum):
    """Whether a stored article can be found."""

    LIVE = "live"
    WITHHELD = "withheld"
    """Not before its embargo ends."""
    WITHDRAWN = "withdrawn"
    SUPERSEDED = "superseded"
    """An older version of Dateline read it from an input that is read in another way now."""


class Withdrawal(msgspec.Struct, frozen=True):
    """Why an article cannot be found any more."""

    at: datetime
    """When it was withdrawn; in UTC."""
    reason: str
    version: str | None = None
    """The source's number of the version that withdrew it; a higher one brings it back."""
    modified: datetime | None = None


def state_of(article: Article) -> State:
    """Return the state of an article as its source wants it."""
    if article.action is Action.KILL:
        return State.WITHDRAWN
    if article.embargo is not None:
        return State.WITHHELD if article.embargo > datetime.now(UTC) else State.LIVE
    return State.WITHHELD if article.action is Action.WITHHOLD else State.LIVE


def withdrawal_by(notice: Article) -> Withdrawal:
    """Return the withdrawal that a source's notice asks for."""
    at = notice.modified or notice.provenance.read_at
    return Withdrawal(at, WITHDRAWN_BY_SOURCE, notice.version, notice.modified)


def compare_versions(article: Article, other: Article | Withdrawal) -> int:
    """Compare two versions of an article: below 0 if the first is older, 0 if neither is known to be."""
    one, two = _number(article.version), _number(other.version)
    if one and two and one != two:
        return -1 if one < two else 1
    if article.modified and other.modified and article.modified != other.modified:
        return -1 if article.modified < other.modified else 1
    return 0


def version_order(article: Article) -> tuple[tuple[int, ...], datetime]:
    """Return what sorts versions of an article, the oldest first."""
    return _number(article.version), article.modified or _NO_TIME


def _number(version: str | None) -> tuple[int, ...]:
    """Return the numbers of a version: `2.10` is newer than `2.9`; nothing if it is no number."""
    return tuple(map(int, version.split("."))) if version and _NUMBERED.fullmatch(version) else ()
