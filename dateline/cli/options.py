"""Options that several commands share.

An option takes its value from the command line, else from its `DATELINE_*` variable, else from `dateline.toml` in the
data folder, else it has its default.
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
"""Tables of the settings file that are not options of the command of the same name."""
FACET_NAMES = tuple(facet.name for facet in FACETS)


def _data_folder(context: click.Context, _parameter: click.Parameter, value: Path | None) -> Path:
    """Find the data folder; its settings file supplies defaults for the other options."""
    folder = value or _user_folder()
    context.default_map = _settings(folder / SETTINGS_FILE, context.info_name or "", context.command)
    return folder


def _user_folder() -> Path:
    # Imported here because most calls name their folder, and each import costs a search some milliseconds.
    from platformdirs import user_data_path

    return user_data_path("dateline")


def _settings(path: Path, name: str, command: click.Command) -> dict[str, object]:
    """The settings for one command, from the table named after it, e.g. `[serve]`. Raises ConfigError."""
    if not path.is_file() or name in TABLES_OF_THE_ARCHIVE:
        return {}
    import tomllib

    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
        raise ConfigError(f"{path}: {error}", remedy="fix or remove the file") from error
    table: object = tables.get(name, {})
    if not isinstance(table, dict):
        raise ConfigError(f"{path}: `{name}` is not a table", remedy=f"write [{name}] above its settings")
    names = setting_names(command)
    settings: dict[str, object] = {}
    for setting, value in table.items():  # pyright: ignore[reportUnknownVariableType] - any TOML
        parameter = names.get(str(setting))  # pyright: ignore[reportUnknownArgumentType]
        if parameter is None:
            raise ConfigError(f"{path}: [{name}] has no setting {setting}", remedy=f"see `dateline {name} --help`")
        settings[parameter] = value
    return settings


def setting_names(command: click.Command) -> dict[str, str]:
    """Map each setting of a command in `dateline.toml` to click's name of the parameter that it sets.

    A setting has the name of its option without `--`, e.g. `allow-origin`. `--data` is left out: it finds the file.
    """
    options = [option for option in command.params if isinstance(option, click.Option) and option.name != "data"]
    return {max(option.opts, key=len).removeprefix("--"): option.name or "" for option in options}


data_option = click.option(
    "--data",
    type=click.Path(path_type=Path, file_okay=False),
    envvar="DATELINE_DATA",
    show_envvar=True,
    is_eager=True,
    callback=_data_folder,
    help="Folder of the archive.  [default: your user data folder]",
)


def _day(_context: click.Context, parameter: click.Parameter, value: str | None) -> date | None:
    if value is None:
        return None
    try:
        return date.fromisoformat(value)
    except ValueError as error:
        raise click.BadParameter(f"{value} is not a day; write it as 2021-05-18", param=parameter) from error


_CHOICES = tuple((facet.flag, facet) for facet in FACETS if facet.flag is not None)


def _texts(values: object) -> tuple[str, ...]:
    """The values of a repeatable option."""
    return msgspec.convert(values, tuple[str, ...])


class Narrowing(msgspec.Struct, frozen=True):
    """The filters of a command line: facet choices and UTC days. They mean the same as on the web page."""

    choices: tuple[Choice, ...]
    since: date | None
    until: date | None


def narrowing_options(function: Callable[..., int]) -> Callable[..., int]:
    """Add `--country`, ..., `--from`, `--to` to a command, which receives them as `narrowing: Narrowing`."""

    @functools.wraps(function)
    def command(*, since: date | None, until: date | None, **options: object) -> int:
        choices = (Choice(facet, _texts(options.pop(f"choose_{facet.name}"))) for _, facet in _CHOICES)
        chosen = tuple(choice for choice in choices if choice.values)
        return function(narrowing=Narrowing(chosen, since, until), **options)

    decorated: Callable[..., int] = command
    for flag, facet in reversed(_CHOICES):
        decorated = click.option(
            flag,
            f"choose_{facet.name}",
            multiple=True,
            metavar="VALUE",
            help=f"{facet.help} Repeatable: any of them matches.",
        )(decorated)
    decorated = click.option(
        "--to", "until", metavar="DAY", callback=_day, help="Published on or before this UTC day: 2021-05-31."
    )(decorated)
    return click.option(
        "--from", "since", metavar="DAY", callback=_day, help="Published on or after this UTC day: 2021-05-01."
    )(decorated)


day_first_option = click.option(
    "--day-first/--month-first",
    "day_first",
    default=None,
    help="Read 05/06/2021 as 5 June, or as May 6.  [default: as the other dates of the input show]",
)
strict_option = click.option(
    "--strict",
    is_flag=True,
    envvar="DATELINE_STRICT",
    show_envvar=True,
    help="Treat a problem in the query as an error and point at it.",
)
sort_option = click.option(
    "--sort",
    type=click.Choice([sort.value for sort in Sort]),
    help="Order of results.  [default: relevance if the query has words to rank by, else newest]",
)


def format_option(*others: str) -> Callable[[Callable[..., int]], Callable[..., int]]:
    """Add `--format` with text, json and `others` to a command, which receives the name as `form`."""
    return click.option(
        "--format",
        "form",
        default="text",
        type=click.Choice(("text", "json", *others)),
        show_default=True,
        help="Output format.",
    )


def limit_option(
    default: int, meaning: str = "Maximum number to list."
) -> Callable[[Callable[..., int]], Callable[..., int]]:
    """Add `-n` to a command that lists, which receives the number as `limit`."""
    return click.option(
        "-n", "--number", "limit", default=default, type=click.IntRange(min=1), show_default=True, help=meaning
    )


def colour_wanted() -> bool:
    """Whether to print colour: standard output is a terminal and `NO_COLOR` is not set (https://no-color.org)."""
    return not os.environ.get("NO_COLOR") and sys.stdout.isatty()
