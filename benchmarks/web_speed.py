"""How fast are pages, and which server is fastest? Requests a second and time to the first byte of /search, 8 clients.

    python -m benchmarks.web_speed --articles 20000
    DATELINE_DATA=data python -m benchmarks.web_speed              # an archive of your own
    python -m benchmarks.web_speed --peers                         # beside gunicorn and granian, if they are installed

Each client has one connection and asks again as soon as it has its answer, from a list of searches in turn. Clients
and server share the machine. `--app MODULE:FUNCTION` measures another application than the archive's pages.
"""

from __future__ import annotations

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
WARM_UP = 2.0
"""Seconds before counting begins: tables and templates are loaded by the first requests."""
SECONDS = 10.0
SEARCHES = (
    "/search?q=talks",
    "/search?q=country:belarus",
    "/search?q=defence+cooperation&sort=newest",
    "/search?q=office:defence&year=2021",
    "/search",
)
OURS = """
import importlib, sys
from dateline.web.server import serve
module, name = sys.argv[1].split(":")
serve(getattr(importlib.import_module(module), name)(), "127.0.0.1", int(sys.argv[2]), int(sys.argv[3]), print)
"""


def application() -> Flask:
    """The pages of the archive in `DATELINE_DATA`."""
    from dateline.web.app import create_app
    from dateline.wiring import open_archive

    archive = open_archive(Path(os.environ.get("DATELINE_DATA", "data"))).__enter__()
    return create_app(archive.service, today=lambda: date(2024, 1, 1))


def commands(app: str, port: int) -> dict[str, list[str]]:
    """What starts each server."""
    python, at = sys.executable, f"127.0.0.1:{port}"
    gunicorn = [python, "-m", "gunicorn", "--bind", at, "--threads", str(THREADS), "--log-level", "error", f"{app}()"]
    granian = [python, "-m", "granian", "--interface", "wsgi", "--port", str(port), "--log-level", "error", "--factory"]
    granian += ["--blocking-threads", str(THREADS), app]
    return {
        "dateline serve (waitress)": [python, "-c", OURS, app, str(port), str(THREADS)],
        "gunicorn gthread, 1 process": gunicorn,
        "gunicorn gthread, 2 processes": [*gunicorn, "--workers", "2"],
        "granian, 1 process": granian,
        "granian, 2 processes": [*granian, "--workers", "2"],
    }


@contextmanager
def running(command: Sequence[str], port: int) -> Generator[int]:
    """A server that accepts connections; gives its process id."""
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


def measure(port: int) -> list[float]:
    """Milliseconds to the first byte of every answer of `SECONDS`."""
    begin = time.perf_counter() + WARM_UP
    times: list[float] = []
    clients = [threading.Thread(target=ask, args=(port, begin, number, times)) for number in range(CLIENTS)]
    for client in clients:
        client.start()
    for client in clients:
        client.join()
    return times


def ask(port: int, begin: float, first: int, times: list[float]) -> None:
    """One client."""
    connection = HTTPConnection("127.0.0.1", port, timeout=60)
    for number in count(first):
        started = time.perf_counter()
        if started > begin + SECONDS:
            break
        connection.request("GET", SEARCHES[number % len(SEARCHES)])
        response = connection.getresponse()
        took = time.perf_counter() - started
        response.read()
        if response.status != 200:
            raise RuntimeError(f"{response.status} for {SEARCHES[number % len(SEARCHES)]}")
        if started > begin:
            times.append(1000 * took)
    connection.close()


def free_port() -> int:
    """A port nobody listens on."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        return int(taken.getsockname()[1])


class Server(msgspec.Struct, frozen=True):
    """One server's answers."""

    name: str
    per_second: float
    p50: float
    p95: float


class Figures(msgspec.Struct, frozen=True):
    """All servers."""

    servers: list[Server]


def measured(app: str, *, peers: bool) -> Generator[Server]:
    """Each server that is installed, one after the other."""
    for name in commands(app, 0):
        package = name.split()[0].removesuffix(",")
        if package != "dateline" and not (peers and find_spec(package)):
            continue
        port = free_port()
        with running(commands(app, port)[name], port):
            times = measure(port)
        yield Server(name, len(times) / SECONDS, statistics.median(times), statistics.quantiles(times, n=20)[-1])


def render(results: Sequence[Result]) -> str:
    """One row a server and archive."""
    rows = [
        [one.size, each.name, f"{each.per_second:,.0f}", milliseconds(each.p50), milliseconds(each.p95)]
        for one in results
        for each in one.figures_as(Figures).servers
    ]
    headings = ["articles", f"server, {CLIENTS} clients", "requests a second", "first byte p50 ms", "p95 ms"]
    return f"{table(headings, rows)}\n\nThe choice of the server: [decision 5](../docs/decisions/005-server.md)."


SECTION = Section(
    name="web_speed",
    heading="Pages",
    question="How soon is the first byte of a page there, with eight clients?",
    render=render,
    small=(("--articles", "2000"),),
    full=(("--articles", "100000"), ("--articles", "1000000")),
)


def main() -> None:
    """Print one row a server."""
    made = parser(__doc__)
    add_archive(made)
    made.add_argument("--app", default="benchmarks.web_speed:application")
    made.add_argument("--peers", action="store_true", help="also gunicorn and granian")
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
