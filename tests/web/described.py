"""Typed access to schemathesis, whose generic classes are not fully typed."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import closing
from typing import Any, Protocol

from flask import Flask
from hypothesis.strategies import SearchStrategy
from schemathesis import GenerationMode
from schemathesis.checks import CHECKS, load_all_checks  # pyright: ignore[reportUnknownVariableType]
from schemathesis.openapi import from_wsgi
from werkzeug.wsgi import ClosingIterator

JUDGED = ("not_a_server_error", "status_code_conformance", "content_type_conformance", "response_schema_conformance")
"""The checks that are run, by schemathesis's names."""


class Call(Protocol):
    """One request."""

    def call_and_validate(self, *, checks: list[Any]) -> object: ...


class Address(Protocol):
    """One described address."""

    def Case(self) -> Call: ...  # noqa: N802 - the library's name

    def as_strategy(self, generation_mode: GenerationMode, /) -> SearchStrategy[Call]: ...


def address(app: Flask, path: str) -> Address:
    """An address from the description that the application serves."""
    return from_wsgi("/openapi.json", _as_server(app))[path]["GET"]  # pyright: ignore[reportUnknownVariableType]


def judge(call: Call) -> None:
    """Send a request and check the reply against the description. Raises FailureGroup."""
    load_all_checks()
    call.call_and_validate(checks=CHECKS.get_by_names(JUDGED))  # pyright: ignore[reportUnknownArgumentType]


def _as_server(app: Flask) -> Callable[[dict[str, Any], Any], Iterable[bytes]]:
    """Call the application like a server: read and close every reply, without compression."""

    def call(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        environ.pop("HTTP_ACCEPT_ENCODING", None)
        with closing(ClosingIterator(app(environ, start_response))) as reply:
            return [b"".join(reply)]

    return call
