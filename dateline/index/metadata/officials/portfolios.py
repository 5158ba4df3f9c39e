"""Offices: which portfolio an office belongs to, by its words in a text and by what people type."""

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
"""Every portfolio; with `deputy-` before one it is a deputy's."""


def portfolio_name(portfolio: str) -> str:
    """What a portfolio is called: `Defence`, `Deputy: Defence`; an unknown one is itself."""
    name = _names().get(portfolio.removeprefix(DEPUTY), portfolio)
    return f"Deputy: {name}" if portfolio.startswith(DEPUTY) else name


def portfolio_of(text: str) -> str | None:
    """The portfolio that typed text means: `defense`, `foreign minister`, `pm`, `deputy prime minister`."""
    plain = " ".join(folded_value(text).replace("-", " ").replace(".", "").split())
    found = _typed().get(plain)
    if found is not None:
        return found
    for prefix in ("deputy ", "vice ", "state ", "junior "):
        if plain.startswith(prefix):
            held = portfolio_of(plain.removeprefix(prefix))
            return held if held is None or held.startswith(DEPUTY) else f"{DEPUTY}{held}"
    return _typed().get(_without_head(plain))


def portfolio_suggestions(text: str, limit: int = 3) -> tuple[str, ...]:
    """Portfolios that a misspelled one may mean, best first."""
    from rapidfuzz import fuzz, process

    found = process.extract(folded_value(text), _typed().keys(), scorer=fuzz.ratio, limit=10, score_cutoff=70)
    return tuple(dict.fromkeys(_typed()[word] for word, _, _ in found))[:limit]


def portfolio_of_subject(words: Iterable[str]) -> str | None:
    """The portfolio of an office's subject, by its first part that is known; lower-case words, without `and`."""
    remaining = list(words)
    table = _subjects()
    while remaining:
        for length in range(min(len(remaining), 5), 0, -1):
            found = table.get(tuple(remaining[:length]))
            if found is not None:
                return found
        remaining.pop(0)
    return None


@cache
def subject_words() -> frozenset[str]:
    """Every word that stands in a known subject."""
    return frozenset(word for subject in _subjects() for word in subject)


@cache
def _subjects() -> Mapping[tuple[str, ...], str]:
    table: dict[tuple[str, ...], str] = {}
    for portfolio, _, subjects, _ in read_table("portfolios.txt"):
        for subject in _listed(subjects):
            table.setdefault(tuple(word for word in subject.split() if word not in {"and", "the", "of"}), portfolio)
    return table


@cache
def _names() -> Mapping[str, str]:
    return {row[0]: row[1] for row in read_table("portfolios.txt")}


@cache
def _typed() -> Mapping[str, str]:
    table = {portfolio.replace("-", " "): portfolio for portfolio in PORTFOLIOS}
    for portfolio, name, subjects, others in read_table("portfolios.txt"):
        for word in (folded_value(name), *_listed(subjects), *_listed(others)):
            table.setdefault(word.replace("-", " "), portfolio)
    return table


def _without_head(text: str) -> str:
    """`minister of health` and `health minister` as `health`."""
    for head in ("minister of ", "minister for ", "ministry of ", "secretary of ", "secretary for "):
        text = text.removeprefix(head)
    for head in (" minister", " secretary", " ministry"):
        text = text.removesuffix(head)
    return text.removeprefix("the ")


def _listed(cell: str) -> list[str]:
    return [part.strip().lower() for part in cell.split(";") if part.strip()]
