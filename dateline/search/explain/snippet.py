"""Selects the passages that show why an article matched, as offsets.

A passage consists of whole sentences if they fit, else of whole words. The best one contains the most distinct parts of
the query; a second one is added if it shows a part that the first does not. News puts the most important first, so a
text is read from its start, and only until a passage shows all parts of the query; that saves most of a page's time.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

import msgspec

from dateline.index.article import Part
from dateline.search.explain.highlight import Highlighter, Mark
from dateline.search.results import Passage

LENGTH = 240
"""Code points of a passage, about three lines."""
FARTHEST = 2_000_000
"""Code points of a text that are searched for marks; limits the time for a page."""
MOST_MARKS = 400
"""Marks that are considered for the best passage."""

_STRETCH = 50_000
"""Code points analysed at once; a phrase that crosses the end of a stretch is not marked."""
_SHORT_STRETCH = 300
"""The same while searching for a passage: a paragraph or two."""
_SENTENCE_END = re.compile(r"[.!?…。؟\n](?:(?<!\n)[\"'”’»)]*\s+|(?<=\n)\n)")
"""Starts with a character class, to which Python's `re` can skip quickly."""
_WORD_EDGE = re.compile(r"\s")


class _Candidate(msgspec.Struct, frozen=True):
    start: int
    end: int
    numbers: frozenset[int]
    marks: int


def marks_in(text: str, highlighter: Highlighter, farthest: int = FARTHEST) -> list[Mark]:
    """Return all marks of a text, at least in its first `farthest` code points."""
    return [mark for _, marks in _marks_by_stretch(text, highlighter, farthest, _STRETCH) for mark in marks]


def passages(text: str, highlighter: Highlighter, part: Part) -> tuple[Passage, ...]:
    """Return the one or two best passages of a text in text order; none if nothing is marked."""
    marks = _first_marks(text, highlighter)
    if not marks:
        return ()
    candidates = _candidates(text, marks)
    best = max(candidates, key=_worth)
    chosen = [best]
    others = [other for other in candidates if other.numbers - best.numbers and _apart(other, best)]
    if others:
        chosen.append(max(others, key=lambda other: (len(other.numbers - best.numbers), *_worth(other))))
    return tuple(_passage(text, one, marks, part) for one in sorted(chosen, key=lambda one: one.start))


def passage_around(text: str, start: int, end: int, part: Part) -> Passage:
    """Return the passage around a span of a text, with the span marked."""
    mark = Mark(start, end, 0)
    return _passage(text, _candidates(text, [mark])[0], [mark], part)


def opening(text: str, length: int = LENGTH) -> str:
    """Return the first words of a text, cut at a word boundary."""
    if len(text) <= length:
        return text
    return text[: _back_to_edge(text, 0, length)].rstrip()


def _first_marks(text: str, highlighter: Highlighter) -> list[Mark]:
    """Return marks up to the first passage that shows all parts of the query, else those of the first long stretch."""
    found: list[Mark] = []
    for end, marks in _marks_by_stretch(text, highlighter, FARTHEST, _SHORT_STRETCH):
        found.extend(marks)
        if marks and highlighter.numbers <= {mark.number for mark in marks} and _shows_all(text, marks, highlighter):
            break
        if found and end > _STRETCH:
            break
    if not found and highlighter.has_phrases:
        # A phrase may cross two short stretches.
        found = highlighter.marks(text[:_STRETCH])
    return found[:MOST_MARKS]


def _shows_all(text: str, marks: Sequence[Mark], highlighter: Highlighter) -> bool:
    """Return whether one passage can show all parts of the query; these are the marks of one stretch."""
    return len(highlighter.numbers) == 1 or any(one.numbers == highlighter.numbers for one in _candidates(text, marks))


def _marks_by_stretch(
    text: str, highlighter: Highlighter, farthest: int, length: int
) -> Iterator[tuple[int, list[Mark]]]:
    """Yield the end of each stretch with its marks."""
    start = 0
    while start < min(len(text), farthest):
        end = len(text) if len(text) - start <= length else _paragraph_end(text, start + length)
        marks = highlighter.marks(text[start:end])
        yield end, [_moved(mark, start) for mark in marks] if start else marks
        start = end


def _moved(mark: Mark, by: int) -> Mark:
    return Mark(mark.start + by, mark.end + by, mark.number)


def _paragraph_end(text: str, near: int) -> int:
    """Return where a stretch may end: after a paragraph, or after a word if the paragraph is long."""
    end = text.find("\n\n", near, near + _STRETCH)
    return end if end > 0 else _back_to_edge(text, near - LENGTH, near)


class _Sentences:
    """The starts and ends of sentences around marks."""

    def __init__(self, text: str, marks: Sequence[Mark]) -> None:
        around = max(0, marks[0].start - LENGTH), max(mark.end for mark in marks) + 2 * LENGTH
        found = list(_SENTENCE_END.finditer(text, *around))
        self._text = text
        self._starts = [match.end() for match in found]
        self._ends = [match.start() + len(match[0].rstrip()) for match in found]

    def start(self, offset: int) -> int:
        """Return the start of the sentence around `offset`, or of a nearer word if the sentence is long."""
        earliest = max(0, offset - LENGTH // 2)
        before = bisect_right(self._starts, offset)
        if before and self._starts[before - 1] > earliest:
            return self._starts[before - 1]
        return 0 if earliest == 0 else _on_to_edge(self._text, earliest, offset)

    def end(self, start: int, latest: int) -> int:
        """Return the last end of a sentence before `latest` if most of the passage is kept, else of a word."""
        if latest >= len(self._text):
            return len(self._text.rstrip())
        before = bisect_left(self._ends, latest)
        if before and self._ends[before - 1] - start > (latest - start) * 2 // 3:
            return self._ends[before - 1]
        return _back_to_edge(self._text, start, latest)


def _candidates(text: str, marks: Sequence[Mark]) -> list[_Candidate]:
    """Return a passage for each sentence in which a mark starts; marks are ordered by start."""
    sentences = _Sentences(text, marks)
    begins = [mark.start for mark in marks]
    candidates: dict[int, _Candidate] = {}
    for mark in marks:
        start = sentences.start(mark.start)
        if start not in candidates:
            end = sentences.end(start, max(start + LENGTH, mark.end))
            near = marks[bisect_left(begins, start) : bisect_left(begins, end)]
            numbers = [other.number for other in near if other.end <= end]
            candidates[start] = _Candidate(start, end, frozenset(numbers), len(numbers))
    return list(candidates.values())


def _worth(candidate: _Candidate) -> tuple[int, int, int]:
    return len(candidate.numbers), candidate.marks, -candidate.start


def _apart(one: _Candidate, other: _Candidate) -> bool:
    return one.end <= other.start or other.end <= one.start


def _on_to_edge(text: str, start: int, end: int) -> int:
    edge = _WORD_EDGE.search(text, start, end)
    return edge.end() if edge else start


def _back_to_edge(text: str, start: int, end: int) -> int:
    """Return the end of the last whole word before `end`; `end` itself if a word is longer than a passage."""
    if end >= len(text) or text[end].isspace():
        return end
    back = end
    while back > start and not text[back - 1].isspace():
        back -= 1
    return back if back > start else end


def _passage(text: str, chosen: _Candidate, marks: Sequence[Mark], part: Part) -> Passage:
    start, end = chosen.start, max(chosen.end, chosen.start)
    cut = text[start:end].rstrip()
    inside = tuple((mark.start - start, mark.end - start) for mark in marks if start <= mark.start and mark.end <= end)
    return Passage(cut, inside, part, start, cut_after=start + len(cut) < len(text.rstrip()))
