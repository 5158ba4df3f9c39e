"""The server: it prints its address, refuses unusable ones, and stops cleanly."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Generator
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from dateline.errors import UsageError, WorkerError
from dateline.web.server import serve
from tests.web.sample import broken, opened

PROGRAM = """
from dateline.web.server import serve
from tests.web.sample import opened

serve(opened, "{host}", 0, {workers}, lambda address: print(address, flush=True))
print("ended", flush=True)
"""

both = pytest.mark.parametrize("workers", [1, 2])


@contextmanager
def served(
    repository: Path, host: str = "127.0.0.1", workers: int = 1
) -> Generator[tuple[subprocess.Popen[str], HTTPConnection]]:
    """A server in another process, and a connection to it."""
    command = [sys.executable, "-c", PROGRAM.format(host=host, workers=workers)]
    with subprocess.Popen(
        command, cwd=repository, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout
        line: str = process.stdout.readline()
        address = urlsplit(line.strip())
        connection = HTTPConnection(str(address.hostname), address.port, timeout=20)
        try:
            yield process, connection
        finally:
            connection.close()
            process.kill()


def fetch(connection: HTTPConnection, path: str = "/") -> bytes:
    """The answer to one request."""
    connection.request("GET", path)
    return connection.getresponse().read()


def test_port_0_chooses_a_free_port_and_prints_the_address(repository: Path) -> None:
    with served(repository) as (_, connection):
        connection.request("GET", "/")
        assert connection.getresponse().read() == b"here"


def test_the_server_is_reached_by_host_name(repository: Path) -> None:
    with served(repository, "localhost") as (_, connection):
        connection.request("GET", "/")
        assert connection.getresponse().status == 200


@both
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_stops_the_server_cleanly(repository: Path, number: signal.Signals, workers: int) -> None:
    with served(repository, workers=workers) as (process, _):
        process.send_signal(number)
        output, errors = process.communicate(timeout=20)
    assert (process.returncode, output, errors) == (0, "ended\n", "")


@both
def test_running_requests_are_finished_at_shutdown(repository: Path, workers: int) -> None:
    with served(repository, workers=workers) as (process, connection):
        connection.request("GET", "/slow")
        assert process.stdout
        assert process.stdout.readline() == "received\n"
        process.send_signal(signal.SIGTERM)
        assert len(connection.getresponse().read()) == len("late ") * 100_000
        assert process.wait(timeout=20) == 0


def test_several_processes_answer_at_one_address(repository: Path) -> None:
    with served(repository, workers=2) as (process, connection):
        first = int(fetch(connection, "/process"))
        assert first != process.pid
        found: set[int] = set()
        for _ in range(200):
            other = HTTPConnection(connection.host, connection.port, timeout=20)
            found.add(int(fetch(other, "/process")))
            other.close()
            if len(found) == 2:
                break
        assert len(found) == 2


def test_a_killed_process_is_replaced(repository: Path) -> None:
    with served(repository, workers=2) as (process, connection):
        killed = int(fetch(connection, "/process"))
        os.kill(killed, signal.SIGKILL)
        assert process.stderr
        assert "ended with -9; starting another one" in process.stderr.readline()
        for _ in range(20):
            other = HTTPConnection(connection.host, connection.port, timeout=20)
            assert int(fetch(other, "/process")) != killed
            other.close()
        process.send_signal(signal.SIGTERM)
        assert process.wait(timeout=20) == 0


def test_no_process_outlives_the_first_one(repository: Path) -> None:
    with served(repository, workers=2) as (process, connection):
        answering = int(fetch(connection, "/process"))
        process.kill()
        process.wait(timeout=20)
        assert _ends(answering)


def _ends(number: int) -> bool:
    for _ in range(100):
        try:
            os.kill(number, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.1)
    return False


def test_workers_that_cannot_start_are_one_clear_error(capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(WorkerError, match="ended with 1 before it could answer") as caught:
        serve(broken, "127.0.0.1", 0, 2, print)
    assert "--workers 1" in str(caught.value)
    assert "nothing to open" in capfd.readouterr().err


def test_a_port_in_use_is_refused_with_a_remedy() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(
            UsageError, match=rf"cannot listen on 127.0.0.1 port {port}: address already in use"
        ) as caught:
            serve(opened, "127.0.0.1", port, 1, print)
    assert "--port 0" in str(caught.value)


@pytest.mark.parametrize("host", ["192.0.2.1", "no such host"])
def test_an_address_of_another_machine_is_refused(host: str) -> None:
    with pytest.raises(UsageError, match="--host must be"):
        serve(opened, host, 0, 1, print)
