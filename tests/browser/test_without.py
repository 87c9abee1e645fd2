"""What is left of the pages where scripts, styles or letters do not arrive: all that there is to read."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from tests.browser.audit import prepare
from tests.browser.every_page import EACH_MAKE, Visit, named, visit_of, visited
from tests.browser.holdings import Holding

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

# What is read, without what is pressed or heard: that has forms of its own.
WORDS = """
dom.texts(document.querySelector('main')).filter(([, el]) => !el.closest('button, .listen, .player, .player-help, [data-part], select, [role=status]'))
  .map(([node]) => node.data.trim().replace(/\\s+/g, ' ').replace(/^[0-9a-f]{32}$/, 'the number of a request'))
"""
LINKS = "[...document.querySelectorAll('main a[href]:not(.listen a)')].map(el => el.getAttribute('href'))"
SEEN = [visit for visit in EACH_MAKE if not visit.typed]


def read(page: Page) -> tuple[list[str], list[str]]:
    page.wait_for_load_state("networkidle")
    prepare(page)
    return list(page.evaluate(WORDS)), list(page.evaluate(LINKS))


@pytest.mark.parametrize("visit", SEEN, ids=named)
def test_without_scripts_the_page_says_the_same_words(
    browser: Browser, sites: Callable[[Holding], str], visit: Visit
) -> None:
    with_script = browser.new_context()
    with visited(with_script, sites(visit.holding), visit) as page:
        wanted = read(page)
    with_script.close()
    without = browser.new_context(java_script_enabled=False)
    with visited(without, sites(visit.holding), visit) as page:
        assert read(page) == wanted
        assert page.locator("main button[type=button]:visible").count() == 0  # nothing that would do nothing
        assert page.locator("audio:not([controls])").count() == 0
    without.close()


@pytest.mark.parametrize("lost", ["**/*.css", "**/*.woff2", "**/*.svg"])
@pytest.mark.parametrize("name", ["article plain", "library of many", "workbench's result", "evidence"])
def test_where_style_letters_or_pictures_do_not_arrive_nothing_is_lost_or_stuck(
    browser: Browser, sites: Callable[[Holding], str], name: str, lost: str
) -> None:
    visit = visit_of(name)
    found = []
    for pattern in ("**/nothing", lost):
        context = browser.new_context()
        broken: list[str] = []
        context.on("weberror", lambda error, broken=broken: broken.append(str(error.error)))
        context.route(pattern, lambda route: route.abort())
        with visited(context, sites(visit.holding), visit) as page:
            found.append(read(page))
            assert page.evaluate("document.readyState") == "complete"
        context.close()
        assert broken == []
    assert set(found[0][0]) <= set(found[1][0])
    assert found[0][1] == found[1][1]
