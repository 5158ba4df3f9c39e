"""The server: it says where it is, refuses what cannot be, and ends cleanly."""

from __future__ import annotations

import signal
import socket
import subprocess
import sys
from collections.abc import Generator
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from flask import Flask

from dateline.errors import UsageError
from dateline.web.server import serve

PROGRAM = """
import time
from flask import Flask
from dateline.web.server import serve

app = Flask("sample")

@app.get("/")
def page() -> str:
    return "here"

@app.get("/slow")
def slow() -> str:
    print("asked", flush=True)
    time.sleep(0.5)
    return "late " * 100_000

serve(app, "{host}", 0, 2, lambda address: print(address, flush=True))
print("ended", flush=True)
"""


@contextmanager
def served(repository: Path, host: str = "127.0.0.1") -> Generator[tuple[subprocess.Popen[str], HTTPConnection]]:
    """A server in a process of its own, and a connection to it."""
    command = [sys.executable, "-c", PROGRAM.replace("{host}", host)]
    with subprocess.Popen(
        command, cwd=repository, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout
        told: str = process.stdout.readline()
        address = urlsplit(told.strip())
        connection = HTTPConnection(str(address.hostname), address.port, timeout=20)
        try:
            yield process, connection
        finally:
            connection.close()
            process.kill()


def test_port_0_takes_a_free_port_and_its_address_is_told(repository: Path) -> None:
    with served(repository) as (_, connection):
        connection.request("GET", "/")
        assert connection.getresponse().read() == b"here"


def test_it_is_reached_by_the_name_of_a_host(repository: Path) -> None:
    with served(repository, "localhost") as (_, connection):
        connection.request("GET", "/")
        assert connection.getresponse().status == 200


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_it_cleanly(repository: Path, number: signal.Signals) -> None:
    with served(repository) as (process, _):
        process.send_signal(number)
        output, errors = process.communicate(timeout=20)
    assert (process.returncode, output, errors) == (0, "ended\n", "")


def test_a_request_that_is_being_answered_is_finished_first(repository: Path) -> None:
    with served(repository) as (process, connection):
        connection.request("GET", "/slow")
        assert process.stdout
        assert process.stdout.readline() == "asked\n"
        process.send_signal(signal.SIGTERM)
        assert len(connection.getresponse().read()) == len("late ") * 100_000
        assert process.wait(timeout=20) == 0


def test_a_port_in_use_is_refused_with_a_remedy() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(
            UsageError, match=rf"cannot listen on 127.0.0.1 port {port}: address already in use"
        ) as caught:
            serve(Flask("sample"), "127.0.0.1", port, 1, print)
    assert "--port 0" in str(caught.value)


@pytest.mark.parametrize("host", ["192.0.2.1", "no such host"])
def test_an_address_that_is_not_of_this_machine_is_refused(host: str) -> None:
    with pytest.raises(UsageError, match="--host must be"):
        serve(Flask("sample"), host, 0, 1, print)
