"""The library, the error pages and the pages about the service, in Chromium."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import pytest

from tests.browser.axe import complaints

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

Scheme = Literal["light", "dark"]

PAGES = (
    "/",
    "/?q=presure&topic=blood&level=easy",
    "/?q=zzzz&topic=moon",
    "/about/",
    "/accessibility/",
    "/levels/",
    "/disclaimer/",
    "/nothing",
    "/articles/blood-pressure/simple/",
    "/articles/blood-presure/",
    "/advice/nothing/",
)
VIEWS: list[tuple[int, Scheme]] = [(320, "light"), (1280, "light"), (320, "dark"), (1280, "dark")]

#: Links and controls that are smaller than a finger and not in a line of text.
SMALL = """
[...document.querySelectorAll('main a, main button, main input, main select, main summary')]
  .filter(each => each.checkVisibility() && !each.closest('p, blockquote'))
  .map(each => [each.textContent.trim() || each.id, each.getBoundingClientRect()])
  .filter(([, box]) => box.width < 44 || box.height < 44)
  .map(([name, box]) => `${name}: ${box.width} x ${box.height}`)
"""


@pytest.mark.parametrize(("width", "scheme"), VIEWS)
def test_axe_finds_nothing_and_no_page_scrolls_sideways(
    browser: Browser, site: str, width: int, scheme: Scheme
) -> None:
    page = browser.new_page(viewport={"width": width, "height": 800}, color_scheme=scheme)
    for path in PAGES:
        open_(page, site + path)
        assert complaints(page) == [], path
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
        assert page.evaluate(SMALL) == [], path
    page.close()


def test_axe_finds_nothing_where_more_contrast_or_the_devices_colours_are_asked_for(
    browser: Browser, site: str
) -> None:
    page = browser.new_page()
    for path in PAGES:
        page.emulate_media(contrast="more")
        open_(page, site + path)
        assert complaints(page) == [], path
        page.emulate_media(contrast="no-preference", forced_colors="active")
        assert complaints(page) == [], path
    page.close()


def open_(page: Page, address: str) -> None:
    """Go there. An error of ours is a page, too, and must not pass for the one that was asked for."""
    answer = page.goto(address)
    assert answer is not None
    assert answer.status < 500, address


def tab_to(page: Page, selector: str) -> None:
    """Press Tab until it has the focus."""
    for _ in range(60):
        if page.evaluate("wanted => document.activeElement.matches(wanted)", selector):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"the Tab key never comes to {selector}")


def search_with_keys(page: Page, site: str) -> None:
    page.goto(site)
    tab_to(page, "#q")
    page.keyboard.type("presure")
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="What we found").wait_for()
    assert page.title().startswith("“presure”: ")
    assert "We looked for “pressure”" in page.inner_text("main")
    tab_to(page, ".narrow summary")
    page.keyboard.press("Enter")
    tab_to(page, "#level")
    page.keyboard.type("Easy")
    tab_to(page, ".narrow button")
    page.keyboard.press("Enter")
    page.wait_for_url("**level=easy**")
    assert page.locator(".count").inner_text().startswith("We found 1 that fits")
    tab_to(page, ".in-force a")
    assert page.evaluate("document.activeElement.textContent") == "Take away Words: “presure”"
    tab_to(page, ".card h3 a")
    page.keyboard.press("Enter")
    page.wait_for_url("**/articles/blood-pressure/easy/")


def test_an_article_is_found_with_keys_alone(browser: Browser, site: str) -> None:
    page = browser.new_page()
    search_with_keys(page, site)
    page.close()


def test_an_article_is_found_without_scripts(browser: Browser, site: str) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 320, "height": 640})
    page = context.new_page()
    page.goto(site)
    page.get_by_label("Find an article").last.fill("pressure")
    page.get_by_role("button", name="Find").click()
    page.get_by_text("Choose by topic, level, time or language").click()
    page.get_by_label("Reading level").select_option("easy")
    page.get_by_role("button", name="Show these").click()
    assert page.locator(".count").inner_text().startswith("We found 1 that fits")
    page.get_by_role("link", name="Take all away").click()
    assert page.url == f"{site}/"
    context.close()


def test_where_an_address_is_nearly_right_the_way_on_is_one_link(browser: Browser, site: str) -> None:
    page = browser.new_page()
    page.goto(f"{site}/articles/blood-presure/easy/")
    assert page.get_by_label("Find an article").last.input_value() == "blood presure"
    page.get_by_role("link", name="About blood pressure").click()
    assert page.get_by_role("heading", level=1).inner_text() == "About blood pressure"
    page.close()


def test_pages_stay_whole_with_more_room_between_letters_and_lines(browser: Browser, site: str) -> None:
    page = browser.new_page(viewport={"width": 320, "height": 800})
    room = """
    const sheet = new CSSStyleSheet();
    sheet.replaceSync('* { line-height: 1.5 !important; letter-spacing: 0.12em !important;'
      + ' word-spacing: 0.16em !important } p { margin-bottom: 2em !important }');
    document.adoptedStyleSheets = [sheet];
    """
    clipped = """
    [...document.querySelectorAll('main :is(a, button, summary, li, p, dd, h1, h2, h3)')]
      .filter(each => each.checkVisibility() && !each.closest('.hidden') && each.scrollWidth > each.clientWidth + 1
        && getComputedStyle(each).display !== 'inline').map(each => each.textContent.trim())
    """
    for path in PAGES:
        open_(page, site + path)
        page.evaluate(room)
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, path
        assert page.evaluate(clipped) == [], path
    page.close()
