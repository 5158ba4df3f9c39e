"""Sources as text: a list for people, or settings to copy."""

from __future__ import annotations

import json
from collections.abc import Iterator

from dateline.cli.output.terminal import Style, safe
from dateline.index.metadata.tables import country_name
from dateline.search.sources import FoundSources


def listed(found: FoundSources, style: Style) -> Iterator[str]:
    """One line per source: number of articles, name and home country."""
    width = max((len(f"{source.articles:,}") for source in found.sources), default=1)
    for source in found.sources:
        home = f"  {source.home} ({country_name(source.home)})" if source.home else ""
        yield f"{source.articles:>{width},}  {safe(source.name)}{style.faint(home)}\n"


def suggested(found: FoundSources, style: Style) -> Iterator[str]:
    """The suggested home countries as the table `[sources]` of `dateline.toml`."""
    if found.sources:
        yield "[sources]\n"
    for source in found.sources:
        if source.suggestion is not None:
            one = source.suggestion
            share = (
                f"# {one.about:,} of {one.of:,} articles with a country are about it; {one.without:,} have no country"
            )
            name = json.dumps(safe(source.name), ensure_ascii=False)
            yield f'{name} = "{one.country}"  {style.faint(share)}\n'
