"""Results as JSON Lines: each an object, as it stands among the `results` of `dateline.search/1`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec

from dateline.search.output.results_json import result_answer
from dateline.search.results import Result


def write(results: Iterable[Result]) -> Iterator[str]:
    """One result a line."""
    return (msgspec.json.encode(result_answer(result)).decode() + "\n" for result in results)
