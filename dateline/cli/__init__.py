"""The command table: each command's module is imported when the command is called."""

from __future__ import annotations

import gc
import importlib
import os
import sys
from collections.abc import Mapping, Sequence
from typing import Final

import click

from dateline.errors import DatelineError, QueryError
from dateline.registry import by_name
from dateline.version import __version__

COMMANDS: Final[Mapping[str, str]] = by_name(
    "command",
    (
        ("index", "Add articles to the archive."),
        ("watch", "Add articles as their files arrive in folders."),
        ("follow", "Add articles from feeds and sitemaps as they appear."),
        ("search", "Find articles, best first."),
        ("export", "Write every article that matches, with its text if wanted."),
        ("count", "Count the articles that match."),
        ("facets", "Count matching articles by country, minister, office and more."),
        ("officials", "List officials with their spellings and offices."),
        ("official", "Show one official, with the sentence behind each claim."),
        ("offices", "Show who held which office of a country, and when."),
        ("sources", "List publishers and their home countries."),
        ("show", "Show one article with its metadata and evidence."),
        ("extract", "Print the metadata of articles; needs no archive."),
        ("serve", "Start the web pages."),
        ("stats", "Show the size of the archive."),
        ("rejects", "List input that could not be read, retry it or forget it."),
        ("verify", "Check the archive for damage."),
        ("reindex", "Rebuild the index from the stored articles."),
    ),
)
"""Name to summary. The click command is `command` in the module `dateline.cli.<name>`."""

EXAMPLES = """\b
Examples:
  dateline index reports/ archive.jsonl.gz
  dateline search 'country:belarus minister:khrenin defence cooperation'
  dateline facets country 'office:defence date:2021'
  dateline serve
\b
`dateline COMMAND --help` shows the options, examples and exit codes of a command.
"""

INTERRUPTED = 130

_ALLOCATIONS_BETWEEN_COLLECTIONS = 50_000
"""With Python's default of 700, importing a command's modules runs the collector 80 times and frees nothing."""


class CommandTable(click.Group):
    """A click group that imports only the command that is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """All command names, in the order of the table."""
        del ctx
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import the command's module; None if there is no such command."""
        del ctx
        if cmd_name not in COMMANDS:
            return None
        command: object = importlib.import_module(f"dateline.cli.{cmd_name}").command
        if not isinstance(command, click.Command):
            raise TypeError(f"dateline.cli.{cmd_name}.command is no click command")
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands from the table, so that `--help` imports none of them."""
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
    """Search a news archive by words, countries, ministers and dates, with exact counts."""


def run(arguments: Sequence[str]) -> int:
    """Run one command line and return its exit code; an error is printed as one line on standard error."""
    try:
        code: object = commands.main(list(arguments), prog_name="dateline", standalone_mode=False)
        sys.stdout.flush()
    except BrokenPipeError:
        # The reader of the pipe has left. Without this, Python would report the closed pipe again at exit.
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
    """Print the query with carets under the part that has the problem."""
    if error.problem.span is not None:
        from dateline.search.syntax.parse import caret

        click.echo(caret(error.text, error.problem.span), err=True)


def _one_line(error: click.ClickException) -> str:
    """The error in one line, with the command that shows help."""
    message = " ".join(error.format_message().split()).rstrip(".")
    context = error.ctx if isinstance(error, click.UsageError) else None
    return f"{message} (see `{context.command_path} --help`)" if context else message


def main() -> None:
    """Run the command line of this process."""
    gc.set_threshold(_ALLOCATIONS_BETWEEN_COLLECTIONS)
    sys.exit(run(sys.argv[1:]))
