"""Run the command line on the archive of the sample articles."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from dateline.cli import run


@dataclass(frozen=True)
class Outcome:
    """Exit code and output of one command line."""

    code: int
    out: str
    err: str


Dateline = Callable[..., Outcome]


@pytest.fixture
def dateline(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, sample_data: Path) -> Dateline:
    """Run a command line in this process, on the sample archive unless it names another one."""
    monkeypatch.setenv("DATELINE_DATA", str(sample_data))

    def call(*arguments: str | Path) -> Outcome:
        capsys.readouterr()
        code = run([str(argument) for argument in arguments])
        printed = capsys.readouterr()
        return Outcome(code, printed.out, printed.err)

    return call
