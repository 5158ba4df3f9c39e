"""docs/reference/commands.md: the help text of every command."""

from __future__ import annotations

from collections.abc import Iterator

from click.testing import CliRunner

from dateline.cli import COMMANDS, commands
from tools.reference.markdown import GENERATED, WIDTH, code, table
from tools.reference.markdown import page as joined

INTRODUCTION = """\
Every command, with its options and environment variables, as `dateline COMMAND --help` prints them.
Settings can also be written to a file: see [Settings](settings.md)."""
EXIT_CODES = (
    ("0", "found or done"),
    ("1", "nothing found, or some input was rejected"),
    ("2", "an error, described in one line on standard error"),
    ("130", "stopped by Ctrl-C"),
)


def page() -> str:
    """The whole page."""
    return joined(
        "# Commands",
        GENERATED,
        INTRODUCTION,
        table(("command", "does"), ((f"[`{name}`](#dateline-{name})", does) for name, does in COMMANDS.items())),
        "## Exit codes",
        table(("code", "means"), EXIT_CODES),
        "## Output",
        OUTPUT,
        *(part for name in COMMANDS for part in _command(name)),
    )


OUTPUT = """\
Results go to standard output; messages, problems and progress go to standard error.
Colour is used on a terminal only, and not if `NO_COLOR` is set.
If the reader of a pipe stops early, as `head` does, the command ends with exit code 0."""


def _command(name: str) -> Iterator[str]:
    yield f"## dateline {name}"
    yield code(help_text(name))


def help_text(name: str) -> str:
    """What `dateline NAME --help` prints at a width of 100 columns."""
    shown = CliRunner().invoke(commands, [name, "--help"], prog_name="dateline", terminal_width=WIDTH)
    if shown.exit_code:
        raise RuntimeError(f"dateline {name} --help: {shown.output}")
    return shown.output
