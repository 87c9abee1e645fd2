"""Every page in every view: axe-core's rules and the checks of `checks/` find nothing."""

from __future__ import annotations

import gzip
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest

from tests.browser.audit import BRIEF, faults
from tests.browser.every_page import VISITS, Visit, named, visit_of, visited
from tests.browser.holdings import Holding

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, Request, Response

# Long pages in a score of views, on a machine that others use: a minute is not much.
pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]

#: Bytes of script and style that one page may take over the wire.
MOST = 60_000


def called_off(request: Request) -> bool:
    """Whether the page's script thought better of asking: the workbench does where typing goes on."""
    return request.resource_type == "fetch" and request.failure == "net::ERR_ABORTED"


@contextmanager
def watched(browser: Browser, site: str, visit: Visit) -> Iterator[tuple[Page, list[str]]]:
    """The page, and what the browser has to complain of: messages, lost files, other places that were asked."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    told: list[str] = []
    context.on("console", lambda message: told.append(f"console: {message.text}"))
    context.on("weberror", lambda error: told.append(f"error: {error.error}"))
    context.on(
        "requestfailed", lambda request: None if called_off(request) else told.append(f"lost: {request.url}")
    )
    context.on("request", lambda request: told.append(f"asked elsewhere: {request.url}") if not request.url.startswith(site) else None)  # fmt: skip
    with visited(context, site, visit) as page:
        yield page, told
    context.close()


def expected(told: list[str], visit: Visit) -> list[str]:
    """A refusal is logged by the browser as a failed load, which it is not."""
    status = f"status of {visit.status} "
    return [each for each in told if not (visit.status >= 400 and status in each)]


@pytest.mark.parametrize("visit", VISITS, ids=named)
def test_nothing_is_wrong_with_the_page_in_any_view(
    browser: Browser, sites: Callable[[Holding], str], visit: Visit
) -> None:
    with watched(browser, sites(visit.holding), visit) as (page, told):
        page.wait_for_load_state("networkidle")
        assert faults(page, *([BRIEF] if visit.name == "plain words" else [])) == []
        assert expected(told, visit) == []
        assert page.context.cookies() == []
        kept = page.evaluate("Object.keys(localStorage).concat(Object.keys(sessionStorage))")
        assert [key for key in kept if not key.startswith("plainspoken.")] == []


@pytest.mark.parametrize("name", ["article plain", "library of many", "workbench's result", "evidence"])
def test_script_and_style_of_a_page_are_small_over_the_wire(
    browser: Browser, sites: Callable[[Holding], str], name: str
) -> None:
    visit = visit_of(name)
    sent: dict[str, int] = {}

    def weigh(response: Response) -> None:
        if urlsplit(response.url).path.endswith((".js", ".css")):
            sent[response.url] = len(gzip.compress(response.body(), 6))

    with watched(browser, sites(visit.holding), visit) as (page, _):
        page.on("response", weigh)
        page.reload()
        page.wait_for_load_state("networkidle")
    assert 0 < sum(sent.values()) < MOST, sent


def test_no_two_pages_have_one_title(browser: Browser, sites: Callable[[Holding], str]) -> None:
    context = browser.new_context(java_script_enabled=False)
    titles: dict[str, str] = {}
    for visit in VISITS:
        if not visit.typed:
            with visited(context, sites(visit.holding), visit) as page:
                before = titles.setdefault(page.title(), visit.path.split("?")[0])
                # States of one page, and pages that say the same of what is not there, may share one.
                assert before == visit.path.split("?")[0] or visit.status >= 300, (page.title(), visit.path)
    context.close()
