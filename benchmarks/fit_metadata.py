"""Fit the weights that choose the primary countries of an article: `python -m benchmarks.fit_metadata SHARED`.

Coordinate ascent from the current weights: each is multiplied by several factors, and the best value is kept. The
score is the mean of two F1s: primary countries on the labelled articles, and primary countries with the dateline's on
every fifth article of Reuters-21578 against its tags. The score of every factor is printed, to show flat optima.

`--cross-validate` shows what fitting is worth: weights are fitted without the labels of one corpus, and scored on that
corpus beside the current weights.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import msgspec

from benchmarks.metadata_places import about, extracted_report, reports, tagged
from benchmarks.metadata_report import LABELS, read_labels
from benchmarks.metadata_score import extracted
from dateline.index.article import Article
from dateline.index.metadata.countries import salience
from dateline.index.metadata.countries.find import find_in_article, rank_countries
from dateline.index.metadata.countries.found import FoundCountries

_FACTORS = (0.25, 0.5, 0.8, 1.0, 1.25, 2.0, 4.0)
_LEAST_GAIN = 0.0005
_FOR_JUDGING = frozenset({"short_held.jsonl"})
"""Labels that nothing is fitted to."""


class _Case(msgspec.Struct):
    """An article, the countries found in it, and the primary countries expected."""

    corpus: str
    article: Article
    named: FoundCountries
    expected: frozenset[str]
    optional: frozenset[str]
    found: Callable[[Article], frozenset[str]]


class _Label(msgspec.Struct):
    countries: list[dict[str, str | bool | list[str]]]
    countries_optional: list[str] = []


def main() -> None:
    """Print each step and the resulting weights."""
    parser = argparse.ArgumentParser(description="Fit the salience weights.")
    parser.add_argument("shared", type=Path, help="folder with gold/ and corpora/")
    parser.add_argument(
        "--cross-validate", action="store_true", help="score each corpus with weights fitted without it"
    )
    options = parser.parse_args()
    labelled_cases, tagged_cases = list(_labelled(options.shared)), list(_tagged(options.shared / "corpora"))
    if options.cross_validate:
        _cross_validate(labelled_cases, tagged_cases)
        return
    print(f"start {_score(labelled_cases, tagged_cases, salience.FITTED):.4f} {salience.FITTED}")
    weights = _fitted(labelled_cases, tagged_cases, print)
    print(f"end   {_score(labelled_cases, tagged_cases, weights):.4f} {weights}")


def _fitted(
    labelled_cases: Sequence[_Case], tagged_cases: Sequence[_Case], say: Callable[[str], None]
) -> salience.Weights:
    """The best weights on these cases; `say` hears the score of each factor."""
    weights, best = salience.FITTED, _score(labelled_cases, tagged_cases, salience.FITTED)
    for name in salience.Weights.__struct_fields__:
        for candidate in (_multiplied(weights, name, factor) for factor in _FACTORS):
            score = _score(labelled_cases, tagged_cases, candidate)
            say(f"  {name:<10}{getattr(candidate, name):6.2f}  {score:.4f}")
            if score > best + _LEAST_GAIN:
                weights, best = candidate, score
    return weights


def _cross_validate(labelled_cases: Sequence[_Case], tagged_cases: Sequence[_Case]) -> None:
    kept: list[tuple[int, int]] = []
    current: list[tuple[int, int]] = []
    print(f"{'left out':<20}{'cases':>6}{'fitted without':>16}{'current':>9}")
    for corpus in sorted({case.corpus for case in labelled_cases}):
        inside = [case for case in labelled_cases if case.corpus == corpus]
        weights = _fitted([case for case in labelled_cases if case.corpus != corpus], tagged_cases, lambda _: None)
        kept.append(_counted(inside, weights))
        current.append(_counted(inside, salience.FITTED))
        print(f"{corpus:<20}{len(inside):>6}{_f1_of(kept[-1]):>16.3f}{_f1_of(current[-1]):>9.3f}  {weights}")
    for name, counts in (("fitted without", kept), ("current", current)):
        print(f"{name}: {_f1_of((sum(hits for hits, _ in counts), sum(errors for _, errors in counts))):.4f}")


def _multiplied(weights: salience.Weights, name: str, factor: float) -> salience.Weights:
    return msgspec.structs.replace(weights, **{name: round(getattr(weights, name) * factor, 2)})


def _score(labelled_cases: Sequence[_Case], tagged_cases: Sequence[_Case], weights: salience.Weights) -> float:
    return (_f1_of(_counted(labelled_cases, weights)) + _f1_of(_counted(tagged_cases, weights))) / 2


def _f1_of(counts: tuple[int, int]) -> float:
    hits, errors = counts
    return 2 * hits / (2 * hits + errors)


def _counted(cases: Sequence[_Case], weights: salience.Weights) -> tuple[int, int]:
    """Hits and errors."""
    hits = errors = 0
    for case in cases:
        ranked = _reranked(case, weights)
        found = case.found(ranked)
        hits += len(found & case.expected)
        errors += len(found - case.expected - case.optional) + len(case.expected - found)
    return hits, errors


def _reranked(case: _Case, weights: salience.Weights) -> Article:
    article = case.article
    countries = rank_countries(article.headline, article.body, article.dateline, case.named, article.officials, weights)
    return msgspec.structs.replace(article, countries=countries)


def _labelled(shared: Path) -> Iterator[_Case]:
    fitted_on = (path for path in sorted(LABELS.glob("*.jsonl")) if path.name not in _FOR_JUDGING)
    for path in (shared / "gold" / "gold.jsonl", *fitted_on):
        labels = read_labels(path, shared / "corpora")
        for line, corpus, row in zip(labels.lines, labels.corpora, labels.rows, strict=True):
            label = msgspec.json.decode(line, type=_Label)
            expected = frozenset(str(country["code"]) for country in label.countries if country["primary"])
            yield _case(corpus, extracted(row), expected, frozenset(label.countries_optional), _primary)


def _tagged(corpora: Path) -> Iterator[_Case]:
    for number, report in enumerate(reports(corpora)):
        if number % 5 == 0:
            yield _case("reuters21578", extracted_report(report), tagged(report), frozenset(), about)


def _primary(article: Article) -> frozenset[str]:
    return frozenset(country.code for country in article.countries if country.primary)


def _case(
    corpus: str,
    article: Article,
    expected: frozenset[str],
    optional: frozenset[str],
    found: Callable[[Article], frozenset[str]],
) -> _Case:
    year = article.published.at.year if article.published else None
    named = find_in_article(article.headline, article.body, language=article.language, year=year)
    return _Case(corpus, article, named, expected, optional, found)


if __name__ == "__main__":
    main()
