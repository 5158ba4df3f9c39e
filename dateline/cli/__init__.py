"""The command table; loads a command's module when it is called."""

from __future__ import annotations

import gc
import importlib
import os
import sys
from collections.abc import Sequence

import click

from dateline import __version__
from dateline.errors import DatelineError, QueryError

COMMANDS = {
    "index": "Read articles into the archive.",
    "search": "Find articles, best first.",
    "count": "Count the articles that match.",
    "facets": "Count articles by country, minister, office, ...",
    "officials": "List office holders: names, spellings, offices, articles.",
    "official": "Show one office holder, with the sentence behind each claim.",
    "offices": "Say who held which office of a country, and when.",
    "sources": "List publishers, and the countries they report from.",
    "show": "Show one article with its metadata and evidence.",
    "extract": "Print what can be read out of articles; no archive needed.",
    "serve": "Start the web front end.",
    "stats": "Say what the archive holds.",
    "rejects": "List what could not be read, or read it again.",
    "verify": "Check the archive for damage.",
    "reindex": "Build the index anew from the stored articles.",
}
"""Name to summary. The module `dateline.cli.<name>` holds the click command `command`."""

EXAMPLES = """\b
Examples:
  dateline index reports/ archive.jsonl.gz
  dateline search 'country:belarus minister:khrenin defence cooperation'
  dateline facets country 'office:defence date:2021'
  dateline serve
"""

INTERRUPTED = 130

_ALLOCATIONS_BETWEEN_COLLECTIONS = 50_000
"""Python's 700 make it look for cycles 80 times while a command's modules are loaded, which hold none."""


class CommandTable(click.Group):
    """A group that knows its commands by name and imports only the one that is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """All names, in the table's order."""
        del ctx
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import the command's module; None where there is no such command."""
        del ctx
        if cmd_name not in COMMANDS:
            return None
        command: object = importlib.import_module(f"dateline.cli.{cmd_name}").command
        if not isinstance(command, click.Command):
            raise TypeError(f"dateline.cli.{cmd_name}.command is no click command")
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands from the table, so that help imports none of them."""
        del ctx
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(
    cls=CommandTable,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog=EXAMPLES,
)
@click.version_option(__version__, prog_name="dateline", message="%(prog)s %(version)s")
def commands() -> None:
    """Search news archives by words, countries, ministers and dates, with exact counts."""


def run(arguments: Sequence[str]) -> int:
    """Carry out one command line and return its exit code; errors become one line on standard error."""
    try:
        code: object = commands.main(list(arguments), prog_name="dateline", standalone_mode=False)
        sys.stdout.flush()
    except BrokenPipeError:
        # Whoever read the output has enough. Python would complain again when it closes standard output at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except (click.Abort, KeyboardInterrupt):
        click.echo("dateline: stopped", err=True)
        return INTERRUPTED
    except click.ClickException as error:
        click.echo(f"dateline: {_one_line(error)}", err=True)
        return 2
    except DatelineError as error:
        click.echo(f"dateline: {error}", err=True)
        if isinstance(error, QueryError):
            _point_at(error)
        return 2
    return code if isinstance(code, int) else 0


def _point_at(error: QueryError) -> None:
    """Show the query with a caret under what is wrong with it."""
    if error.problem.span is not None:
        from dateline.search.syntax.parse import caret

        click.echo(caret(error.text, error.problem.span), err=True)


def _one_line(error: click.ClickException) -> str:
    """What was wrong with the command line, and where its help is."""
    message = " ".join(error.format_message().split()).rstrip(".")
    context = error.ctx if isinstance(error, click.UsageError) else None
    return f"{message} (see `{context.command_path} --help`)" if context else message


def main() -> None:
    """Run the command line of this process."""
    gc.set_threshold(_ALLOCATIONS_BETWEEN_COLLECTIONS)
    sys.exit(run(sys.argv[1:]))
