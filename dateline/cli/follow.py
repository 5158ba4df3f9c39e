"""`dateline follow`: add articles from feeds and sitemaps as they appear."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from dateline.cli.options import data_option, format_option
from dateline.cli.stopping import print_each, say, seconds_option, stopped_by_signal

if TYPE_CHECKING:
    from dateline.archive.round_report import Report

EXAMPLES = """\b
Examples:
  dateline follow https://example.org/feed.xml --every 900
  dateline follow https://example.org/sitemap.xml --once
  dateline follow https://example.org/feed.xml --full-text --source 'Sample Wire'
  dateline follow --list --format json
\b
Only pages that robots.txt allows are fetched, and a host is asked at most once a second. What has
not changed is not fetched again. An address that fails is asked less and less often.
Exit codes: 0 done or stopped, 1 with --once: an address failed or input was rejected, 2 error.
"""


@click.command(epilog=EXAMPLES)
@click.argument("urls", nargs=-1, metavar="URL...")
@click.option("--once", is_flag=True, help="Make one round, and end.")
@seconds_option("--every", 900.0, click.FloatRange(min=1), "Time between the starts of two rounds.")
@click.option("--full-text", is_flag=True, help="Fetch the page of each new entry of a feed.")
@click.option(
    "--pages",
    type=click.IntRange(min=1),
    default=100,
    show_default=True,
    metavar="N",
    help="Pages to fetch for one address in a round, at most.",
)
@seconds_option("--delay", 1.0, click.FloatRange(min=0), "Least time between two requests to one host.")
@click.option("--source", metavar="NAME", help="Publisher of articles that name none themselves.")
@click.option("--user-agent", metavar="TEXT", help="How to introduce yourself to servers; name an address.")
@click.option("--allow-private", is_flag=True, help="Also ask machines of private networks and this machine.")
@click.option("--list", "is_list", is_flag=True, help="Show what is followed, and how it last answered.")
@format_option()
@data_option
def command(
    *,
    urls: tuple[str, ...],
    once: bool,
    every: float,
    full_text: bool,
    pages: int,
    delay: float,
    source: str | None,
    user_agent: str | None,
    allow_private: bool,
    is_list: bool,
    form: str,
    data: Path,
) -> int:
    """Add articles from feeds and sitemaps as they appear, until you press Ctrl-C."""
    if is_list:
        _list(data, form)
        return 0
    if not urls:
        raise click.UsageError("name at least one URL")
    from dateline.archive.rounds import Rounds
    from dateline.index.follow.fetch import USER_AGENT, Manners
    from dateline.index.formats.options import ReadOptions

    manners = Manners(user_agent or USER_AGENT, delay, allow_private)
    is_bad = False
    with stopped_by_signal() as is_stopped:
        rounds = Rounds(
            data,
            urls,
            ReadOptions(source=source),
            manners,
            full_text=full_text,
            pages=pages,
            is_stopped=is_stopped,
            on_message=say,
        )
        for report in print_each(rounds.once() if once else rounds.forever(every), form, _line):
            is_bad |= bool(report.error or report.rejected or report.pages_failed)
    return 1 if once and is_bad else 0


def _line(report: Report) -> str:
    """What a round did for an address, in one line."""
    following = f"next at {report.next_at:%Y-%m-%d %H:%M:%S} UTC" if report.next_at else "not asked any more"
    if report.error:
        return f"{report.url}: error: {report.error}; {following}"
    counts = (
        f"{report.status}, {report.read} read, {report.added} added, {report.changed} changed, "
        f"{report.unchanged} unchanged, {report.rejected} rejected, {report.passed} passed"
    )
    pages = "".join(
        f", {count} pages {what}"
        for count, what in ((report.pages_failed, "failed"), (report.pages_left, "left for the next round"))
        if count
    )
    return f"{report.url}: {counts}{pages}; {following}"


def _list(data: Path, form: str) -> None:
    from datetime import UTC, datetime

    import msgspec

    from dateline.archive.followed import states
    from dateline.cli.output.terminal import safe

    for url, state in states(data).items():
        if form == "json":
            click.echo(msgspec.json.encode({"url": url, **msgspec.structs.asdict(state)}))
            continue
        at = datetime.fromtimestamp(state.next_at, UTC)
        words = [f"last status {state.last_status}"]
        words += [f"{state.failures} failures: {state.last_error}"] if state.last_error else []
        words += [f"moved to {state.moved_to}"] if state.moved_to else []
        words += ["gone"] if state.gone else [f"not before {at:%Y-%m-%d %H:%M:%S} UTC"] if state.next_at else []
        click.echo(safe(f"{url}: {', '.join(words)}"))
