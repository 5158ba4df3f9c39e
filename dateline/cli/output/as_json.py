"""Results as JSON: one object (`dateline.search/1`)."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from dateline.search.output.results_json import answer
from dateline.search.results import Results


def write(results: Results) -> Iterator[str]:
    """One object, the same as `/search.json` returns."""
    next_page = str(results.page + 1) if results.page < results.pages else None
    yield msgspec.json.encode(answer(results, next_page=next_page)).decode() + "\n"
