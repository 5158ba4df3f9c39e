"""Loading Whoosh's parser: what it leaves out is there for whoever calls it."""

from __future__ import annotations

import subprocess
import sys


def told(script: str) -> str:
    """What a process prints that has loaded the parser and nothing else."""
    command = [sys.executable, "-c", f"import dateline.search.syntax.whoosh_parser, sys; {script}"]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()


def test_modules_that_it_left_out_are_not_loaded() -> None:
    assert told("print('urllib.request' in sys.modules, 'whoosh.lang.porter' in sys.modules)") == "False False"


def test_a_function_that_was_left_out_does_what_it_does_in_its_own_module() -> None:
    assert told("from whoosh.query.terms import variations; print('ran' in variations('run'))") == "True"
    assert told("from whoosh.analysis import stem; print(stem('ministries'))") == "ministri"


def test_whoever_imports_such_a_module_afterwards_gets_the_real_one() -> None:
    assert told("import urllib.request; print(callable(urllib.request.urlopen))") == "True"
    assert told("from whoosh.lang import porter; print(porter.__file__.endswith('porter.py'))") == "True"


def test_a_module_that_was_there_before_stays() -> None:
    script = (
        "import sys, urllib.request; before = urllib.request; import dateline.search.syntax.whoosh_parser; "
        "import whoosh.compat; print(sys.modules['urllib.request'] is before, "
        "whoosh.compat.urlretrieve is before.urlretrieve)"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "True True"
