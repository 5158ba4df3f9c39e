"""`dateline rejects`: input that could not be read."""

from __future__ import annotations

import itertools
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from dateline.cli.options import colour_wanted, data_option, format_option
from dateline.cli.stopping import say
from dateline.index.raw import RejectKind

if TYPE_CHECKING:
    from dateline.index.rejects import StoredReject

EXAMPLES = """\b
Examples:
  dateline rejects                               how many of each kind, with examples
  dateline rejects --kind syntax                 all of one kind
  dateline rejects --format csv > rejects.csv    a table to send on
  dateline rejects show wire.jsonl:812           the reason, and the bytes
  dateline rejects retry                         after you fixed the files, or a site its pages
  dateline rejects drop old/ --yes               forget those of a folder
\b
PLACE is a place as listed, or an input, an archive or a folder: all rejects in it.
Exit codes: 0 no rejects (show, drop: found), 1 some rejects (show, drop: none found), 2 error.
"""

NOT_FOUND = "no such reject; to list them: dateline rejects"


@click.command(epilog=EXAMPLES)
@click.argument("action", type=click.Choice(["list", "show", "retry", "drop"]), default="list")
@click.argument("places", nargs=-1, metavar="[PLACE]...")
@click.option(
    "--kind",
    type=click.Choice([*(kind.value for kind in RejectKind), "unknown"]),
    metavar="KIND",
    help="Only rejects of this kind, such as syntax, damaged or needs-extra.",
)
@click.option("--all", "everything", is_flag=True, help="With drop: forget all rejects.")
@click.option("--yes", is_flag=True, help="With drop: do not ask.")
@click.option("--retry", is_flag=True, help="The same as the action retry.")
@click.option(
    "--allow-private", is_flag=True, help="With retry: also ask machines of private networks and this machine."
)
@format_option("csv")
@data_option
def command(
    *,
    action: str,
    places: tuple[str, ...],
    kind: str | None,
    everything: bool,
    yes: bool,
    retry: bool,
    allow_private: bool,
    form: str,
    data: Path,
) -> int:
    """List input that could not be read, show it, read it again or forget it."""
    match "retry" if retry else action:
        case "show":
            return _show(_chosen(data, places, kind), form)
        case "drop":
            if not (places or kind or everything):
                raise click.UsageError("name a place, a --kind or --all")
            return _drop(data, _chosen(data, places, kind), yes=yes)
        case "retry":
            _retry(data, _chosen(data, places, kind), allow_private=allow_private)
        case _:
            pass
    return _list(_chosen(data, places, kind), form, is_grouped=kind is None)


def _chosen(data: Path, places: Sequence[str], kind: str | None) -> Iterator[StoredReject]:
    from dateline.archive.reading import open_archive
    from dateline.cli.output.rejects_text import kind_of

    with open_archive(data) as archive:
        for reject in archive.rejects():
            if kind in {None, kind_of(reject)} and (not places or any(map(reject.is_at, places))):
                yield reject


def _list(rejects: Iterable[StoredReject], form: str, *, is_grouped: bool) -> int:
    import msgspec

    from dateline.cli.output import rejects_text
    from dateline.cli.output.terminal import Style

    first, rejects = _peek(rejects)
    lines: Iterable[str]
    if form == "json":
        lines = (msgspec.json.encode(reject).decode() for reject in rejects)
    elif form == "csv":
        lines = (row.removesuffix("\n") for row in rejects_text.table(rejects))
    elif is_grouped:
        lines = rejects_text.grouped(rejects, Style(colour=colour_wanted()))
    else:
        lines = map(rejects_text.line, rejects)
    for line in lines:
        click.echo(line)
    return 0 if first is None else 1


def _peek(rejects: Iterable[StoredReject]) -> tuple[StoredReject | None, Iterable[StoredReject]]:
    """Return the first one, if any, and all of them."""
    rest = iter(rejects)
    first = next(rest, None)
    return first, rest if first is None else itertools.chain([first], rest)


def _show(rejects: Iterable[StoredReject], form: str) -> int:
    from dateline.cli.output.rejects_text import shown
    from dateline.cli.output.terminal import Style

    first, rejects = _peek(rejects)
    if first is None:
        click.echo(NOT_FOUND, err=True)
        return 1
    if form != "text":
        _list(rejects, form, is_grouped=False)
        return 0
    for reject in rejects:
        if reject is not first:
            click.echo()
        for line in shown(reject, Style(colour=colour_wanted())):
            click.echo(line)
    return 0


def _retry(data: Path, rejects: Iterable[StoredReject], *, allow_private: bool) -> None:
    from dateline.archive.fetching_again import FetchAgain
    from dateline.archive.rejects import retry
    from dateline.cli.output import summary
    from dateline.cli.progress import Progress
    from dateline.index.follow.fetch import Manners

    fetch = FetchAgain(data, Manners(allow_private=allow_private), say)
    with Progress() as progress:
        done = retry(data, rejects, fetch=fetch, on_progress=progress.show)
    for line in summary.lines(done):
        click.echo(line, err=True)


def _drop(data: Path, rejects: Iterable[StoredReject], *, yes: bool) -> int:
    from dateline.archive.rejects import forget

    keys = {reject.key for reject in rejects}
    if not keys:
        click.echo(NOT_FOUND, err=True)
        return 1
    if not yes:
        if not sys.stdin.isatty():
            raise click.UsageError("say --yes: there is nobody to ask")
        click.confirm(f"Forget {len(keys):,} rejects?", abort=True, err=True)
    forget(data, keys)
    click.echo(f"{len(keys):,} rejects forgotten", err=True)
    return 0
