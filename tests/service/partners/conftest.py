"""The application of the other tests, with a desk of fakes at its door."""

from __future__ import annotations

from dataclasses import replace

import pytest
from flask import Flask
from flask.testing import FlaskClient

from service.app import create_app
from service.partners.limits import Limits
from service.request_log import configure_logging
from service.settings import Settings
from service.wiring import Services
from tests.fakes.partners import Desk


@pytest.fixture(autouse=True)
def _logging() -> None:
    # To the standard error of this very test.
    configure_logging("error")


@pytest.fixture
def desk() -> Desk:
    return Desk(anonymous=Limits(5), keyed=Limits(20))


@pytest.fixture
def app(settings: Settings, services: Services, desk: Desk) -> Flask:
    return create_app(settings, replace(services, partners=desk.desk))


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()
