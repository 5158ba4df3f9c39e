"""Which passage shows why an article matched, as offsets.

A passage is whole sentences where they fit, else whole words. The best one holds most different parts of the query;
a second one is added where it shows a part that the first does not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import msgspec

from dateline.index.article import Part
from dateline.search.highlight import Highlighter, Mark
from dateline.search.results import Passage

LENGTH = 240
"""Code points of a passage, about three lines."""
MOST_PASSAGES = 2
FARTHEST = 2_000_000
"""Code points of one text that are searched for marks: a bound on the time of a page."""
MOST_MARKS = 400
"""Marks among which the best passage is chosen."""

_STRETCH = 50_000
_SENTENCE_END = re.compile(r"[.!?…。؟][\"'”’»)]*\s+|\n\n")
_WORD_EDGE = re.compile(r"\s")


class _Candidate(msgspec.Struct, frozen=True):
    start: int
    end: int
    numbers: frozenset[int]
    marks: int


def marks_in(text: str, highlighter: Highlighter, farthest: int = FARTHEST) -> list[Mark]:
    """All marks of a text, at least of its first `farthest` code points."""
    return [mark for stretch in _marks_by_stretch(text, highlighter, farthest) for mark in stretch]


def passages(text: str, highlighter: Highlighter, part: Part) -> tuple[Passage, ...]:
    """The one or two best passages of a text, in their order; none where nothing is marked."""
    marks = _some_marks(text, highlighter)
    if not marks:
        return ()
    candidates = [_candidate(text, mark, marks) for mark in marks]
    best = max(candidates, key=_worth)
    chosen = [best]
    others = [other for other in candidates if other.numbers - best.numbers and _apart(other, best)]
    if others and len(chosen) < MOST_PASSAGES:
        chosen.append(max(others, key=lambda other: (len(other.numbers - best.numbers), *_worth(other))))
    return tuple(_passage(text, one, marks, part) for one in sorted(chosen, key=lambda one: one.start))


def passage_around(text: str, start: int, end: int, part: Part) -> Passage:
    """The passage that shows one stretch of a text, marked."""
    mark = Mark(start, end, 0)
    return _passage(text, _candidate(text, mark, [mark]), [mark], part)


def opening(text: str, length: int = LENGTH) -> str:
    """The first words of a text, whole words only."""
    if len(text) <= length:
        return text
    return text[: _back_to_edge(text, 0, length)].rstrip()


def _some_marks(text: str, highlighter: Highlighter) -> list[Mark]:
    found: list[Mark] = []
    for stretch in _marks_by_stretch(text, highlighter, FARTHEST):
        found.extend(stretch)
        if found:
            break
    return found[:MOST_MARKS]


def _marks_by_stretch(text: str, highlighter: Highlighter, farthest: int) -> Iterator[list[Mark]]:
    start = 0
    while start < min(len(text), farthest):
        end = len(text) if len(text) - start <= _STRETCH else _paragraph_end(text, start + _STRETCH)
        marks = highlighter.marks(text[start:end])
        yield [Mark(mark.start + start, mark.end + start, mark.number) for mark in marks]
        start = end


def _paragraph_end(text: str, near: int) -> int:
    """Where a stretch may end: a phrase that spans two paragraphs just there is not marked."""
    end = text.find("\n\n", near, near + _STRETCH)
    return end if end > 0 else min(near, len(text))


def _candidate(text: str, mark: Mark, marks: Sequence[Mark]) -> _Candidate:
    start = _sentence_start(text, mark.start)
    end = _passage_end(text, start, max(start + LENGTH, mark.end))
    inside = [other for other in marks if start <= other.start and other.end <= end]
    return _Candidate(start, end, frozenset(other.number for other in inside), len(inside))


def _worth(candidate: _Candidate) -> tuple[int, int, int]:
    return len(candidate.numbers), candidate.marks, -candidate.start


def _apart(one: _Candidate, other: _Candidate) -> bool:
    return one.end <= other.start or other.end <= one.start


def _sentence_start(text: str, place: int) -> int:
    """Where the sentence begins that holds `place`, or a nearer word where it is long."""
    earliest = max(0, place - LENGTH // 2)
    starts = [match.end() for match in _SENTENCE_END.finditer(text, earliest, place) if match.end() <= place]
    if starts:
        return starts[-1]
    return 0 if earliest == 0 else _on_to_edge(text, earliest, place)


def _passage_end(text: str, start: int, latest: int) -> int:
    """The last end of a sentence before `latest`, if that leaves most of the passage, else the end of a word."""
    if latest >= len(text):
        return len(text.rstrip())
    ends = [match.start() + len(match[0].rstrip()) for match in _SENTENCE_END.finditer(text, start, latest)]
    if ends and ends[-1] - start > (latest - start) * 2 // 3:
        return ends[-1]
    return _back_to_edge(text, start, latest)


def _on_to_edge(text: str, start: int, end: int) -> int:
    edge = _WORD_EDGE.search(text, start, end)
    return edge.end() if edge else start


def _back_to_edge(text: str, start: int, end: int) -> int:
    """The end of the last whole word before `end`; `end` itself where a word is longer than a passage."""
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
