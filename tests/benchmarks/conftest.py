"""Small made-up corpora, so that tests of the generator need no real ones."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from benchmarks.prose import CORPORA

SENTENCES = [
    f"This is sentence number {number} of a report about the price of oil in the harbour." for number in range(9)
]


@pytest.fixture
def corpora(tmp_path: Path) -> Path:
    folder = tmp_path / "corpora"
    folder.mkdir()
    for language, names in CORPORA.items():
        reports = [
            {"title": f"Headline {number} in {language}", "body": " ".join(SENTENCES[number:])} for number in range(6)
        ]
        lines = "".join(json.dumps(report) + "\n" for report in reports)
        (folder / f"{names[0]}.jsonl.gz").write_bytes(gzip.compress(lines.encode()))
    return folder
