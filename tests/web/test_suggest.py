"""Suggestions over HTTP, in our format and in that of browsers."""

from __future__ import annotations

from xml.etree import ElementTree as ET

import msgspec
import pytest
from flask.testing import FlaskClient

from dateline.web.pages.suggest import SuggestAnswer

OPENSEARCH = "{http://a9.com/-/spec/opensearch/1.1/}"


def answer(client: FlaskClient, address: str) -> SuggestAnswer:
    return msgspec.json.decode(client.get(address).data, type=SuggestAnswer)


def test_a_suggestion_has_text_kind_and_count(client: FlaskClient) -> None:
    found = client.get("/suggest.json?q=talks+bel").json
    assert found == {
        "format": "dateline.suggest/1",
        "text": "talks bel",
        "suggestions": [
            {"text": "talks country:belarus", "kind": "country", "label": "Belarus", "count": 2, "value": "BY"},
            {"text": "talks belarus", "kind": "word", "label": "belarus", "count": 2, "value": None},
        ],
        "problems": [],
    }


def test_a_suggested_field_has_no_count(client: FlaskClient) -> None:
    [field, *_] = answer(client, "/suggest.json?q=cou").suggestions
    assert (field.text, field.count) == ("country:", None)


def test_counts_of_suggestions_respect_choices(client: FlaskClient) -> None:
    assert [each.count for each in answer(client, "/suggest.json?q=bel&year=2021").suggestions] == [2, 2]
    assert answer(client, "/suggest.json?q=bel&year=2023").suggestions == ()


def test_an_unknown_parameter_is_reported(client: FlaskClient) -> None:
    [problem] = answer(client, "/suggest.json?q=bel&nonsense=1").problems
    assert "nonsense" in problem.text


def test_a_browser_gets_texts_counts_and_addresses(client: FlaskClient) -> None:
    response = client.get("/suggest?q=talks+bel")
    assert response.mimetype == "application/x-suggestions+json"
    assert msgspec.json.decode(response.data) == [
        "talks bel",
        ["talks country:belarus", "talks belarus"],
        ["2 articles", "2 articles"],
        ["http://localhost/search?q=talks+country:belarus", "http://localhost/search?q=talks+belarus"],
    ]


@pytest.mark.parametrize("address", ["/suggest", "/suggest?q=", "/suggest?q=zzz", "/suggest?q=c"])
def test_without_anything_to_suggest_a_browser_gets_empty_lists(client: FlaskClient, address: str) -> None:
    assert msgspec.json.decode(client.get(address).data, type=tuple[str, list[str], list[str], list[str]])[1:] == (
        [],
        [],
        [],
    )


def test_every_page_tells_browsers_how_to_search_here(client: FlaskClient) -> None:
    for address in ("/", "/search?q=talks", "/article/minsk-1", "/docs", "/search/country", "/nowhere"):
        assert '<link rel="search" href="/opensearch.xml"' in client.get(address).text


def test_the_description_leads_to_results_and_suggestions(client: FlaskClient) -> None:
    response = client.get("/opensearch.xml")
    assert response.mimetype == "application/opensearchdescription+xml"
    description = ET.fromstring(response.data)  # noqa: S314 - it is our own
    assert len(description.findtext(f"{OPENSEARCH}ShortName") or "") in range(1, 17)
    for url in description.findall(f"{OPENSEARCH}Url"):
        address = url.get("template", "").replace("{searchTerms}", "bel")
        for unused in ("{startPage?}", "{count?}"):
            address = address.replace(unused, "")
        reply = client.get(address.removeprefix("http://localhost"))
        assert (reply.status_code, reply.mimetype) == (200, url.get("type"))
    image = (description.findtext(f"{OPENSEARCH}Image") or "").removeprefix("http://localhost")
    assert client.get(image, buffered=True).status_code == 200
