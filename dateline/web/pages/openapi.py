"""The description of what programs can ask: OpenAPI 3.1, made of the same types as the replies."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import TypeAlias

import msgspec
from flask import Response

from dateline import __version__
from dateline.index.article import Article
from dateline.search.output.results_json import ResultAnswer, SearchAnswer
from dateline.search.request import FacetField, FacetOrder, Sort
from dateline.web.address import LAST_PAGE, MOST_A_PAGE, Parameter
from dateline.web.http import replies
from dateline.web.http.errors import ProblemDetails
from dateline.web.http.negotiation import PROBLEM_JSON
from dateline.web.language.problems import FIELD
from dateline.web.language.wording import TITLES
from dateline.web.pages.countries import CountriesAnswer
from dateline.web.pages.country import CountryAnswer
from dateline.web.pages.facet import LAST_START, FacetAnswer
from dateline.web.pages.feed import ATOM
from dateline.web.pages.health import Health, Ready
from dateline.web.pages.home_json import ArchiveAnswer
from dateline.web.pages.office import OfficeAnswer
from dateline.web.pages.official import OfficialAnswer
from dateline.web.pages.opensearch_description import DESCRIPTION
from dateline.web.pages.suggest import SUGGESTIONS, SuggestAnswer, Suggestions

Json: TypeAlias = Mapping[str, object]
_REFERENCE = "#/components/schemas/{name}"
_TEXT: Json = {"type": "string"}


class Told(msgspec.Struct, frozen=True):
    """One parameter of an address."""

    name: str
    meaning: str
    schema: Json
    place: str = "query"
    repeats: bool = False


class Operation(msgspec.Struct, frozen=True):
    """One address that programs can ask."""

    path: str
    name: str
    summary: str
    mimetype: str
    reply: object
    """The type of the reply, or None where it is text of another standard."""
    parameters: tuple[Told, ...] = ()
    errors: tuple[int, ...] = (503,)
    kept: bool = True
    """Whether it is answered by 304 where nothing has changed."""
    names_problems: bool = False
    """Whether the head of the reply names problems, of which the reply itself says nothing."""


PARAMETERS: Mapping[Parameter, Told] = {
    Parameter.QUERY: Told("q", "What is searched for, in the query language; nothing is everything.", _TEXT),
    Parameter.SINCE: Told("from", "First UTC day: `2021-05-18`, `2021-05` or `2021`.", _TEXT),
    Parameter.UNTIL: Told("to", "Last UTC day.", _TEXT),
    Parameter.SORT: Told(
        "sort",
        "Order; by relevance where the query has words to rank by, else newest first.",
        {"enum": [sort.value for sort in Sort]},
    ),
    Parameter.PAGE: Told("page", "Which page, from 1.", {"type": "integer", "minimum": 1, "maximum": LAST_PAGE}),
    Parameter.SIZE: Told("n", "Results a page.", {"type": "integer", "minimum": 0, "maximum": MOST_A_PAGE}),
    Parameter.STRICT: Told(
        "strict", "1: refuse what has a problem instead of reading it anyhow.", {"enum": ["0", "1"]}
    ),
}
_CHOICES = tuple(
    Told(
        field.value,
        f"{TITLES[field]}: a chosen value, `none` is without one; repeat it for either.",
        _TEXT,
        repeats=True,
    )
    for field in FacetField
)
_SEARCH = (*PARAMETERS.values(), *_CHOICES)
_WHOLE = tuple(told for told in _SEARCH if told.name not in {Parameter.PAGE.value, Parameter.SIZE.value})
_LIST = (
    Told("field", "The facet.", {"enum": [field.value for field in FacetField]}, place="path"),
    Told("contains", "Only values with these letters in name or value.", _TEXT),
    Told("order", "Most articles first, or by name.", {"enum": [order.value for order in FacetOrder]}),
    Told("start", "Values left out before the first.", {"type": "integer", "minimum": 0, "maximum": LAST_START}),
)
_PART: Json = {"type": "string", "minLength": 1, "pattern": "^[^/]+$"}
_ID = Told("id", "The article's id.", _PART, place="path")
_NAMED = Told("named", "The country, by code or name.", _PART, place="path")
_KEY = Told("key", "The person's key, or that of a spelling: `az-zakir-hasanov`.", _PART, place="path")
_LAND = Told("land", "The country, by code or name.", _PART, place="path")
_PORTFOLIO = Told("portfolio", "The portfolio: `defence`.", _PART, place="path")
_LINES = "application/x-ndjson"

OPERATIONS = (
    Operation(
        "/search.json", "search", "A page of results, with facets", replies.JSON, SearchAnswer, _SEARCH, (400, 503)
    ),
    Operation(
        "/search.jsonl", "searchLines", "All results, one a line", _LINES, None, _WHOLE, (400, 503), names_problems=True
    ),
    Operation(
        "/search.csv",
        "searchTable",
        "All results as a table",
        "text/csv",
        None,
        _WHOLE,
        (400, 503),
        names_problems=True,
    ),
    Operation(
        "/search.atom",
        "searchFeed",
        "The newest results as a feed",
        ATOM,
        None,
        _WHOLE,
        (400, 503),
        names_problems=True,
    ),
    Operation(
        "/search/{field}.json",
        "facet",
        "All values of one facet",
        replies.JSON,
        FacetAnswer,
        (*_LIST, *_WHOLE),
        (400, 404, 503),
    ),
    Operation("/article/{id}.json", "article", "One article", replies.JSON, Article, (_ID,), (404, 503)),
    Operation(
        "/article/{id}.bib",
        "bibtex",
        "One article's citation, as BibTeX",
        "application/x-bibtex",
        None,
        (_ID,),
        (404, 503),
    ),
    Operation(
        "/article/{id}.ris",
        "ris",
        "One article's citation, as RIS",
        "application/x-research-info-systems",
        None,
        (_ID,),
        (404, 503),
    ),
    Operation("/country.json", "countries", "All countries", replies.JSON, CountriesAnswer),
    Operation(
        "/country/{named}.json", "country", "One country, by code", replies.JSON, CountryAnswer, (_NAMED,), (404, 503)
    ),
    Operation(
        "/official/{key}.json", "official", "One person in office", replies.JSON, OfficialAnswer, (_KEY,), (404, 503)
    ),
    Operation(
        "/office/{land}/{portfolio}.json",
        "office",
        "Who held one office",
        replies.JSON,
        OfficeAnswer,
        (_LAND, _PORTFOLIO),
        (404, 503),
    ),
    Operation("/index.json", "archive", "What the archive holds", replies.JSON, ArchiveAnswer),
    Operation("/suggest.json", "suggest", "How typed text may go on", replies.JSON, SuggestAnswer, _WHOLE),
    Operation("/suggest", "suggestions", "The same as OpenSearch Suggestions", SUGGESTIONS, Suggestions, _WHOLE),
    Operation("/opensearch.xml", "plugin", "What a browser's search box needs", DESCRIPTION, None, errors=()),
    Operation("/openapi.json", "openapi", "This description", replies.JSON, dict, errors=()),
    Operation("/healthz", "health", "Whether the index answers", replies.JSON, Health, kept=False),
    Operation("/readyz", "ready", "Whether pages are answered", replies.JSON, Ready, kept=False),
    Operation("/metrics", "metrics", "Figures for Prometheus", "text/plain", None, kept=False),
)
_PROBLEMS: Json = {
    FIELD: {
        "description": (
            "The codes of the request's problems, if there are any: part of it was ignored or read in another way. "
            "`/search.json` with the same parameters has the whole problems."
        ),
        "schema": _TEXT,
        "example": "parameter-unknown, field-unknown",
    }
}
_ERRORS = {
    400: "A strict address has a problem",
    404: "There is none",
    414: "The address is too long",
    503: "The archive cannot be asked now",
}


def page() -> Response:
    """`/openapi.json`."""
    return replies.json(document())


@cache
def document() -> Json:
    """The whole description."""
    named = [operation.reply for operation in OPERATIONS if operation.reply is not None]
    schemas, components = msgspec.json.schema_components(
        [*named, ProblemDetails, ResultAnswer], ref_template=_REFERENCE
    )
    replied = iter(schemas)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Dateline",
            "version": __version__,
            "description": (
                "A full-text search engine over news articles. Whatever is asked has an answer: what cannot be read as "
                "it stands is read in the nearest sensible way, and comes back among the problems."
            ),
            "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
        },
        "servers": [{"url": "/"}],
        "paths": {
            operation.path: {"get": _operation(operation, _TEXT if operation.reply is None else next(replied))}
            for operation in OPERATIONS
        },
        "components": {"schemas": components},
    }


def _operation(operation: Operation, schema: Json) -> Json:
    return {
        "operationId": operation.name,
        "summary": operation.summary,
        "parameters": [_parameter(told) for told in operation.parameters],
        "responses": {
            "200": {
                "description": operation.summary,
                "content": {operation.mimetype: {"schema": schema}},
                **({"headers": _PROBLEMS} if operation.names_problems else {}),
            },
            **({"304": {"description": "Nothing has changed since the tag that was sent"}} if operation.kept else {}),
            **{str(status): _error(status) for status in (*operation.errors, 414)},
        },
    }


def _parameter(told: Told) -> Json:
    schema = {"type": "array", "items": told.schema} if told.repeats else told.schema
    required = {"required": True} if told.place == "path" else {}
    return {"name": told.name, "in": told.place, "description": told.meaning, "schema": schema, **required}


def _error(status: int) -> Json:
    content = {PROBLEM_JSON: {"schema": {"$ref": _REFERENCE.format(name=ProblemDetails.__name__)}}}
    return {"description": _ERRORS[status], "content": content}
