"""What users do, as every peer is asked it: ten results with snippets, the total, three facets, unless it says else."""

from __future__ import annotations

from benchmarks.peers.protocol import Operation
from dateline.index.analysis import stems

DEEPEST = 9_990
"""Where the deep page begins, in an archive that has so many articles: the thousandth page."""
CHOSEN = {"country": ("US", "GB"), "source": ("northern wire",), "year": ("2019", "2020")}


def operations(articles: int) -> list[Operation]:
    """All of them, for an archive of a size."""
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
    "chosen": "`said` in two countries, one source and two years; each facet without its own choice",
    "deep page": "`said`, a page a tenth of the articles down, at most the thousandth",
    "count": "`said`, only how many",
}


def _words(name: str, text: str, *, chosen: dict[str, tuple[str, ...]] | None = None, offset: int = 0) -> Operation:
    return Operation(name, "words", tuple(text.split()), tuple(stems(text)), chosen=chosen, offset=offset)
