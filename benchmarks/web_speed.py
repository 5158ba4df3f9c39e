"""How fast are pages, and which server is fastest? Requests per second and time to first byte of /search, 8 clients.

    python -m benchmarks.web_speed --articles 20000
    DATELINE_DATA=data python -m benchmarks.web_speed              # measure your own archive
    python -m benchmarks.web_speed --peers                         # also gunicorn and granian, if installed

Each client has one connection and cycles through forty searches, so most facet counts are cached. First, one client
requests each search once. Then eight clients send the next request as soon as they have an answer, which measures the
throughput of the server. Then eight clients send one request per second each, like fast readers. Clients and server
share the machine. `--app MODULE:FUNCTION` measures another application instead of the archive's pages.
"""

from __future__ import annotations

import importlib
import os
import signal
import socket
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Generator, Sequence
from contextlib import contextmanager
from datetime import date
from http.client import HTTPConnection
from importlib.util import find_spec
from itertools import count
from pathlib import Path

import msgspec
from flask import Flask

from benchmarks.archive import archive
from benchmarks.options import add_archive, parser
from benchmarks.results import Articles, Result, result, save
from benchmarks.section import Section
from benchmarks.tables import milliseconds, table

CLIENTS = 8
THREADS = 4
"""Threads per process of the other servers; `dateline serve` has as many."""
WARM_UP = 2.0
"""Seconds before measuring starts; the first requests load tables and templates."""
SECONDS = 10.0
AT_ONCE = 0.0
EVERY_SECOND = 1.0
WORDS = ("talks", "oil", "trade", "government", "bank", "election", "army", "price")
FORMS = (
    "/search?q={}",
    "/search?q={}+country:belarus",
    "/search?q={}+minister&sort=newest",
    "/search?q={}+office:defence&year=2021",
    "/search?q={}&country=US&country=FR",
)
SEARCHES = tuple(form.format(word) for word in WORDS for form in FORMS)
OURS = """
import sys
from functools import partial
from benchmarks.web_speed import opened
from dateline.web.server import serve
serve(partial(opened, sys.argv[1]), "127.0.0.1", int(sys.argv[2]), int(sys.argv[3]), print)
"""


@contextmanager
def opened(name: str) -> Generator[Flask]:
    """Open the application that `MODULE:FUNCTION` returns."""
    module, function = name.split(":")
    yield getattr(importlib.import_module(module), function)()


def application() -> Flask:
    """The pages of the archive in `DATELINE_DATA`."""
    from dateline.archive.reading import open_archive
    from dateline.web.app import create_app

    archive = open_archive(Path(os.environ.get("DATELINE_DATA", "data"))).__enter__()
    return create_app(archive.service, archive.officials, today=lambda: date(2024, 1, 1))


def commands(app: str, port: int) -> dict[str, list[str]]:
    """The command that starts each server."""
    python, at = sys.executable, f"127.0.0.1:{port}"
    gunicorn = [python, "-m", "gunicorn", "--bind", at, "--threads", str(THREADS), "--log-level", "error", f"{app}()"]
    granian = [python, "-m", "granian", "--interface", "wsgi", "--port", str(port), "--log-level", "error", "--factory"]
    granian += ["--blocking-threads", str(THREADS), app]
    return {
        "dateline serve, 1 process": [python, "-c", OURS, app, str(port), "1"],
        "dateline serve, 2 processes": [python, "-c", OURS, app, str(port), "2"],
        "gunicorn gthread, 1 process": gunicorn,
        "gunicorn gthread, 2 processes": [*gunicorn, "--workers", "2"],
        "granian, 1 process": granian,
        "granian, 2 processes": [*granian, "--workers", "2"],
    }


@contextmanager
def running(command: Sequence[str], port: int) -> Generator[int]:
    """Start a server and wait until it accepts connections; yields its process id."""
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    try:
        while not _accepts(port):
            if process.poll() is not None:
                raise RuntimeError(f"ended with {process.returncode}: {command}")
            time.sleep(0.1)
        yield process.pid
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(timeout=30)


def _accepts(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def first_answers(port: int) -> list[float]:
    """Milliseconds to the first byte of each search, requested once by one client."""
    connection = HTTPConnection("127.0.0.1", port, timeout=60)
    _request(connection, "/docs")
    return [_request(connection, search) for search in SEARCHES]


def measure(port: int, every: float) -> list[float]:
    """Milliseconds to first byte of each answer in `SECONDS`; a client sends at most one request in `every` seconds."""
    begin = time.perf_counter() + WARM_UP
    times: list[float] = []
    clients = [threading.Thread(target=_client, args=(port, begin, every, number, times)) for number in range(CLIENTS)]
    for client in clients:
        client.start()
    for client in clients:
        client.join()
    return times


def _client(port: int, begin: float, every: float, client: int, times: list[float]) -> None:
    """Run one client; clients that wait between requests start one after the other."""
    connection = HTTPConnection("127.0.0.1", port, timeout=60)
    time.sleep(every * client / CLIENTS)
    for number in count(client * len(SEARCHES) // CLIENTS):
        started = time.perf_counter()
        if started > begin + SECONDS:
            break
        took = _request(connection, SEARCHES[number % len(SEARCHES)])
        if started > begin:
            times.append(took)
        time.sleep(max(0.0, started + every - time.perf_counter()))
    connection.close()


def _request(connection: HTTPConnection, search: str) -> float:
    started = time.perf_counter()
    connection.request("GET", search)
    response = connection.getresponse()
    took = 1000 * (time.perf_counter() - started)
    response.read()
    if response.status != 200:
        raise RuntimeError(f"{response.status} for {search}")
    return took


def free_port() -> int:
    """A port that is not in use."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        return int(taken.getsockname()[1])


class Server(msgspec.Struct, frozen=True):
    """The requests per second and response times of one server."""

    name: str
    per_second: float
    p50: float
    p95: float
    first_p50: float
    first_p95: float
    reading_p50: float | None = None
    reading_p95: float | None = None


class Figures(msgspec.Struct, frozen=True):
    """All servers."""

    servers: list[Server]


def measured(app: str, *, peers: bool) -> Generator[Server]:
    """Measure each installed server, one after the other."""
    for name in commands(app, 0):
        package = name.split()[0].removesuffix(",")
        if package != "dateline" and not (peers and find_spec(package)):
            continue
        port = free_port()
        with running(commands(app, port)[name], port):
            first = first_answers(port)
            times = measure(port, AT_ONCE)
            reading = measure(port, EVERY_SECOND)
        yield Server(name, len(times) / SECONDS, *_p50_p95(times), *_p50_p95(first), *_p50_p95(reading))


def _p50_p95(times: Sequence[float]) -> tuple[float, float]:
    return statistics.median(times), statistics.quantiles(times, n=20)[-1]


def render(results: Sequence[Result]) -> str:
    """One row per archive and server."""
    rows = [
        [
            one.size,
            each.name,
            f"{each.per_second:,.0f}",
            *map(milliseconds, (each.p50, each.p95)),
            *map(milliseconds, (each.reading_p50, each.reading_p95, each.first_p50, each.first_p95)),
        ]
        for one in results
        for each in one.figures_as(Figures).servers
    ]
    headings = ["articles", f"server, {CLIENTS} clients", "requests/s", "first byte p50 ms", "p95 ms"]
    headings += ["one request/s each: p50 ms", "p95 ms", "first requests: p50 ms", "p95 ms"]
    return f"{table(headings, rows)}\n\nHow the server was chosen: [decision 5](../docs/decisions/005-server.md)."


SECTION = Section(
    name="web_speed",
    heading="Pages",
    question="How soon does the first byte of a page arrive, with eight clients?",
    render=render,
    small=(("--articles", "2000"),),
    full=(("--articles", "100000"), ("--articles", "1000000")),
)


def main() -> None:
    """Run the benchmark."""
    made = parser(__doc__)
    add_archive(made)
    made.add_argument("--app", default="benchmarks.web_speed:application")
    made.add_argument("--peers", action="store_true", help="also measure gunicorn and granian")
    given = made.parse_args()
    articles: Articles | None = None
    if "DATELINE_DATA" not in os.environ and given.app == made.get_default("app"):
        built = archive(given)
        os.environ["DATELINE_DATA"] = str(built.data)
        articles = built.articles
    one = result("web_speed", Figures(list(measured(given.app, peers=given.peers))), ["dateline", "waitress"], articles)
    print(render([one]))
    if given.save:
        save(one)


if __name__ == "__main__":
    main()
