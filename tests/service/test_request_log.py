from __future__ import annotations

import dataclasses
import json

import pytest

from service.app import create_app
from service.partners.credentials import new_credential
from service.settings import Settings
from service.wiring import Services


def logged(capsys: pytest.CaptureFixture[str]) -> list[dict[str, object]]:
    lines = [json.loads(line) for line in capsys.readouterr().err.splitlines()]
    return [line for line in lines if line["event"] == "request"]


@pytest.fixture
def loud(settings: Settings) -> Settings:
    return dataclasses.replace(settings, log_level="info")


def test_each_request_is_one_line_with_the_id_that_the_answer_carries(
    loud: Settings, services: Services, capsys: pytest.CaptureFixture[str]
) -> None:
    client = create_app(loud, services).test_client()
    for path, status in (("/", 200), ("/", 200), ("/nothing", 404)):
        answer = client.get(path)
        (line,) = logged(capsys)
        assert (line["path"], line["status"], line["method"]) == (path, status, "GET")
        assert line["request_id"] == answer.headers["X-Request-ID"]


def test_neither_queries_nor_readers_addresses_are_logged(
    loud: Settings, services: Services, capsys: pytest.CaptureFixture[str]
) -> None:
    client = create_app(loud, services).test_client()
    client.get("/?words=my-own-illness", environ_overrides={"REMOTE_ADDR": "203.0.113.9"})
    told = capsys.readouterr().err
    assert "my-own-illness" not in told
    assert "203.0.113.9" not in told


def test_a_key_in_a_path_is_not_logged_where_nobody_stands_at_a_door(
    loud: Settings, services: Services, capsys: pytest.CaptureFixture[str]
) -> None:
    key = new_credential().text
    create_app(loud, dataclasses.replace(services, partners=None)).test_client().get(f"/nothing/{key}")
    (line,) = logged(capsys)
    assert line["path"] == "/nothing/[a key]"


def test_a_method_that_somebody_made_up_is_logged_without_keys_and_not_at_any_length(
    loud: Settings, services: Services, capsys: pytest.CaptureFixture[str]
) -> None:
    key, client = new_credential().text, create_app(loud, services).test_client()
    for method, told in ((key, "[a key]"), ("X" * 9000, "X" * 20)):
        client.open("/", environ_overrides={"REQUEST_METHOD": method})
        (line,) = logged(capsys)
        assert line["method"] == told


def test_an_id_from_outside_is_taken_only_from_a_trusted_proxy(loud: Settings, services: Services) -> None:
    sent = {"X-Request-ID": "trace-7"}
    alone = create_app(loud, services).test_client().get("/", headers=sent)
    assert alone.headers["X-Request-ID"] != "trace-7"
    behind = create_app(dataclasses.replace(loud, trusted_proxies=1), services).test_client()
    assert behind.get("/", headers=sent).headers["X-Request-ID"] == "trace-7"
    evil = behind.get("/", headers={"X-Request-ID": "a b\tc"})
    assert evil.headers["X-Request-ID"] != "a b\tc"


def test_a_proxys_word_counts_only_as_far_as_it_is_trusted(loud: Settings, services: Services) -> None:
    forwarded = {"X-Forwarded-Host": "health.example", "X-Forwarded-Proto": "https"}
    path = "/api/v1/articles/blood-pressure"
    alone = create_app(loud, services).test_client().get(path, headers=forwarded)
    assert alone.get_json()["links"]["self"].startswith("http://localhost/")
    behind = create_app(dataclasses.replace(loud, trusted_proxies=1), services).test_client()
    links = behind.get(path, headers=forwarded).get_json()["links"]
    assert links["self"].startswith("https://health.example/")


def test_a_misspelt_setting_is_warned_of(
    loud: Settings, services: Services, capsys: pytest.CaptureFixture[str]
) -> None:
    create_app(dataclasses.replace(loud, unknown=("PLAINSPOKEN_DATADIR",)), services)
    assert "PLAINSPOKEN_DATADIR" in capsys.readouterr().err
