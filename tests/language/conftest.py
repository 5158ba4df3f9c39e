"""An application over the archive in memory, in any language."""

from __future__ import annotations

from datetime import date

import pytest
from flask import Flask
from flask.testing import FlaskClient

from dateline.web.app import create_app
from tests.web.memory import MemoryArchive
from tests.web.memory_people import officials_of

TODAY = date(2024, 6, 1)


@pytest.fixture
def archive() -> MemoryArchive:
    return MemoryArchive()


@pytest.fixture
def app(archive: MemoryArchive) -> Flask:
    app = create_app(archive, officials_of(archive), today=lambda: TODAY)
    app.config["TESTING"] = True
    return app


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()
