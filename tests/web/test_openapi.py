"""The OpenAPI description, and that the replies of a real archive match it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from schemathesis import GenerationMode
from schemathesis.core.failures import FailureGroup

from dateline.archive.reading import open_archive
from dateline.cli import run
from dateline.web.address import Parameter
from dateline.web.app import create_app
from dateline.web.pages.openapi import OPERATIONS, PARAMETERS, Operation, document
from tests.web.described import address, judge

REQUESTS = 25
"""Number of requests per address."""
SLOW = (HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.data_too_large)
"""schemathesis makes its requests in its own way."""
HIDDEN = {
    "/",
    "/search",
    "/search/<name>",
    "/article/<article_id>",
    "/article/<article_id>/versions",
    "/country",
    "/country/<named>",
    "/official/<key>",
    "/official",
    "/office",
    "/office/<named>",
    "/office/<land>/<portfolio>",
    "/docs",
    "/advanced",
    "/suggestions",
    "/static/<path:filename>",
}
"""Addresses of pages for people and of their script, which are not part of the API."""


@pytest.fixture(scope="module")
def real(repository: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """The application over the sample articles."""
    data = tmp_path_factory.mktemp("real")
    assert run(["index", "--data", str(data), "--workers", "1", str(repository / "seeds")]) == 0
    with open_archive(data) as archive:
        yield create_app(archive.service, archive.officials)


def described() -> dict[str, dict[str, object]]:
    return msgspec.convert(document()["paths"], dict[str, dict[str, object]])


def test_exactly_the_addresses_for_programs_are_described(app: Flask) -> None:
    served = {rule.rule for rule in app.url_map.iter_rules()} - HIDDEN
    names = {"article_id": "id", "name": "field"}
    paths = {re.sub("<([a-z_]+)>", lambda found: f"{{{names.get(found[1], found[1])}}}", rule) for rule in served}
    assert paths == set(described())


def test_every_parameter_is_described() -> None:
    assert {parameter.value: described.name for parameter, described in PARAMETERS.items()} == {
        parameter.value: parameter.value for parameter in Parameter
    }


def test_every_referenced_schema_exists() -> None:
    text = msgspec.json.encode(document()).decode()
    meant = set(re.findall(r"#/components/schemas/(\w+)", text))
    assert meant <= set(msgspec.convert(document()["components"], dict[str, dict[str, object]])["schemas"])
    assert {"SearchAnswer", "Article", "ProblemDetails"} <= meant


def test_the_description_is_served(client: FlaskClient) -> None:
    response = client.get("/openapi.json")
    assert (response.status_code, response.mimetype) == (200, "application/json")
    assert msgspec.json.decode(response.data) == msgspec.json.decode(msgspec.json.encode(document()))


@pytest.mark.parametrize(
    ("operation", "mode"),
    [
        pytest.param(operation, mode, id=f"{operation.name}, {mode.value}")
        for operation in OPERATIONS
        for mode in GenerationMode
        # Any text is an id, and what has no parameters cannot be asked wrongly.
        if mode is GenerationMode.POSITIVE or any(parameter.place == "query" for parameter in operation.parameters)
    ],
)
def test_every_reply_matches_the_description(real: Flask, operation: Operation, mode: GenerationMode) -> None:
    """For valid and for invalid requests."""
    requests = address(real, operation.path).as_strategy(mode)
    settings(max_examples=REQUESTS, deadline=None, suppress_health_check=SLOW)(given(call=requests)(judge))()


def test_a_reply_that_does_not_match_fails(real: Flask) -> None:
    """A description that promises more than the reply has must fail."""
    promised = msgspec.convert(msgspec.json.decode(msgspec.json.encode(document())), dict[str, Any])
    promised["components"]["schemas"]["Health"]["required"].append("mood")
    real_page = real.view_functions["openapi"]
    real.view_functions["openapi"] = lambda: promised
    try:
        call = address(real, "/healthz").Case()
    finally:
        real.view_functions["openapi"] = real_page
    with pytest.raises(FailureGroup, match="mood"):
        judge(call)
