from __future__ import annotations

import dataclasses

import pytest
from flask.testing import FlaskClient

from service.app import create_app
from service.settings import Settings
from service.wiring import Services

ARTICLE = "/api/v1/articles/blood-pressure"
SECTION = f"{ARTICLE}/sections/introduction"


@pytest.mark.parametrize(
    ("address", "page"),
    [(ARTICLE, "plain/"), (f"{ARTICLE}/sections", "plain/"), (SECTION, "plain/introduction/")],
)
def test_each_payload_says_what_must_be_shown(client: FlaskClient, address: str, page: str) -> None:
    told = client.get(f"{address}?level=plain").get_json()["attribution"]
    assert told["show"] == {
        "disclaimer": "This is not medical advice (plain).",
        "disclaimer_url": "https://example.org/disclaimer",
        "attribution": "Retold from “On arterial pressure” by A. Doctor, Example Health, 3 January 2022.",
        "link": f"http://localhost/articles/blood-pressure/{page}",
    }
    assert told["may_change"] == []
    assert told["cache_days"] == 7
    assert "7 days" in told["terms"]


def test_how_long_a_text_may_be_kept_is_a_setting(settings: Settings, services: Services) -> None:
    client = create_app(dataclasses.replace(settings, cache_days=1), services).test_client()
    told = client.get(SECTION).get_json()["attribution"]
    assert told["cache_days"] == 1
    assert told["terms"].endswith("after 1 day at most.")
