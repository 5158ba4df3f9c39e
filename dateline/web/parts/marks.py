"""Offsets to marked text: the only place where article text becomes HTML.

Every function takes plain text and offsets into it (code points, end-exclusive) and returns HTML in which the text is
escaped; marks are added, and no character is changed or lost.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from enum import Enum
from itertools import pairwise

import msgspec
from markupsafe import Markup, escape

from dateline.search.output.results_json import SnippetPart, cut_at_marks, snippet_parts
from dateline.search.results import Passage


class Layer(Enum):
    """The kind of a note; the value is its CSS class."""

    COUNTRY = "in-country"
    OFFICIAL = "in-official"
    WORD = "word"
    """A word of the query: a `mark` element, without an anchor."""


class Note(msgspec.Struct, frozen=True):
    """A marked span of text: a country, an official or a word of the query."""

    start: int
    end: int
    layer: str
    title: str | None = None
    name: str | None = None
    """The HTML id of a word of the query; a mention has its `anchor` instead."""

    @classmethod
    def of(cls, span: tuple[int, int], layer: Layer, title: str | None = None) -> Note:
        """Create a note on `span`."""
        return cls(*span, layer.value, title)

    @classmethod
    def hit(cls, span: tuple[int, int], number: int) -> Note:
        """Create a note on a word of the query, the `number`-th of the page."""
        return cls(*span, Layer.WORD.value, name=hit_name(number))


def hit_name(number: int) -> str:
    """The HTML id of the `number`-th word of the query on an article page, from 1."""
    return f"hit-{number}"


def marked(text: str, marks: Iterable[tuple[int, int]]) -> Markup:
    """`text` with its marks as `mark` elements."""
    return marked_parts(cut_at_marks(text, marks))


def marked_snippet(passages: Iterable[Passage]) -> Markup:
    """Passages in a row, with an ellipsis where text was left out."""
    return marked_parts(snippet_parts(passages))


def marked_parts(parts: Iterable[SnippetPart]) -> Markup:
    """Marked and plain text in a row."""
    return Markup("").join(_part(part.text, marked=part.marked) for part in parts)


def _part(text: str, *, marked: bool) -> Markup:
    return Markup("<mark>{}</mark>").format(text) if marked else escape(text)


def anchor(part: str, start: int) -> str:
    """The HTML id of the start of a mention on an article page."""
    return f"{part}-{start}"


def noted_paragraphs(text: str, notes: Iterable[Note], part: str) -> Iterator[Markup]:
    """The paragraphs of `text` with their notes; a mention's first character has its `anchor`."""
    for span, within in _by_stretch(_paragraphs(text), sorted(notes, key=_place)):
        yield noted(text, within, part, span)


def noted(text: str, notes: Iterable[Note], part: str, span: tuple[int, int]) -> Markup:
    """The span of `text` with its notes; where notes overlap, each piece has all of its own."""
    first, last = span
    ordered = sorted(notes, key=_place)
    edges = {min(max(edge, first), last) for note in ordered for edge in (note.start, note.end)}
    cuts = sorted(edges | {first, last})
    pieces = _by_stretch(pairwise(cuts), ordered)
    return Markup("").join(
        _piece(text[start:end], over, _anchor_here(over, part, start), _hit_here(over, start))
        for (start, end), over in pieces
    )


def _place(note: Note) -> tuple[int, int]:
    return note.start, note.end


def _paragraphs(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for paragraph in text.split("\n\n"):
        if paragraph.strip():
            yield start, start + len(paragraph)
        start += len(paragraph) + 2


def _by_stretch(
    stretches: Iterable[tuple[int, int]], notes: Sequence[Note]
) -> Iterator[tuple[tuple[int, int], Sequence[Note]]]:
    """Pair each span with the notes that overlap it, in one pass; both must be in order."""
    over: list[Note] = []
    reached = 0
    for start, end in stretches:
        while reached < len(notes) and notes[reached].start < end:
            over.append(notes[reached])
            reached += 1
        over = [note for note in over if note.end > start]
        yield (start, end), tuple(over)


def _anchor_here(notes: Iterable[Note], part: str, start: int) -> str | None:
    begins = any(note.start == start and note.layer != Layer.WORD.value for note in notes)
    return anchor(part, start) if begins else None


def _hit_here(notes: Iterable[Note], start: int) -> str | None:
    return next((note.name for note in notes if note.start == start and note.name), None)


def _piece(text: str, notes: Sequence[Note], name: str | None, hit: str | None) -> Markup:
    html = escape(text)
    if any(note.layer == Layer.WORD.value for note in notes):
        opened = Markup('<mark id="{}" tabindex="-1">').format(hit) if hit else Markup("<mark>")
        html = opened + html + Markup("</mark>")
    mentions = [note for note in notes if note.layer != Layer.WORD.value]
    if not mentions:
        return html
    classes = " ".join(dict.fromkeys(note.layer for note in mentions))
    titles = "; ".join(dict.fromkeys(note.title for note in mentions if note.title))
    named = Markup(' id="{}"').format(name) if name else Markup("")
    return Markup('<span class="{}"{} title="{}">{}</span>').format(classes, named, titles, html)
