"""Portfolios: map the words of an office, in articles or as typed by users, to its portfolio."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache

from dateline.index.analysis import folded_value
from dateline.index.metadata.tables import read_table

DEPUTY = "deputy-"

PORTFOLIOS = (
    "head-of-state",
    "head-of-government",
    "foreign",
    "defence",
    "interior",
    "finance",
    "economy",
    "trade",
    "justice",
    "health",
    "education",
    "agriculture",
    "energy",
    "transport",
    "environment",
    "culture",
    "labour",
    "information",
    "planning",
    "other",
)
"""All portfolios; `deputy-` before one means a deputy's office."""


def portfolio_name(portfolio: str) -> str:
    """The display name of a portfolio: `Defence`, `Deputy: Defence`; an unknown one is returned unchanged."""
    name = _names().get(portfolio.removeprefix(DEPUTY), portfolio)
    return f"Deputy: {name}" if portfolio.startswith(DEPUTY) else name


def portfolio_of(text: str) -> str | None:
    """The portfolio meant by typed text: `defense`, `foreign minister`, `pm`, `deputy prime minister`."""
    plain = " ".join(folded_value(text).replace("-", " ").replace(".", "").split())
    found = _by_typed_text().get(plain)
    if found is not None:
        return found
    for prefix in ("deputy ", "vice ", "state ", "junior "):
        if plain.startswith(prefix):
            held = portfolio_of(plain.removeprefix(prefix))
            return held if held is None or held.startswith(DEPUTY) else f"{DEPUTY}{held}"
    return _by_typed_text().get(_without_head(plain))


def portfolio_suggestions(text: str, limit: int = 3) -> tuple[str, ...]:
    """Portfolios similar to a misspelled one, best first."""
    from rapidfuzz import fuzz, process

    found = process.extract(folded_value(text), _by_typed_text().keys(), scorer=fuzz.ratio, limit=10, score_cutoff=70)
    return tuple(dict.fromkeys(_by_typed_text()[word] for word, _, _ in found))[:limit]


def portfolio_of_subject(words: Iterable[str]) -> str | None:
    """The portfolio of an office's subject, given as lower-case words without `and`; the first known part decides."""
    remaining = list(words)
    table = _by_subject()
    while remaining:
        for length in range(min(len(remaining), 5), 0, -1):
            found = table.get(tuple(remaining[:length]))
            if found is not None:
                return found
        remaining.pop(0)
    return None


@cache
def subject_words() -> frozenset[str]:
    """All words of all known subjects."""
    return frozenset(word for subject in _by_subject() for word in subject)


@cache
def _by_subject() -> Mapping[tuple[str, ...], str]:
    table: dict[tuple[str, ...], str] = {}
    for portfolio, _, subjects, _ in read_table("portfolios.txt"):
        for subject in _listed(subjects):
            table.setdefault(tuple(word for word in subject.split() if word not in {"and", "the", "of"}), portfolio)
    return table


@cache
def _names() -> Mapping[str, str]:
    return {row[0]: row[1] for row in read_table("portfolios.txt")}


@cache
def _by_typed_text() -> Mapping[str, str]:
    table = {portfolio.replace("-", " "): portfolio for portfolio in PORTFOLIOS}
    for portfolio, name, subjects, others in read_table("portfolios.txt"):
        for word in (folded_value(name), *_listed(subjects), *_listed(others)):
            table.setdefault(word.replace("-", " "), portfolio)
    return table


def _without_head(text: str) -> str:
    """Reduce `minister of health` and `health minister` to `health`."""
    for head in ("minister of ", "minister for ", "ministry of ", "secretary of ", "secretary for "):
        text = text.removeprefix(head)
    for head in (" minister", " secretary", " ministry"):
        text = text.removesuffix(head)
    return text.removeprefix("the ")


def _listed(cell: str) -> list[str]:
    return [part.strip().lower() for part in cell.split(";") if part.strip()]
