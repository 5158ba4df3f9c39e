"""All results of a search as a streamed file, in their order, from one commit of the index."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from datetime import date
from itertools import chain, islice
from threading import BoundedSemaphore

from flask import Response
from werkzeug.exceptions import ServiceUnavailable

from dateline.search.output import as_csv, as_jsonl
from dateline.search.request import Request
from dateline.search.results import Whole
from dateline.search.service import SearchService
from dateline.web.address import ReadAddress
from dateline.web.language.problems import add_problems_header
from dateline.web.pages import search

AT_ONCE = 2
"""Maximum number of files sent at a time: each occupies a thread of the server until it is sent."""
TRY_AGAIN = 15
"""Seconds after which a refused client may try again."""
_LINES = 200
"""Lines sent at once."""
_BYTE_ORDER_MARK = "\ufeff"
"""Without it, spreadsheets do not recognise UTF-8."""
_LONGEST_NAME = 60


class Export:
    """The downloads of one application."""

    def __init__(self, service: SearchService, today: Callable[[], date]) -> None:
        self._service = service
        self._today = today
        self._slots = BoundedSemaphore(AT_ONCE)

    def csv(self) -> Response:
        """`/search.csv`, without snippets, which would take most of the time."""
        address, whole = self._found()
        found = ((ranked.article, ranked.score) for ranked in whole.articles)
        response = self._file(
            chain((_BYTE_ORDER_MARK,), as_csv.write(found)), "text/csv", _name(address.request, "csv")
        )
        add_problems_header(response, (*address.problems, *whole.problems))
        return response

    def jsonl(self) -> Response:
        """`/search.jsonl`."""
        address, whole = self._found()
        lines = as_jsonl.write(whole.results())
        response = self._file(lines, "application/x-ndjson", _name(address.request, "jsonl"))
        add_problems_header(response, (*address.problems, *whole.problems))
        return response

    def _found(self) -> tuple[ReadAddress, Whole]:
        address = search.current_address(self._service, self._today)
        return address, self._service.walk(address.request)

    def _file(self, lines: Iterator[str], mimetype: str, name: str) -> Response:
        """Start a reply with its first piece, so that an earlier error gives an error page, not half a file."""
        with ExitStack() as stack:
            if not self._slots.acquire(blocking=False):
                raise ServiceUnavailable(
                    f"{AT_ONCE} files are already being sent; try again in {TRY_AGAIN} seconds", retry_after=TRY_AGAIN
                )
            stack.callback(self._slots.release)
            pieces = _pieces(lines)
            first = next(pieces, "")
            response = Response(chain((first,), pieces), mimetype=mimetype)
            response.headers.set("Content-Disposition", "attachment", filename=name)
            response.call_on_close(stack.pop_all().close)
            return response


def _pieces(lines: Iterable[str]) -> Iterator[str]:
    waiting = iter(lines)
    while piece := "".join(islice(waiting, _LINES)):
        yield piece


def _name(request: Request, ending: str) -> str:
    """`dateline-country-belarus.csv`: the query in characters that every file system allows."""
    words = re.findall(r"[a-z0-9]+", request.query.text.lower())
    return "-".join(("dateline", *words))[:_LONGEST_NAME].rstrip("-") + f".{ending}"
