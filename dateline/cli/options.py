"""Options that several commands share, as objects with name, meaning and example.

A setting comes from the flag, else from `DATELINE_*`, else from `dateline.toml` in the data folder, else it has
its default.
"""

from __future__ import annotations

import functools
import os
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

import click
import msgspec

from dateline.errors import ConfigError
from dateline.search.facets.registry import FACETS
from dateline.search.request import Choice, Sort

SETTINGS_FILE = "dateline.toml"
TABLES_OF_THE_ARCHIVE = frozenset({"sources"})
"""Tables of the settings file that say something of articles, although a command has that name."""
FACET_NAMES = tuple(field.name for field in FACETS)


def _data_folder(context: click.Context, _parameter: click.Parameter, value: Path | None) -> Path:
    """Find the data folder and let its settings file supply defaults for the options read after it."""
    folder = value or _user_folder()
    context.default_map = _settings(folder / SETTINGS_FILE, context.command)
    return folder


def _user_folder() -> Path:
    # Imported here: most calls name their folder, and each import costs a search some milliseconds.
    from platformdirs import user_data_path

    return user_data_path("dateline")


def _settings(path: Path, command: click.Command) -> dict[str, object]:
    """The settings for one command: the table named after it, e.g. `[serve]`. Raises ConfigError."""
    if not path.is_file() or command.name in TABLES_OF_THE_ARCHIVE:
        return {}
    import tomllib

    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
        raise ConfigError(f"{path}: {error}", remedy="mend the file or remove it") from error
    table: object = tables.get(command.name or "", {})
    if not isinstance(table, dict):
        raise ConfigError(
            f"{path}: `{command.name}` is not a table", remedy=f"write [{command.name}] above its settings"
        )
    known = {parameter.name for parameter in command.params}
    settings: dict[str, object] = {}
    for name, value in table.items():  # pyright: ignore[reportUnknownVariableType] - any TOML
        option = str(name).replace("-", "_")  # pyright: ignore[reportUnknownArgumentType]
        if option not in known:
            raise ConfigError(
                f"{path}: [{command.name}] has no setting {name}", remedy=f"see `dateline {command.name} --help`"
            )
        settings[option] = value
    return settings


data_option = click.option(
    "--data",
    type=click.Path(path_type=Path, file_okay=False),
    envvar="DATELINE_DATA",
    is_eager=True,
    callback=_data_folder,
    help="Folder of the archive.  [default: $DATELINE_DATA, else the user's data folder]",
)


def _day(_context: click.Context, parameter: click.Parameter, value: str | None) -> date | None:
    if value is None:
        return None
    try:
        return date.fromisoformat(value)
    except ValueError as error:
        raise click.BadParameter(f"{value} is no day; write it as 2021-05-18", param=parameter) from error


_CHOICES = tuple((facet.flag, facet) for facet in FACETS if facet.flag is not None)


def _texts(values: object) -> tuple[str, ...]:
    """The values of a repeatable option."""
    return msgspec.convert(values, tuple[str, ...])


class Narrowing(msgspec.Struct, frozen=True):
    """What the options narrow a search to: facet choices and UTC days, with the meaning they have on the page."""

    choices: tuple[Choice, ...]
    since: date | None
    until: date | None


def narrowing_options(function: Callable[..., int]) -> Callable[..., int]:
    """Add `--country`, ..., `--from`, `--to` to a command; it is given them as `narrowing: Narrowing`."""

    @functools.wraps(function)
    def command(*, since: date | None, until: date | None, **options: object) -> int:
        choices = (Choice(facet, _texts(options.pop(f"choose_{facet.name}"))) for _, facet in _CHOICES)
        chosen = tuple(choice for choice in choices if choice.values)
        return function(narrowing=Narrowing(chosen, since, until), **options)

    decorated: Callable[..., int] = command
    for flag, facet in reversed(_CHOICES):
        decorated = click.option(
            flag, f"choose_{facet.name}", multiple=True, metavar="VALUE", help=f"{facet.help} Repeat for either."
        )(decorated)
    decorated = click.option(
        "--to", "until", metavar="DAY", callback=_day, help="Published on or before this UTC day: 2021-05-31."
    )(decorated)
    return click.option(
        "--from", "since", metavar="DAY", callback=_day, help="Published on or after this UTC day: 2021-05-01."
    )(decorated)


strict_option = click.option(
    "--strict", is_flag=True, envvar="DATELINE_STRICT", help="Refuse a query that has a problem, with its place."
)
sort_option = click.option(
    "--sort",
    type=click.Choice([sort.value for sort in Sort]),
    help="Order.  [default: relevance where there are words to rank by, else newest]",
)


def format_option(*others: str) -> Callable[[Callable[..., int]], Callable[..., int]]:
    """Add `--format` with text, JSON and others to a command; it is given the name as `form`."""
    return click.option(
        "--format",
        "form",
        default="text",
        type=click.Choice(("text", "json", *others)),
        show_default=True,
        help="How it is printed.",
    )


def most_option(default: int, meaning: str = "At most so many.") -> Callable[[Callable[..., int]], Callable[..., int]]:
    """Add `-n` to a command that lists some of many; it is given the number as `most`."""
    return click.option(
        "-n", "--number", "most", default=default, type=click.IntRange(min=1), show_default=True, help=meaning
    )


def colour_wanted() -> bool:
    """Whether standard output takes colour: a terminal, and `NO_COLOR` is not set (https://no-color.org)."""
    return not os.environ.get("NO_COLOR") and sys.stdout.isatty()
