"""What commands have in common that run until they are stopped: `follow` and `watch`."""

from __future__ import annotations

import signal
from collections.abc import Callable, Generator, Iterable
from contextlib import contextmanager
from types import FrameType
from typing import TypeVar

import click

_T = TypeVar("_T")


@contextmanager
def stopped_by_signal() -> Generator[Callable[[], bool], None, None]:
    """Say whether Ctrl-C was pressed or the process was asked to end: what is being stored is finished."""
    received: list[int] = []

    def note(number: int, _frame: FrameType | None) -> None:
        received.append(number)

    before = {number: signal.signal(number, note) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield lambda: bool(received)
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def seconds_option(
    name: str, default: float, allowed: click.FloatRange, meaning: str
) -> Callable[[Callable[..., int]], Callable[..., int]]:
    """Return an option that takes a time in seconds."""
    return click.option(name, type=allowed, default=default, show_default=True, metavar="SECONDS", help=meaning)


def say(message: str) -> None:
    """Print one line about what goes on, beside the results."""
    from dateline.cli.output.terminal import safe

    click.echo(safe(message), err=True)


def print_each(found: Iterable[_T], form: str, line: Callable[[_T], str]) -> Generator[_T, None, None]:
    """Print each result as soon as there is one: as JSON, or as a line beside the results; yield it again."""
    import msgspec

    for each in found:
        if form == "json":
            click.echo(msgspec.json.encode(each))
        else:
            say(line(each))
        yield each
