"""Error replies: a page that offers the next step to people, problem details (RFC 9457) to programs."""

from __future__ import annotations

from collections.abc import Iterable
from http import HTTPStatus
from urllib.parse import unquote

import msgspec
from flask import Flask, Response, request
from werkzeug.exceptions import HTTPException
from werkzeug.routing import RequestRedirect
from werkzeug.wrappers import Response as BaseResponse

from dateline.errors import DatelineError, QueryError
from dateline.index.state import WITHDRAWN_BY_SOURCE, Withdrawal
from dateline.problems import Span
from dateline.web.address import Parameter
from dateline.web.http import replies
from dateline.web.language import formatting
from dateline.web.language.current import gettext, noted
from dateline.web.language.negotiation import PROBLEM_JSON, for_programs, prefers_json
from dateline.web.language.problems import problem_text

_TEXTS = {
    404: (
        noted("Page not found"),
        noted("The address may be mistyped, or the article may have been removed from the archive."),
    ),
    405: (
        noted("This page can only be read"),
        noted("Dateline's pages change nothing, so they answer GET and HEAD only."),
    ),
    414: (noted("This address is too long"), noted("Use a shorter query, or choose fewer values.")),
    500: (
        noted("Something went wrong here"),
        noted("The fault is the server's, not yours. Its log has the details."),
    ),
    503: (noted("The archive cannot be searched now"), noted("Try again in a moment.")),
}


class ProblemDetails(msgspec.Struct, frozen=True, omit_defaults=True):
    """RFC 9457. A refused query adds `span`, its place in `q`, and `suggestion`, the query to send instead."""

    type: str
    title: str
    status: int
    detail: str
    span: Span | None = None
    suggestion: str | None = None


class Link(msgspec.Struct, frozen=True):
    """A link from an error page to what may have been meant."""

    label: str
    href: str


def register(app: Flask) -> None:
    """Register the error handlers of an application."""
    app.register_error_handler(HTTPException, http_error)
    app.register_error_handler(QueryError, refused_query)
    app.register_error_handler(DatelineError, archive_error)


def http_error(error: HTTPException) -> BaseResponse:
    """Reply to an HTTP error; 500 for any unexpected exception."""
    if isinstance(error, RequestRedirect):
        return error.get_response()
    status = error.code or 500
    title, detail = _texts(status) if status in _TEXTS else (error.name, error.description or "")
    if error.description != type(error).description:
        detail = error.description or detail
    response = _reply(ProblemDetails("about:blank", title, status, detail), words=_words() if status == 404 else "")
    # Headers that the status requires, such as `Allow` of a 405.
    for name, value in error.get_headers():
        if name not in {"Content-Type", "Content-Length"}:
            response.headers[name] = value
    return response


def refused_query(error: QueryError) -> Response:
    """Reply to a strict address that has a problem: 400."""
    problem = error.problem
    details = ProblemDetails(
        "about:blank", gettext("The query has a problem"), 400, problem_text(problem), problem.span, problem.suggestion
    )
    return _reply(details, words=problem.suggestion or error.text, caret=_caret(error))


def archive_error(error: DatelineError) -> Response:
    """Reply if the index or the store cannot be used: 503."""
    title, _ = _texts(503)
    details = ProblemDetails("about:blank", title, HTTPStatus.SERVICE_UNAVAILABLE, str(error))
    response = _reply(details, words=_typed(), english=True)
    response.retry_after = 5
    return response


def missing(words: str, links: Iterable[Link]) -> Response:
    """Reply that there is no such thing: 404, with words to search for and links to what may have been meant."""
    title, detail = _texts(404)
    return _reply(ProblemDetails("about:blank", title, 404, detail), words=words, links=tuple(links))


def withdrawn(withdrawal: Withdrawal) -> Response:
    """Reply that an article was withdrawn: 410, with the day and the reason."""
    day = formatting.day(withdrawal.at.date())
    if withdrawal.reason == WITHDRAWN_BY_SOURCE:
        detail = gettext("Its source withdrew it on %(day)s.", day=day)
    else:
        detail = gettext("It was withdrawn on %(day)s: %(reason)s", day=day, reason=withdrawal.reason)
    title = gettext("This article was withdrawn")
    return _reply(ProblemDetails("about:blank", title, HTTPStatus.GONE, detail), words="")


def _caret(error: QueryError) -> tuple[str, str, str] | None:
    """Split the query into the text before, in and after the place of its problem."""
    span = error.problem.span
    if span is None:
        return None
    return error.text[: span.start], error.text[span.start : span.end], error.text[span.end :]


def _reply(
    details: ProblemDetails,
    *,
    words: str,
    caret: tuple[str, str, str] | None = None,
    links: tuple[Link, ...] = (),
    english: bool = False,
) -> Response:
    if for_programs() or prefers_json():
        return replies.json(details, mimetype=PROBLEM_JSON, status=details.status)
    page = replies.html(
        "error.html", error=details, words=words, caret=caret, links=links, english=english, typed=_typed()
    )
    page.status_code = details.status
    return page


def _texts(status: int) -> tuple[str, str]:
    title, detail = _TEXTS[status]
    return gettext(title), gettext(detail)


def _typed() -> str:
    return request.args.get(Parameter.QUERY.value, "")


def _words() -> str:
    """Words of the mistyped address, for the search box of the error page."""
    last = unquote(request.path).rstrip("/").rpartition("/")[2].removesuffix(".json")
    return " ".join("".join(letter if letter.isalnum() else " " for letter in last).split())
