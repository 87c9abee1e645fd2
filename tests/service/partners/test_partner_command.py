"""`plainspoken partner`: what is printed, what is kept, what is refused."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from click.testing import Result
from flask.testing import FlaskClient

from service.app import create_app
from service.partners.credentials import Credential, read_credential
from service.partners.partner import Usage
from service.partners.store.sql_store import SqlPartnerStore
from service.settings import Settings
from tests.service.command import Run
from tests.service.partners.asking import bearing, limit_of


@pytest.fixture(autouse=True)
def _database(run: Run) -> None:
    run("db", "upgrade")


def key_of(result: Result) -> Credential:
    assert result.exit_code == 0, result.output
    (line,) = result.stdout.splitlines()
    credential = read_credential(line)
    assert credential is not None
    return credential


def listed(run: Run) -> list[dict[str, object]]:
    found: list[dict[str, object]] = json.loads(run("partner", "list", "--json").stdout)
    return found


@contextmanager
def serving() -> Iterator[FlaskClient]:
    """The real application on the database of the commands, as another process would be."""
    app = create_app(Settings.from_environment())
    yield app.test_client()
    app.extensions["plainspoken"].close()


def test_add_prints_the_key_once_and_alone_on_standard_output(run: Run, tmp_path: Path) -> None:
    result = run("partner", "add", "clinic")
    key = key_of(result)
    assert "only time" in result.stderr
    assert key.text not in result.stderr
    shown = run("partner", "list").output + run("partner", "list", "--json").output
    assert f"psk_{key.id}" in shown
    kept = b"".join(path.read_bytes() for path in (tmp_path / "var").rglob("*") if path.is_file())
    assert key.text[13:].encode() not in kept


def test_add_takes_scopes_expiry_and_limits(run: Run) -> None:
    key = key_of(run("partner", "add", "clinic", "--scope", "read", "--expires", "90d",
                     "--limit", "5000, readability=60"))  # fmt: skip
    (partner,) = listed(run)
    assert partner["limits"] == {"general": 5000, "groups": {"readability": 60}}
    (kept,) = partner["keys"]  # type: ignore[misc]
    assert (kept["id"], kept["state"], kept["scopes"]) == (f"psk_{key.id}", "works", ["read"])
    left = datetime.fromisoformat(kept["expires"]) - datetime.now(UTC)
    assert timedelta(days=89) < left <= timedelta(days=90)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("add", "Clinic"), "small letters"),
        (("add", "clinic site"), "small letters"),
        (("add", "psk_x"), "small letters"),
        (("add", "a" * 64), "small letters"),
        (("add", "b", "--scope", "all"), "'read'"),
        (("add", "b", "--expires", "2020-01-31"), "past already"),
        (("add", "b", "--expires", "soon"), "90d"),
        (("add", "b", "--expires", "0"), "past already"),
        (("add", "b", "--limit", "none"), "such as 1200"),
        (("add", "clinic"), "partner rotate clinic"),
        (("rotate", "nobody"), "Partners: clinic"),
        (("rotate", "clinic", "--overlap", "week"), "7d"),
        (("revoke", "nobody"), "Partners: clinic"),
        (("revoke", "psk_ZZZZZZZZ"), "There is no key psk_ZZZZZZZZ"),
        (("limit", "nobody", "5"), "Partners: clinic"),
        (("limit", "clinic", "audio=5"), "readability"),
    ],
)
def test_what_can_not_be_meant_is_refused_in_one_line_with_a_remedy(
    run: Run, words: tuple[str, ...], told: str
) -> None:
    run("partner", "add", "clinic")
    before = listed(run)
    result = run("partner", *words)
    assert result.exit_code == 2
    assert told in result.output
    assert "Traceback" not in result.output
    assert listed(run) == before


def test_rotation_overlaps_and_keeps_scopes(run: Run) -> None:
    old = key_of(run("partner", "add", "clinic", "--scope", "read"))
    result = run("partner", "rotate", "clinic", "--overlap", "2d")
    new = key_of(result)
    assert "work until" in result.stderr
    (partner,) = listed(run)
    first, second = partner["keys"]  # type: ignore[misc]
    assert [first["id"], second["id"]] == [f"psk_{old.id}", f"psk_{new.id}"]
    assert (first["scopes"], second["scopes"], second["expires"]) == (["read"], ["read"], None)
    assert first["expires"] is not None
    with serving() as client:
        for key in (old, new):
            assert client.get("/api/v1/levels", headers=bearing(key)).status_code == 200
        run("partner", "rotate", "clinic", "--overlap", "0")
        for key in (old, new):
            assert client.get("/api/v1/levels", headers=bearing(key)).status_code == 401


@pytest.mark.parametrize("by", ["name", "id", "whole key"])
def test_what_one_process_revokes_fails_at_the_next_request_to_another(run: Run, by: str) -> None:
    key = key_of(run("partner", "add", "clinic"))
    with serving() as client:
        assert client.get("/api/v1/levels", headers=bearing(key)).status_code == 200
        result = run("partner", "revoke", {"name": "clinic", "id": f"psk_{key.id}"}.get(by, key.text))
        assert result.exit_code == 0
        assert result.output == f"psk_{key.id}: revoked.\n"
        assert client.get("/api/v1/levels", headers=bearing(key)).status_code == 401
    assert "had no key" in run("partner", "revoke", "clinic").output
    assert re.search(r"revoked \d{4}-\d\d-\d\d", run("partner", "list").output)


def test_a_limit_of_a_partner_holds_in_other_processes_at_once_and_may_be_taken_back(run: Run) -> None:
    key = key_of(run("partner", "add", "clinic"))
    with serving() as client:
        for words, wanted in ((("7",), 7), (("readability=2",), 1200), ((), 1200)):
            assert run("partner", "limit", "clinic", *words).exit_code == 0
            assert limit_of(client.get("/api/v1/levels", headers=bearing(key)))[1] == wanted
    assert "clinic: 5, levels=2 requests a minute." in run("partner", "limit", "clinic", "levels=2, 5").output


def test_the_list_tells_keys_limits_and_usage(run: Run) -> None:
    assert "partner add NAME" in run("partner", "list").output
    run("partner", "add", "clinic", "--expires", "2999-12-31")
    store = SqlPartnerStore(Settings.from_environment().database_url)
    today = datetime.now(UTC).date()
    store.count([Usage("clinic", today, "sleep", 12_345), Usage("clinic", today - timedelta(days=30), "", 9)])
    store.close()
    told = run("partner", "list").output
    assert "clinic: 1200 requests a minute; 12,345 requests in 30 days" in told
    assert "works until 2999-12-31 00:00 UTC" in told
    assert listed(run)[0]["requests_in_30_days"] == 12_345


def test_without_tables_the_remedy_is_told(run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PLAINSPOKEN_DATA_DIR", str(tmp_path / "other"))
    result = run("partner", "add", "clinic")
    assert result.exit_code == 2
    assert "plainspoken db upgrade" in result.output
    assert "psk_" not in result.output


def test_every_command_explains_itself(run: Run) -> None:
    for words in ([], ["add"], ["rotate"], ["revoke"], ["limit"], ["list"]):
        result = run("partner", *words, "--help")
        assert result.exit_code == 0
        assert len(result.output.splitlines()) > 5
