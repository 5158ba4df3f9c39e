"""A whole result as a file, streamed: every article that a search finds, in its order, as of one commit."""

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
from dateline.web.language.problems import name_in_head
from dateline.web.pages import search

AT_ONCE = 2
"""Files sent at a time: each keeps a thread of the server busy until its reader has all of it."""
TRY_AGAIN = 15
"""Seconds after which one who finds all of them taken may ask again."""
_LINES = 200
"""Lines of one piece of a reply."""
_BYTE_ORDER_MARK = "\ufeff"
"""Without it, spreadsheets take the UTF-8 of a file for another encoding."""
_LONGEST_NAME = 60


class Export:
    """The files of one application."""

    def __init__(self, service: SearchService, today: Callable[[], date]) -> None:
        self._service = service
        self._today = today
        self._places = BoundedSemaphore(AT_ONCE)

    def csv(self) -> Response:
        """`/search.csv`; articles are not searched for what they show, which would take most of the time."""
        address, whole = self._found()
        found = ((ranked.article, ranked.score) for ranked in whole.articles)
        response = self._file(
            chain((_BYTE_ORDER_MARK,), as_csv.write(found)), "text/csv", _name(address.request, "csv")
        )
        name_in_head(response, (*address.problems, *whole.problems))
        return response

    def jsonl(self) -> Response:
        """`/search.jsonl`."""
        address, whole = self._found()
        lines = as_jsonl.write(whole.results())
        response = self._file(lines, "application/x-ndjson", _name(address.request, "jsonl"))
        name_in_head(response, (*address.problems, *whole.problems))
        return response

    def _found(self) -> tuple[ReadAddress, Whole]:
        address = search.current_address(self._service, self._today)
        return address, self._service.walk(address.request)

    def _file(self, lines: Iterator[str], mimetype: str, name: str) -> Response:
        """A reply whose first piece is there: what goes wrong before it is an error page and not half a file."""
        with ExitStack() as stack:
            if not self._places.acquire(blocking=False):
                raise ServiceUnavailable(
                    f"{AT_ONCE} files are being sent already; ask again in {TRY_AGAIN} seconds", retry_after=TRY_AGAIN
                )
            stack.callback(self._places.release)
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
    """`dateline-country-belarus.csv`: what was typed, as far as any file system takes it."""
    words = re.findall(r"[a-z0-9]+", request.query.text.lower())
    return "-".join(("dateline", *words))[:_LONGEST_NAME].rstrip("-") + f".{ending}"
