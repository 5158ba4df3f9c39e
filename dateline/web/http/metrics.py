"""Figures for those who watch over a server, in the text format of Prometheus.

Where several processes answer, each keeps its figures in a folder that they share, and whichever is asked adds them up.
"""

from __future__ import annotations

import os
import time
from collections.abc import Generator
from contextlib import contextmanager
from tempfile import TemporaryDirectory

from flask import Flask, Response, g, request
from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, ProcessCollector, generate_latest
from prometheus_client.multiprocess import MultiProcessCollector

from dateline import __version__
from dateline.search.service import SearchService

SHARED = "PROMETHEUS_MULTIPROC_DIR"
"""Names the folder that processes share to prometheus-client, which looks for it when it is imported."""
TEXT = "text/plain; version=0.0.4; charset=utf-8"
BUCKETS = (0.005, 0.01, 0.02, 0.03, 0.05, 0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0)
_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})


class Metrics:
    """The figures of one application: two of them side by side do not share any."""

    def __init__(self, service: SearchService) -> None:
        self._service = service
        self._registry = CollectorRegistry()
        self._requests = Counter(
            "dateline_requests", "Requests by page and status.", ("page", "method", "status"), registry=self._registry
        )
        self._seconds = Histogram(
            "dateline_reply_seconds",
            "Seconds until a reply begins.",
            ("page",),
            registry=self._registry,
            buckets=BUCKETS,
        )
        self._articles = self._gauge("dateline_articles", "Articles that can be found.")
        self._generation = self._gauge("dateline_generation", "The generation of the index that answers.")
        self._about = self._gauge("dateline_about", "1, with what is running.", "version", "engine")
        ProcessCollector(registry=self._registry)

    def register(self, app: Flask) -> None:
        """Count all requests of an application."""
        app.before_request(_start)
        app.after_request(self._count)

    def page(self) -> Response:
        """`/metrics`: 503 where the archive cannot be asked, which an alarm should be about."""
        summary = self._service.summary()
        self._articles.set(summary.articles)
        self._generation.set(summary.generation)
        self._about.labels(__version__, summary.engine).set(1)
        return Response(generate_latest(self._of_all()), content_type=TEXT)

    def _gauge(self, name: str, about: str, *labels: str) -> Gauge:
        # Of what several processes tell of one archive, the latest holds.
        return Gauge(name, about, labels, registry=self._registry, multiprocess_mode="mostrecent")

    def _of_all(self) -> CollectorRegistry:
        """The figures of all processes; memory and the like are told only where there is one."""
        if SHARED not in os.environ:
            return self._registry
        registry = CollectorRegistry()
        MultiProcessCollector(registry)  # type: ignore[no-untyped-call] # the library has no types here
        return registry

    def _count(self, response: Response) -> Response:
        # Addresses and methods that clients make up must not become figures of their own.
        page = request.endpoint or "none"
        method = request.method if request.method in _METHODS else "other"
        self._requests.labels(page, method, str(response.status_code)).inc()
        if "started" in g:
            self._seconds.labels(page).observe(time.perf_counter() - g.started)
        return response


@contextmanager
def shared_figures() -> Generator[None]:
    """Let processes that are started meanwhile add up their figures."""
    with TemporaryDirectory(prefix="dateline-figures-") as folder:
        os.environ[SHARED] = folder
        try:
            yield
        finally:
            del os.environ[SHARED]


def _start() -> None:
    g.started = time.perf_counter()
