"""docs/reference/http.md: the OpenAPI description as a page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

import msgspec

from dateline.web.pages.openapi import document
from tools.reference.markdown import GENERATED, code, paragraphs, table
from tools.reference.markdown import page as joined

INTRODUCTION = """\
The addresses for programs, as `/openapi.json` of a running server describes them (OpenAPI 3.1).
All of them are read with GET, need no key, and cannot change the archive.
[Search from other tools](../how-to/other-tools.md) shows how to use them."""
EXAMPLE = "curl 'http://127.0.0.1:8000/search.json?q=country:belarus&n=5'"
SHARED = "Search parameters"
SHARED_BY = "/search.jsonl"
"""The address whose parameters many others have too; they are listed once."""
COMMON = """\
Where 304 is listed, send back the `ETag` of a reply: if nothing has changed, the answer is a 304.
Errors are problem details (RFC 9457, `application/problem+json`).
What cannot be understood in a query is not an error: the reply says in `problems` how it was read.
With `strict=1` it is an error with status 400."""


class Schema(msgspec.Struct, frozen=True):
    """The parts of a JSON Schema that msgspec writes."""

    reference: str | None = msgspec.field(name="$ref", default=None)
    type: str | None = None
    enum: tuple[str | int | None, ...] = ()
    any_of: tuple[Schema, ...] = msgspec.field(name="anyOf", default=())
    items: Schema | None = None
    additional: Schema | bool | None = msgspec.field(name="additionalProperties", default=None)
    properties: Mapping[str, Schema] = {}
    required: tuple[str, ...] = ()
    description: str = ""
    pattern: str | None = None
    minimum: int | None = None
    maximum: int | None = None


class Parameter(msgspec.Struct, frozen=True):
    """A parameter of an address."""

    name: str
    place: str = msgspec.field(name="in")
    description: str
    schema: Schema
    required: bool = False


class Content(msgspec.Struct, frozen=True):
    """The body of a reply."""

    schema: Schema


class Reply(msgspec.Struct, frozen=True):
    """A reply of one status."""

    description: str
    content: Mapping[str, Content] = {}
    headers: Mapping[str, object] = {}


class Operation(msgspec.Struct, frozen=True):
    """One address."""

    summary: str
    parameters: tuple[Parameter, ...]
    responses: Mapping[str, Reply]


class Components(msgspec.Struct, frozen=True):
    """The named schemas."""

    schemas: Mapping[str, Schema]


class Description(msgspec.Struct, frozen=True):
    """The parts of the OpenAPI description that the page shows."""

    paths: Mapping[str, Mapping[str, Operation]]
    components: Components


def page() -> str:
    """The whole page."""
    described = msgspec.convert(document(), Description)
    addresses = {path: methods["get"] for path, methods in described.paths.items()}
    shared = addresses[SHARED_BY].parameters
    return joined(
        "# HTTP",
        GENERATED,
        INTRODUCTION,
        code(EXAMPLE),
        COMMON,
        table(
            ("address", "returns"),
            ((f"[`{path}`](#{_anchor(path)})", operation.summary) for path, operation in addresses.items()),
        ),
        f"## {SHARED}",
        f"These parameters are the same for {SHARED_BY} and several other addresses.",
        _parameters(shared),
        "## Addresses",
        *(part for path, operation in addresses.items() for part in _address(path, operation, shared)),
        "## Types",
        *(part for name, schema in described.components.schemas.items() for part in _schema(name, schema)),
    )


def _address(path: str, operation: Operation, shared: tuple[Parameter, ...]) -> Iterator[str]:
    yield f"### `{path}`"
    yield f"{operation.summary}."
    own = operation.parameters
    if set(_names(shared)) <= set(_names(own)):
        own = tuple(parameter for parameter in own if parameter.name not in _names(shared))
        yield f"Parameters: all [search parameters](#search-parameters){', and:' if own else '.'}"
    if own:
        yield _parameters(own)
    yield table(("status", "reply"), (_reply(status, reply) for status, reply in operation.responses.items()))


def _reply(status: str, reply: Reply) -> tuple[str, str]:
    bodies = ", ".join(f"{_type(content.schema)} as `{kind}`" for kind, content in reply.content.items())
    headers = "".join(f"; header `{name}`" for name in reply.headers)
    return status, (bodies if status == "200" else reply.description) + headers


def _parameters(parameters: Iterable[Parameter]) -> str:
    rows = ((f"`{one.name}`", one.place, _type(one.schema), one.description) for one in parameters)
    return table(("parameter", "in", "type", "meaning"), rows)


def _names(parameters: Iterable[Parameter]) -> list[str]:
    return [parameter.name for parameter in parameters]


def _schema(name: str, schema: Schema) -> Iterator[str]:
    yield f"### {name}"
    yield paragraphs(schema.description)
    if schema.properties:
        rows = (
            (f"`{field}`", _type(one), "yes" if field in schema.required else "no")
            for field, one in schema.properties.items()
        )
        yield table(("field", "type", "always present"), rows)
    else:
        yield paragraphs(f"One of {_type(schema)}." if schema.enum else f"A value of type {_type(schema)}.")


def _type(schema: Schema | None) -> str:
    """A schema in a few words, with links to named ones."""
    match schema:
        case Schema(reference=str(reference)):
            name = reference.rpartition("/")[2]
            return f"[{name}](#{name.lower()})"
        case Schema(enum=values) if values:
            return ", ".join(f"`{value}`" for value in values)
        case Schema(any_of=choices) if choices:
            return " or ".join(_type(choice) for choice in choices)
        case Schema(type="array", items=items):
            return f"list of {_type(items)}"
        case Schema(type="object", additional=Schema() as values):
            return f"object of {_type(values)}"
        case Schema(type=str(name)):
            return name + _bounds(schema)
        case _:
            return "any value"


def _bounds(schema: Schema) -> str:
    match schema.minimum, schema.maximum:
        case int(low), int(high):
            return f" from {low:,} to {high:,}"
        case int(low), None:
            return f" from {low:,}"
        case _:
            return ""


def _anchor(path: str) -> str:
    """The anchor of a heading, as GitHub and mkdocs make it: without punctuation."""
    return "".join(letter for letter in path if letter.isalnum() or letter in "-_").lower()
