"""Importing Whoosh's parser skips some modules, which are imported when they are needed."""

from __future__ import annotations

import subprocess
import sys


def output(script: str) -> str:
    """Run a script in a process that has imported only the parser, and return its output."""
    command = [sys.executable, "-c", f"import dateline.search.syntax.whoosh_parser, sys; {script}"]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()


def test_skipped_modules_are_not_imported() -> None:
    assert output("print('urllib.request' in sys.modules, 'whoosh.lang.porter' in sys.modules)") == "False False"


def test_a_skipped_function_works_when_it_is_called() -> None:
    assert output("from whoosh.query.terms import variations; print('ran' in variations('run'))") == "True"
    assert output("from whoosh.analysis import stem; print(stem('ministries'))") == "ministri"


def test_a_later_import_gets_the_real_module() -> None:
    assert output("import urllib.request; print(callable(urllib.request.urlopen))") == "True"
    assert output("from whoosh.lang import porter; print(porter.__file__.endswith('porter.py'))") == "True"


def test_an_already_imported_module_is_kept() -> None:
    script = (
        "import sys, urllib.request; before = urllib.request; import dateline.search.syntax.whoosh_parser; "
        "import whoosh.compat; print(sys.modules['urllib.request'] is before, "
        "whoosh.compat.urlretrieve is before.urlretrieve)"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "True True"
