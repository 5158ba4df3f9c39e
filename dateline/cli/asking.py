"""From typed text to a query, and from problems to lines on standard error."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

import click

from dateline.problems import Problem
from dateline.search.request import ReadQuery
from dateline.search.syntax.parse import read_query, read_query_strict


def read(text: str, *, strict: bool) -> ReadQuery:
    """Read a query as the page would. A strict caller gets QueryError for its first problem."""
    today = datetime.now(tz=UTC).date()
    return read_query_strict(text, today=today) if strict else read_query(text, today=today)


def report_problems(problems: Sequence[Problem]) -> None:
    """Tell on standard error what was read differently from what was typed."""
    for problem in problems:
        click.echo(f"dateline: {problem.text}", err=True)
        if problem.suggestion:
            click.echo(f"  did you mean: {problem.suggestion}", err=True)
