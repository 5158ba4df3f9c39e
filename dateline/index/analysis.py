"""Text to terms: the one definition that every engine, the highlighter and the tests' oracle use.

A token is a run of letters, digits and marks. Hyphens and apostrophes part tokens (`military-technical` is two that
stand side by side), and an English possessive `'s` is no token. Dots of initials vanish (`U.S.` is `us`), so do
the commas that group digits (`1,000` is `1000`). Scripts that write no spaces give one token for each character, so
that words in them are found as phrases. Each token has three forms:

    form    NFKC and lower case                          exact search
    folded  form without accents: `həsənov` is `hasanov`  prefixes, fuzzy, names
    stem    folded, then stemmed in its language         words and phrases

English words that are spelled in two ways have one stem (`index/spelling.py`).

Folding comes before stemming, so that a word typed without its accents always has the stem of the word with them.
The stem of any language but English carries its language (`de:bild`): a word is looked for as what it would be in
each language, and finds in German articles only its German stem. Sources: Unicode UAX #15 (NFKC), UAX #29 for what
a word is (simplified as above), Snowball for stems; its "english" is Porter2.
"""

from __future__ import annotations

import re
import threading
import unicodedata
from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache, lru_cache
from itertools import accumulate, chain, compress, groupby
from operator import methodcaller
from typing import NamedTuple, Protocol, TypeAlias

from dateline.index.spelling import american

ANALYZER_VERSION = "3"
"""Changes whenever the same text could give other terms; an index made by another version is rebuilt."""

LONGEST_TERM = 100
"""Code points kept of a token: longer ones are addresses and damage, and engines refuse very long terms."""

DEFAULT_LANGUAGE = "en"
"""Stems text of unknown language and of languages without a stemmer."""

STEMMERS = {
    "ar": "arabic",
    "ca": "catalan",
    "cs": "czech",
    "da": "danish",
    "de": "german",
    "el": "greek",
    "en": "english",
    "es": "spanish",
    "et": "estonian",
    "eu": "basque",
    "fa": "persian",
    "fi": "finnish",
    "fr": "french",
    "ga": "irish",
    "hi": "hindi",
    "hu": "hungarian",
    "hy": "armenian",
    "id": "indonesian",
    "it": "italian",
    "lt": "lithuanian",
    "nb": "norwegian",
    "ne": "nepali",
    "nl": "dutch",
    "nn": "norwegian",
    "no": "norwegian",
    "pl": "polish",
    "pt": "portuguese",
    "ro": "romanian",
    "ru": "russian",
    "sr": "serbian",
    "sv": "swedish",
    "ta": "tamil",
    "tr": "turkish",
    "yi": "yiddish",
}
"""Primary language subtag to the name of its Snowball stemmer."""

_MARKS = (
    "\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670"
    "\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed\u0711\u0730-\u074a\u0900-\u0903\u093a-\u094f\u0951-\u0957\u0962\u0963"
    "\u0981-\u0983\u09bc-\u09d7\u0a01-\u0a51\u0a70-\u0a75\u0a81-\u0a83\u0abc-\u0acd\u0b01-\u0b03\u0b3c-\u0b57\u0b82"
    "\u0bbe-\u0bd7\u0c00-\u0c04\u0c3e-\u0c56\u0c81-\u0c83\u0cbc-\u0cd6\u0d00-\u0d03\u0d3b-\u0d57\u0d81-\u0d83\u0dca-\u0df3"
    "\u1dc0-\u1dff\u20d0-\u20f0\u3099\u309a\ufe20-\ufe2f\u200c\u200d"
)
"""Combining marks of the scripts news is written in, and the two joiners: `\\w` leaves them out."""
_UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
    "\U00020000-\U0003ffff"
)
"""Thai, Lao, Burmese, Khmer, kana and Han: written without spaces between words."""

_POSSESSIVE = r"['’ʼ＇][sS](?!\w)"
_INITIALS = rf"[^\W\d_](?:\.[^\W\d_])+(?!\w)(?:\.(?={_POSSESSIVE}))?"
_NUMBER = r"\d+(?:[.,]\d+)+(?!\w)"
_PLAIN_TOKEN = re.compile(rf"((?:[^\W\d_][^\W_]+|{_INITIALS}|{_NUMBER}|[^\W_]+)(?:{_POSSESSIVE})?)")
"""Most tokens are a letter and more, which is neither initials nor a number: tried first, half the time is saved."""
_POSSESSIVE_END = re.compile(r"['’ʼ＇]s\Z")

_trimmed = methodcaller("strip", ".,;:!?()[]\"'“”‘’«»-–—…")
"""Takes off what begins and ends no token, so that `talks`, `talks,` and `(talks)` are analysed once."""
_MOST_REMEMBERED = 200_000

_STRIPPED = re.compile("[\u0300-\u036f\u0483-\u0487\u0591-\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670\u200c\u200d]+")
_FOLDS = {
    ord(letter): plain
    for letters, plain in (
        ("əǝɛ", "a"),
        ("ı", "i"),
        ("ß", "ss"),
        ("øö", "o"),
        ("æ", "ae"),
        ("œ", "oe"),
        ("đð", "d"),
        ("ł", "l"),
        ("þ", "th"),
        ("ŋ", "n"),
        ("ħ", "h"),
        ("ŧ", "t"),
        ("ĸ", "k"),
        ("ς", "σ"),
        ("ى", "ي"),
        ("ة", "ه"),
        ("ʻʼʽ", ""),
    )
    for letter in letters
}
"""Letters that do not decompose into a plain letter and a mark."""
_KEPT = "й"
"""Decomposes, but is a letter of its own on which Russian endings, and so its stems, depend."""


class Analysed(NamedTuple):
    """The three forms of a text's tokens, each in order: equal places belong to one token."""

    forms: Sequence[str]
    folded: Sequence[str]
    stems: Sequence[str]


Pieces: TypeAlias = tuple[str, ...]
"""The tokens between two white spaces: form, folded form and stem of each, one after the other."""


def analyse(text: str, language: str | None) -> Analysed:
    """Cut a text in `language` (BCP 47, or None) into tokens and bring them to their forms."""
    return in_order(analyse_chunks(text, language))


def analyse_chunks(text: str, language: str | None) -> list[Pieces]:
    """The same for each chunk of the text, which is what stands between white space.

    A token holds no white space, so chunks are analysed by themselves, and what was analysed before is remembered:
    most of a text is.
    """
    return list(map(_remembered(stemming_language(language)).__getitem__, text.split()))


def in_order(chunks: Iterable[Pieces]) -> Analysed:
    """The tokens of all chunks."""
    found = list(chain.from_iterable(chunks))
    return Analysed(found[::3], found[1::3], found[2::3])


def spans(text: str, chunks: Sequence[Pieces], positions: Iterable[int]) -> dict[int, tuple[int, int]]:
    """Where the tokens at some positions stand: code point offsets into the text, end-exclusive.

    `chunks` are those of the text. Only the ones asked for are cut once more, as few tokens of a text are marked; each
    is looked for behind the one before, as all of them may be.
    """
    firsts = [count // 3 for count in accumulate(map(len, chunks), initial=0)]
    found: dict[int, tuple[int, int]] = {}
    rest, passed = text, 0
    for number, wanted in groupby(sorted(set(positions)), key=lambda position: bisect_right(firsts, position) - 1):
        rest = rest.split(None, number - passed)[-1]
        passed = number
        inside = _all_spans(rest.split(None, 1)[0], len(text) - len(rest))
        found.update((position, inside[position - firsts[number]]) for position in wanted)
    return found


def _all_spans(chunk: str, start: int) -> list[tuple[int, int]]:
    word = _trimmed(chunk)
    if word.isascii() and word.isalpha():
        first = start + chunk.find(word)
        return [(first, first + len(word))]
    cut = _pattern(chunk).split(chunk)
    edges = list(accumulate(map(len, cut), initial=start))[1:]
    return list(compress(zip(edges[::2], edges[1::2], strict=False), map(form_of, cut[1::2])))


def surfaces(text: str) -> list[str]:
    """The tokens of a text as they stand in it; those that `form_of` leaves nothing of hold no position."""
    return _pattern(text).findall(text)


def occurrences(text: str) -> list[re.Match[str]]:
    """The same tokens with their places; spans are code point offsets, end-exclusive."""
    return list(_pattern(text).finditer(text))


def forms(text: str) -> list[str]:
    """The forms of a text's tokens, in order."""
    return list(filter(None, map(form_of, surfaces(text))))


def _pattern(text: str) -> re.Pattern[str]:
    return _PLAIN_TOKEN if text.isascii() or not _not_plain().search(text) else _any_token()


@cache
def _not_plain() -> re.Pattern[str]:
    """Text with nothing of this is cut by the plain pattern, which gives the same tokens five times as fast."""
    return re.compile(f"[{_MARKS}{_UNSPACED}]")


@cache
def _any_token() -> re.Pattern[str]:
    """Compiled when text first needs it: a command line that only searches does not wait for it."""
    letter = rf"[^\W_{_UNSPACED}]"
    return re.compile(rf"((?:{_INITIALS}|{_NUMBER}|[{_UNSPACED}]|{letter}(?:{letter}|[{_MARKS}])*)(?:{_POSSESSIVE})?)")


@lru_cache(maxsize=200_000)
def form_of(surface: str) -> str:
    """Bring one token as it stands in a text to its form; empty where nothing of it remains."""
    form = _POSSESSIVE_END.sub("", unicodedata.normalize("NFKC", surface[:LONGEST_TERM]).lower())
    if not form.isalnum():
        form = form.replace(",", "") if form[:1].isdigit() else form.replace(".", "")
    return "".join(form.split())


@lru_cache(maxsize=200_000)
def fold(form: str) -> str:
    """Take the accents off a form (or any lower-cased text): `həsənov` becomes `hasanov`."""
    if form.isascii():
        return form
    return "".join(map(_fold_letter, form)) or form


@lru_cache(maxsize=4_096)
def _fold_letter(letter: str) -> str:
    if letter == _KEPT:
        return letter
    plain = _STRIPPED.sub("", unicodedata.normalize("NFKD", letter)).lower()
    return plain.translate(_FOLDS)


def stemming_language(language: str | None) -> str:
    """The key of `STEMMERS` that stems text of `language` (BCP 47, or None)."""
    primary = (language or DEFAULT_LANGUAGE).split("-", 1)[0].lower()
    return primary if primary in STEMMERS else DEFAULT_LANGUAGE


def stemmer_of(language: str | None) -> Callable[[str], str]:
    """What stems folded forms of text in `language` (BCP 47, or None); all stems but English carry their language."""
    return _stemmer(stemming_language(language))


def stems(text: str, language: str | None = None) -> list[str]:
    """The stems of a text in its language, in order."""
    return list(map(stemmer_of(language), map(fold, forms(text))))


def folded(text: str) -> list[str]:
    """The folded forms of a text, in order."""
    return list(map(fold, forms(text)))


class _Remembered(dict[str, Pieces]):
    """What stood between white space, analysed: form, folded form and stem of each token, one after the other.

    It is remembered as it stood, `talks,` beside `talks`. When there is too much, it is all forgotten: most of a text
    is soon there again.
    """

    def __init__(self, language: str) -> None:
        super().__init__()
        self._stem = _stemmer(language)

    def __missing__(self, chunk: str) -> Pieces:
        if len(chunk) > LONGEST_TERM:
            # No words, but what scripts without spaces write, addresses and damage: it hardly comes again.
            return self._analysed(chunk)
        if len(self) >= _MOST_REMEMBERED:
            self.clear()
        word = _trimmed(chunk)
        analysed = self.get(word)
        if analysed is None:
            analysed = self[word] = self._analysed(word)
        self[chunk] = analysed
        return analysed

    def _analysed(self, chunk: str) -> Pieces:
        if chunk.isascii() and chunk.isalpha():
            form = chunk[:LONGEST_TERM].lower()
            return (form, form, self._stem(form))
        return tuple(chain.from_iterable((form, fold(form), self._stem(fold(form))) for form in forms(chunk)))


@cache
def _remembered(language: str) -> _Remembered:
    """What is remembered of one key of `STEMMERS`."""
    return _Remembered(language)


@cache
def _stemmer(language: str) -> Callable[[str], str]:
    """Make the stemmer of one key of `STEMMERS`."""
    algorithms = _Algorithms(STEMMERS[language])
    tag = "" if language == DEFAULT_LANGUAGE else f"{language}:"

    respelled = _RESPELLED.get(language, _as_written)

    @lru_cache(maxsize=100_000)
    def stem(folded: str) -> str:
        word = respelled(folded)
        return tag + (algorithms.of_this_thread.stemWord(word) or word)

    return stem


def _as_written(word: str) -> str:
    return word


def _with_closed_t(word: str) -> str:
    """Arabic's closed t, folded to an h, as the stemmer takes it off: else `الحكومة` is no form of `حكومة`."""
    return f"{word[:-1]}ة" if word.endswith("ه") else word


_RESPELLED: Mapping[str, Callable[[str], str]] = {DEFAULT_LANGUAGE: american, "ar": _with_closed_t}
"""What stands between the folded form of a word and the stemmer of its language."""


class _Algorithm(Protocol):
    def stemWord(self, word: str) -> str: ...  # noqa: N802 - the library's name


class _Algorithms(threading.local):
    """The stemming algorithm of each thread: one holds the word it works on, so two threads must not share it."""

    def __init__(self, name: str) -> None:
        self.of_this_thread = _algorithm(name)


def _algorithm(name: str) -> _Algorithm:
    import snowballstemmer  # pyright: ignore[reportMissingTypeStubs]

    # The library has no types.
    made: _Algorithm = snowballstemmer.stemmer(name)  # pyright: ignore[reportUnknownMemberType]
    return made  # pyright: ignore[reportUnknownVariableType]


def folded_value(text: str) -> str:
    """A whole value (source, keyword, place) as it is compared: NFKC, folded, white space collapsed."""
    return " ".join(fold(unicodedata.normalize("NFKC", text).casefold()).split())
