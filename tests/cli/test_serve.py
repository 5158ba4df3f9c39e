"""`dateline serve` in its own process: it prints its address, answers, and stops on SIGTERM."""

from __future__ import annotations

import signal
import subprocess
import sys
import urllib.request
from pathlib import Path


def test_serve_prints_its_address_answers_and_stops_cleanly(sample_data: Path) -> None:
    command = [sys.executable, "-m", "dateline", "serve", "--data", str(sample_data), "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as serving:
        assert serving.stdout is not None
        first = serving.stdout.readline()
        address = next(word for word in first.split() if word.startswith("http://127.0.0.1:"))
        try:
            with urllib.request.urlopen(f"{address.rstrip('/')}/search?q=minister:khrenin", timeout=30) as reply:  # noqa: S310 - ours
                assert "Khrenin" in reply.read().decode()
            searches = [serving.stdout.readline() for _ in range(3)]
            assert all("/search?q=" in line for line in searches)
        finally:
            serving.send_signal(signal.SIGTERM)
        assert serving.wait(timeout=30) == 0
        assert serving.stderr is not None
        assert serving.stderr.read() == ""
