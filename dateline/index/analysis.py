"""From text to terms: the single definition used by every engine, the highlighter and the tests' oracle.

A token is a run of letters, digits and marks. Hyphens and apostrophes separate tokens (`military-technical` is two
adjacent ones), and an English possessive `'s` is dropped. Dots of initials are removed (`U.S.` is `us`), as are
commas that group digits (`1,000` is `1000`). In scripts without spaces each character is a token, so that words are
found as phrases. Each token has three forms:

    form    NFKC and lower case                          exact search
    folded  form without accents: `həsənov` is `hasanov`  prefixes, fuzzy, names
    stem    folded, then stemmed in its language         words and phrases

English words with two spellings have one stem (`index/spelling.py`).

Folding comes before stemming, so that a word has the same stem with and without its accents. Stems of languages other
than English are prefixed with the language (`de:bild`): a query word is stemmed in each language, and its German stem
matches only German articles. Sources: Unicode UAX #15 (NFKC), UAX #29 for words (simplified as above), Snowball for
stems; its "english" is Porter2.
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
"""Increase it whenever the same text could give other terms; indexes of other versions are then rebuilt."""

_JOINTS = re.compile(r"[-/\u2010-\u2015\u2044]")
"""Hyphens, dashes and slashes."""
LONGEST_TERM = 100
"""Code points to which longer tokens are cut: they are URLs or garbage, and engines refuse very long terms."""

DEFAULT_LANGUAGE = "en"
"""Its stemmer is used for unknown languages and languages without a stemmer."""

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
"""Name of the Snowball stemmer by primary language subtag."""

_MARKS = (
    "\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670"
    "\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed\u0711\u0730-\u074a\u0900-\u0903\u093a-\u094f\u0951-\u0957\u0962\u0963"
    "\u0981-\u0983\u09bc-\u09d7\u0a01-\u0a51\u0a70-\u0a75\u0a81-\u0a83\u0abc-\u0acd\u0b01-\u0b03\u0b3c-\u0b57\u0b82"
    "\u0bbe-\u0bd7\u0c00-\u0c04\u0c3e-\u0c56\u0c81-\u0c83\u0cbc-\u0cd6\u0d00-\u0d03\u0d3b-\u0d57\u0d81-\u0d83\u0dca-\u0df3"
    "\u1dc0-\u1dff\u20d0-\u20f0\u3099\u309a\ufe20-\ufe2f\u200c\u200d"
)
"""Combining marks of scripts used in news, and the two joiners: `\\w` does not include them."""
_UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
    "\U00020000-\U0003ffff"
)
"""Scripts without spaces between words: Thai, Lao, Burmese, Khmer, kana and Han."""

_POSSESSIVE = r"['’ʼ＇][sS](?!\w)"
_INITIALS = rf"[^\W\d_](?:\.[^\W\d_])+(?!\w)(?:\.(?={_POSSESSIVE}))?"
_NUMBER = r"\d+(?:[.,]\d+)+(?!\w)"
_PLAIN_TOKEN = re.compile(rf"((?:[^\W\d_][^\W_]+|{_INITIALS}|{_NUMBER}|[^\W_]+)(?:{_POSSESSIVE})?)")
"""Most tokens are words of letters, neither initials nor numbers: trying these first halves the time."""
_POSSESSIVE_END = re.compile(r"['’ʼ＇]s\Z")

_trim = methodcaller("strip", ".,;:!?()[]\"'“”‘’«»-–—…")
"""Strips punctuation that is in no token, so that `talks`, `talks,` and `(talks)` are analysed once."""
_MAX_CACHED = 200_000

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
"""Folded forms of letters that do not decompose into a plain letter and a mark."""
_NOT_FOLDED = "й"
"""Not folded although it decomposes: Russian endings, and so its stems, depend on this letter."""


class Analysed(NamedTuple):
    """The three forms of a text's tokens, in order; equal indexes belong to one token."""

    forms: Sequence[str]
    folded: Sequence[str]
    stems: Sequence[str]


Pieces: TypeAlias = tuple[str, ...]
"""The tokens of one chunk: form, folded form and stem of the first, then of the second, and so on."""


def analyse(text: str, language: str | None) -> Analysed:
    """Split a text in `language` (BCP 47, or None) into tokens and return their forms."""
    return in_order(analyse_chunks(text, language))


def analyse_chunks(text: str, language: str | None) -> list[Pieces]:
    """Like `analyse`, but for each chunk of the text; chunks are separated by white space.

    A token contains no white space, so chunks are analysed separately and cached; most of a text is in the cache.
    """
    return list(map(_chunk_cache(stemming_language(language)).__getitem__, text.split()))


def in_order(chunks: Iterable[Pieces]) -> Analysed:
    """Concatenate the tokens of all chunks."""
    found = list(chain.from_iterable(chunks))
    return Analysed(found[::3], found[1::3], found[2::3])


def spans(text: str, chunks: Sequence[Pieces], positions: Iterable[int]) -> dict[int, tuple[int, int]]:
    """Return the spans of the tokens at some positions: code point offsets into the text, end-exclusive.

    `chunks` are those of the text. Only chunks with requested positions are tokenised again, since few tokens of a
    text are highlighted; the search for each continues after the previous one, since all of them may be.
    """
    firsts = [count // 3 for count in accumulate(map(len, chunks), initial=0)]
    found: dict[int, tuple[int, int]] = {}
    rest, skipped = text, 0
    for number, wanted in groupby(sorted(set(positions)), key=lambda position: bisect_right(firsts, position) - 1):
        rest = rest.split(None, number - skipped)[-1]
        skipped = number
        chunk_spans = _all_spans(rest.split(None, 1)[0], len(text) - len(rest))
        found.update((position, chunk_spans[position - firsts[number]]) for position in wanted)
    return found


def _all_spans(chunk: str, start: int) -> list[tuple[int, int]]:
    word = _trim(chunk)
    if word.isascii() and word.isalpha():
        first = start + chunk.find(word)
        return [(first, first + len(word))]
    cut = _pattern(chunk).split(chunk)
    edges = list(accumulate(map(len, cut), initial=start))[1:]
    return list(compress(zip(edges[::2], edges[1::2], strict=False), map(form_of, cut[1::2])))


def surfaces(text: str) -> list[str]:
    """Return the tokens of a text as written; those for which `form_of` returns nothing have no position."""
    return _pattern(text).findall(text)


def occurrences(text: str) -> list[re.Match[str]]:
    """Return the same tokens as matches; spans are code point offsets, end-exclusive."""
    return list(_pattern(text).finditer(text))


def forms(text: str) -> list[str]:
    """Return the forms of a text's tokens, in order."""
    return list(filter(None, map(form_of, surfaces(text))))


def compound_parts(word: str) -> tuple[str, ...]:
    """Return the parts of a word with hyphens or slashes, or the word itself.

    Parts that say little apart keep the word whole: those of fewer than three letters, or with digits (`al-qaeda`,
    `covid-19`).
    """
    parts = tuple(_JOINTS.split(word))
    return parts if len(parts) > 1 and all(len(part) > 2 and part.isalpha() for part in parts) else (word,)


def _pattern(text: str) -> re.Pattern[str]:
    return _PLAIN_TOKEN if text.isascii() or not _needs_full_pattern().search(text) else _full_pattern()


@cache
def _needs_full_pattern() -> re.Pattern[str]:
    """Matches text that needs the full pattern; other text is tokenised by the plain one, five times faster."""
    return re.compile(f"[{_MARKS}{_UNSPACED}]")


@cache
def _full_pattern() -> re.Pattern[str]:
    """The pattern for any text, compiled on first use: commands that only search start without it."""
    letter = rf"[^\W_{_UNSPACED}]"
    return re.compile(rf"((?:{_INITIALS}|{_NUMBER}|[{_UNSPACED}]|{letter}(?:{letter}|[{_MARKS}])*)(?:{_POSSESSIVE})?)")


@lru_cache(maxsize=200_000)
def form_of(surface: str) -> str:
    """Return the form of a token as written; empty if nothing remains of it."""
    form = _POSSESSIVE_END.sub("", unicodedata.normalize("NFKC", surface[:LONGEST_TERM]).lower())
    if not form.isalnum():
        form = form.replace(",", "") if form[:1].isdigit() else form.replace(".", "")
    return "".join(form.split())


@lru_cache(maxsize=200_000)
def fold(form: str) -> str:
    """Remove the accents of a form (or any lower-case text): `həsənov` becomes `hasanov`."""
    if form.isascii():
        return form
    return "".join(map(_fold_letter, form)) or form


@lru_cache(maxsize=4_096)
def _fold_letter(letter: str) -> str:
    if letter == _NOT_FOLDED:
        return letter
    plain = _STRIPPED.sub("", unicodedata.normalize("NFKD", letter)).lower()
    return plain.translate(_FOLDS)


def stemming_language(language: str | None) -> str:
    """Return the key of `STEMMERS` for text in `language` (BCP 47, or None)."""
    primary = (language or DEFAULT_LANGUAGE).split("-", 1)[0].lower()
    return primary if primary in STEMMERS else DEFAULT_LANGUAGE


def stemmer_of(language: str | None) -> Callable[[str], str]:
    """Return the stemmer for folded forms in `language` (BCP 47, or None); non-English stems have a language prefix."""
    return _stemmer(stemming_language(language))


def stems(text: str, language: str | None = None) -> list[str]:
    """Return the stems of a text in its language, in order."""
    return list(map(stemmer_of(language), map(fold, forms(text))))


def folded(text: str) -> list[str]:
    """Return the folded forms of a text, in order."""
    return list(map(fold, forms(text)))


class _ChunkCache(dict[str, Pieces]):
    """Cache of analysed chunks of one language, with and without punctuation (`talks,` and `talks`).

    When it is full it is cleared completely; the common words are soon back.
    """

    def __init__(self, language: str) -> None:
        super().__init__()
        self._stem = _stemmer(language)

    def __missing__(self, chunk: str) -> Pieces:
        if len(chunk) > LONGEST_TERM:
            # Not a word but a URL, garbage, or text in a script without spaces, which hardly recurs.
            return self._analyse(chunk)
        if len(self) >= _MAX_CACHED:
            self.clear()
        word = _trim(chunk)
        analysed = self.get(word)
        if analysed is None:
            analysed = self[word] = self._analyse(word)
        self[chunk] = analysed
        return analysed

    def _analyse(self, chunk: str) -> Pieces:
        if chunk.isascii() and chunk.isalpha():
            form = chunk[:LONGEST_TERM].lower()
            return (form, form, self._stem(form))
        return tuple(chain.from_iterable((form, fold(form), self._stem(fold(form))) for form in forms(chunk)))


@cache
def _chunk_cache(language: str) -> _ChunkCache:
    """Return the cache for one key of `STEMMERS`."""
    return _ChunkCache(language)


@cache
def _stemmer(language: str) -> Callable[[str], str]:
    """Create the stemmer for one key of `STEMMERS`."""
    algorithms = _Algorithms(STEMMERS[language])
    tag = "" if language == DEFAULT_LANGUAGE else f"{language}:"

    respell = _RESPELL.get(language, _unchanged)

    @lru_cache(maxsize=100_000)
    def stem(folded: str) -> str:
        word = respell(folded)
        return tag + (algorithms.of_this_thread.stemWord(word) or word)

    return stem


def _unchanged(word: str) -> str:
    return word


def _with_teh_marbuta(word: str) -> str:
    """Restore a folded Arabic teh marbuta, which the stemmer strips: else `الحكومة` is no form of `حكومة`."""
    return f"{word[:-1]}ة" if word.endswith("ه") else word


_RESPELL: Mapping[str, Callable[[str], str]] = {DEFAULT_LANGUAGE: american, "ar": _with_teh_marbuta}
"""Respelling of folded forms before stemming, by language."""


class _Algorithm(Protocol):
    def stemWord(self, word: str) -> str: ...  # noqa: N802 - the library's name


class _Algorithms(threading.local):
    """The stemming algorithm of each thread: it stores the current word, so threads must not share it."""

    def __init__(self, name: str) -> None:
        self.of_this_thread = _algorithm(name)


def _algorithm(name: str) -> _Algorithm:
    import snowballstemmer  # pyright: ignore[reportMissingTypeStubs]

    # The library has no types.
    made: _Algorithm = snowballstemmer.stemmer(name)  # pyright: ignore[reportUnknownMemberType]
    return made  # pyright: ignore[reportUnknownVariableType]


def folded_value(text: str) -> str:
    """Return a whole value (source, keyword, place) as compared: NFKC, folded, white space collapsed."""
    return " ".join(fold(unicodedata.normalize("NFKC", text).casefold()).split())
