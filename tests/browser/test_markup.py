"""What the service sends, held against the standards by the Nu HTML checker: pages, style sheets, pictures."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import service
from service.app import create_app
from service.settings import PREFIX, Settings
from tests.browser.every_page import VISITS, named, visit_of, visited
from tests.browser.holdings import Holding, services_with
from tests.browser.nu import messages

if TYPE_CHECKING:
    from playwright.sync_api import Browser

#: Pages that scripts make into something else.
SCRIPTED = ("article of many signs", "library of many", "workbench's result")


def test_the_nu_checker_finds_nothing_in_any_page_style_sheet_or_picture(tmp_path: Path) -> None:
    data, sent = tmp_path / "data", tmp_path / "sent"
    sent.mkdir()
    env = {f"{PREFIX}DATA_DIR": str(data), f"{PREFIX}LOG_LEVEL": "error"}
    clients = {
        holding: create_app(Settings.from_environment(env), services_with(holding)).test_client()
        for holding in Holding
    }
    for visit in VISITS:
        method = "POST" if visit.typed else visit.method
        answer = clients[visit.holding].open(visit.path, method=method, data=dict(visit.typed))
        assert answer.status_code == visit.status, visit.name
        (sent / f"{named(visit)}.html").write_bytes(answer.data)
    static = Path(service.__file__).with_name("pages") / "static"
    for file in (*static.rglob("*.css"), *static.rglob("*.svg")):
        shutil.copy(file, sent / file.relative_to(static).as_posix().replace("/", "-"))
    assert messages(sent) == []


@pytest.mark.browser
def test_the_nu_checker_finds_nothing_in_what_scripts_make_of_a_page(
    browser: Browser, sites: Callable[[Holding], str], tmp_path: Path
) -> None:
    context = browser.new_context()
    for visit in map(visit_of, SCRIPTED):
        with visited(context, sites(visit.holding), visit) as page:
            page.wait_for_load_state("networkidle")
            # What a script sets by CSSOM is written as an attribute, which the pages' own HTML has not.
            whole = re.sub(r' style="[^"]*"', "", page.content())
            (tmp_path / f"{named(visit)}.html").write_text(whole, "utf-8")
    context.close()
    assert messages(tmp_path) == []
