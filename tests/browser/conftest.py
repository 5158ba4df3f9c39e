"""A Chromium, and the pages of the archive in memory at a real address."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser.pictures import ARGUMENTS, CHROMIUM
from tests.browser.watch import Watch
from tests.conftest import REPOSITORY, missing


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Debian's Chromium."""
    if not Path(CHROMIUM).exists():
        missing("browser", f"no {CHROMIUM}")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(ARGUMENTS))
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def watch(chromium: Browser) -> Watch:
    """Errors that the browser reports."""
    return Watch(chromium)


@pytest.fixture(autouse=True)
def _nothing_to_complain_of(watch: Watch) -> Iterator[None]:
    """Fail a test if the policy blocks something, a script fails, or another host is requested."""
    watch.taken()
    yield
    assert watch.taken() == []


@pytest.fixture(scope="session")
def axe() -> str:
    """The source of axe-core, which checks accessibility."""
    path = Path(os.environ.get("DATELINE_AXE", ".venv/browser/axe.min.js"))
    if not path.exists():
        missing("browser", "no axe.min.js; `make browser` fetches it, DATELINE_AXE says where it is")
    return path.read_text()


@pytest.fixture(scope="session")
def address() -> Iterator[str]:
    """The pages of the archive in memory, served by the real server."""
    command = [sys.executable, "-m", "tests.browser.sample"]
    with subprocess.Popen(command, cwd=REPOSITORY, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        line = process.stdout.readline()
        try:
            yield line.strip().rstrip("/")
            process.terminate()
            assert process.wait(timeout=20) == 0
        finally:
            process.kill()


@pytest.fixture(params=["with scripts", "without scripts"])
def page(request: pytest.FixtureRequest, chromium: Browser, address: str) -> Iterator[Page]:
    """A desktop window, with and without scripts."""
    context = chromium.new_context(
        base_url=address,
        viewport={"width": 1440, "height": 900},
        java_script_enabled=request.param == "with scripts",
    )
    yield context.new_page()
    context.close()


@pytest.fixture
def phone(chromium: Browser, address: str) -> Iterator[Page]:
    """A phone window."""
    context = chromium.new_context(base_url=address, viewport={"width": 390, "height": 844}, has_touch=True)
    yield context.new_page()
    context.close()
