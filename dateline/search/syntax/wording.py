"""Words, phrases and parts of words as query nodes of their field."""

from __future__ import annotations

from collections.abc import Iterable

from dateline.index.analysis import compound_parts, forms
from dateline.search.query.tree import And, Exact, Fuzzy, Phrase, Prefix, Query, TextField, Word, quoted
from dateline.search.resolve import widest_gap
from dateline.search.sentences import Sentence
from dateline.search.syntax.limits import LONGEST_PHRASE, WIDEST_GAP
from dateline.search.syntax.problems import ProblemCollector
from dateline.search.syntax.tokens import Bare, Begun, Nearly, Quoted, Wild
from dateline.search.syntax.words import has_substance, word_of


def read_words(atom: Bare | Quoted, field: TextField, problems: ProblemCollector) -> Word | Phrase | None:
    """Read a word or a phrase; None if it has no letter or digit."""
    words = _words(atom, problems)
    if isinstance(atom, Quoted) and len(words) == 1:
        # Within quotes the parts of a compound are together.
        words = compound_parts(words[0])
    if len(words) < 2:
        return Word(words[0], field) if words else None
    return Phrase(words, field, _gap(atom, words, problems))


def read_apart(atom: Quoted, field: TextField) -> And:
    """Read the words after an unclosed quote one by one: as a phrase they would hardly ever match."""
    return And(tuple(Word(word, field) for word in words_apart(atom)[:LONGEST_PHRASE]))


def words_apart(atom: Quoted) -> tuple[str, ...]:
    """Return the words between quotes, each as if typed alone."""
    return tuple(word for word in map(word_of, atom.text.split()) if word is not None)


def read_exactly(atom: Bare | Quoted, field: TextField, problems: ProblemCollector) -> Exact | None:
    """Read exact forms; None if there is no letter or digit."""
    words = _words(atom, problems)
    if isinstance(atom, Quoted) and atom.gap is not None:
        problems.warn(Sentence.EXACT_APART.message(), atom.start, atom.end, quoted(" ".join(words)))
    return Exact(words, field) if words else None


def read_part(atom: Begun | Nearly | Wild, field: TextField, problems: ProblemCollector) -> Query | None:
    """Read a prefix, fuzzy word or wildcard; None if it has no letter or digit."""
    match atom:
        case Begun():
            return Prefix(atom.text, field) if has_substance(atom.text) else None
        case Nearly():
            return _fuzzy(atom, field, problems)
        case Wild():
            return _wild(atom, field, problems)


def reach(words: Iterable[str], gap: int) -> int | None:
    """Return the largest gap, up to `gap`, at which engines find the words in any order; None if there are too many."""
    tokens = sum(len(forms(word)) for word in words)
    return widest_gap(max(tokens, 1), min(gap, WIDEST_GAP))


def nearby(left: Query, right: Query, gap: int) -> Phrase | None:
    """Join both sides of `a NEAR/5 b` as a phrase with a gap; None if they are not words of one field or too many."""
    if not isinstance(left, Word | Phrase) or not isinstance(right, Word | Phrase) or left.field is not right.field:
        return None
    words = tuple(word for side in (left, right) for word in ((side.text,) if isinstance(side, Word) else side.words))
    within = reach(words, gap) if len(words) <= LONGEST_PHRASE else None
    return None if within is None else Phrase(words, left.field, within)


def _words(atom: Bare | Quoted, problems: ProblemCollector) -> tuple[str, ...]:
    if isinstance(atom, Bare):
        word = word_of(atom.text)
        return () if word is None else (word,)
    words = tuple(filter(has_substance, atom.text.split()))
    if len(words) > LONGEST_PHRASE:
        whole = quoted(" ".join(words[:LONGEST_PHRASE]))
        problems.cut(Sentence.PHRASE_TOO_LONG.message(most=LONGEST_PHRASE), atom.start, atom.end, whole)
    return words[:LONGEST_PHRASE]


def _gap(atom: Bare | Quoted, words: tuple[str, ...], problems: ProblemCollector) -> int | None:
    if isinstance(atom, Bare) or atom.gap is None:
        return None
    within = reach(words, atom.gap)
    text = quoted(" ".join(words))
    if within is None:
        problems.cut(Sentence.NEAR_TOO_MANY.message(), atom.start, atom.end, text)
    elif within < atom.gap:
        sentence = Sentence.NEAR_TOO_FAR if within == WIDEST_GAP else Sentence.NEAR_TOO_FAR_FOR_MANY
        problems.cut(sentence.message(most=within), atom.start, atom.end, f"{text}~{within}")
    return within


def _fuzzy(atom: Nearly, field: TextField, problems: ProblemCollector) -> Fuzzy | None:
    if not has_substance(atom.text):
        return None
    edits = min(max(atom.edits or 1, 1), 2)
    if atom.edits not in {1, 2}:
        problems.warn(Sentence.FUZZY_TOO_FAR.message(), atom.start, atom.end, str(Fuzzy(atom.text, edits)))
    return Fuzzy(atom.text, edits, field)


def _wild(atom: Wild, field: TextField, problems: ProblemCollector) -> Query | None:
    """Read a wildcard as the nearest query that engines support: `w?rd` as the prefix `w`, `*ord` as the word `ord`."""
    begun = atom.begun if has_substance(atom.begun) else ""
    rest = list(filter(has_substance, atom.rest.split()))
    if not begun and not rest:
        return None
    instead = str(Prefix(begun)) if begun else " ".join(str(Word(word)) for word in rest)
    problems.warn(Sentence.WILD_WITHIN.message(), atom.start, atom.end, instead)
    return Prefix(begun, field) if begun else And(tuple(Word(word, field) for word in rest))
