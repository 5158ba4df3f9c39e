"""`dateline extract`: metadata of articles, without an archive."""

from __future__ import annotations

import click

EXAMPLES = """\b
Examples:
  dateline extract report.txt
  dateline extract archive.jsonl.gz | jq -r '.countries[].code' | sort | uniq -c
  cat report.txt | dateline extract -
\b
Each line of output is one article as JSON: id, headline, published, language, dateline, countries, officials.
Offsets are code points into the body, or into the headline where a mention says so.
Exit codes: 0 done, 1 some input was rejected (each said on standard error), 2 an error.
"""


@click.command(epilog=EXAMPLES)
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE...")
@click.option("--source", metavar="NAME", help="Publisher of articles that name none themselves.")
@click.option("--as", "form", metavar="FORMAT", help="Read the input as this format, whatever it looks like.")
@click.option("--encoding", metavar="NAME", help="Character encoding of text that is not UTF-8.")
def command(*, sources: tuple[str, ...], source: str | None, form: str | None, encoding: str | None) -> int:
    """Print what can be read out of articles: countries, office holders, dates, datelines; no archive needed."""
    import msgspec

    from dateline.index.raw import RawReject
    from dateline.index.read import ReadOptions
    from dateline.search.shape import metadata_answer
    from dateline.wiring import extract_all

    encode = msgspec.json.Encoder().encode
    rejected = 0
    for found in extract_all(sources, ReadOptions(source=source, format=form, encoding=encoding)):
        if isinstance(found, RawReject):
            rejected += 1
            click.echo(f"dateline: {found.place}: {found.reason}", err=True)
        else:
            click.echo(encode(metadata_answer(found)))
    return 1 if rejected else 0
