"""Read who is named to an office, and whom he follows: `nombró a A B ministra en sustitución de C D`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from dateline.index.metadata.names.multilingual import Names, Paragraph
from dateline.index.metadata.names.person_name import PersonName
from dateline.index.metadata.officials.cues import cue

_LONGEST_VERB = 40
"""Code points before a name that are searched for the verb."""
_FURTHEST = 100
"""Code points after an office that are searched for its last holder."""
_SENTENCE_END = re.compile(r"[.;!?](?:\s|\Z)")


def appointed(paragraph: Paragraph, names: Names, first: int) -> tuple[PersonName, bool] | None:
    """The full name between a verb and the office that begins at a token; whether it is only to hold the office."""
    language = paragraph.words.language
    designate = _cue(language, "names", "designate")
    for end in _ends(paragraph, first):
        name = names.ending(end)
        if name is None or not name.is_full:
            continue
        between = paragraph.text[name.end : paragraph.tokens[first].start]
        is_designate = designate is not None and designate.fullmatch(between.strip()) is not None
        takes = _cue(language, "names", "takes")
        before = paragraph.text[max(0, name.start - _LONGEST_VERB) : name.start]
        is_named = takes is not None and any(True for _ in takes.finditer(before))
        if is_named or (is_designate and between.strip() != ""):
            return name, is_designate
    return None


def last_holder(paragraph: Paragraph, names: Names, after: int) -> PersonName | None:
    """The full name after words such as `instead of`, in the sentence of an office that ends before a token."""
    pattern = _cue(paragraph.words.language, "instead", "former")
    if pattern is None or after >= len(paragraph.tokens):
        return None
    start = paragraph.tokens[after - 1].end
    end = _SENTENCE_END.search(paragraph.text, start)
    found = pattern.search(paragraph.text, start, min(end.start() if end else len(paragraph.text), start + _FURTHEST))
    if found is None:
        return None
    at = next((at for at in range(after, len(paragraph.tokens)) if paragraph.tokens[at].start >= found.end()), None)
    while at is not None and at < len(paragraph.tokens) - 1 and _is_before_name(paragraph, at):
        at += 1
    name = names.at(at, office=None) if at is not None else None
    return name if name is not None and name.is_full else None


def _is_before_name(paragraph: Paragraph, at: int) -> bool:
    is_link = paragraph.is_kind("link", at) and paragraph.tokens[at].text.islower()
    return is_link or paragraph.is_kind("title", at)


def _ends(paragraph: Paragraph, first: int) -> Iterator[int]:
    """The tokens before which a name may end: the office, or up to three words before it (`para`, `zum`, `será el`)."""
    at = first
    while at > 0 and first - at <= 3:
        yield at
        if not paragraph.tokens[at - 1].text.islower():
            return
        at -= 1


@cache
def _cue(language: str, where: str, says: str) -> re.Pattern[str] | None:
    try:
        return re.compile(rf"\b(?:{cue(language, where, says)})\b", re.IGNORECASE)
    except KeyError:
        return None
