"""Where the reader is, and a change of level that keeps the place and is remembered."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

ANY = "/articles/blood-pressure/"
PLAIN = f"{ANY}plain/"
HEADINGS = "[...document.querySelectorAll('.part > h2')].map(each => each.id)"
SCREEN = {"width": 900, "height": 500}


@contextmanager
def reading(browser: Browser, address: str, **context: Any) -> Iterator[Page]:
    own = browser.new_context(viewport=SCREEN, **context)
    page = own.new_page()
    page.goto(address)
    yield page
    own.close()


def current(page: Page) -> str:
    return page.locator(".contents [aria-current]").inner_text()


def go_to(page: Page, part: str) -> None:
    page.evaluate("id => document.getElementById(id).scrollIntoView({ behavior: 'instant' })", part)


def test_the_contents_name_the_part_in_view_in_words(browser: Browser, site: str) -> None:
    with reading(browser, site + PLAIN) as page:
        assert page.locator(".contents [aria-current]").count() == 0
        first, second = page.evaluate(HEADINGS)
        for part in (second, first, second):
            go_to(page, part)
            page.wait_for_selector(f".contents a[href='#{part}'][aria-current=location]")
            assert current(page).endswith("(you are here)")
            assert page.locator(".contents .here").count() == 1


def test_a_change_of_level_from_the_top_keeps_the_part_in_view_and_says_so(
    browser: Browser, site: str
) -> None:
    with reading(browser, site + PLAIN) as page:
        second = page.evaluate(HEADINGS)[1]
        go_to(page, second)
        page.wait_for_selector(f".levels a[href$='#{second}']")  # it takes a moment to count as one's place
        page.locator(".levels a", has_text="Easy").focus()  # which brings the top into view
        page.wait_for_timeout(300)
        page.keyboard.press("Enter")
        page.wait_for_url(f"**{ANY}easy/#{second}")
        assert page.locator(f"#{second} + .arrived").is_visible()
        assert page.locator(f"#{second}").bounding_box()["y"] < SCREEN["height"]  # type: ignore[index]
        told = page.locator(".changed")
        told.filter(has_text="You changed the level to Easy.").wait_for()
        assert page.locator(f"#{second}").inner_text() in told.inner_text()


def test_it_is_said_once(browser: Browser, site: str) -> None:
    with reading(browser, site + PLAIN) as page:
        page.locator(".levels a", has_text="Easy").click()
        page.locator(".changed", has_text="Easy").wait_for()
        page.reload()
        page.wait_for_timeout(900)
        assert page.locator(".changed").inner_text() == ""


def test_without_scripts_the_links_of_a_part_keep_the_place_and_the_page_says_the_level(
    browser: Browser, site: str
) -> None:
    with reading(browser, site + PLAIN, java_script_enabled=False) as page:
        link = page.locator(".elsewhere a[data-level=easy]").nth(1)
        where = str(link.get_attribute("href"))
        link.click()
        assert page.url == site + where
        part = where.split("#")[1]
        assert page.locator(f"#{part} + .arrived").inner_text() == "You are reading this at the level: Easy."
        assert page.locator(f"#{part}").bounding_box()["y"] < SCREEN["height"]  # type: ignore[index]


def test_the_level_that_was_chosen_is_used_where_an_address_names_none(browser: Browser, site: str) -> None:
    with reading(browser, site + PLAIN) as page:
        page.goto(site + ANY)
        assert page.url == site + ANY  # to look at a level is not to choose it
        page.locator(".levels a", has_text="Easy").click()
        page.wait_for_url(f"**{ANY}easy/")
        page.goto(f"{site}{ANY}#{page.evaluate(HEADINGS)[1]}")
        page.wait_for_url(f"**{ANY}easy/#*")
        page.locator(".changed", has_text="chose last time").wait_for()
        assert page.context.cookies() == []
        page.goto(site + PLAIN)  # a link that names a level is obeyed
        page.wait_for_timeout(200)
        assert page.url == site + PLAIN


def test_a_level_that_is_chosen_in_the_library_is_remembered(browser: Browser, site: str) -> None:
    with reading(browser, site + "/") as page:
        page.locator("a[data-level=easy][href*=blood-pressure]").click()
        page.goto(site + ANY)
        page.wait_for_url(f"**{ANY}easy/")


def test_who_listens_has_their_place_where_they_listen(browser: Browser, site: str) -> None:
    with reading(browser, site + PLAIN) as page:
        first, second = page.evaluate(HEADINGS)
        page.locator(f".part:has(#{first}) .listen-button button").click()
        page.wait_for_selector(f".levels a[href$='#{first}']")
        page.evaluate("document.querySelector('#player audio').pause()")
        go_to(page, second)  # to look about
        page.wait_for_timeout(2000)
        assert page.locator(f".levels a[href$='#{first}']").count() == 4


def test_where_nothing_can_be_kept_the_levels_work_all_the_same(browser: Browser, site: str) -> None:
    broken = """for (const name of ['localStorage', 'sessionStorage'])
      Object.defineProperty(window, name, { get() { throw new DOMException('no', 'SecurityError') } })"""
    own = browser.new_context(viewport=SCREEN)
    page = own.new_page()
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.add_init_script(broken)
    page.goto(site + ANY)
    page.locator(".levels a", has_text="Easy").click()
    page.wait_for_url(f"**{ANY}easy/")
    page.goto(site + ANY)
    page.wait_for_timeout(200)
    assert (page.url, complaints) == (site + ANY, [])
    own.close()
