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
from dateline.index.metadata.guards import is_given_name
from dateline.index.metadata.offices import DEPUTY, portfolio_of_subject, subject_words
from dateline.index.metadata.person_names import Token, is_common, titles
from dateline.index.metadata.places import is_part_of_country
from dateline.index.metadata.words import words

_HEADS = re.compile(
    r"(?<![\w'’])(?<![\w][-‑])(?:(?:ex|co|acting|deputy)[-‑])?(?:(?:vice|under)[-‑]?)?"
    r"(?:ministers?|premiers?|presidents?|chancellors?|secretar(?:y|ies)(?![-‑ ]general)|attorneys?[- ]general"
    r"|taoiseach|kings?|queen|emir|sultan|emperor|shah|princes?|heads?[ -]of[ -](?:state|government)|chiefs? of state"
    r"|leader|treasurer|counterparts?|(?-i:(?<!\d )PM(?=\s+[A-Z])))(?:[-‑](?:elect|designate))?(?![\w])",
    re.IGNORECASE,
)
"""The word of an office, or the words, with what is joined to them."""
_CORES = (
    *"minister premier president chancellor secretar attorney taoiseach queen emir sultan emperor shah leader".split(),
    "treasurer",
    *(" pm ", "counterpart", "head of", "head-of", "heads of", "chief of", "chiefs of", " king", "-prince"),
)
"""What every such word holds: most texts hold few of them, and a closer look is taken only there."""
_LONGEST_PREFIX = 24
_WORD_END = re.compile(r"[\w‑-]*\Z")

_CONNECTING = frozenset({"and", "&", ",", "cum"})
_SMALL = frozenset({"of", "for", "the"})
_TITLES_OF_MONARCHS = ("king", "queen", "emir", "sultan", "emperor", "shah")


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
    named_from: int = 0
    """The first token of the office itself, behind what says how it is held (`former`, `new`)."""
    must_be_said: bool = False
    """No office unless its country stands beside it: `leader`."""
    is_common: bool = False
    """Companies have it too."""
    is_bare: bool = False
    """`Minister` and nothing else: which office it is, another place of the article tells."""
    is_counterpart: bool = False


class _Head(msgspec.Struct, frozen=True):
    """The word of an office, without what was joined to it."""

    word: str
    joined: frozenset[str]
    """`vice`, `ex`, `elect` ... before or after a hyphen."""


def office_at(tokens: Sequence[Token], at: int, end: int) -> OfficePhrase | None:
    """The office whose head words are the tokens from `at` to before `end`; None where it is no national office."""
    if _is_possessive(tokens[end - 1]):
        return None
    head = _head(" ".join(token.plain for token in tokens[at:end]))
    if head.word.startswith("counterpart"):
        return _counterpart(at, end, head)
    if head.word in _TITLES_OF_MONARCHS and end < len(tokens) and tokens[end].plain in words("patronymic"):
        return None  # a given name: `Prince Sultan bin Abdulaziz`
    if end < len(tokens) and head.word.startswith("minister") and tokens[end].plain == "delegate":
        head, end = _Head(head.word, head.joined | {"assistant"}), end + 1
    first, subject = _subject_before(tokens, at, head.word)
    named_from = first
    first, qualifiers = _qualifiers(tokens, first, head.word)
    if not subject and qualifiers & words("deputy"):
        # `Transport and Highways Deputy Minister A B`
        first, subject = _subject_before(tokens, first, head.word)
        named_from = first if subject else named_from
    qualifiers |= head.joined
    if head.word.startswith("secretar") and _is_of_ministry(tokens, end):
        return None
    after, behind = _subject_after(tokens, end) if _has_subject(head.word) else (end, [])
    subject = subject + behind if subject != ["prime"] else subject
    portfolio = _portfolio(head.word, subject, qualifiers)
    if (
        portfolio is None
        or _is_another(tokens, first, after)
        or (head.word == "leader" and qualifiers & words("deputy"))
    ):
        return None
    if qualifiers & words("deputy") or (head.word.startswith("minister") and "state" in {*subject[:1], *subject[-1:]}):
        portfolio = f"{DEPUTY}{portfolio}"
    return OfficePhrase(
        portfolio,
        _status(qualifiers, tokens, after),
        first,
        after,
        at,
        plural=head.word.split()[0].endswith("s"),
        needs_country=_needs_country(head.word) or (bool(subject) and subject_words().isdisjoint(subject)),
        named_from=_named_from(tokens, first, named_from),
        must_be_said=head.word in {"leader", "treasurer"},
        is_common=head.word.startswith("president"),
        is_bare=head.word.startswith("minister") and not _without_state(subject),
    )


def _named_from(tokens: Sequence[Token], first: int, named_from: int) -> int:
    while first < named_from and tokens[first].plain in words("former") | words("qualifier"):
        first += 1
    return first


def _head(plain: str) -> _Head:
    """`ex-vice-president-elect` apart."""
    parts = [part.strip() for part in plain.replace("‑", "-").replace("-of-", " of ").split("-")]
    kept = [part for part in parts if part not in words("joined")]
    word = "-".join(kept)
    joined = frozenset(part for part in parts if part in words("joined"))
    for start in ("under", "vice"):
        if word.startswith(start):
            word, joined = word.removeprefix(start), joined | {start}
    return _Head(word, joined)


def _counterpart(at: int, end: int, head: _Head) -> OfficePhrase:
    plural = head.word.endswith("s")
    return OfficePhrase("", Status.CURRENT, at, end, at, plural, needs_country=False, is_counterpart=True)


def _has_subject(head: str) -> bool:
    return head.startswith(("minister", "secretar", "chancellor"))


def _needs_country(head: str) -> bool:
    return head.startswith(
        ("president", "pm", "chancellor", "secretar", "attorney", "leader", "prince", *_TITLES_OF_MONARCHS)
    )


def _subject_before(tokens: Sequence[Token], at: int, head: str) -> tuple[int, list[str]]:
    """The first token of an office's subject, and its words: `foreign affairs` before `minister`."""
    if not head.startswith(("minister", "secretar")):
        return at, []
    first = at
    while first > 0 and not ends_sentence(tokens[first - 1]) and _is_subject_before(tokens, first, at):
        first -= 1
    while first < at and tokens[first].plain in {*_CONNECTING, *_SMALL}:
        first += 1
    return first, [token.plain for token in tokens[first:at] if token.plain not in {*_CONNECTING, *_SMALL}]


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
    """Whether an unknown word ends a list before an office: `Road Transport and Bridges Minister`."""
    if at < 3 or not (tokens[at - 1].text[0].isupper() and tokens[at - 3].text[0].isupper()):
        return False
    is_listed = tokens[at - 2].plain in {"and", "&"} and tokens[at - 3].plain in subject_words() - {"prime"}
    return is_listed and tokens[at - 1].plain not in _qualifying()


def _is_one_list(tokens: Sequence[Token], first: int, at: int) -> bool:
    """Whether a comma or `and` joins subjects: `foreign affairs, emigration and Egyptian expatriates minister`.

    They are written alike, which `the war, Foreign Minister A said` is not; a comma alone joins none in small letters.
    """
    before, further = tokens[first - 1], tokens[first - 2]
    if further.plain in _CONNECTING:
        further = tokens[first - 3] if first > 2 else further
    listed = next((token for token in tokens[first:at] if token.plain not in _CONNECTING), further)
    alike = further.text[0].isupper() == listed.text[0].isupper()
    has_and = before.text != "," or any(token.plain in {"and", "&"} for token in tokens[first:at])
    return further.plain in subject_words() and alike and has_and


def _subject_after(tokens: Sequence[Token], at: int) -> tuple[int, list[str]]:
    """The token after `of Foreign Affairs and Trade`, and its words."""
    start = _subject_start(tokens, at)
    if start is None:
        return at, []
    end = start
    while end < len(tokens) and _is_subject(tokens, end, start) and not ends_sentence(tokens[end - 1]):
        end += 1
    while end > start and tokens[end - 1].plain in {*_CONNECTING, *_SMALL}:
        end -= 1
    found = [token.plain for token in tokens[start:end] if token.plain not in {*_CONNECTING, *_SMALL}]
    return (end, found) if found else (at, [])


def _is_of_ministry(tokens: Sequence[Token], at: int) -> bool:
    """Whether `of the Ministry of Defence` follows, whose secretary is an official under the minister."""
    plain = [token.plain for token in tokens[at : at + 3]]
    return plain[:1] in (["of"], ["to"], ["in"], ["at"]) and "ministry" in plain[1:]


def _subject_start(tokens: Sequence[Token], at: int) -> int | None:
    """Where the subject begins after `of the`, `in charge of`, `in the Ministry of`; None where none does."""
    plain = [token.plain for token in tokens[at : at + 6]]
    if plain[:2] == ["without", "portfolio"]:
        return at
    for opening in _OPENINGS:
        if plain[: len(opening)] == list(opening):
            return at + len(opening)
    return None


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


def _is_subject(tokens: Sequence[Token], at: int, begun: int) -> bool:
    plain = tokens[at].plain
    if at + 1 < len(tokens) and tokens[at + 1].plain in words("state-kind"):
        return False  # `of the Islamic Republic of Iran`
    if plain in subject_words() or _is_common_subject(tokens, at):
        return True
    if at == begun:
        return False
    if plain in {*_CONNECTING, *_SMALL}:
        return _goes_on(tokens, at + 1)
    # `water supply and Estate Infrastructure Development`: an unknown word within a list.
    between = [token.plain for token in tokens[max(begun, at - _UNKNOWN) : at]]
    in_list = not _CONNECTING.isdisjoint(between)
    return in_list and _goes_on(tokens, at)


def _is_common_subject(tokens: Sequence[Token], at: int) -> bool:
    """Whether an unknown word is a subject all the same: `Minister of Loneliness A B`.

    It has a capital, is one of the language's words and no given name, and what follows is a comma or a full name.
    """
    token = tokens[at]
    is_word = is_common(token.plain) or _ABSTRACT.search(token.plain) is not None
    if not token.text.istitle() or not is_word or is_given_name(token.plain):
        return False
    if token.plain in titles() or token.plain in words("not-a-name") or _HEADS.match(token.text):
        return False
    following = tokens[at + 1 : at + 3]
    if len(following) < 2 or ends_sentence(token):
        return False
    return following[0].text == "," or all(word.text[0].isupper() and not is_common(word.plain) for word in following)


_ABSTRACT = re.compile(r"\w{3}(?:ness|tion|ship|ility)\Z")
"""How words of what a ministry is for end, and hardly a name."""


def _goes_on(tokens: Sequence[Token], at: int) -> bool:
    """Whether one more of `foreign affairs, foreign employment, and Child Welfare` follows."""
    unknown = 0
    for token in tokens[at : at + _UNKNOWN + 3]:
        if token.plain in subject_words():
            return True
        if token.plain in {*_CONNECTING, *_SMALL} and not unknown:
            continue
        unknown += 1
        if unknown > _UNKNOWN or not token.text[0].isupper() or ends_sentence(token) or token.plain in titles():
            return False
    return False


_UNKNOWN = 2
"""Unknown words in a row within a list of subjects."""


def _qualifiers(tokens: Sequence[Token], first: int, head: str) -> tuple[int, frozenset[str]]:
    """The first token of what stands before an office and says how it is held, and those words."""
    found: set[str] = set()
    while first > 0 and not ends_sentence(tokens[first - 1]):
        plain = tokens[first - 1].plain
        if plain in {"-", "‑"} and first > 1 and tokens[first - 2].plain in {"ex", "then"}:
            first, plain = first - 1, tokens[first - 2].plain
        if plain not in _qualifying() or not head.startswith(_QUALIFIED_BY.get(plain, ("",))):
            break
        found.add(plain)
        first -= 1
    return first, frozenset(found | ({"deputy"} if "state" in found else set()))


_QUALIFIED_BY = {"under": ("secretar",), "associate": ("secretar",), "assistant": ("secretar", "minister")}
"""What such words stand before; others stand before any office."""


def _status(qualifiers: frozenset[str], tokens: Sequence[Token], after: int) -> Status:
    following = tokens[after].plain if after < len(tokens) else ""
    if qualifiers & words("former"):
        return Status.FORMER
    if qualifiers & words("designate") or following in {"designate", "elect", "-elect", "-designate"}:
        return Status.DESIGNATE
    return Status.ACTING if qualifiers & words("acting") else Status.CURRENT


def _portfolio(head: str, subject: list[str], qualifiers: frozenset[str]) -> str | None:
    if head.startswith("minister"):
        return portfolio_of_subject(_without_state(subject)) or "other"
    if head.startswith("secretar"):
        return _of_secretary(subject)
    if head.startswith("chancellor"):
        return "finance" if subject == ["exchequer"] else None if subject else "head-of-government"
    if head.startswith(("attorney", "treasurer")):
        return "justice" if head.startswith("attorney") else "finance"
    if head.startswith("prince") and "co" not in qualifiers:
        return None
    is_government = head.startswith(("premier", "taoiseach", "pm")) or head.endswith("government")
    return "head-of-government" if is_government else "head-of-state"


def _of_secretary(subject: list[str]) -> str | None:
    """`Secretary of State` is foreign; `Secretary of State for Defence` is not; a secretary of nothing is none.

    Kenya's ministers are cabinet secretaries for something; that of a whole cabinet is an official.
    """
    if subject == ["state"]:
        return "foreign"
    kept = [word for word in _without_state(subject) if word != "cabinet"]
    return portfolio_of_subject(kept) if kept and kept[-1] not in words("no-secretary") else None


def _without_state(subject: list[str]) -> list[str]:
    return [word for word in subject if word != "state"]


def _is_another(tokens: Sequence[Token], first: int, after: int) -> bool:
    """Whether the words around make it an office of something else: of a company, a party, a state, an assembly."""
    if _is_first_minister(tokens, first) or (
        first > 0 and not ends_sentence(tokens[first - 1]) and _is_another_before(tokens, first)
    ):
        return True
    follows = tokens[after].plain if after < len(tokens) else ""
    if follows in {"affairs", "relations", "to"}:
        return True
    if follows not in {"of", "for", "at"}:
        return False
    following = [token.plain.removesuffix("'s") for token in tokens[after + 1 : after + 6]]
    return not words("other-body").isdisjoint(following) or _names_part(following, ends=False)


def _is_first_minister(tokens: Sequence[Token], first: int) -> bool:
    """Of Scotland, Wales or Northern Ireland."""
    return [token.plain for token in tokens[first : first + 2]] in (["first", "minister"], ["first", "ministers"])


def _is_another_before(tokens: Sequence[Token], first: int) -> bool:
    before = [token.plain.removesuffix("'s").removesuffix("’s") for token in tokens[max(0, first - 3) : first]]
    serves = len(before) == 3 and before[1:] == ["to", "the"] and before[0] in words("serves")
    return serves or before[-1] in words("other-office") or _names_part(before, ends=True)


def _names_part(plain: Sequence[str], *, ends: bool) -> bool:
    """Whether words end, or begin, with the name of a state or province, which has offices of its own."""
    plain = [word for word in plain if word != "the"]
    lengths = range(1, min(len(plain), 3) + 1)
    return any(is_part_of_country(" ".join(plain[-length:] if ends else plain[:length])) for length in lengths)


@cache
def _qualifying() -> frozenset[str]:
    kinds = ("former", "acting", "designate", "deputy", "qualifier")
    return frozenset({"state"}).union(*map(words, kinds))


def ends_sentence(token: Token) -> bool:
    """Whether a token has the stop of a sentence: initials and words cut short end none."""
    if token.text in ".!?;":
        return True
    word = token.text.rstrip(".")
    is_word = len(word) > 2 or (len(word) == 2 and word.islower())
    return token.text.endswith(".") and is_word and "." not in word and token.plain not in words("short")


def _is_possessive(token: Token) -> bool:
    return token.text.endswith(("'", "’", "'s", "’s", "'S", "’S"))


def heads_in(text: str) -> Iterator[re.Match[str]]:
    """Where office words stand; one pass over a text, and a closer look at few places."""
    done = 0
    for inside in _cores_in(text):
        before = _WORD_END.search(text, max(done, inside - _LONGEST_PREFIX), inside)
        found = _HEADS.match(text, before.start() if before else inside)
        if found is not None and found.end() > inside:
            done = found.end()
            yield found


def _cores_in(text: str) -> list[int]:
    """Where cores stand, in small letters, with one capital or in capitals."""
    small = text.replace("İ", "I").lower()  # which is as long
    spaced = f" {small}"
    found: list[int] = []
    for core, (word, written) in _WRITTEN.items():
        start = small.find(word) if core in spaced else -1
        while start >= 0:
            end = start + len(word)
            if text[start:end] in written or text.startswith(core, end - len(core)):
                found.append(start)
            start = small.find(word, end)
    return sorted(found)


_WRITTEN = {
    core: (word, (word.title().replace(" Of", " of"), word.upper()))
    for core, word in zip(_CORES, map(str.strip, _CORES), strict=True)
}
"""The word of each core, and how it is written with capitals."""
