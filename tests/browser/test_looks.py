"""The settings panel in a browser: by keyboard and by touch, kept, applied before first paint, without storage."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import pytest

from service.pages.looks import SETTINGS
from tests.browser.axe import complaints

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Locator, Page

pytestmark = pytest.mark.browser

ARTICLE = "/articles/many-signs/plain/"
NO_STORAGE = """
  Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no', 'SecurityError'); } });
"""
THEMES = [choice.value for choice in SETTINGS[0].choices]
SET = "({ ...document.documentElement.dataset })"


@contextmanager
def page_at(browser: Browser, address: str, script: str = "", **context: Any) -> Iterator[Page]:
    """A page in a context of its own; whatever breaks on it fails the test."""
    own = browser.new_context(**context)
    page = own.new_page()
    broken: list[str] = []
    page.on("console", lambda message: broken.append(message.text))
    page.on("pageerror", lambda error: broken.append(str(error)))
    if script:
        page.add_init_script(script)
    page.goto(address)
    yield page
    own.close()
    assert broken == []


def opened(page: Page) -> Locator:
    """The panel, open, with its script at work."""
    page.locator("#looks summary").click()
    page.get_by_role("button", name="Close the settings").wait_for()
    return page.locator("#looks")


def question(page: Page, name: str) -> Locator:
    return page.get_by_role("group", name=name)


def test_each_setting_is_a_named_group_that_works_by_keyboard_and_is_said(
    browser: Browser, site: str
) -> None:
    with page_at(browser, site + ARTICLE) as page:
        page.locator("#looks summary").focus()
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")
        for setting in SETTINGS:
            group = question(page, str(setting.words))
            assert group.get_by_role("radio").count() == len(setting.choices)
            for _ in setting.choices:
                page.keyboard.press("ArrowDown")
                chosen = group.get_by_role("radio", checked=True)
                assert chosen.count() == 1
                value = chosen.get_attribute("value")
                words = next(str(each.words) for each in setting.choices if each.value == value)
                assert page.evaluate(SET).get(setting.name, "") == value
                told = page.locator("#looks").locator("[aria-live]").inner_text()
                assert told == "Kept on this device."
                now = page.locator("#looks .looks-now").inner_text()
                assert (f"{setting.words}: {words}." in now) == bool(value)
            page.keyboard.press("ArrowDown")
            page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.textContent") == "Back to usual"
        now = page.locator("#looks .looks-now").inner_text()
        assert now.startswith("These are your own settings. ")
        page.keyboard.press("Escape")
        assert page.evaluate("document.activeElement.textContent") == "Settings for reading"
        assert not page.get_by_role("button", name="Close the settings").is_visible()


def test_each_value_is_chosen_by_touch(browser: Browser, site: str) -> None:
    with page_at(browser, site + ARTICLE, has_touch=True, viewport={"width": 360, "height": 740}) as page:
        page.locator("#looks summary").tap()
        page.get_by_role("button", name="Close the settings").wait_for()
        for setting in SETTINGS:
            for choice in sorted(setting.choices, key=lambda each: not each.value):
                question(page, str(setting.words)).get_by_text(str(choice.words), exact=True).tap()
                assert page.evaluate(SET).get(setting.name, "") == choice.value
        page.get_by_role("button", name="Close the settings").tap()
        assert not page.locator(".looks-panel").is_visible()


def test_what_is_chosen_is_kept_for_other_pages_and_given_up_by_one_button(
    browser: Browser, site: str
) -> None:
    with page_at(browser, site + ARTICLE) as page:
        panel = opened(page)
        panel.get_by_text("Dark", exact=True).click()
        panel.get_by_text("Largest", exact=True).click()
        for address in (ARTICLE, "/", "/workbench/"):
            page.goto(site + address)
            assert page.evaluate(SET) == {"theme": "dark", "size": "largest"}
            told = "These are your own settings. Colours: Dark. Text size: Largest."
            assert opened(page).locator(".looks-now").inner_text() == told
        assert page.evaluate("Object.keys(localStorage)") == ["plainspoken.looks"]
        page.get_by_role("button", name="Back to usual").click()
        assert page.evaluate(SET) == {}
        assert page.locator("#looks").locator("[aria-live]").inner_text() == (
            "All is as usual again. Kept on this device."
        )
        assert page.evaluate("document.activeElement.textContent.trim()") == "Back to usual"
        assert page.evaluate("Object.keys(localStorage)") == []
        assert page.url == site + "/workbench/"


def test_settings_are_there_before_anything_is_painted(browser: Browser, site: str) -> None:
    looks = {"theme": "dark", "size": "large", "focus": ""}
    watch = f"""
      localStorage.setItem('plainspoken.looks', {json.dumps(json.dumps(looks))});
      new MutationObserver((_, watch) => {{
        if (!document.body) return;
        watch.disconnect();
        window.atBody = {SET};
      }}).observe(document, {{ childList: true, subtree: true }});"""
    with page_at(browser, site + ARTICLE, watch) as page:
        assert page.evaluate("window.atBody") == {"theme": "dark", "size": "large"}
        assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(20, 25, 28)"


def test_another_tab_follows(browser: Browser, site: str) -> None:
    with page_at(browser, site + ARTICLE) as page:
        other = page.context.new_page()
        other.goto(site + "/")
        opened(page).get_by_text("Cream", exact=True).click()
        other.wait_for_selector("html[data-theme=sepia]")
        page.get_by_role("button", name="Back to usual").click()
        other.wait_for_selector("html:not([data-theme])")


@pytest.mark.parametrize("kept", ["nonsense", "[]", "null", '{"theme": 3, "On click": "x", "size": "huge"}'])
def test_a_memory_that_makes_no_sense_is_no_harm(browser: Browser, site: str, kept: str) -> None:
    script = f"localStorage.setItem('plainspoken.looks', {json.dumps(kept)})"
    with page_at(browser, site + ARTICLE, script) as page:
        panel = opened(page)
        assert page.evaluate(SET) == {}
        assert panel.locator(".looks-now").inner_text() == "All is as usual."


def test_where_nothing_can_be_kept_settings_work_on_the_page_and_say_so(browser: Browser, site: str) -> None:
    with page_at(browser, site + ARTICLE, NO_STORAGE) as page:
        panel = opened(page)
        panel.get_by_text("Dark", exact=True).click()
        assert page.evaluate(SET) == {"theme": "dark"}
        assert panel.locator("[aria-live]").inner_text() == (
            "Your browser does not let us keep this. It holds for this page."
        )


def test_an_address_that_asks_for_looks_gives_way_to_what_is_kept(browser: Browser, site: str) -> None:
    with page_at(browser, f"{site}{ARTICLE}?theme=sepia&size=large") as page:
        opened(page)
        assert page.evaluate(SET) == {"theme": "sepia", "size": "large"}
        page.locator("#looks").get_by_text("Dark", exact=True).click()
        page.goto(f"{site}{ARTICLE}?theme=light&size=small")
        assert page.evaluate(SET) == {"theme": "dark", "size": "large"}


def test_without_script_the_form_does_it_by_the_address(browser: Browser, site: str) -> None:
    with page_at(browser, f"{site}/advice/plain-words/?q=heart", java_script_enabled=False) as page:
        page.locator("#looks summary").click()
        panel = page.locator("#looks")
        assert panel.get_by_role("radio").count() == sum(
            len(each.choices) for each in SETTINGS if not each.scripted
        )
        assert not panel.get_by_role("button", name="Close the settings").is_visible()
        panel.get_by_text("Cream", exact=True).click()
        panel.get_by_text("Large", exact=True).click()
        panel.get_by_role("button", name="Use these settings").click()
        assert "q=heart" in page.url
        assert page.locator("html[data-theme=sepia][data-size=large]").count() == 1
        page.locator("#looks summary").click()
        assert panel.get_by_role("radio", name="Cream").is_checked()
        panel.get_by_role("button", name="Back to usual").click()
        assert page.url == f"{site}/advice/plain-words/?q=heart"
        assert page.locator("html[data-theme]").count() == 0


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("width", [320, 1280])
def test_axe_finds_nothing_with_the_panel_open(browser: Browser, site: str, theme: str, width: int) -> None:
    script = f"localStorage.setItem('plainspoken.looks', {json.dumps(json.dumps({'theme': theme}))})"
    with page_at(browser, site + "/disclaimer/", script, viewport={"width": width, "height": 800}) as page:
        opened(page).get_by_text("Large", exact=True).click()
        page.mouse.move(0, 0)
        assert complaints(page) == []
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_every_target_is_large_and_everything_fits_with_the_widest_settings(
    browser: Browser, site: str
) -> None:
    widest = {"size": "largest", "font": "dyslexic", "letters": "wider", "words": "wider", "lines": "wider"}
    script = f"localStorage.setItem('plainspoken.looks', {json.dumps(json.dumps(widest))})"
    for looks in ("", script):
        with page_at(browser, site + ARTICLE, looks, viewport={"width": 320, "height": 800}) as page:
            opened(page)
            page.evaluate("document.fonts.ready.then(() => 0)")
            sizes = page.evaluate(
                "[...document.querySelectorAll('.looks label, .looks button, .looks summary')]"
                ".filter(each => each.offsetParent).map(each => [each.offsetWidth, each.offsetHeight])"
            )
            assert len(sizes) > 30
            assert all(width >= 44 and height >= 44 for width, height in sizes)
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_the_spacings_reach_what_a_page_must_bear(browser: Browser, site: str) -> None:
    wider = dict.fromkeys(("letters", "words", "lines", "paragraphs"), "wider")
    script = f"localStorage.setItem('plainspoken.looks', {json.dumps(json.dumps(wider))})"
    with page_at(browser, site + ARTICLE, script) as page:
        found = page.evaluate(
            """() => {
              const style = getComputedStyle(document.querySelector('.words p'));
              const em = parseFloat(style.fontSize);
              return ['letterSpacing', 'wordSpacing', 'lineHeight', 'marginBottom'].map(each => parseFloat(style[each]) / em);
            }"""
        )
        assert all(value >= least - 1e-6 for value, least in zip(found, (0.12, 0.16, 1.5, 2), strict=True))


def test_the_font_for_dyslexia_is_fetched_only_when_it_is_chosen(browser: Browser, site: str) -> None:
    with page_at(browser, "about:blank") as page:
        fetched: list[str] = []
        page.on("request", lambda request: fetched.append(request.url))
        page.goto(site + ARTICLE)
        panel = opened(page)
        page.wait_for_load_state("networkidle")
        assert not any("opendyslexic" in url for url in fetched)
        panel.get_by_text("For dyslexia", exact=True).click()
        page.wait_for_load_state("networkidle")
        page.evaluate("document.fonts.ready.then(() => 0)")
        assert any("opendyslexic" in url for url in fetched)
        assert page.evaluate("document.fonts.check('1em OpenDyslexic')")


def test_what_the_reader_touches_stays_in_its_place(browser: Browser, site: str) -> None:
    with page_at(browser, site + ARTICLE, viewport={"width": 360, "height": 600}) as page:
        opened(page)
        for name in ("Largest", "Small"):
            target = page.locator("#looks").get_by_text(name, exact=True)
            target.scroll_into_view_if_needed()
            before = target.bounding_box()
            target.click()
            after = target.bounding_box()
            assert before
            assert after
            # The box itself grows around its words.
            assert abs(after["y"] - before["y"]) < 24
