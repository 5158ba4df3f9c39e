"""The versions of an article, each with what its source changed: words added and removed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from enum import Enum
from itertools import pairwise

import msgspec

from dateline.index.article import Article

MOST_COMPARED = 4_000_000
"""Maximum product of the words of two passages that are compared word by word; it takes up to a second."""
_WORD = re.compile(r"\w+|\s+|[^\w\s]")


class Kind(Enum):
    """What happened to a piece of text."""

    SAME = "same"
    ADDED = "added"
    REMOVED = "removed"


class Piece(msgspec.Struct, frozen=True):
    """Some text of one of two versions, or of both."""

    kind: Kind
    text: str


class Version(msgspec.Struct, frozen=True):
    """One version of an article, with the changes from the version before it; the first one has none."""

    article: Article
    headline: tuple[Piece, ...] = ()
    """Empty if the headline is that of the version before."""
    paragraphs: tuple[tuple[Piece, ...], ...] = ()
    """The paragraphs that changed, were added or removed."""

    @property
    def is_text_changed(self) -> bool:
        """Whether the headline or the body differ from those of the version before."""
        return bool(self.headline or self.paragraphs)


def versions_of(articles: Sequence[Article]) -> tuple[Version, ...]:
    """Compare the versions of one article, given newest first, each with the one before it."""
    compared = (
        Version(newer, _changed_line(older.headline, newer.headline), tuple(changed_paragraphs(older.body, newer.body)))
        for newer, older in pairwise(articles)
    )
    return (*compared, *map(Version, articles[-1:]))


def changed_paragraphs(older: str, newer: str) -> Iterator[tuple[Piece, ...]]:
    """Yield the paragraphs of two texts that differ, in order."""
    before, after = _paragraphs(older), _paragraphs(newer)
    for tag, start, end, new_start, new_end in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag != "equal":
            yield from _in_block(before[start:end], after[new_start:new_end])


def _in_block(before: Sequence[str], after: Sequence[str]) -> Iterator[tuple[Piece, ...]]:
    """Compare paragraphs in pairs while there are as many of both, else as wholes."""
    if len(before) == len(after):
        yield from map(pieces, before, after)
    else:
        yield from ((Piece(Kind.REMOVED, text),) for text in before)
        yield from ((Piece(Kind.ADDED, text),) for text in after)


def pieces(older: str, newer: str) -> tuple[Piece, ...]:
    """Compare two texts word by word; what is removed stands before what is added in its place."""
    before, after = _WORD.findall(older), _WORD.findall(newer)
    if len(before) * len(after) > MOST_COMPARED:
        return (Piece(Kind.REMOVED, older), Piece(Kind.ADDED, newer))
    found: list[Piece] = []
    for tag, start, end, new_start, new_end in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        removed, added = "".join(before[start:end]), "".join(after[new_start:new_end])
        both = (Piece(Kind.REMOVED, removed), Piece(Kind.ADDED, added))
        found += [Piece(Kind.SAME, added)] if tag == "equal" else [piece for piece in both if piece.text]
    return tuple(found)


def _changed_line(older: str | None, newer: str | None) -> tuple[Piece, ...]:
    return () if older == newer else pieces(older or "", newer or "")


def _paragraphs(text: str) -> list[str]:
    return text.split("\n\n") if text else []
