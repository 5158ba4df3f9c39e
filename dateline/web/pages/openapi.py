"""The OpenAPI 3.1 description of the API, generated from the types of the replies."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Final, TypeAlias

import msgspec
from flask import Response

from dateline.index.article import Article
from dateline.registry import Registry
from dateline.search.facets.registry import FACETS
from dateline.search.output.results_json import ResultAnswer, SearchAnswer
from dateline.search.request import FacetOrder, Sort
from dateline.version import __version__
from dateline.web.address import LAST_PAGE, MOST_A_PAGE, Parameter
from dateline.web.http import replies
from dateline.web.http.errors import ProblemDetails
from dateline.web.language.negotiation import PROBLEM_JSON
from dateline.web.language.problems import HEADER
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


class ParameterDoc(msgspec.Struct, frozen=True):
    """The description of one parameter."""

    name: str
    meaning: str
    schema: Json
    place: str = "query"
    repeats: bool = False


class Operation(msgspec.Struct, frozen=True):
    """One address of the API."""

    path: str
    name: str
    summary: str
    mimetype: str
    reply: object
    """The type of the reply, or None for text in a format of another standard."""
    parameters: tuple[ParameterDoc, ...] = ()
    errors: tuple[int, ...] = (503,)
    has_etag: bool = True
    """Whether an unchanged reply is answered with 304."""
    names_problems: bool = False
    """Whether a header of the reply lists the problems, because the reply has no place for them."""

    @property
    def names(self) -> tuple[str, ...]:
        """What the registry finds it by; no other operation may have its address."""
        return (self.name, self.path)


PARAMETERS: Mapping[Parameter, ParameterDoc] = {
    Parameter.QUERY: ParameterDoc("q", "The query, in the query language; if it is empty, all articles match.", _TEXT),
    Parameter.SINCE: ParameterDoc("from", "First UTC day: `2021-05-18`, `2021-05` or `2021`.", _TEXT),
    Parameter.UNTIL: ParameterDoc("to", "Last UTC day.", _TEXT),
    Parameter.SORT: ParameterDoc(
        "sort",
        "Order; by default relevance if the query has words to rank by, else newest first.",
        {"enum": [sort.value for sort in Sort]},
    ),
    Parameter.PAGE: ParameterDoc("page", "The page, from 1.", {"type": "integer", "minimum": 1, "maximum": LAST_PAGE}),
    Parameter.SIZE: ParameterDoc("n", "Results per page.", {"type": "integer", "minimum": 0, "maximum": MOST_A_PAGE}),
    Parameter.STRICT: ParameterDoc(
        "strict",
        "`1`: refuse a request that has a problem, with status 400, instead of answering its nearest reading.",
        {"enum": ["0", "1"]},
    ),
}
_CHOICES = tuple(
    ParameterDoc(
        facet.name,
        f"{facet.help} `none` matches articles without a value. Repeat the parameter to match any of several values.",
        _TEXT,
        repeats=True,
    )
    for facet in FACETS
)
_SEARCH = (*PARAMETERS.values(), *_CHOICES)
_WHOLE = tuple(parameter for parameter in _SEARCH if parameter.name not in {Parameter.PAGE.value, Parameter.SIZE.value})
_LIST = (
    ParameterDoc("field", "The facet.", {"enum": [facet.name for facet in FACETS]}, place="path"),
    ParameterDoc("contains", "Only values whose name or code contains this text.", _TEXT),
    ParameterDoc("order", "Most articles first, or by name.", {"enum": [order.value for order in FacetOrder]}),
    ParameterDoc("start", "Number of values to skip.", {"type": "integer", "minimum": 0, "maximum": LAST_START}),
)
_PART: Json = {"type": "string", "minLength": 1, "pattern": "^[^/]+$"}
_ID = ParameterDoc("id", "The article's id.", _PART, place="path")
_NAMED = ParameterDoc("named", "The country, by code or name.", _PART, place="path")
_KEY = ParameterDoc(
    "key", "The person's key, or the key of a spelling of the name: `az-zakir-hasanov`.", _PART, place="path"
)
_LAND = ParameterDoc("land", "The country, by code or name.", _PART, place="path")
_PORTFOLIO = ParameterDoc("portfolio", "The portfolio: `defence`.", _PART, place="path")
_LINES = "application/x-ndjson"

OPERATIONS: Final = Registry(
    "operation",
    (
        Operation(
            "/search.json", "search", "A page of results, with facets", replies.JSON, SearchAnswer, _SEARCH, (400, 503)
        ),
        Operation(
            "/search.jsonl",
            "searchLines",
            "All results, one per line",
            _LINES,
            None,
            _WHOLE,
            (400, 503),
            names_problems=True,
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
            "The values of one facet",
            replies.JSON,
            FacetAnswer,
            (*_LIST, *_WHOLE),
            (400, 404, 503),
        ),
        Operation("/article/{id}.json", "article", "One article", replies.JSON, Article, (_ID,), (404, 410, 503)),
        Operation(
            "/article/{id}.bib",
            "bibtex",
            "One article's citation, as BibTeX",
            "application/x-bibtex",
            None,
            (_ID,),
            (404, 410, 503),
        ),
        Operation(
            "/article/{id}.ris",
            "ris",
            "One article's citation, as RIS",
            "application/x-research-info-systems",
            None,
            (_ID,),
            (404, 410, 503),
        ),
        Operation("/country.json", "countries", "All countries", replies.JSON, CountriesAnswer),
        Operation(
            "/country/{named}.json",
            "country",
            "One country, by code",
            replies.JSON,
            CountryAnswer,
            (_NAMED,),
            (404, 503),
        ),
        Operation(
            "/official/{key}.json",
            "official",
            "One official",
            replies.JSON,
            OfficialAnswer,
            (_KEY,),
            (404, 503),
        ),
        Operation(
            "/office/{land}/{portfolio}.json",
            "office",
            "The holders of one office",
            replies.JSON,
            OfficeAnswer,
            (_LAND, _PORTFOLIO),
            (404, 503),
        ),
        Operation("/index.json", "archive", "An overview of the archive", replies.JSON, ArchiveAnswer),
        Operation("/suggest.json", "suggest", "Completions of a typed text", replies.JSON, SuggestAnswer, _WHOLE),
        Operation(
            "/suggest",
            "suggestions",
            "Completions of a typed text as OpenSearch Suggestions",
            SUGGESTIONS,
            Suggestions,
            _WHOLE,
        ),
        Operation(
            "/opensearch.xml",
            "plugin",
            "The OpenSearch description for a browser's search box",
            DESCRIPTION,
            None,
            errors=(),
        ),
        Operation("/openapi.json", "openapi", "This OpenAPI document", replies.JSON, dict, errors=()),
        Operation("/healthz", "health", "Whether the index answers", replies.JSON, Health, has_etag=False),
        Operation("/readyz", "ready", "Whether pages are answered", replies.JSON, Ready, has_etag=False),
        Operation("/metrics", "metrics", "Metrics for Prometheus", "text/plain", None, has_etag=False),
    ),
)
_PROBLEMS: Json = {
    HEADER: {
        "description": (
            "Codes of the request's problems, if any: parts of it were ignored or read differently. "
            "`/search.json` with the same parameters returns the full problems."
        ),
        "schema": _TEXT,
        "example": "parameter-unknown, field-unknown",
    }
}
_ERRORS = {
    400: "A strict request has a problem",
    404: "Not found",
    410: "The article was withdrawn",
    414: "The address is too long",
    503: "The archive cannot be searched now",
}


def page() -> Response:
    """`/openapi.json`."""
    return replies.json(document())


@cache
def document() -> Json:
    """The OpenAPI document."""
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
                "A full-text search engine over news articles. Every request gets an answer: what cannot be understood "
                "is given its nearest sensible reading and reported as a problem."
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
        "parameters": [_parameter(parameter) for parameter in operation.parameters],
        "responses": {
            "200": {
                "description": operation.summary,
                "content": {operation.mimetype: {"schema": schema}},
                **({"headers": _PROBLEMS} if operation.names_problems else {}),
            },
            **({"304": {"description": "Not modified since the given ETag"}} if operation.has_etag else {}),
            **{str(status): _error(status) for status in (*operation.errors, 414)},
        },
    }


def _parameter(parameter: ParameterDoc) -> Json:
    schema = {"type": "array", "items": parameter.schema} if parameter.repeats else parameter.schema
    required = {"required": True} if parameter.place == "path" else {}
    return {
        "name": parameter.name,
        "in": parameter.place,
        "description": parameter.meaning,
        "schema": schema,
        **required,
    }


def _error(status: int) -> Json:
    content = {PROBLEM_JSON: {"schema": {"$ref": _REFERENCE.format(name=ProblemDetails.__name__)}}}
    return {"description": _ERRORS[status], "content": content}
