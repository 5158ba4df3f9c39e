"""Results as text for people."""

from __future__ import annotations

from collections.abc import Iterator

from dateline.cli.output.terminal import Style, safe
from dateline.index.article import Dateline, Precision, Published
from dateline.search.request import Sort
from dateline.search.results import FacetCounts, Passage, Result, Results

_ORDER = {Sort.RELEVANCE: "best first", Sort.NEWEST: "newest first", Sort.OLDEST: "oldest first"}


def write(results: Results, style: Style) -> Iterator[str]:
    """The total, the results, and the facets of the request."""
    yield f"{_heading(results, style)}\n"
    if results.query.read_as != " ".join(results.query.text.split()):
        yield f"{style.faint(f'read as {results.query.read_as}')}\n"
    for result in results.results:
        yield f"\n{''.join(_result(result, style))}"
    for facet in results.facets:
        yield f"\n{''.join(_facet(facet, style))}"


def _heading(results: Results, style: Style) -> str:
    total = results.total.count
    left_out = results.copies_left_out
    copies = f"{left_out:,} cop{'ies' if left_out != 1 else 'y'}"
    if not total and left_out:
        return f"No articles found, but {copies} of other articles: add duplicates:all to see them."
    if not total:
        return "No articles found."
    articles = style.strong(f"{total:,} article{'s' if total != 1 else ''}")
    page = f", page {results.page:,} of {results.pages:,}" if results.pages > 1 else ""
    without = f", {copies} left out" if left_out else ""
    return f"{articles}, {_ORDER[results.sort]}{page}{without}"


def _result(result: Result, style: Style) -> Iterator[str]:
    title = style.marked(result.headline, result.headline_marks) if result.headline else safe(result.opening)
    yield f"{style.strong(title) if not result.headline_marks else title}\n"
    yield f"    {style.faint(' · '.join(_particulars(result)))}\n"
    if result.countries or result.officials:
        yield f"    {style.faint(' · '.join(_tags(result)))}\n"
    for matched in result.matched:
        if matched.spelling:
            yield f"    {style.faint(f'{matched.field} {matched.label}, also spelt {matched.spelling}')}\n"
    for passage in result.snippet:
        yield f"    {_passage(passage, style)}\n"
    yield f"    {style.faint(result.id)}\n"


def _particulars(result: Result) -> Iterator[str]:
    yield published_text(result.published)
    if result.source:
        yield result.source
    if result.dateline:
        yield dateline_text(result.dateline)
    if result.copies:
        yield f"(+{result.copies:,} cop{'ies' if result.copies != 1 else 'y'})"


def _tags(result: Result) -> Iterator[str]:
    if result.countries:
        yield ", ".join(country.name for country in result.countries)
    if result.officials:
        yield ", ".join(dict.fromkeys(f"{official.person} ({official.office})" for official in result.officials))


def _passage(passage: Passage, style: Style) -> str:
    before = "… " if passage.start else ""
    after = " …" if passage.cut_after else ""
    text = style.marked(passage.text, passage.marks)
    return f"{before}{text.replace(chr(10), ' ')}{after}"


def _facet(facet: FacetCounts, style: Style) -> Iterator[str]:
    yield f"{style.strong(facet.facet.name)}\n"
    width = max((len(f"{value.count:,}") for value in facet.values), default=1)
    for value in facet.values:
        chosen = " (chosen)" if value.chosen else ""
        yield f"  {value.count:>{width},}  {safe(value.label)}{style.faint(chosen)}\n"
    more = facet.distinct - sum(1 for value in facet.values if value.count and value.value != "none")
    if more > 0:
        yield style.faint(f"  and {more:,} more: dateline facets {facet.facet.name}") + "\n"


def published_text(published: Published | None) -> str:
    """A published time in UTC, as precise as the source gave it: `2021-05-18`, `1987-02-26 15:01 UTC`."""
    if published is None:
        return "no date"
    forms = {
        Precision.YEAR: "%Y",
        Precision.MONTH: "%Y-%m",
        Precision.DAY: "%Y-%m-%d",
        Precision.MINUTE: "%Y-%m-%d %H:%M UTC",
        Precision.SECOND: "%Y-%m-%d %H:%M:%S UTC",
    }
    return published.at.strftime(forms[published.precision])


def dateline_text(dateline: Dateline) -> str:
    """A dateline's place with its country's code: `BAKU, AZ`."""
    return f"{dateline.place}, {dateline.country}" if dateline.country else dateline.place
