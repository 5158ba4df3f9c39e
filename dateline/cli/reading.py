"""Options of the commands that read articles: how input is to be read."""

from __future__ import annotations

import functools
from collections.abc import Callable

import click

from dateline.cli.options import day_first_option


def _mapping(
    _context: click.Context, parameter: click.Parameter, values: tuple[str, ...]
) -> tuple[tuple[str, str], ...]:
    pairs = tuple((field.strip(), column.strip()) for field, _, column in (value.partition("=") for value in values))
    if not all(field and column for field, column in pairs):
        raise click.BadParameter("write it as headline=TITLE", param=parameter)
    return pairs


_OPTIONS = (
    click.option("--source", metavar="NAME", help="Publisher of articles that name none themselves."),
    click.option(
        "--map",
        "mapping",
        multiple=True,
        callback=_mapping,
        metavar="FIELD=NAME",
        help="Read FIELD from the column or key NAME. Repeatable.",
    ),
    click.option("--as", "read_as", metavar="FORMAT", help="Read the input as this format, whatever it looks like."),
    click.option("--encoding", metavar="NAME", help="Character encoding of text that is not UTF-8."),
    day_first_option,
    click.option("--follow-links", is_flag=True, help="Follow symbolic links inside folders."),
)


def reading_options(function: Callable[..., int]) -> Callable[..., int]:
    """Add `--source`, `--map`, ... to a command, which receives them as `reading: ReadOptions`."""

    @functools.wraps(function)
    def command(
        *,
        source: str | None,
        mapping: tuple[tuple[str, str], ...],
        read_as: str | None,
        encoding: str | None,
        day_first: bool | None,
        follow_links: bool,
        **options: object,
    ) -> int:
        from dateline.index.formats.options import ReadOptions

        reading = ReadOptions(
            mapping=mapping,
            source=source,
            format=read_as,
            encoding=encoding,
            day_first=day_first,
            follow_links=follow_links,
        )
        return function(reading=reading, **options)

    decorated: Callable[..., int] = command
    for option in reversed(_OPTIONS):
        decorated = option(decorated)
    return decorated
