"""`plainspoken partner webhook`, with a receiver on this machine."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import Result
from standardwebhooks.webhooks import Webhook as Receiver

from service.settings import Settings
from tests.fakes.articles import sample_article
from tests.service.command import Run
from tests.service.partners.receiver import Receiver as Receiving
from tests.service.partners.receiver import receiving, saying


@pytest.fixture(autouse=True)
def _ready(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PLAINSPOKEN_PUBLIC_URL", "https://health.example")
    monkeypatch.setenv("PLAINSPOKEN_WEBHOOK_NETWORKS", "127.0.0.0/8")
    run("db", "upgrade")
    run("partner", "add", "clinic")


@pytest.fixture
def receiver() -> Iterator[Receiving]:
    with receiving() as made:
        yield made


def url_of(receiver: Receiving) -> str:
    return f"http://127.0.0.1:{receiver.port}/hook?token=hunter2"


def added(run: Run, url: str) -> tuple[str, str]:
    """A new webhook's id and secret."""
    result = run("partner", "webhook", "add", "clinic", url)
    assert result.exit_code == 0, result.output
    (secret,) = result.stdout.splitlines()
    found = re.search(r"webhook (wh_\w+)\.", result.stderr)
    assert found
    return found[1], secret


def publish(slug: str) -> None:
    from content.store.sql_store import SqlArticleStore

    store = SqlArticleStore(Settings.from_environment().database_url)
    store.publish(sample_article(slug))
    store.close()


def listed(run: Run) -> list[dict[str, object]]:
    found: list[dict[str, object]] = json.loads(run("partner", "webhook", "list", "--json").stdout)
    return found


def test_a_change_is_posted_signed_with_the_entries_and_the_cursor_of_the_feed(
    run: Run, receiver: Receiving
) -> None:
    webhook_id, secret = added(run, url_of(receiver))
    publish("sleep")
    result = run("partner", "webhook", "deliver", "--once")
    assert (result.exit_code, result.output) == (0, f"{webhook_id}: 1 taken.\n")
    first, headers, body = receiver.requests[0]
    assert first == "POST /hook?token=hunter2 HTTP/1.1"
    event = Receiver(secret).verify(body, dict(headers))
    assert event["type"] == "articles.changed"
    assert [each["level"] for each in event["data"]["changes"]] == ["full", "standard", "plain", "easy"]
    assert event["data"]["changes"][3]["links"] == {
        "sections": "https://health.example/api/v1/articles/sleep/sections?level=easy",
        "page": "https://health.example/articles/sleep/easy/",
    }
    assert event["timestamp"] == event["data"]["changes"][0]["at"]
    assert event["data"]["disclaimer"]["url"] == "https://health.example/disclaimer/"
    assert event["data"]["cursor"].startswith("1-")
    assert b"Your blood can push" not in body
    assert run("partner", "webhook", "deliver", "--once").output == ""


def test_what_is_refused_is_told_with_exit_code_1_and_stands_in_the_list(
    run: Run, receiver: Receiving
) -> None:
    webhook_id, _ = added(run, url_of(receiver))
    publish("sleep")
    receiver.speak = saying("302 Found", "Location: http://169.254.169.254/", body=b"hello from there")
    result = run("partner", "webhook", "deliver", "--once")
    assert (result.exit_code, result.stdout) == (1, f"{webhook_id}: 0 taken, then one refused.\n")
    assert len(receiver.requests) == 1
    (told,) = listed(run)
    assert (told["state"], told["waiting"], told["failures"]) == ("failing", 1, 1)
    assert told["last_try"]["told"] == "Answered 302: redirects are not followed."  # type: ignore[index]
    shown = run("partner", "webhook", "list").output
    assert "failing since" in shown
    assert "redirects are not followed" in shown
    assert "hello" not in shown + result.output


def test_a_receiver_that_is_gone_ends_it_and_resume_goes_on(run: Run, receiver: Receiving) -> None:
    webhook_id, _ = added(run, url_of(receiver))
    publish("sleep")
    receiver.speak = saying("410 Gone")
    run("partner", "webhook", "deliver", "--once")
    assert f"plainspoken partner webhook resume {webhook_id}" in run("partner", "webhook", "list").output
    assert "1 ended (1 with changes waiting)" in run("doctor").output
    receiver.speak = saying("200 OK")
    assert run("partner", "webhook", "deliver", "--once").output == ""
    assert "waiting: 1" in run("partner", "webhook", "resume", webhook_id).output
    assert run("partner", "webhook", "deliver", "--once").output == f"{webhook_id}: 1 taken.\n"
    assert listed(run)[0]["state"] == "works"


def test_test_sends_a_ping_and_says_what_came_back(run: Run, receiver: Receiving) -> None:
    webhook_id, secret = added(run, url_of(receiver))
    result = run("partner", "webhook", "test", webhook_id)
    assert (result.exit_code, result.output) == (0, f"{webhook_id}: Answered 204: taken.\n")
    _, headers, body = receiver.requests[0]
    assert Receiver(secret).verify(body, dict(headers))["type"] == "ping"
    receiver.speak = saying("500 Oops", body=b"a stack trace")
    result = run("partner", "webhook", "test", webhook_id)
    assert (result.exit_code, result.output) == (1, f"{webhook_id}: Answered 500: not taken.\n")
    assert receiver.requests[0][1]["webhook-id"] != receiver.requests[1][1]["webhook-id"]
    assert listed(run)[0]["last_try"] is None


def test_rotation_prints_a_new_secret_and_signs_with_both_until_the_overlap_ends(
    run: Run, receiver: Receiving
) -> None:
    webhook_id, old = added(run, url_of(receiver))
    result = run("partner", "webhook", "rotate", webhook_id, "--overlap", "2d")
    new = result.stdout.strip()
    assert (result.exit_code, "secret before signs until" in result.stderr) == (0, True)
    assert new != old
    run("partner", "webhook", "test", webhook_id)
    for secret in (old, new):
        assert Receiver(secret).verify(receiver.requests[0][2], dict(receiver.requests[0][1]))
    assert "the secret before signs until" in run("partner", "webhook", "list").output
    run("partner", "webhook", "rotate", webhook_id, "--overlap", "0")
    run("partner", "webhook", "test", webhook_id)
    assert " " not in receiver.requests[1][1]["webhook-signature"]


def test_a_partner_without_keys_is_paused_and_the_list_says_so(run: Run, receiver: Receiving) -> None:
    added(run, url_of(receiver))
    run("partner", "revoke", "clinic")
    publish("sleep")
    assert run("partner", "webhook", "deliver", "--once").output == ""
    assert "paused, since no key of the partner works; waiting: 1" in run("partner", "webhook", "list").output
    assert "1 paused without a key" in run("doctor").output


def test_what_was_removed_is_not_listed_and_gets_nothing(run: Run, receiver: Receiving) -> None:
    webhook_id, _ = added(run, url_of(receiver))
    assert run("partner", "webhook", "remove", webhook_id).output == f"{webhook_id}: removed.\n"
    assert "partner webhook add NAME URL" in run("partner", "webhook", "list").output
    assert "webhooks" not in run("doctor").output


def test_a_secret_stands_in_no_file_list_or_log(
    run: Run, receiver: Receiving, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PLAINSPOKEN_LOG_LEVEL", "debug")
    webhook_id, secret = added(run, url_of(receiver))
    publish("sleep")
    receiver.speak = saying("500 Oops")
    shown: list[Result] = [
        run("partner", "webhook", *words)
        for words in (("deliver", "--once"), ("list",), ("list", "--json"), ("test", webhook_id),
                      ("add", "clinic", url_of(receiver)), ("resume", webhook_id))
    ]  # fmt: skip
    bare = secret.removeprefix("whsec_")
    assert not any(bare in each.output + each.stderr for each in shown)
    kept = b"".join(path.read_bytes() for path in (tmp_path / "var").rglob("*") if path.is_file())
    assert webhook_id.encode() in kept
    assert bare.encode() not in kept
    logs = "".join(each.stderr for each in shown)
    assert "webhook not taken" in logs
    assert "hunter2" not in logs


@pytest.mark.parametrize(
    ("url", "told"),
    [
        ("https://169.254.169.254/latest/", "Refused: 169.254.169.254"),
        ("http://169.254.169.254/latest/", "Refused: 169.254.169.254"),
        ("https://10.0.0.1/", "Refused: 10.0.0.1"),
        ("https://[::ffff:10.0.0.1]/", "Refused"),
        ("https://2130706433/", "nor a usual IP address"),
        ("https://0x7f.1/", "nor a usual IP address"),
        ("ftp://clinic.example/", "https://"),
        ("https://me:hunter2@clinic.example/", "no user"),
        ("https://clinic.example:0/", "port"),
        ("https://clinic.example/#a", "without blanks"),
    ],
)
def test_an_address_that_is_not_called_is_refused_at_once(run: Run, url: str, told: str) -> None:
    result = run("partner", "webhook", "add", "clinic", url)
    assert result.exit_code == 2
    assert told in result.stderr
    assert "hunter2" not in result.output
    assert "whsec_" not in result.output
    assert listed(run) == []


def test_localhost_is_refused_without_the_setting(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PLAINSPOKEN_WEBHOOK_NETWORKS")
    result = run("partner", "webhook", "add", "clinic", "https://localhost/")
    assert result.exit_code == 2
    assert "PLAINSPOKEN_WEBHOOK_NETWORKS" in result.stderr


def test_an_address_that_may_not_be_called_any_more_is_refused_at_delivery_and_reported(
    run: Run, receiver: Receiving, monkeypatch: pytest.MonkeyPatch
) -> None:
    added(run, url_of(receiver))
    publish("sleep")
    monkeypatch.delenv("PLAINSPOKEN_WEBHOOK_NETWORKS")
    assert run("partner", "webhook", "deliver", "--once").exit_code == 1
    assert receiver.connections == 0
    assert "Refused: 127.0.0.1" in run("partner", "webhook", "list").output


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("add", "nobody", "https://127.0.0.1/"), "Partners: clinic"),
        (("rotate", "wh_none"), "There is no webhook wh_none"),
        (("rotate", "wh_none", "--overlap", "soon"), "7d"),
        (("remove", "wh_none"), "There is no webhook wh_none"),
        (("resume", "wh_none"), "There is no webhook wh_none"),
        (("test", "wh_none"), "There is no webhook wh_none"),
    ],
)
def test_what_can_not_be_meant_is_refused_in_one_line(run: Run, words: tuple[str, ...], told: str) -> None:
    result = run("partner", "webhook", *words)
    assert result.exit_code == 2
    assert told in result.output
    assert "Traceback" not in result.output


def test_without_a_public_address_a_webhook_is_looked_at_and_kept_and_the_setting_is_named(
    run: Run, receiver: Receiving, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("PLAINSPOKEN_PUBLIC_URL")
    refused = run("partner", "webhook", "add", "clinic", "https://169.254.169.254/latest")
    assert (refused.exit_code, "169.254.169.254, which is no public address" in refused.stderr) == (2, True)
    result = run("partner", "webhook", "add", "clinic", url_of(receiver))
    assert result.exit_code == 0
    assert "Nothing is sent to it yet: set PLAINSPOKEN_PUBLIC_URL first." in result.stderr
    (kept,) = listed(run)
    assert kept["url"] == url_of(receiver)


def test_without_a_public_address_nothing_is_sent_and_the_setting_is_named(
    run: Run, receiver: Receiving, monkeypatch: pytest.MonkeyPatch
) -> None:
    webhook_id, _ = added(run, url_of(receiver))
    monkeypatch.delenv("PLAINSPOKEN_PUBLIC_URL")
    for words in (
        ("test", webhook_id),
        ("deliver", "--once"),
        ("deliver",),
    ):
        result = run("partner", "webhook", *words)
        assert (result.exit_code, "PLAINSPOKEN_PUBLIC_URL is not set" in result.stderr) == (2, True)
    doctor = run("doctor")
    assert doctor.exit_code == 1
    assert "FAILS  webhooks: nothing is sent: set PLAINSPOKEN_PUBLIC_URL" in doctor.output
    assert receiver.requests == []


def test_every_command_explains_itself(run: Run) -> None:
    for words in ([], ["add"], ["list"], ["rotate"], ["remove"], ["resume"], ["test"], ["deliver"]):
        result = run("partner", "webhook", *words, "--help")
        assert result.exit_code == 0
        assert len(result.output.splitlines()) > 4
