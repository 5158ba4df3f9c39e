"""Results as JSON Lines: one object per line, as in the `results` of `dateline.search/1`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec

from dateline.search.output.results_json import result_answer
from dateline.search.results import Result


def write(results: Iterable[Result]) -> Iterator[str]:
    """Yield one line per result."""
    return (msgspec.json.encode(result_answer(result)).decode() + "\n" for result in results)
