"""The searches that every peer runs: ten results with snippets, the total and three facets unless stated otherwise."""

from __future__ import annotations

from benchmarks.peers.protocol import Operation
from dateline.index.analysis import stems

DEEPEST = 9_990
"""Offset of the deep page, the thousandth, in an archive that is large enough."""
CHOSEN = {"country": ("US", "GB"), "source": ("northern wire",), "year": ("2019", "2020")}


def operations(articles: int) -> list[Operation]:
    """All operations, for an archive with this number of articles."""
    deep = min(DEEPEST, articles // 100 * 10)
    return [
        _words("term", "oil"),
        _words("two terms", "trade talks"),
        Operation("phrase", "phrase", ("foreign", "minister"), tuple(stems("foreign minister"))),
        Operation("prefix", "prefix", ("minist",)),
        Operation("all articles", "every"),
        _words("chosen", "said", chosen=CHOSEN),
        _words("deep page", "said", offset=deep),
        Operation("count", "words", ("said",), tuple(stems("said")), size=0, facets=()),
    ]


MEANINGS = {
    "term": "`oil`",
    "two terms": "`trade talks`, both words",
    "phrase": '`"foreign minister"`',
    "prefix": "`minist*`",
    "all articles": "`*`, newest first",
    "chosen": "`said` in two countries, one source and two years; each facet ignores its own choices",
    "deep page": "`said`, the page after a tenth of the articles, at most the thousandth page",
    "count": "`said`, only the total",
}


def _words(name: str, text: str, *, chosen: dict[str, tuple[str, ...]] | None = None, offset: int = 0) -> Operation:
    return Operation(name, "words", tuple(text.split()), tuple(stems(text)), chosen=chosen, offset=offset)
