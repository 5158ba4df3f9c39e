"""Find where a person's name begins and ends in English text, for name forms around the world.

Handles particles (`bin`, `van der`, `al-`), initials, hyphens and single names, and skips titles before a name. In text
that is all in capitals, or capitalises every word as headlines do, a common word ends a name.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from dateline.index.metadata.names.english_words import is_common_word, is_given_name, title_pairs, titles
from dateline.index.metadata.names.leaders import is_of_leader
from dateline.index.metadata.names.person_name import PersonName
from dateline.index.metadata.officials.portfolios import subject_words
from dateline.index.metadata.tables import words
from dateline.index.metadata.tokens import Token

_LONGEST_NAME = 7
"""Words in the longest name."""
_LONGEST_IN_CAPITALS = 6
_LONGEST_INITIALS = 3
"""Letters in the longest initials without full stops: `KP Sharma Oli`."""
_ARTICLE_PREFIX = re.compile(r"(?:[dl]['’]|(?:al|el|as|ad|ash|an|ar|at|az|ur|ul|bin|de|von)[-‑])[^\W\d_]")
_ABBREVIATED_TITLES = frozenset({"HE", "HH", "HM", "HRH"})
"""Abbreviated titles: His Excellency, His Highness, His Majesty, His Royal Highness."""
_QUOTES = frozenset('"“”„«»')
_NICKNAME = re.compile(r"\s+[\"“„«][^\"“”„«»]{1,40}[\"”“»](?=\s)")
_JOINED = re.compile(r"[-‑](?:led|backed|headed|appointed|era|style)\Z")
"""What English joins to the name of a leader: `the A B-led government`."""
_HONORIFICS = frozenset({"mr", "mrs", "ms", "dr", "prof"})
_SPACED_FULL_STOP = re.compile(r"(?<=\w) \.(?=\s|\Z)")
_POSSESSIVE_END = re.compile(r"['’](?:s|S)?\Z")
_ELIDED = re.compile(r"[dDlLoO]['’]\Z")
_VERB = re.compile(r"(?<!fr)(?<!fri)(?<!m)(?<!e)(?<!al)(?<!aj)(?<!ay)(?<!ar)(?<!ldr)ed\Z|\w{3}ing\Z")
"""A verb form, by its ending; `Ahmed`, `Alfred`, `Khaled`, `Zayed` are names."""


def skip_titles(tokens: Sequence[Token], at: int) -> int:
    """The token after the ranks, honorifics and titles of nobility that begin at a token."""
    while at < len(tokens):
        token = tokens[at]
        if _is_title_pair(tokens, at):
            at += 2
            continue
        may_lead_on = token.text in "()" or token.plain in {"his", "her", "now"}
        if not (
            _is_title(tokens, at) or (may_lead_on and _is_title_near(tokens, at)) or _joins_crown_prince(tokens, at)
        ):
            break
        at += 1
    return at


def name_at(text: str, tokens: Sequence[Token], at: int, *, all_caps: bool) -> PersonName | None:
    """The name that begins at a token; None if there is none."""
    end = _end_of_name(text, tokens, at, all_caps=all_caps)
    if end > at and (further := _after_nickname(tokens, end)) is not None:
        # `Ferdinand "Bongbong" Marcos`: without a name after it, the quoted word is not a nickname.
        follows = _end_of_name(text, tokens, further, all_caps=all_caps)
        end = follows if follows > further else end
    if not all_caps and _is_organisation(text, tokens, at, end):
        return None
    while end > at and tokens[end - 1].plain in words("particle"):
        end -= 1
    while end > at + 2 and tokens[end - 1].plain in titles():
        end -= 1
    return _build(text, tokens, at, end)


def _end_of_name(text: str, tokens: Sequence[Token], at: int, *, all_caps: bool) -> int:
    """The token after the words of a name that begins at a token."""
    end = at
    longest = _LONGEST_IN_CAPITALS if all_caps else _LONGEST_NAME
    while end < len(tokens) and end - at < longest and _continues(text, tokens, at, end, all_caps=all_caps):
        end += 1
    return end


def _after_nickname(tokens: Sequence[Token], at: int) -> int | None:
    """The token after a nickname in quotation marks of one or two words."""
    if at + 2 >= len(tokens) or tokens[at].text not in _QUOTES:
        return None
    closing = next((end for end in (at + 2, at + 3) if end < len(tokens) and tokens[end].text in _QUOTES), None)
    is_named = closing is not None and tokens[at + 1].text[0].isupper()
    return closing + 1 if closing is not None and is_named and closing + 1 < len(tokens) else None


def name_before(text: str, tokens: Sequence[Token], end: int, *, all_caps: bool) -> PersonName | None:
    """The name that ends before a token; None if there is none."""
    start = end
    longest = _LONGEST_IN_CAPITALS if all_caps else _LONGEST_NAME
    while start > 0 and end - start < longest and _extends_back(text, tokens, start - 1, end, all_caps=all_caps):
        start -= 1
    if not all_caps and _is_organisation(text, tokens, start, end):
        return None
    start = skip_titles(tokens, start)
    while start < end and (tokens[start].plain in words("particle") and tokens[start].text[0].islower()):
        start += 1
    return _build(text, tokens, start, end)


def plain_name(name: str) -> str:
    """A name without nickname, and without the space before full stops in old collections: `John F . Kennedy`."""
    return _SPACED_FULL_STOP.sub(".", _NICKNAME.sub("", name))


def has_title(tokens: Sequence[Token], at: int) -> bool:
    """Whether a title comes directly before a token: `Prince Abdullah`."""
    return at > 0 and tokens[at - 1].plain in titles()


def _build(text: str, tokens: Sequence[Token], start: int, end: int) -> PersonName | None:
    start = _without_words_before(tokens, start, end)
    if _are_common_words(tokens, start, end):
        return None
    if end <= start or not any(len(token.plain) > 1 for token in tokens[start:end]):
        return None
    if end - start == 1 and _is_word(tokens[start]) and not _is_leader(tokens, start, start):
        return None
    first, last = tokens[start].start, tokens[end - 1].end
    surface = _JOINED.sub("", _POSSESSIVE_END.sub("", text[first:last]))
    if tokens[end - 1].plain not in words("name-end") and len(tokens[end - 1].plain) > 1:
        surface = surface.rstrip(".")
    return PersonName(surface, first, first + len(surface), end)


def _without_words_before(tokens: Sequence[Token], start: int, end: int) -> int:
    """Where a name begins: after the last honorific in it, and after a common word before a given name.

    `Economic Development Dr. A B` and `Although Anna B` begin with what is no name.
    """
    honorifics = [at for at in range(start + 1, end - 1) if tokens[at].plain in _HONORIFICS]
    start = honorifics[-1] + 1 if honorifics else start
    if end - start < 3:
        return start
    first, second = tokens[start], tokens[start + 1]
    is_before = _is_only_word(first) and is_given_name(second.plain) and not is_of_leader([first.plain])
    return start + is_before


def _are_common_words(tokens: Sequence[Token], start: int, end: int) -> bool:
    """Whether two or more words in capital letters are no name: `Credit Rating`, `Rural Economy`."""
    return end - start > 1 and all(map(_is_only_word, tokens[start:end])) and not _is_leader(tokens, start, end - 1)


def _is_only_word(token: Token) -> bool:
    """Whether a token is a common word, and no given name: `Mark` and `Grant` are both."""
    plain = _POSSESSIVE_END.sub("", token.plain)
    return is_common_word(plain) and not is_given_name(plain)


def _is_word(token: Token) -> bool:
    """Whether a single token is a common word; in capitals it may also be a verb: `FRENCH MINISTER RENEWS`."""
    plain = _POSSESSIVE_END.sub("", token.plain)
    return is_common_word(plain) or (token.text.isupper() and plain.endswith("s") and is_common_word(plain[:-1]))


def _continues(text: str, tokens: Sequence[Token], first: int, at: int, *, all_caps: bool) -> bool:
    token = tokens[at]
    if at > first and (_is_possessive(tokens[at - 1]) or not _is_adjacent(text, tokens[at - 1], token)):
        return False
    if at > first and tokens[at - 1].text.endswith(".") and not _is_short(tokens[at - 1]):
        return False
    if at > first and (token.plain in words("name-end") or _is_family_name_may(tokens, at)):
        return True
    if _is_subject_of_office(tokens, at):
        return False
    if token.plain in words("particle") and token.text[0].islower():
        return at > first or (at + 1 < len(tokens) and tokens[at + 1].text[0].isupper())
    if all_caps and at > first and token.plain in words("all-caps-particle"):
        follows = tokens[at + 1] if at + 1 < len(tokens) else token
        return follows.plain in words("all-caps-particle") or _is_name_word(follows, all_caps=True)
    if _is_name_word(token, all_caps=all_caps) or (at == first and _are_initials(tokens, at)):
        return True
    return all_caps and at - first < 4 and token.text[0].isalpha() and _is_leader(tokens, first, at)


def _extends_back(text: str, tokens: Sequence[Token], at: int, end: int, *, all_caps: bool) -> bool:
    token = tokens[at]
    if at + 1 < end and (_is_possessive(token) or not _is_adjacent(text, token, tokens[at + 1])):
        return False
    if at + 1 < end and token.text.endswith(".") and not _is_short(token):
        return False
    if token.plain in words("name-end") and at + 1 == end:
        return True
    if token.plain in words("particle") and token.text[0].islower() and at + 1 < end:
        return at > 0 and tokens[at - 1].text[0].isupper()
    if all_caps and at + 1 < end and token.plain in words("all-caps-particle"):
        return at > 0 and _is_name_word(tokens[at - 1], all_caps=True)
    return token.plain in titles() or _is_name_word(token, all_caps=all_caps) or _are_initials(tokens, at)


def _is_family_name_may(tokens: Sequence[Token], at: int) -> bool:
    """Whether it is `May` as a family name: no day follows."""
    follows = tokens[at + 1].text if at + 1 < len(tokens) else ""
    return tokens[at].text == "May" and not follows[:1].isdigit()


def _is_leader(tokens: Sequence[Token], first: int, at: int) -> bool:
    """Whether common words are the name of a known leader: `LORD HOME`, `GEORGE BALL`."""
    plain = [_POSSESSIVE_END.sub("", token.plain) for token in tokens[first : at + 1]]
    return not words("not-a-name").intersection(plain) and is_of_leader(plain)


def _are_initials(tokens: Sequence[Token], at: int) -> bool:
    """Whether short capitals come before a capitalised word: `KP` in `KP Sharma Oli`."""
    word = tokens[at].text
    if not (1 < len(word) <= _LONGEST_INITIALS and word.isupper() and word.isalpha()) or at + 1 >= len(tokens):
        return False
    follows = tokens[at + 1].text
    return tokens[at].plain not in words("acronym") and follows[0].isupper() and not follows.isupper()


def _is_organisation(text: str, tokens: Sequence[Token], start: int, end: int) -> bool:
    """Whether an apparent name is, or continues as, the name of an organisation: `Premier Industrial Corp`."""
    goes_on = start < end < len(tokens) and _is_adjacent(text, tokens[end - 1], tokens[end])
    found = tokens[start : end + goes_on]
    return any(token.plain in words("organisation") and token.text[0].isupper() for token in found)


def _is_subject_of_office(tokens: Sequence[Token], at: int) -> bool:
    """Whether a word belongs to the office after it: `Janet Yellen Treasury secretary`."""
    follows = tokens[at + 1].plain if at + 1 < len(tokens) else ""
    return tokens[at].plain in subject_words() and follows in {"minister", "secretary"}


def _is_adjacent(text: str, one: Token, other: Token) -> bool:
    """Whether at most two white-space characters separate two tokens."""
    between = text[one.end : other.start]
    return not between.strip() and "\n\n" not in between and len(between) <= 2


def _is_short(token: Token) -> bool:
    """Whether it is an initial or an abbreviated title, whose full stop does not end a sentence."""
    return len(token.plain) <= 2 or "." in token.plain or token.plain in titles() or token.plain in words("name-end")


def _is_possessive(token: Token) -> bool:
    return _POSSESSIVE_END.search(token.text) is not None and not _ELIDED.fullmatch(token.text)


def _is_name_word(token: Token, *, all_caps: bool) -> bool:
    word = token.text
    if not word[0].isalpha() or token.plain in words("not-a-name"):
        return False
    if word[0].islower():
        found = _ARTICLE_PREFIX.match(word)
        return found is not None and word[found.end() - 1].isupper()
    if all_caps:
        plain = _POSSESSIVE_END.sub("", token.plain)
        return _ARTICLE_PREFIX.match(plain) is not None or not (is_common_word(plain) or _VERB.search(plain))
    return len(token.plain) == 1 or not word.isupper() or "." in token.plain or "-" in word


def _is_title(tokens: Sequence[Token], at: int) -> bool:
    """Whether a word is a title; before a patronymic it is a given name: `Prince Sultan bin Abdulaziz`."""
    if tokens[at].text in _ABBREVIATED_TITLES:
        return True
    if tokens[at].plain not in titles():
        return False
    return at + 1 >= len(tokens) or tokens[at + 1].plain not in words("patronymic")


def _is_title_pair(tokens: Sequence[Token], at: int) -> bool:
    return at + 1 < len(tokens) and (tokens[at].plain, tokens[at + 1].plain) in title_pairs()


def _joins_crown_prince(tokens: Sequence[Token], at: int) -> bool:
    """Whether it is the `and` of `Prime Minister and Crown Prince A B`."""
    return tokens[at].plain == "and" and [token.plain for token in tokens[at + 1 : at + 3]] == ["crown", "prince"]


def _is_title_near(tokens: Sequence[Token], at: int) -> bool:
    """Whether a title follows `(`, `his`, `her` or `now`, or comes before `)`."""
    beside = at - 1 if tokens[at].text == ")" else at + 1
    return 0 <= beside < len(tokens) and tokens[beside].plain in titles()
