"""Parse the QUERY argument; print its problems on standard error."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

import click

from dateline.problems import Problem
from dateline.search.request import ReadQuery
from dateline.search.syntax.parse import read_query, read_query_strict


def read(text: str, *, strict: bool) -> ReadQuery:
    """Parse a query as the web page does. Raises QueryError for the first problem if `strict`."""
    today = datetime.now(tz=UTC).date()
    return read_query_strict(text, today=today) if strict else read_query(text, today=today)


def print_problems(problems: Sequence[Problem]) -> None:
    """Print on standard error what was read differently from what was typed."""
    for problem in problems:
        click.echo(f"dateline: {problem.text}", err=True)
        if problem.suggestion:
            click.echo(f"  did you mean: {problem.suggestion}", err=True)
