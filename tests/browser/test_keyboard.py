"""Every page by the Tab key alone: each stop is seen, in order, and none holds the focus."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest

from tests.browser.audit import prepare
from tests.browser.every_page import EACH_MAKE, Visit, named, visit_of, visited
from tests.browser.holdings import Holding
from tests.browser.views import DESK, ZOOMED, View

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser


def stops(page: Page) -> tuple[int, list[dict[str, Any]]]:
    """How many stops there should be, and each that Tab comes to, until it leaves the page."""
    wanted = int(page.evaluate("focusOrder().length"))
    seen: list[dict[str, Any]] = []
    for _ in range(wanted + 40):
        page.keyboard.press("Tab")
        stop = dict(page.evaluate("atFocus()"))
        if stop["at"] < 0 and "name" not in stop:
            return wanted, seen
        seen.append(stop)
    pytest.fail(f"Tab does not leave the page: {[each['name'] for each in seen[-5:]]}")


def backwards(seen: list[dict[str, Any]]) -> list[str]:
    """Stops that stand well above the one before, though in the same column: not how one reads."""
    flow = [each for each in seen if not each["wrong"] and not each["pinned"]]
    return [
        f"{after['name']} after {before['name']}"
        for before, after in itertools.pairwise(flow)
        if after["top"] + after["height"] < before["top"] - 2 and after["left"] < before["left"] + 40
    ]


@pytest.mark.parametrize("view", [DESK, ZOOMED], ids=lambda view: view.name)
@pytest.mark.parametrize("visit", EACH_MAKE, ids=named)
def test_tab_comes_to_each_control_once_in_order_and_each_is_seen(
    browser: Browser, sites: Callable[[Holding], str], visit: Visit, view: View
) -> None:
    if view is ZOOMED and not (visit.is_article or visit.name in {"workbench's result", "library of many"}):
        pytest.skip("nothing on this page stays in place, so nothing can be covered")
    context = browser.new_context()
    with visited(context, sites(visit.holding), visit) as page:
        page.wait_for_load_state("networkidle")
        prepare(page)
        view.of(page)
        page.evaluate("document.activeElement.blur()")
        wanted, seen = stops(page)
        # The browser's own players have several stops each.
        order = [each["at"] for at, each in enumerate(seen) if not at or each["at"] != seen[at - 1]["at"]]
        assert [fault for each in seen for fault in each["wrong"]] == []
        assert backwards(seen) == []
        if visit.typed:  # begins where the result or the refusal put the focus
            assert sorted(set(order)) == sorted(order)
        else:
            assert order == list(range(wanted))
    context.close()


@pytest.mark.parametrize("name", ["library of many", "article of many signs", "workbench", "advice"])
def test_the_first_stop_skips_to_the_main_text(
    browser: Browser, sites: Callable[[Holding], str], name: str
) -> None:
    visit = visit_of(name)
    context = browser.new_context(viewport={"width": 320, "height": 640})
    with visited(context, sites(visit.holding), visit) as page:
        page.keyboard.press("Tab")
        skip = page.locator(":focus")
        assert skip.inner_text() == "Skip to the main text"
        assert skip.is_visible()
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.closest('main') !== null")
    context.close()
