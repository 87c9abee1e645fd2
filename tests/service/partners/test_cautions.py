from __future__ import annotations

import json
from dataclasses import replace

import pytest

from service.app import create_app
from service.partners.cautions import cautions
from service.settings import Settings
from service.wiring import Services

LONG = "a secret of thirty-two signs or more"


def test_one_machine_with_one_process_needs_no_caution(settings: Settings) -> None:
    assert cautions(settings) == ()
    assert cautions(replace(settings, secret_key=LONG, web_workers=4, redis_url="redis://x")) == ()


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"secret_key": "dev"}, "fit for development only"),
        ({"database_url": "postgresql+psycopg://me:hunter2@db/x"}, "on this machine only"),
        ({"web_workers": 2}, "each of the web workers counts limits for itself"),
    ],
)
def test_what_works_but_is_not_wise_is_told_at_the_start(
    settings: Settings,
    services: Services,
    capsys: pytest.CaptureFixture[str],
    change: dict[str, object],
    told: str,
) -> None:
    loud = replace(settings, log_level="info", **change)  # type: ignore[arg-type]
    create_app(loud, services)
    lines = [json.loads(line) for line in capsys.readouterr().err.splitlines()]
    (line,) = [line for line in lines if told in line["event"]]
    assert line["level"] == "warning"
    assert "hunter2" not in str(lines)
    assert "dev" not in line["event"].split()
