"""The advanced search: a form whose fields are converted to a typed query."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import msgspec
from flask import Response, redirect, request
from msgspec.structs import replace
from werkzeug.wrappers import Response as BaseResponse

from dateline.index.metadata.officials.portfolios import PORTFOLIOS
from dateline.search.request import ReadQuery
from dateline.search.service import SearchService
from dateline.web import changes, form
from dateline.web.address import write_address
from dateline.web.http import replies
from dateline.web.language import wording
from dateline.web.language.current import here
from dateline.web.pages import search


class Filled(msgspec.Struct, frozen=True):
    """A field with its text."""

    field: form.Field
    text: str


class AdvancedView(msgspec.Struct, frozen=True):
    """Everything that the form shows."""

    fields: tuple[Filled, ...]
    since: str
    until: str
    rest: str
    kept: tuple[tuple[str, str], ...]
    """Other parameters of the search, which the form keeps."""
    back_href: str | None
    """The results from which the form was opened."""
    portfolios: tuple[tuple[str, str], ...]


def page(service: SearchService, today: Callable[[], date]) -> BaseResponse:
    """`/advanced`, filled from `?q=`; submitted, it redirects to the results of the query."""
    asking = search.current_address(service, today, but=form.NAMES).request
    filled = {name: request.args[name] for name in form.NAMES if request.args.get(name, "").strip()}
    if not filled:
        return _form(asking.query, search.kept_by_box(asking), write_address(asking) if request.args else None)
    query = form.query_of(filled, service.read(filled.get(form.REST, "")).query)
    found = changes.asking(asking, replace(asking.query, text=str(query), query=query))
    return redirect(here(write_address(found)), 303)


def _form(query: ReadQuery, kept: tuple[tuple[str, str], ...], back: str | None) -> Response:
    filled = form.fields_of(query.query) if query.text.strip() else {}
    view = AdvancedView(
        fields=tuple(Filled(field, filled.get(field.name, "")) for field in form.FIELDS),
        since=filled.get(form.SINCE, ""),
        until=filled.get(form.UNTIL, ""),
        rest=filled.get(form.REST, ""),
        kept=kept,
        back_href=back,
        portfolios=tuple((portfolio, wording.portfolio(portfolio)) for portfolio in PORTFOLIOS),
    )
    return replies.html("advanced.html", view=view, typed=query.text)
