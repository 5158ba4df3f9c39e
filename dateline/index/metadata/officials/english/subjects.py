"""Read the subject of an office in English text: `foreign affairs minister`, `minister of Foreign Affairs`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from dateline.index.metadata.names.english_words import is_common_word, is_given_name, titles
from dateline.index.metadata.officials.cues import statuses
from dateline.index.metadata.officials.english.heads import is_head
from dateline.index.metadata.officials.portfolios import subject_words
from dateline.index.metadata.tables import words
from dateline.index.metadata.tokens import Token, ends_sentence

_CONNECTING = frozenset({"and", "&", ",", "cum"})
_FUNCTION_WORDS = frozenset({"of", "for", "the"})
_ABSTRACT = re.compile(r"\w{3}(?:ness|tion|ship|ility)\Z")
"""Endings typical of subjects and rare in names."""
_UNKNOWN = 2
"""Maximum consecutive unknown words in a list of subjects."""
_OPENINGS = sorted(
    (
        ("in", "the"),
        *(
            (*head, *article, *department)
            for head in (("of",), ("for",), ("in", "charge", "of"), ("responsible", "for"))
            for article in ((), ("the",))
            for department in ((), ("department", "of"), ("ministry", "of"))
        ),
    ),
    key=len,
    reverse=True,
)


def subject_before(tokens: Sequence[Token], at: int, head: str) -> tuple[int, list[str]]:
    """The first token of an office's subject, and its words: `foreign affairs` before `minister`."""
    if not head.startswith(("minister", "secretar")):
        return at, []
    first = at
    while first > 0 and not ends_sentence(tokens[first - 1]) and _is_subject_before(tokens, first, at):
        first -= 1
    while first < at and tokens[first].plain in {*_CONNECTING, *_FUNCTION_WORDS}:
        first += 1
    return first, [token.plain for token in tokens[first:at] if token.plain not in {*_CONNECTING, *_FUNCTION_WORDS}]


def _is_subject_before(tokens: Sequence[Token], first: int, at: int) -> bool:
    before = tokens[first - 1]
    if before.plain in subject_words() or before.plain == "prime":
        return True
    if first < 2 or not before.plain:
        return False
    if first == at:
        return _is_last_of_list(tokens, at)
    further = tokens[first - 2]
    if before.plain in _CONNECTING:
        return _is_one_list(tokens, first, at)
    listed = further.plain in _CONNECTING and first > 2 and tokens[first - 3].plain in subject_words()
    return listed and before.text[0].isupper() and tokens[first].text[0].isupper()


def _is_last_of_list(tokens: Sequence[Token], at: int) -> bool:
    """Whether an unknown word ends a list of subjects before an office: `Road Transport and Bridges Minister`."""
    if at < 3 or not (tokens[at - 1].text[0].isupper() and tokens[at - 3].text[0].isupper()):
        return False
    is_listed = tokens[at - 2].plain in {"and", "&"} and tokens[at - 3].plain in subject_words() - {"prime"}
    return is_listed and tokens[at - 1].plain not in all_qualifiers()


def _is_one_list(tokens: Sequence[Token], first: int, at: int) -> bool:
    """Whether a comma or `and` joins subjects: `foreign affairs, emigration and Egyptian expatriates minister`.

    Both must have the same case, unlike `the war, Foreign Minister A said`. Commas alone join nothing without an `and`.
    """
    before, further = tokens[first - 1], tokens[first - 2]
    if further.plain in _CONNECTING:
        further = tokens[first - 3] if first > 2 else further
    listed = next((token for token in tokens[first:at] if token.plain not in _CONNECTING), further)
    alike = further.text[0].isupper() == listed.text[0].isupper()
    has_and = before.text != "," or any(token.plain in {"and", "&"} for token in tokens[first:at])
    return further.plain in subject_words() and alike and has_and


def subject_after(tokens: Sequence[Token], at: int) -> tuple[int, list[str]]:
    """The token after a subject such as `of Foreign Affairs and Trade`, and its words."""
    start = _subject_start(tokens, at)
    if start is None:
        return at, []
    end = start
    while end < len(tokens) and _is_subject(tokens, end, start) and not ends_sentence(tokens[end - 1]):
        end += 1
    while end > start and tokens[end - 1].plain in {*_CONNECTING, *_FUNCTION_WORDS}:
        end -= 1
    found = [token.plain for token in tokens[start:end] if token.plain not in {*_CONNECTING, *_FUNCTION_WORDS}]
    return (end, found) if found else (at, [])


def skip_department(tokens: Sequence[Token], at: int) -> int:
    """The token after `department`, as in `Secretary of the Commerce Department`; `at` if it is another word."""
    return at + (at < len(tokens) and tokens[at].plain == "department" and not ends_sentence(tokens[at - 1]))


def skip_own_state(tokens: Sequence[Token], at: int) -> int:
    """The token after `of this country`, `of the republic`; `at` if other words follow."""
    plain = [token.plain for token in tokens[at : at + 3]]
    is_own = plain[:1] == ["of"] and plain[1:2] in (["this"], ["that"], ["our"], ["the"]) and len(plain) > 2
    further = tokens[at + 3].plain if is_own and at + 3 < len(tokens) else ""
    return at + 3 if is_own and plain[2] in words("own-state") and further != "of" else at


def _subject_start(tokens: Sequence[Token], at: int) -> int | None:
    """The token after `of the`, `in charge of`, `of the Ministry of` or similar; None if there is no subject."""
    plain = [token.plain for token in tokens[at : at + 6]]
    if plain[:2] == ["without", "portfolio"]:
        return at
    for opening in _OPENINGS:
        if plain[: len(opening)] == list(opening):
            return at + len(opening)
    return None


def _is_subject(tokens: Sequence[Token], at: int, start: int) -> bool:
    plain = tokens[at].plain
    if at + 1 < len(tokens) and tokens[at + 1].plain in words("state-kind"):
        return False  # `of the Islamic Republic of Iran`
    if plain in subject_words() or _is_common_subject(tokens, at):
        return True
    if at == start:
        return False
    if plain in {*_CONNECTING, *_FUNCTION_WORDS}:
        return _goes_on(tokens, at + 1)
    # An unknown word within a list: `water supply and Estate Infrastructure Development`.
    between = [token.plain for token in tokens[max(start, at - _UNKNOWN) : at]]
    in_list = not _CONNECTING.isdisjoint(between)
    return in_list and _goes_on(tokens, at)


def _is_common_subject(tokens: Sequence[Token], at: int) -> bool:
    """Whether a word that is not in the table may be a subject: `Minister of Loneliness A B`.

    It must be capitalised, a common word and no given name, followed by a comma or a full name.
    """
    token = tokens[at]
    is_word = is_common_word(token.plain) or _ABSTRACT.search(token.plain) is not None
    if not token.text.istitle() or not is_word or is_given_name(token.plain):
        return False
    if token.plain in titles() or token.plain in words("not-a-name") or is_head(token.text):
        return False
    following = tokens[at + 1 : at + 3]
    if len(following) < 2 or ends_sentence(token):
        return False
    return following[0].text == "," or all(
        word.text[0].isupper() and not is_common_word(word.plain) for word in following
    )


def _goes_on(tokens: Sequence[Token], at: int) -> bool:
    """Whether the list of subjects continues: `foreign affairs, foreign employment, and Child Welfare`."""
    unknown = 0
    for token in tokens[at : at + _UNKNOWN + 3]:
        if token.plain in subject_words():
            return True
        if token.plain in {*_CONNECTING, *_FUNCTION_WORDS} and not unknown:
            continue
        unknown += 1
        if unknown > _UNKNOWN or not token.text[0].isupper() or ends_sentence(token) or token.plain in titles():
            return False
    return False


def is_of_ministry(tokens: Sequence[Token], at: int) -> bool:
    """Whether `of the Ministry of Defence` follows: such a secretary is a civil servant under the minister."""
    plain = [token.plain for token in tokens[at : at + 3]]
    return plain[:1] in (["of"], ["to"], ["in"], ["at"]) and "ministry" in plain[1:]


@cache
def all_qualifiers() -> frozenset[str]:
    """Qualifiers: words before the subject that say how the office is held."""
    return frozenset({"state"}).union(words("deputy"), words("qualifier"), statuses("en"))
