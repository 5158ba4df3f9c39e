"""The list of formats: the most certain one reads an input, and what only few inputs need is imported late."""

from __future__ import annotations

import subprocess
import sys
from typing import Final

import pytest

from dateline.index.formats.format import Certainty, Head
from dateline.index.formats.registry import FORMATS, recognise
from dateline.index.raw import NO_HINTS
from tests.formats.test_cases import CASES
from tests.formats.test_whole_files import FILES

LATE: Final = ("feedparser", "email.message", "email.policy", "ssl", "pypdfium2", "pyarrow", "openpyxl", "olefile")
READERS: Final = (
    "dateline.index.formats.pages.article",
    "dateline.index.formats.feeds.entries",
    "dateline.index.formats.mail.message",
    "dateline.index.formats.office.pdf.reports",
)
INPUTS: Final = {case.proves: case.content for case in CASES} | {name: content for name, (content, _) in FILES.items()}


@pytest.mark.parametrize("name", INPUTS)
def test_the_most_certain_format_reads_an_input_and_of_two_the_first(name: str) -> None:
    head = Head(INPUTS[name][: 1 << 16], NO_HINTS)
    best = max(FORMATS.values(), key=lambda each: each.recognise(head))
    expected = None if best.recognise(head) is Certainty.NO else best
    assert recognise(head) is expected


@pytest.mark.parametrize("module", [*LATE, *READERS])
def test_what_few_inputs_need_is_imported_with_the_first_of_them(module: str) -> None:
    code = f"import sys, dateline.index.formats.registry; sys.exit({module!r} in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
