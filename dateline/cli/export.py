"""`dateline export`: every matching article as a file."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from dateline.cli.options import Narrowing, data_option, narrowing_options, sort_option, strict_option
from dateline.registry import by_name
from dateline.search.request import Request, Sort

if TYPE_CHECKING:
    from dateline.search.output.exported import Exported

EXAMPLES = """\b
Examples:
  dateline export 'country:belarus date:2021' > belarus.jsonl
  dateline export --with-text > archive.jsonl        the whole archive, copies too
  dateline export 'office:defence' --format csv > defence.csv
\b
`dateline index` reads an export with text again.
Exit codes: 0 done, 1 nothing found, 2 error.
"""

ALL = "duplicates:all"
"""The query for every article of the archive, copies too."""


def _jsonl(articles: Iterable[Exported]) -> Iterator[str]:
    from dateline.search.output import exported

    return exported.jsonl(articles)


def _csv(articles: Iterable[Exported]) -> Iterator[str]:
    from dateline.search.output import exported

    return exported.csv(articles)


FORMATS: Final[Mapping[str, Callable[[Iterable[Exported]], Iterator[str]]]] = by_name(
    "export format", (("jsonl", _jsonl), ("csv", _csv))
)
"""How articles are written, by name."""


@click.command(epilog=EXAMPLES)
@click.argument("query", nargs=-1)
@sort_option
@narrowing_options
@click.option(
    "--format", "form", default="jsonl", type=click.Choice(list(FORMATS)), show_default=True, help="Output format."
)
@click.option("--with-text", is_flag=True, help="Write the text of each article too.")
@strict_option
@data_option
def command(
    *,
    query: tuple[str, ...],
    sort: str | None,
    form: str,
    with_text: bool,
    strict: bool,
    data: Path,
    narrowing: Narrowing,
) -> int:
    """Write every article that matches, in the order of a search.

    As in a search, copies are left out unless the query asks for them. Without a QUERY, all articles are written,
    copies too.
    """
    from dateline.archive.reading import open_archive
    from dateline.cli.queries import print_problems, read
    from dateline.search.output.exported import exported

    request = Request(
        query=read(" ".join(query) or ALL, strict=strict),
        choices=narrowing.choices,
        since=narrowing.since,
        until=narrowing.until,
        sort=Sort(sort) if sort else None,
    )
    with open_archive(data) as archive:
        whole = archive.service.walk(request)
        print_problems(whole.problems)
        articles = (exported(ranked.article, with_text=with_text) for ranked in whole.articles)
        for line in FORMATS[form](articles):
            click.echo(line, nl=False)
    return 0 if whole.total.count else 1
