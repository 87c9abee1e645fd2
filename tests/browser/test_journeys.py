"""Whole journeys by keyboard alone: read, change the level, listen, look a word up, change the
settings, check a text."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import pytest

from tests.browser.every_page import HARD
from tests.browser.holdings import Holding
from tests.browser.keyboard import Keyboard

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser


@pytest.fixture
def keys(browser: Browser, sites: Callable[[Holding], str]) -> Iterator[Keyboard]:
    """At the library, with nothing kept on the device; fails on what the browser complains of."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    told: list[str] = []
    context.on("console", lambda message: told.append(message.text))
    context.on("weberror", lambda error: told.append(str(error.error)))
    page = context.new_page()
    page.goto(sites(Holding.MANY))
    yield Keyboard(page)
    context.close()
    assert told == []


def test_a_reader_finds_an_article_goes_to_a_part_and_on_to_the_next(keys: Keyboard) -> None:
    page = keys.page
    keys.tab_to("Skip to the main text")
    keys.press("Enter")
    keys.follow("How ketamine works in the brain")
    assert page.locator("h1").inner_text() == "How ketamine works in the brain"
    keys.tab_to("Skip to the main text")
    keys.press("Enter")
    contents = page.get_by_role("navigation", name="Contents").get_by_role("link")
    second = contents.nth(1).inner_text()
    keys.tab_to(second)
    keys.press("Enter")
    heading = page.locator(".part > h2").nth(1)
    assert heading.inner_text() == second
    assert page.url.endswith(f"#{heading.get_attribute('id')}")
    assert heading.evaluate("el => { const box = el.getBoundingClientRect(); return box.top >= 0 && box.bottom <= innerHeight }")  # fmt: skip
    keys.press("Tab")  # goes on from the part, not from the top of the page
    assert page.evaluate("document.querySelectorAll('.part')[1].contains(document.activeElement)")
    keys.follow("Open this part on a page of its own")
    keys.tab_to("The next part")
    with page.expect_navigation():
        keys.press("Enter")
    third = page.locator(".part > h2").inner_text()
    assert third != second


def test_a_reader_changes_the_level_in_the_midst_stays_at_the_part_and_is_told(keys: Keyboard) -> None:
    page = keys.page
    keys.follow("How ketamine works in the brain")
    keys.tab_to("Skip to the main text")
    keys.press("Enter")
    keys.tab_to(page.get_by_role("navigation", name="Contents").get_by_role("link").nth(2).inner_text())
    keys.press("Enter")
    part = page.url.split("#")[1]
    keys.follow("Easy")
    assert page.url.endswith(f"/easy/#{part}")
    keys.hears("Easy")
    current = page.get_by_role("navigation", name="Levels").locator("[aria-current=true]")
    assert "you are reading this level" in current.inner_text()
    assert (
        page.locator(".part > h2").nth(2).evaluate("el => el.getBoundingClientRect().top < innerHeight / 2")
    )
    # The address alone gives the same to whom it is sent.
    other = page.context.browser.new_context()  # type: ignore[union-attr]
    sent = other.new_page()
    sent.goto(page.url)
    assert sent.locator("h1").inner_text() == page.locator("h1").inner_text()
    assert sent.locator(".levels [aria-current=true]").inner_text() == current.inner_text()
    other.close()
    # And the next article opens at it.
    page.goto(page.url.split("/articles/")[0])
    keys.follow("How ketamine works in the brain")
    page.wait_for_url("**/easy/")


def test_a_listener_plays_a_part_pauses_it_and_goes_on_with_the_next_sentence(keys: Keyboard) -> None:
    page = keys.page
    page.goto(f"{page.url}articles/many-signs/plain/")
    keys.tab_to("Listen to this part")
    keys.press("Enter")
    page.get_by_text("Pause this part").wait_for()
    assert keys.at.startswith("Pause this part")
    sound = "document.querySelector('audio')"
    keys.until(f"{sound}.currentTime > 0.1")
    keys.press(" ")
    assert page.evaluate(f"{sound}.paused")
    page.get_by_text("Go on with this part").wait_for()
    assert keys.at.startswith("Go on with this part")
    keys.back_to("Next")
    keys.press("Enter")
    lit = "[...CSS.highlights.get('heard-sentence')].map(range => range.toString()).join('')"
    keys.until(f"{lit}.startsWith('Salt can raise')")


def test_a_writer_checks_a_text_and_goes_from_place_to_place(keys: Keyboard) -> None:
    page = keys.page
    keys.follow("Check a text")
    keys.tab_to("Your text")
    page.keyboard.type(f"{HARD} Utilise a spoon.")
    keys.hears("1 sentence is hard")
    keys.tab_to("Level to aim for")
    keys.press("ArrowDown")
    keys.tab_to("Check this text")
    keys.press("Enter")
    page.locator("#result-title").wait_for()
    keys.tab_to("Next place")
    keys.press("Enter")
    assert page.evaluate("document.activeElement.id") == "place-1"
    keys.press("Enter")
    assert page.url.endswith("#note-1")


def test_a_writer_looks_for_a_plain_word_and_is_told_how_many_there_are(keys: Keyboard) -> None:
    page = keys.page
    keys.follow("Check a text")
    keys.follow("Plain words for health texts")
    keys.tab_to("Find a word")
    page.keyboard.type("util")
    with page.expect_navigation():
        keys.press("Enter")
    page.get_by_text("words have “util” in them").wait_for()
    keys.tab_to("Find a word")
    page.keyboard.type("xyzzy")
    with page.expect_navigation():
        keys.press("Enter")
    page.get_by_text("Try fewer letters").wait_for()


def test_a_reader_looks_a_word_up_where_it_stands_and_goes_on(keys: Keyboard) -> None:
    page = keys.page
    page.goto(f"{page.url}articles/explained/plain/")
    keys.tab_to("ketamine")
    keys.press("Enter")
    meaning = page.locator("#word-ketamine")
    keys.hears("A drug that stops pain.")
    assert meaning.is_visible()
    assert keys.at.startswith("ketamine")
    keys.press("Escape")
    assert not meaning.is_visible()
    assert keys.at.startswith("ketamine")
    keys.press("Tab")
    assert keys.at.startswith("drip")


def test_a_reader_makes_the_page_theirs_and_finds_it_so_on_the_next(keys: Keyboard) -> None:
    page = keys.page
    size = "parseFloat(getComputedStyle(document.body).fontSize)"
    before = page.evaluate(size)
    keys.tab_to("Settings for reading")
    keys.press("Enter")
    keys.tab_to("Like my device")
    keys.press("ArrowDown")
    keys.press("ArrowDown")
    keys.hears("Kept on this device.")
    assert "Cream" in page.locator(".looks-now").inner_text()
    keys.tab_to("Normal")
    keys.press("ArrowDown")
    assert "Large" in page.locator(".looks-now").inner_text()
    keys.press("Escape")
    assert keys.at == "Settings for reading"
    assert page.evaluate(size) > before
    keys.follow("Check a text")
    assert page.evaluate("document.documentElement.dataset.theme") == "sepia"
    assert page.evaluate(size) > before
    keys.tab_to("Settings for reading")
    keys.press("Enter")
    keys.tab_to("Back to usual")
    keys.press("Enter")
    keys.hears("All is as usual")
    assert page.evaluate(size) == before
    assert page.evaluate("document.documentElement.dataset.theme === undefined")


def test_a_reader_searches_chooses_a_level_and_is_told_what_was_found(keys: Keyboard) -> None:
    page = keys.page
    keys.tab_to("Find an article")
    page.keyboard.type("sleep")
    with page.expect_navigation():
        keys.press("Enter")
    assert page.locator(".count").inner_text().startswith("We found 9 that fit")
    keys.tab_to("Choose by topic, level, time or language")
    keys.press("Enter")
    keys.tab_to("Reading level")
    page.keyboard.type("Easy")
    keys.tab_to("Show these")
    with page.expect_navigation():
        keys.press("Enter")
    assert "that fit" in page.locator(".count").inner_text()
    keys.follow("Sleep well, part 1")
    assert "/easy/" in page.url
    page.go_back()
    keys.tab_to("Take all away")
    with page.expect_navigation():
        keys.press("Enter")
    assert page.url.split("/", 3)[3] == ""
