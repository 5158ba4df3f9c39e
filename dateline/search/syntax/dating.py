"""Dates as query nodes, with the problems they have."""

from __future__ import annotations

from datetime import date

from dateline.search.query.tree import Dated
from dateline.search.sentences import Sentence
from dateline.search.syntax.dates import RELATIVE, Days, days_beside, days_between, read_days
from dateline.search.syntax.problems import ProblemCollector
from dateline.search.syntax.tokens import Bare, Between, Bounded, Quoted


def read_date(atom: Bare | Quoted, problems: ProblemCollector, today: date) -> Dated | None:
    """Read the value of `date:`; None if it is no date and not near one."""
    days = read_days(atom.text, today)
    if days is None:
        return _misspelt(atom, problems, today)
    _report(days, atom, "", problems)
    return days.query


def read_bounds(atom: Between | Bounded, prefix: str, problems: ProblemCollector, today: date) -> Dated | None:
    """Read another system's range; None if its bounds are no dates. `prefix` goes before Dateline's form of it."""
    if isinstance(atom, Bounded):
        days = days_beside(atom.side, atom.text, today)
    else:
        bounds = (atom.since, atom.until)
        days = days_between(*bounds, today, includes_since=atom.includes_since, includes_until=atom.includes_until)
    if days is None:
        return None
    _report(days, atom, prefix, problems)
    return days.query


def _report(days: Days, atom: Bare | Quoted | Between | Bounded, prefix: str, problems: ProblemCollector) -> None:
    instead = prefix + (days.relative or str(days.query).removeprefix("date:"))
    if days.problem is not None:
        problems.warn(days.problem.with_values(read_as=instead), atom.start, atom.end, instead)
    elif days.foreign:
        problems.suggest(atom.start, atom.end, instead)


def _misspelt(atom: Bare | Quoted, problems: ProblemCollector, today: date) -> Dated | None:
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    near = process.extractOne(atom.text.casefold(), RELATIVE, scorer=OSA.distance, score_cutoff=2)
    days = None if near is None else read_days(near[0], today)
    if near is None or days is None:
        return None
    typed = problems.typed(atom.start, atom.end)
    problems.warn(Sentence.DATE_MISSPELT.message(typed=typed, near=near[0]), atom.start, atom.end, near[0])
    return days.query
