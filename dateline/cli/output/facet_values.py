"""One facet as text, JSON or CSV."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from dateline.cli.output.terminal import Style, safe
from dateline.search.output.as_csv import row
from dateline.search.results import FacetCounts


def as_text(facet: FacetCounts, style: Style) -> Iterator[str]:
    """One line per value: count, label and, if it differs from the label, the value to filter by."""
    width = max((len(f"{value.count:,}") for value in facet.values), default=1)
    for value in facet.values:
        chosen_by = "" if value.value == value.label else style.faint(f"  {value.value}")
        yield f"{value.count:>{width},}  {safe(value.label)}{chosen_by}\n"


def as_json(facet: FacetCounts, _style: Style) -> Iterator[str]:
    """An array of `{"value", "label", "count", "chosen"}`."""
    yield msgspec.json.encode(facet.values).decode() + "\n"


def as_csv(facet: FacetCounts, _style: Style) -> Iterator[str]:
    """A header row, then value, label and count."""
    yield row(("value", "label", "count"))
    yield from (row((value.value, value.label, str(value.count))) for value in facet.values)
