"""Where the focus is on a partner's page while an element's text comes: where its reader is, and never lost."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

from tests.browser.partner import Partner, lines, shown, until, visiting

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, Route

pytestmark = pytest.mark.browser

_IN = "document.querySelector('plain-spoken').shadowRoot"
_SEARCH = '<label>Search this site <input id="search"></label>'


@contextmanager
def held(page: Page) -> Iterator[list[Route]]:
    """What is asked of pages for frames, which is answered when a test lets it be."""
    routes: list[Route] = []

    def keep(route: Route) -> None:
        routes.append(route)

    page.route("**/embed/**", keep)
    yield routes
    page.unroute("**/embed/**")


def asked(page: Page, routes: list[Route]) -> Route:
    """The request that an element made."""
    while not routes:
        page.wait_for_timeout(10)
    return routes.pop()


def focused(page: Page) -> str:
    """The level of the link that has the focus inside of the element, or what has it else."""
    return str(page.evaluate(f"{_IN}.activeElement?.dataset.level ?? {_IN}.activeElement?.localName ?? ''"))


@pytest.mark.parametrize("state", ["ready", "failed"])
def test_who_went_on_to_something_else_keeps_the_focus_there(
    browser: Browser, many: str, partner: Partner, state: str
) -> None:
    body = lines(many, "blood-pressure", "treatment") + _SEARCH
    with visiting(browser, partner.page(body)) as (page, _):
        shown(page)
        with held(page) as routes:
            page.get_by_role("link", name="Easy", exact=True).click()
            request = asked(page, routes)
            page.locator("#search").click()
            page.keyboard.type("hello ")
            if state == "ready":
                request.continue_()
            else:
                request.abort()
            shown(page, state=state)
            page.keyboard.type("world")
        assert page.locator("#search").input_value() == "hello world"
        # What was asked for is told of, all the same.
        told = {"ready": "You changed the level to Easy.", "failed": "This text did not load."}
        assert page.get_by_role("status").inner_text() == told[state]


def test_who_asked_and_is_nowhere_else_is_led_to_the_new_text(
    browser: Browser, many: str, partner: Partner
) -> None:
    with visiting(browser, partner.page(lines(many, "blood-pressure", "treatment"))) as (page, _):
        shown(page)
        with held(page) as routes:
            page.get_by_role("link", name="Easy", exact=True).click()
            request = asked(page, routes)
            # As where a browser gives no focus to links that are pressed with a mouse.
            page.evaluate(f"{_IN}.activeElement.blur()")
            request.continue_()
            shown(page)
        assert focused(page) == "easy"


def test_a_level_that_is_pressed_twice_is_told_of(browser: Browser, many: str, partner: Partner) -> None:
    with visiting(browser, partner.page(lines(many, "blood-pressure", "treatment"))) as (page, _):
        shown(page)
        with held(page) as routes:
            page.get_by_role("link", name="Easy", exact=True).dblclick()
            asked(page, routes).continue_()
            shown(page)
        assert page.get_by_role("status").inner_text() == "You changed the level to Easy."
        assert focused(page) == "easy"


def test_focus_is_not_lost_when_the_page_changes_the_text(
    browser: Browser, many: str, partner: Partner
) -> None:
    with visiting(browser, partner.page(lines(many, "blood-pressure", "treatment"))) as (page, _):
        element = shown(page)
        page.locator("plain-spoken summary").focus()
        element.evaluate("el => el.setAttribute('level', 'easy')")
        until(page, f"{_IN}.querySelector('[aria-current]').dataset.level === 'easy'")
        assert focused(page) == "easy"
        # Nobody chose it, so nobody is told so.
        assert page.get_by_role("status").text_content() == ""


@pytest.mark.parametrize("state", ["ready", "failed"])
def test_focus_on_the_link_goes_into_the_text_that_takes_its_place(
    browser: Browser, many: str, partner: Partner, state: str
) -> None:
    body = f'<script src="{many}/embed.js"></script>'
    with visiting(browser, partner.page(body)) as (page, _), held(page) as routes:
        element = lines(many, "blood-pressure", "treatment").split("\n", 1)[1]
        page.evaluate("html => document.querySelector('main').insertAdjacentHTML('beforeend', html)", element)
        request = asked(page, routes)
        link = page.get_by_role("link", name="Read it at Plainspoken")
        link.focus()
        if state == "ready":
            request.continue_()
            shown(page)
            assert focused(page) == "plain"
        else:
            request.abort()
            shown(page, state=state)
            # The link is still there, and so is who stands on it.
            assert page.evaluate("document.activeElement.localName") == "a"


def test_what_the_status_said_of_an_earlier_text_is_gone(
    browser: Browser, many: str, partner: Partner
) -> None:
    with visiting(browser, partner.page(lines(many, "blood-pressure", "treatment"))) as (page, _):
        element = shown(page)
        page.get_by_role("link", name="Easy", exact=True).click()
        until(page, f"{_IN}.querySelector('[role=status]').textContent === 'You changed the level to Easy.'")
        element.evaluate("el => el.setAttribute('level', 'full')")
        page.get_by_text("denotes persistently").wait_for()
        assert page.get_by_role("status").text_content() == ""


def test_what_the_page_asks_for_meanwhile_is_not_told_as_the_readers_choice(
    browser: Browser, many: str, partner: Partner
) -> None:
    with visiting(browser, partner.page(lines(many, "blood-pressure", "treatment"))) as (page, _):
        element = shown(page)
        with held(page) as routes:
            page.get_by_role("link", name="Easy", exact=True).click()
            asked(page, routes)
            element.evaluate("el => el.setAttribute('level', 'full')")
            asked(page, routes).continue_()
            shown(page)
        assert page.get_by_role("status").text_content() == ""
        # The link that they stood on is gone.
        assert focused(page) == "full"
