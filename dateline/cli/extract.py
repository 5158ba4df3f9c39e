"""`dateline extract`: print the metadata of articles, without an archive."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import click

from dateline.cli.options import colour_wanted, data_option, day_first_option
from dateline.index.article import Article

EXAMPLES = """\b
Examples:
  dateline extract report.txt
  dateline extract archive.jsonl.gz | jq -r '.countries[].code' | sort | uniq -c
  cat report.txt | dateline extract -
  dateline extract --explain report.txt
\b
Each line of output is one article as JSON: id, headline, published, language, dateline, countries, officials.
Offsets count code points of the body, or of the headline if the mention says `headline`.
If the data folder has home countries of sources or corrections, they are applied.
Exit codes: 0 done, 1 some input was rejected (reasons on standard error), 2 error.
"""


@click.command(epilog=EXAMPLES)
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE...")
@click.option("--source", metavar="NAME", help="Publisher of articles that name none themselves.")
@click.option("--as", "form", metavar="FORMAT", help="Read the input as this format, whatever it looks like.")
@click.option("--encoding", metavar="NAME", help="Character encoding of text that is not UTF-8.")
@day_first_option
@click.option("--explain", is_flag=True, help="Print readable text: the rule, confidence and words behind each value.")
@data_option
def command(
    *,
    sources: tuple[str, ...],
    source: str | None,
    form: str | None,
    encoding: str | None,
    day_first: bool | None,
    explain: bool,
    data: Path,
) -> int:
    """Print the metadata of articles: countries, officials, dates and datelines. Needs no archive."""
    from dateline.archive.writing import extract_all
    from dateline.index.raw import RawReject
    from dateline.index.read import ReadOptions

    write = _explained() if explain else _as_json()
    rejected = 0
    options = ReadOptions(source=source, format=form, encoding=encoding, day_first=day_first)
    for found in extract_all(sources, options, data):
        if isinstance(found, RawReject):
            rejected += 1
            click.echo(f"dateline: {found.place}: {found.reason}", err=True)
        else:
            click.echo(write(found))
    return 1 if rejected else 0


def _as_json() -> Callable[[Article], str]:
    import msgspec

    from dateline.search.output.results_json import metadata_answer

    encode = msgspec.json.Encoder().encode
    return lambda article: encode(metadata_answer(article)).decode()


def _explained() -> Callable[[Article], str]:
    from dateline.cli.output import explained
    from dateline.cli.output.terminal import Style

    style = Style(colour=colour_wanted())
    return lambda article: "".join(explained.write(article, style))
