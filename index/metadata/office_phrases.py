"""Office phrases in English text: which office, its place, its holder's standing.

Around each word that may be an office (`minister`, `president`, `secretary`, ...) the phrase is read outwards: before
it subjects and qualifiers (`acting`, `deputy`, `foreign`), after it `of` with a subject. Words that make it another
kind of office (a company's president, a chief minister) end the attempt.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

import msgspec

from dateline.index.article import Status
from dateline.index.metadata.offices import DEPUTY, portfolio_of_subject, subject_words
from dateline.index.metadata.person_names import Token
from dateline.index.metadata.words import words

HEADS = re.compile(
    r"(?<![\w'’-])(?:ex[-‑])?(?:(?:vice|co)[-‑])?(?:ministers?|premiers?|presidents?|chancellors?|secretar(?:y|ies)"
    r"|attorneys?[- ]general|taoiseach|kings?|queen|emir|sultan|emperor|co-princes?|heads? of state|chiefs? of state"
    r"|counterparts?)(?![\w])",
    re.IGNORECASE,
)
"""Where an office may be; one pass over a text."""

_CONNECTING = frozenset({"and", "&", ","})


class OfficePhrase(msgspec.Struct, frozen=True):
    """An office in a text; tokens `first` to `after`, not included."""

    portfolio: str
    status: Status
    first: int
    after: int
    head: int
    plural: bool
    needs_country: bool
    """So common a title that only a country beside it, or capitals before a name, make it a national office."""
    is_counterpart: bool = False


def office_at(tokens: Sequence[Token], at: int) -> OfficePhrase | None:
    """The office whose head word is token `at`; None where it is no national office."""
    head = tokens[at].plain.replace("‑", "-")
    if head.startswith("counterpart"):
        return OfficePhrase(
            "", Status.CURRENT, at, at + 1, at, head.endswith("s"), needs_country=False, is_counterpart=True
        )
    if _is_possessive(tokens[at]):
        return None
    was = head.startswith("ex-")
    head = head.removeprefix("ex-")
    first, subject = _subject_before(tokens, at, head)
    first, qualifiers = _qualifiers(tokens, first)
    if first > 0 and tokens[first - 1].plain in words("other-office") and not ends_sentence(tokens[first - 1]):
        return None
    after = at + 1
    if head.startswith(("minister", "secretar", "chancellor")):
        after, behind = _subject_after(tokens, after)
        subject = subject + behind if subject != ["prime"] else subject
    portfolio = _portfolio(head, subject, tokens, at)
    if portfolio is None:
        return None
    if _is_other_body(tokens, after):
        return None
    status = Status.FORMER if was else _status(qualifiers, tokens, after)
    if head.startswith("vice-") or qualifiers & words("deputy") or _is_state_minister(head, subject):
        portfolio = f"{DEPUTY}{portfolio}"
    needs_country = head.lstrip("vice-").startswith(("president", "chancellor", "secretar")) or head in words("monarch")
    plural = head.endswith("s") and head != "heads of state"
    return OfficePhrase(portfolio, status, first, after, at, plural, needs_country)


def _subject_before(tokens: Sequence[Token], at: int, head: str) -> tuple[int, list[str]]:
    """The first token of an office's subject, and its words: `foreign affairs` before `minister`."""
    if not head.startswith(("minister", "secretar")):
        return at, []
    first = at
    while first > 0:
        before = tokens[first - 1]
        if ends_sentence(before):
            break
        joins = before.plain in _CONNECTING and first > 1 and tokens[first - 2].plain in subject_words() and first < at
        if not (before.plain in subject_words() or before.plain == "prime" or joins):
            break
        first -= 1
    words = [token.plain for token in tokens[first:at] if token.plain not in _CONNECTING]
    return first, words


def _subject_after(tokens: Sequence[Token], at: int) -> tuple[int, list[str]]:
    """The token after `of Foreign Affairs and Trade`, and its words."""
    if at >= len(tokens) or tokens[at].plain not in {"of", "for"}:
        if at + 2 < len(tokens) and [token.plain for token in tokens[at : at + 3]] == ["in", "charge", "of"]:
            return _subject_after(tokens, at + 2)
        return at, []
    end = at + 1
    if end < len(tokens) and tokens[end].plain == "the":
        end += 1
    if end + 1 < len(tokens) and tokens[end].plain == "department" and tokens[end + 1].plain == "of":
        end += 2
    begun = end
    while end < len(tokens) and _is_subject(tokens, end, begun) and not ends_sentence(tokens[end - 1]):
        end += 1
    while end > begun and tokens[end - 1].plain in {*_CONNECTING, "of", "for"}:
        end -= 1
    words = [token.plain for token in tokens[begun:end] if token.plain not in {*_CONNECTING, "of", "for"}]
    return (end, words) if words else (at, [])


def _is_subject(tokens: Sequence[Token], at: int, begun: int) -> bool:
    plain = tokens[at].plain
    if plain in subject_words():
        return True
    follows = at + 1 < len(tokens) and tokens[at + 1].plain in {*subject_words(), "the", "state"}
    return at > begun and (plain in _CONNECTING or plain in {"of", "for"}) and follows


def _qualifiers(tokens: Sequence[Token], first: int) -> tuple[int, frozenset[str]]:
    """The first token of what stands before an office and says how it is held, and those words."""
    found: set[str] = set()
    while first > 0 and not ends_sentence(tokens[first - 1]):
        plain = tokens[first - 1].plain
        if plain == "-" and first > 1 and tokens[first - 2].plain == "ex":
            first, plain = first - 1, "ex"
        if plain == "the" or plain not in _qualifying():
            break
        found.add(plain)
        first -= 1
    return first, frozenset(found | ({"deputy"} if "state" in found else set()))


def _status(qualifiers: frozenset[str], tokens: Sequence[Token], after: int) -> Status:
    following = tokens[after].plain if after < len(tokens) else ""
    if qualifiers & words("former"):
        return Status.FORMER
    if qualifiers & words("designate") or following in {"designate", "elect", "-elect", "-designate"}:
        return Status.DESIGNATE
    return Status.ACTING if qualifiers & words("acting") else Status.CURRENT


def _portfolio(head: str, subject: list[str], tokens: Sequence[Token], at: int) -> str | None:
    if (
        head in words("monarch")
        or head.startswith(("head", "chief"))
        or head.removeprefix("vice-").startswith("president")
    ):
        return "head-of-state"
    if head.removeprefix("vice-").startswith("premier") or head == "taoiseach":
        return "head-of-government"
    if head.startswith("chancellor"):
        if subject == ["exchequer"] or [token.plain for token in tokens[at + 1 : at + 4]] == ["of", "the", "exchequer"]:
            return "finance"
        return None if subject else "head-of-government"
    if head.startswith("attorney"):
        return "justice"
    if head.startswith("secretar"):
        return _of_secretary(subject)
    return portfolio_of_subject(_without_state(subject)) or "other"


def _of_secretary(subject: list[str]) -> str | None:
    """`Secretary of State` is foreign; `Secretary of State for Defence` is not; a secretary of nothing is none."""
    if subject == ["state"]:
        return "foreign"
    kept = _without_state(subject)
    return portfolio_of_subject(kept) if kept else None


def _without_state(subject: list[str]) -> list[str]:
    return [word for word in subject if word != "state"]


def _is_state_minister(head: str, subject: list[str]) -> bool:
    return head.startswith("minister") and subject[:1] == ["state"]


def _is_other_body(tokens: Sequence[Token], after: int) -> bool:
    """Whether `of the European Commission` or the like follows."""
    if after >= len(tokens) or tokens[after].plain != "of":
        return False
    return any(token.plain.removesuffix("'s") in words("other-body") for token in tokens[after + 1 : after + 6])


@cache
def _qualifying() -> frozenset[str]:
    kinds = ("former", "acting", "designate", "deputy", "qualifier")
    return frozenset({"state"}).union(*map(words, kinds))


def ends_sentence(token: Token) -> bool:
    """Whether a token has the stop of a sentence: initials and words cut short end none."""
    word = token.text.rstrip(".")
    return token.text.endswith(".") and len(word) > 2 and "." not in word


def _is_possessive(token: Token) -> bool:
    return re.search(r"['’]s?\Z", token.text) is not None


def heads_in(text: str) -> Iterator[re.Match[str]]:
    """Where office words stand."""
    return HEADS.finditer(text)
