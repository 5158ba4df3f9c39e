"""Read an office phrase in English text: its portfolio, its extent and the status of its holder.

The phrase is read outwards from the head word (`minister`, `president`, `secretary`, ...): before it subjects and
qualifiers (`acting`, `deputy`, `foreign`), after it `of` with a subject. Words that make it another kind of office (a
company's president, a chief minister) rule it out.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from dateline.index.article import Status
from dateline.index.metadata.countries.places import is_state_or_province
from dateline.index.metadata.officials.cues import beside
from dateline.index.metadata.officials.english.heads import Head, head_of
from dateline.index.metadata.officials.english.subjects import (
    all_qualifiers,
    is_of_ministry,
    skip_department,
    skip_own_state,
    subject_after,
    subject_before,
)
from dateline.index.metadata.officials.portfolios import DEPUTY, portfolio_of_subject, subject_words
from dateline.index.metadata.tables import words
from dateline.index.metadata.tokens import Token, ends_sentence

_SHORT_TITLES = {"fm": "foreign", "eam": "foreign", "dm": "defence", "vp": "deputy-head-of-state"}
_ALSO_OF_OTHERS = ("pres", "pm", "chancellor", "diplomat", "secretar", "attorney", "leader", "prince")
"""Beginnings of heads that other bodies have too."""
_TITLES_OF_MONARCHS = ("king", "queen", "emir", "sultan", "emperor", "shah")
_DESIGNATE_AFTER = frozenset("designate elect -elect -designate nominee nominees pick hopeful in-waiting".split())
_QUALIFIED_BY = {
    "top": ("diplomat",),
    "chief": ("diplomat",),
    "lord": ("chancellor",),
    "under": ("secretar",),
    "associate": ("secretar",),
    "assistant": ("secretar", "minister"),
}
"""The heads that these qualifiers may precede; all others may precede any head."""


class OfficePhrase(msgspec.Struct, frozen=True):
    """An office in a text: the tokens from `first` to before `after`."""

    portfolio: str
    status: Status
    first: int
    after: int
    head: int
    is_plural: bool
    needs_country: bool
    """A title that counts as national only with a country beside it or capitalised before a name."""
    office_first: int = 0
    """The first token of the office itself, after qualifiers such as `former` and `new`."""
    requires_adjacent_country: bool = False
    """Counts only if its country is beside it: `leader`."""
    is_company_title: bool = False
    """Companies have this title too."""
    is_bare: bool = False
    """`Minister` alone; another place in the article may name the portfolio."""
    is_counterpart: bool = False


def office_at(tokens: Sequence[Token], at: int, end: int) -> OfficePhrase | None:
    """The office whose head is the tokens from `at` to before `end`; None if it is not a national office."""
    if _is_possessive(tokens[end - 1]):
        return None
    head = head_of(" ".join(token.plain for token in tokens[at:end]))
    if head.word.startswith("counterpart"):
        return _counterpart(at, end, head)
    if head.word in _TITLES_OF_MONARCHS and end < len(tokens) and tokens[end].plain in words("patronymic"):
        return None  # a given name: `Prince Sultan bin Abdulaziz`
    if end < len(tokens) and head.word.startswith("minister") and tokens[end].plain == "delegate":
        head, end = Head(head.word, head.joined | {"assistant"}), end + 1
    head = Head("minister", head.joined) if head.word == "min" else head
    first, subject = subject_before(tokens, at, head.word)
    office_first = first
    first, qualifiers = _qualifiers(tokens, first, head.word)
    if not subject and qualifiers & words("deputy"):
        # `Transport and Highways Deputy Minister A B`
        first, subject = subject_before(tokens, first, head.word)
        office_first = first if subject else office_first
    # `Lord Chancellor` is an office of its own, of one country.
    office_first = first if "lord" in qualifiers else office_first
    is_secretary_of_state_rank = head.word.startswith("secretar") and subject[:1] == ["state"]
    qualifiers |= head.joined
    if head.word.startswith("secretar") and is_of_ministry(tokens, end):
        return None
    after, subject_after_head = subject_after(tokens, end) if _has_subject(head.word) else (end, [])
    after = skip_own_state(tokens, after)
    after = skip_department(tokens, after) if subject_after_head and head.word.startswith("secretar") else after
    subject = subject + subject_after_head if subject != ["prime"] else subject
    portfolio = _portfolio(head.word, subject, qualifiers)
    status = _status(qualifiers, tokens, after)
    after += after < len(tokens) and tokens[after].plain in _DESIGNATE_AFTER
    if (
        portfolio is None
        or _is_of_other_body(tokens, first, after)
        or (head.word == "leader" and qualifiers & words("deputy"))
    ):
        return None
    is_of_state = head.word.startswith("minister") and "state" in {*subject[:1], *subject[-1:]}
    if qualifiers & words("deputy") or is_of_state or (is_secretary_of_state_rank and len(subject) > 1):
        portfolio = f"{DEPUTY}{portfolio}"
    return OfficePhrase(
        portfolio,
        status,
        first,
        after,
        at,
        is_plural=head.word.split()[0].endswith("s"),
        needs_country=_needs_country(head.word) or (bool(subject) and subject_words().isdisjoint(subject)),
        office_first=_office_first(tokens, first, office_first),
        requires_adjacent_country=head.word in {"leader", "treasurer", "dm"},
        is_company_title=head.word.startswith(("pres", "vp")),
        is_bare=head.word.startswith("minister") and not _without_state_word(subject) and "prime" not in qualifiers,
    )


def _office_first(tokens: Sequence[Token], first: int, office_first: int) -> int:
    while first < office_first and tokens[first].plain in beside(Status.FORMER) | words("qualifier"):
        first += 1
    return first


def _counterpart(at: int, end: int, head: Head) -> OfficePhrase:
    is_plural = head.word.endswith("s")
    return OfficePhrase("", Status.CURRENT, at, end, at, is_plural, needs_country=False, is_counterpart=True)


def _has_subject(head: str) -> bool:
    return head.startswith(("minister", "secretar", "chancellor"))


def _needs_country(head: str) -> bool:
    return head.startswith(
        (
            "pres",
            "pm",
            "chancellor",
            "diplomat",
            *_SHORT_TITLES,
            "secretar",
            "attorney",
            "leader",
            "prince",
            *_TITLES_OF_MONARCHS,
        )
    )


def _qualifiers(tokens: Sequence[Token], first: int, head: str) -> tuple[int, frozenset[str]]:
    """The first token of the qualifiers before an office, and the qualifiers."""
    found: set[str] = set()
    while first > 0 and not ends_sentence(tokens[first - 1]):
        plain = tokens[first - 1].plain
        if plain in {"-", "‑"} and first > 1 and tokens[first - 2].plain in {"ex", "then"}:
            first, plain = first - 1, tokens[first - 2].plain
        if plain not in all_qualifiers() or not head.startswith(_QUALIFIED_BY.get(plain, ("",))):
            break
        found.add(plain)
        first -= 1
    is_junior = "state" in found and head.startswith(("minister", "secretar"))
    return first, frozenset(found | ({"deputy"} if is_junior else set()))


def _status(qualifiers: frozenset[str], tokens: Sequence[Token], after: int) -> Status:
    following = tokens[after].plain if after < len(tokens) else ""
    if qualifiers & beside(Status.FORMER):
        return Status.FORMER
    if qualifiers & beside(Status.DESIGNATE) or following in _DESIGNATE_AFTER:
        return Status.DESIGNATE
    return Status.ACTING if qualifiers & beside(Status.ACTING) else Status.CURRENT


def _portfolio(head: str, subject: list[str], qualifiers: frozenset[str]) -> str | None:
    if head.startswith("minister") and "prime" in qualifiers:
        return "head-of-government"
    if head.startswith("minister"):
        return portfolio_of_subject(_without_state_word(subject)) or "other"
    if head.startswith("secretar"):
        return _secretary_portfolio(subject)
    if head.startswith("chancellor"):
        return "justice" if "lord" in qualifiers else _chancellor_portfolio(subject)
    if head.startswith("diplomat"):
        return "foreign" if qualifiers & {"top", "chief"} else None
    if head in _SHORT_TITLES:
        return _SHORT_TITLES[head]
    if head.startswith(("attorney", "treasurer")):
        return "justice" if head.startswith("attorney") else "finance"
    if head.startswith("prince") and "co" not in qualifiers:
        return None
    is_government = head.startswith(("premier", "taoiseach", "pm")) or head.endswith("government")
    return "head-of-government" if is_government else "head-of-state"


def _chancellor_portfolio(subject: list[str]) -> str | None:
    return "finance" if subject == ["exchequer"] else None if subject else "head-of-government"


def _secretary_portfolio(subject: list[str]) -> str | None:
    """The portfolio of a secretary: `Secretary of State` is foreign, others need a subject.

    Kenya's ministers are cabinet secretaries for a subject; a secretary of the whole cabinet is a civil servant.
    """
    if subject == ["state"]:
        return "foreign"
    kept = [word for word in _without_state_word(subject) if word != "cabinet"]
    return portfolio_of_subject(kept) if kept and kept[-1] not in words("no-secretary") else None


def _without_state_word(subject: list[str]) -> list[str]:
    return [word for word in subject if word != "state"]


def _is_of_other_body(tokens: Sequence[Token], first: int, after: int) -> bool:
    """Whether the words around it make it an office of a company, a party, a state or an assembly."""
    if _is_first_minister(tokens, first) or (
        first > 0 and not ends_sentence(tokens[first - 1]) and _has_other_body_before(tokens, first)
    ):
        return True
    follows = tokens[after].plain if after < len(tokens) else ""
    if follows in {"affairs", "relations", "to", "department"}:
        return follows != "to" or tokens[after + 1 : after + 2] == [] or tokens[after + 1].plain not in words("to-do")
    if follows not in {"of", "for", "at"}:
        return False
    following = [token.plain.removesuffix("'s") for token in tokens[after + 1 : after + 6]]
    return not words("other-body").isdisjoint(following) or _names_state(following, ends=False)


def _is_first_minister(tokens: Sequence[Token], first: int) -> bool:
    """Whether it is a first minister, as in Scotland, Wales and Northern Ireland."""
    return [token.plain for token in tokens[first : first + 2]] in (["first", "minister"], ["first", "ministers"])


def _has_other_body_before(tokens: Sequence[Token], first: int) -> bool:
    before = [token.plain.removesuffix("'s").removesuffix("’s") for token in tokens[max(0, first - 3) : first]]
    serves = len(before) == 3 and before[1:] == ["to", "the"] and before[0] in words("serves")
    return serves or before[-1] in words("other-office") or _names_state(before, ends=True)


def _names_state(plain: Sequence[str], *, ends: bool) -> bool:
    """Whether words end or begin with a state or province, which has offices of its own."""
    plain = [word for word in plain if word != "the"]
    lengths = range(1, min(len(plain), 3) + 1)
    return any(is_state_or_province(" ".join(plain[-length:] if ends else plain[:length])) for length in lengths)


def _is_possessive(token: Token) -> bool:
    return token.text.endswith(("'", "’", "'s", "’s", "'S", "’S"))
