"""How well are language and countries found in short reports? `python -m benchmarks.sentences SHARED`.

`--held-out` measures the sentences that rules were not tuned on, `--errors` lists the errors. Prints, for texts cut to
80 and to 200 code points, the share with the right and with a wrong language; then precision and recall of countries
for each language, with the language given and with the language detected.
"""

from __future__ import annotations

import argparse
import gzip
from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path

import msgspec

from dateline.index.metadata.countries.find import find_countries
from dateline.index.metadata.language import detect_language

LABELS = Path(__file__).parent.parent / "tests" / "metadata" / "labels" / "sentences"
LENGTHS = (80, 200)
_CORPORA = {"arabic-sample": "ar", "french-sample": "fr", "german-sample": "de", "lknews-en-sample": "en"}
_ARTICLES = 200
_FEWEST = 0.75
"""A text shorter than this share of the length wanted is left out."""


class Sentence(msgspec.Struct, frozen=True):
    """A short report, its language and the countries that it mentions."""

    text: str
    language: str
    countries: frozenset[str] = frozenset()
    optional: frozenset[str] = frozenset()


class Counts(msgspec.Struct):
    """Countries of several reports: found rightly, found wrongly, missed."""

    hits: int = 0
    wrong: int = 0
    missed: int = 0

    def add(self, found: frozenset[str], sentence: Sentence) -> bool:
        """Count one report. Whether it is all right."""
        wrong, missed = found - sentence.countries - sentence.optional, sentence.countries - found
        self.hits += len(found & sentence.countries)
        self.wrong += len(wrong)
        self.missed += len(missed)
        return not wrong and not missed

    @property
    def precision(self) -> float:
        """The share of what was found that is right; 1 if nothing was found."""
        return self.hits / (self.hits + self.wrong) if self.hits + self.wrong else 1.0

    @property
    def recall(self) -> float:
        """The share of what there is that was found; 1 if there is nothing."""
        return self.hits / (self.hits + self.missed) if self.hits + self.missed else 1.0


def read_sentences(name: str) -> list[Sentence]:
    """Read one of the files in `tests/metadata/labels/sentences`."""
    lines = (LABELS / f"{name}.jsonl").read_bytes().splitlines()
    return [msgspec.json.decode(line, type=Sentence) for line in lines]


def count(sentences: Sequence[Sentence], *, detected: bool) -> tuple[Counts, list[Sentence]]:
    """Count the countries of some sentences in the language given or in the language detected, and list the errors."""
    counts = Counts()
    errors = [one for one in sentences if not counts.add(codes(one, detected=detected), one)]
    return counts, errors


def codes(sentence: Sentence, *, detected: bool) -> frozenset[str]:
    """The countries found in a sentence."""
    language = detect_language(sentence.text) if detected else sentence.language
    return frozenset(found.code for found in find_countries(sentence.text, language=language))


def cut(sentences: Sequence[Sentence], length: int) -> Iterator[tuple[str, str]]:
    """Texts of nearly one length and their language: sentences of one language are joined where one is too short."""
    for language, group in groupby(sentences, key=lambda one: one.language):
        texts = [one.text for one in group]
        for number in range(len(texts)):
            text = " ".join(texts[number:] + texts[:number])[:length]
            if len(text) >= _FEWEST * length:
                yield language, text


def cut_corpora(corpora: Path, length: int) -> Iterator[tuple[str, str]]:
    """Beginnings of articles of the corpora and their language."""
    for name, language in _CORPORA.items():
        with gzip.open(corpora / f"{name}.jsonl.gz") as lines:
            for _, line in zip(range(_ARTICLES), lines, strict=False):
                body = msgspec.json.decode(line, type=_Body).body or ""
                text = " ".join(body.split())[:length]
                if len(text) >= _FEWEST * length:
                    yield language, text


class _Body(msgspec.Struct):
    body: str | None = None


def is_same(found: str | None, language: str) -> bool:
    """Whether a detected language is the one labelled, whatever its script."""
    return found is not None and found.partition("-")[0] == language.partition("-")[0]


def language_table(texts: Sequence[tuple[str, str]], *, errors: bool) -> Iterator[str]:
    """The share of right and wrong answers; with `errors` also by language, and each wrong one."""
    answers = [(language, detect_language(text), text) for language, text in texts]
    yield _shares("all", answers)
    for language in sorted({language for language, _, _ in answers}) if errors else ():
        of_language = [answer for answer in answers if answer[0] == language]
        if not all(is_same(found, language) for _, found, _ in of_language):
            yield _shares(language, of_language)
            yield from (f"    {found}: {text}" for _, found, text in of_language if not is_same(found, language))


def _shares(name: str, answers: Sequence[tuple[str, str | None, str]]) -> str:
    right = sum(is_same(found, language) for language, found, _ in answers)
    wrong = sum(found is not None and not is_same(found, language) for language, found, _ in answers)
    return f"  {name:<8}{right / len(answers):8.3f} right{wrong / len(answers):8.3f} wrong  of {len(answers)}"


def country_table(sentences: Sequence[Sentence], *, errors: bool) -> Iterator[str]:
    """Precision and recall by language."""
    yield f"  {'':<8}{'given P':>9}{'R':>7}{'detected P':>13}{'R':>7}"
    for language, group in groupby(sentences, key=lambda one: one.language):
        of_language = list(group)
        given, wrong = count(of_language, detected=False)
        yield _row(language, given, count(of_language, detected=True)[0])
        yield from (_error(one) for one in wrong if errors)
    yield _row("all", count(sentences, detected=False)[0], count(sentences, detected=True)[0])


def _row(name: str, given: Counts, detected: Counts) -> str:
    return f"  {name:<8}{given.precision:9.2f}{given.recall:7.2f}{detected.precision:13.2f}{detected.recall:7.2f}"


def _error(sentence: Sentence) -> str:
    found = " ".join(sorted(codes(sentence, detected=False)))
    return f"    found {found or '-'}, expected {' '.join(sorted(sentence.countries)) or '-'}: {sentence.text}"


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description="Measure language and countries in short reports.")
    parser.add_argument("shared", type=Path, help="folder with corpora/")
    parser.add_argument("--held-out", action="store_true", help="the sentences that rules were not tuned on")
    parser.add_argument("--errors", action="store_true", help="list the errors")
    options = parser.parse_args()
    sentences = read_sentences("held_out" if options.held_out else "tuned")
    for length in LENGTHS:
        own = list(cut([*sentences, *read_sentences("languages")], length))
        for name, texts in (("own sentences", own), ("corpora", list(cut_corpora(options.shared / "corpora", length)))):
            print(f"language of {length} code points, {name}")
            print("\n".join(language_table(texts, errors=options.errors)))
    print("countries")
    print("\n".join(country_table(sentences, errors=options.errors)))


if __name__ == "__main__":
    main()
