"""Metrics of the server in the text format of Prometheus.

Several processes keep their metrics in a shared folder; the process that is asked adds them up.
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

from dateline.search.service import SearchService
from dateline.version import __version__

SHARED = "PROMETHEUS_MULTIPROC_DIR"
"""Environment variable that names the shared folder to prometheus-client, which reads it when it is imported."""
TEXT = "text/plain; version=0.0.4; charset=utf-8"
BUCKETS = (0.005, 0.01, 0.02, 0.03, 0.05, 0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0)
_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})


class Metrics:
    """The metrics of one application; two applications in one process share none."""

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
        """Measure all requests of an application."""
        app.before_request(_start)
        app.after_request(self._count)

    def page(self) -> Response:
        """`/metrics`; 503 if the archive cannot be searched."""
        summary = self._service.summary()
        self._articles.set(summary.articles)
        self._generation.set(summary.generation)
        self._about.labels(__version__, summary.engine).set(1)
        return Response(generate_latest(self._all_processes()), content_type=TEXT)

    def _gauge(self, name: str, about: str, *labels: str) -> Gauge:
        # All processes describe the same archive, so the latest value is valid.
        return Gauge(name, about, labels, registry=self._registry, multiprocess_mode="mostrecent")

    def _all_processes(self) -> CollectorRegistry:
        """The metrics of all processes; those of the process itself, such as memory, only if there is one process."""
        if SHARED not in os.environ:
            return self._registry
        registry = CollectorRegistry()
        MultiProcessCollector(registry)  # type: ignore[no-untyped-call] # the library has no types here
        return registry

    def _count(self, response: Response) -> Response:
        # Addresses and methods that clients make up must not become labels.
        page = request.endpoint or "none"
        method = request.method if request.method in _METHODS else "other"
        self._requests.labels(page, method, str(response.status_code)).inc()
        if "started" in g:
            self._seconds.labels(page).observe(time.perf_counter() - g.started)
        return response


@contextmanager
def shared_metrics() -> Generator[None]:
    """Let the processes started in this context share their metrics."""
    with TemporaryDirectory(prefix="dateline-metrics-") as folder:
        os.environ[SHARED] = folder
        try:
            yield
        finally:
            del os.environ[SHARED]


def _start() -> None:
    g.started = time.perf_counter()
