"""The application factory: routes, headers and error pages over a search service."""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import UTC, date, datetime
from functools import cache, partial
from hashlib import sha256
from pathlib import Path

from flask import Flask, Response, abort, request

from dateline.search.facets.registry import MINISTER, OFFICE
from dateline.search.officials.officials import NOBODY_KNOWN, AsksOfficials
from dateline.search.output.results_json import iso_published, snippet_parts
from dateline.search.service import SearchService
from dateline.web import changes
from dateline.web.http import errors, replies
from dateline.web.http.cors import Origins
from dateline.web.http.etags import ETags
from dateline.web.http.gzip import compress
from dateline.web.http.metrics import Metrics
from dateline.web.http.raw_query import AnyRequest
from dateline.web.language import current, formatting, wording
from dateline.web.pages import (
    advanced,
    article,
    countries,
    country,
    docs,
    facet,
    feed,
    health,
    home,
    home_json,
    office,
    official,
    openapi,
    opensearch_description,
    search,
    suggest,
    versions,
)
from dateline.web.pages.export import Export
from dateline.web.parts import facets, marks

LONGEST_QUERY_STRING = 32_768
"""In bytes. The query language reads 10,000 characters; percent-encoded, each has three bytes or more."""

SECURITY_HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'self'; img-src 'self' data:; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "interest-cohort=(), camera=(), geolocation=(), microphone=()",
}


def create_app(
    service: SearchService,
    officials: AsksOfficials = NOBODY_KNOWN,
    *,
    today: Callable[[], date] | None = None,
    origins: Collection[str] = (),
) -> Flask:
    """Create the web front end over `service`.

    `today` returns the UTC day that `date:today` means. Scripts of the `origins` may read replies; `*` allows any site.
    """
    app = Flask(__name__)
    app.request_class = AnyRequest
    app.jinja_options = {"trim_blocks": True, "lstrip_blocks": True}
    current.register(app)
    _set_up_templates(app)
    _wrap_requests(app, service, today or _utc_today, origins)
    _routes(app, service, today or _utc_today)
    _routes_of_subjects(app, service, officials)
    errors.register(app)
    return app


def _wrap_requests(app: Flask, service: SearchService, today: Callable[[], date], origins: Collection[str]) -> None:
    """Register what happens around every request: the first named sees requests first and replies last."""
    metrics = Metrics(service)
    metrics.register(app)
    app.add_url_rule("/metrics", "metrics", metrics.page)
    app.after_request(compress)
    app.before_request(_refuse_long_addresses)
    app.after_request(_add_headers)
    Origins(origins).register(app)
    ETags(service, today).register(app)


def _routes(app: Flask, service: SearchService, today: Callable[[], date]) -> None:
    app.add_url_rule("/", "home", partial(home.page, service))
    app.add_url_rule("/index.json", "home_json", partial(home_json.twin, service))
    app.add_url_rule("/search", "search", partial(search.page, service, today))
    app.add_url_rule("/search.json", "search_json", partial(search.twin, service, today))
    export = Export(service, today)
    app.add_url_rule("/search.csv", "search_csv", export.csv)
    app.add_url_rule("/search.jsonl", "search_jsonl", export.jsonl)
    app.add_url_rule("/search.atom", "search_atom", partial(feed.page, service, today))
    app.add_url_rule("/search/<name>", "facet", partial(facet.page, service, today))
    app.add_url_rule("/search/<name>.json", "facet_json", partial(facet.twin, service, today))
    app.add_url_rule("/article/<article_id>", "article", partial(article.page, service))
    app.add_url_rule("/article/<article_id>/versions", "versions", partial(versions.page, service))
    app.add_url_rule("/article/<article_id>.json", "article_json", partial(article.twin, service))
    app.add_url_rule("/article/<article_id>.bib", "article_bibtex", partial(article.bibtex, service))
    app.add_url_rule("/article/<article_id>.ris", "article_ris", partial(article.ris, service))
    app.add_url_rule("/suggest", "suggest", partial(suggest.page, service))
    app.add_url_rule("/suggest.json", "suggest_json", partial(suggest.twin, service))
    app.add_url_rule("/suggestions", "suggestions", partial(suggest.box, service))
    app.add_url_rule("/opensearch.xml", "opensearch", opensearch_description.page)
    app.add_url_rule("/openapi.json", "openapi", openapi.page)
    app.add_url_rule("/advanced", "advanced", partial(advanced.page, service, today))
    app.add_url_rule("/docs", "docs", docs.page)
    app.add_url_rule("/healthz", "healthz", partial(health.health, service))
    app.add_url_rule("/readyz", "readyz", partial(health.ready, service))


def _routes_of_subjects(app: Flask, service: SearchService, officials: AsksOfficials) -> None:
    app.add_url_rule("/country", "countries", partial(countries.page, service))
    app.add_url_rule("/country.json", "countries_json", partial(countries.twin, service))
    app.add_url_rule("/country/<named>", "country", partial(country.page, service))
    app.add_url_rule("/country/<named>.json", "country_json", partial(country.twin, service))
    for part, listed in (("official", MINISTER), ("office", OFFICE)):
        all_values = facets.list_address(changes.EVERYTHING, listed)
        app.add_url_rule(f"/{part}", f"{part}_list", partial(replies.elsewhere, all_values))
    app.add_url_rule("/official/<key>", "official", partial(official.page, service, officials))
    app.add_url_rule("/official/<key>.json", "official_json", partial(official.twin, service, officials))
    app.add_url_rule("/office/<named>", "office_part", office.page_of_part)
    app.add_url_rule("/office/<land>/<portfolio>", "office", partial(office.page, service, officials))
    app.add_url_rule("/office/<land>/<portfolio>.json", "office_json", partial(office.twin, service, officials))


def _set_up_templates(app: Flask) -> None:
    asset = partial(_asset, Path(app.static_folder or ""))
    app.context_processor(
        lambda: {
            "asset": asset,
            "wording": wording,
            "formatting": formatting,
            "iso_published": iso_published,
            "beside_the_box": docs.BESIDE_THE_BOX,
            "suggestion_words": suggest.words,
        }
    )
    app.add_template_filter(formatting.number, "number")
    app.add_template_filter(wording.article_count, "article_count")
    app.add_template_filter(wording.article_word, "article_word")
    app.add_template_filter(marks.marked, "marked")
    app.add_template_filter(marks.marked_snippet, "snippet")
    app.add_template_filter(marks.marked_parts, "parts")
    app.add_template_filter(snippet_parts, "snippet_parts")


def _utc_today() -> date:
    return datetime.now(tz=UTC).date()


@cache
def _asset(folder: Path, name: str) -> str:
    """The address of a static file with its digest, so that clients can cache it forever."""
    return f"/static/{name}?v={sha256((folder / name).read_bytes()).hexdigest()[:12]}"


def _refuse_long_addresses() -> None:
    if len(request.query_string) > LONGEST_QUERY_STRING:
        abort(414)


def _add_headers(response: Response) -> Response:
    for name, value in SECURITY_HEADERS.items():
        response.headers.setdefault(name, value)
    if request.path.startswith("/static/") and "v" in request.args:
        response.cache_control.no_cache = None
        response.cache_control.public = True
        response.cache_control.max_age = 31_536_000
        response.cache_control.immutable = True
    return response
