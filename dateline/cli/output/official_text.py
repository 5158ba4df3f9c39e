"""Officials and offices as text for people."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from dateline.cli.output.terminal import Style, safe
from dateline.index.office import Office
from dateline.index.people.person import Held, Holder, Person
from dateline.search.facets.label import office_label
from dateline.search.officials.officials import FoundOfficials, OfficeHolders, OfficialView
from dateline.search.officials.tenures import ClaimView, Tenure
from dateline.search.output.results_json import SnippetPart

MOST_RIVALS = 5


def found(officials: FoundOfficials, style: Style) -> Iterator[str]:
    """Officials with their spellings and offices."""
    for person in officials.officials:
        yield from _person(person, style)
    more = officials.total - len(officials.officials)
    if more > 0:
        yield style.faint(f"and {more:,} more: -n {officials.total}") + "\n"


def one(view: OfficialView, style: Style) -> Iterator[str]:
    """One official: spellings, offices, conflicts and corrections, then claims with their sentences."""
    yield from _person(view.official, style)
    yield from _rivals(view.rivals, style)
    for tie in view.corrections:
        relation = "the same person" if tie.together else "different persons"
        yield f"  corrections: {', '.join(tie.keys)} are {relation} ({safe(tie.reason)})\n"
    for claim in view.claims:
        yield from _claim(claim, style)
    more = sum(held.articles for held in view.official.offices) - len(view.claims)
    if more > 0:
        yield "\n" + style.faint(f"and {more:,} more claims: -n {more + len(view.claims)}") + "\n"


def offices(found: OfficeHolders, style: Style) -> Iterator[str]:
    """The holders of each portfolio, in the order in which they were first seen."""
    for portfolio, group in groupby(found.holders, key=lambda holder: holder.held.portfolio):
        holders, total = list(group), found.totals[portfolio]
        yield f"{style.strong(office_label(portfolio))}\n"
        yield from _rows(holders, style)
        if total > len(holders):
            yield style.faint(f"  and {total - len(holders):,} more: -n {total}") + "\n"


def _rivals(rivals: Sequence[Holder], style: Style) -> Iterator[str]:
    for rival in rivals[:MOST_RIVALS]:
        yield f"  at the same time: {safe(rival.name)}, {_held(rival.held)}  {style.faint(rival.key)}\n"
    if len(rivals) > MOST_RIVALS:
        country = rivals[0].held.country or "none"
        yield f"  and {len(rivals) - MOST_RIVALS:,} more at the same time: dateline offices {country}\n"


def _rows(holders: Iterable[Tenure], style: Style) -> Iterator[str]:
    """One line per holder, followed by the first and the last sentence that says so."""
    for holder in holders:
        held = holder.held
        said = f"{safe(holder.name)} ({safe(held.title)}), {_articles(held)}"
        yield f"  {_days(held)}  {said}  {style.faint(holder.key)}\n"
        ends = {view.claim.article: view for view in (holder.first, holder.last)}
        for view in ends.values():
            yield f"    {view.claim.day or 'no date'}  {_sentence(view, style)}  {style.faint(view.claim.article)}\n"


def _sentence(view: ClaimView, style: Style) -> str:
    return "".join(_part(part, style) for part in view.sentence) or safe(view.headline or "")


def _person(person: Person, style: Style) -> Iterator[str]:
    articles = f"{person.articles:,} article{'s' if person.articles != 1 else ''}"
    yield f"{style.strong(person.name)}  {articles}  {style.faint(person.key)}\n"
    others = [f"{safe(spelling.name)} {spelling.articles:,}" for spelling in person.spellings]
    if len(others) > 1:
        yield f"  written {', '.join(others)}\n"
    for held in person.offices:
        yield f"  {_held(held)}\n"


def _held(held: Held) -> str:
    office = Office(held.portfolio, held.country)
    return f"{safe(held.title)} ({office})  {_days(held)}, {_articles(held)}"


def _days(held: Held) -> str:
    if not held.spans:
        return "no date"
    spans = ", ".join(first if first == last else f"{first} to {last}" for first, last in held.spans)
    return spans if held.terms else f"no term, said {spans}"


def _articles(held: Held) -> str:
    former = f", {held.former:,} as former" if held.former else ""
    return f"{held.articles:,} article{'s' if held.articles != 1 else ''}{former}"


def _claim(view: ClaimView, style: Style) -> Iterator[str]:
    claim = view.claim
    status = "" if claim.status == "current" else f" ({claim.status})"
    said = f"{claim.day or 'no date'}  {safe(claim.name)}: {safe(claim.office)}{status}"
    yield f"\n{said}  {style.faint(claim.article)}\n"
    if sentence := _sentence(view, style):
        yield f"  {sentence}\n"


def _part(part: SnippetPart, style: Style) -> str:
    text = part.text.replace("\n", " ")
    return style.mark(text) if part.marked else safe(text)
