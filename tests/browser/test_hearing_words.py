"""Words heard, and the article heard with its words explained."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser.test_reading_along import NO_HIGHLIGHTS, lit_everywhere
from tests.browser.words import CLOSED, KNOWN, PAGE, WORDS, words_on

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("script", ["", NO_HIGHLIGHTS])
def test_what_is_heard_is_lit_with_meanings_open(browser: Browser, site: str, script: str) -> None:
    with words_on(browser, site + PAGE, script) as (words, player):
        for word in WORDS:
            words.term(word).click()
        lit_everywhere(player, "plain")
        assert player.complaints == []


def test_looking_a_word_up_does_not_move_what_is_heard(browser: Browser, site: str) -> None:
    with words_on(browser, site + PAGE) as (words, player):
        player.button("Play").click()
        player.playing()
        player.pause_at(300)
        words.term("depression").click()
        words.meaning("depression").locator("b").click()
        player.page.wait_for_timeout(200)
        assert player.ms == pytest.approx(300, abs=1)


def test_a_word_is_heard_and_only_one_voice_at_a_time(browser: Browser, site: str) -> None:
    with words_on(browser, site + PAGE, KNOWN) as (words, player):
        page = words.page
        player.button("Play").click()
        player.playing()
        words.term("ketamine").click()
        hear = words.meaning("ketamine").locator(".hear")
        hear.click()
        player.until("sound.paused && wordSound.currentTime > 0.1")
        assert player.button("Play").is_visible()
        assert hear.inner_text().startswith("Stop the sound")
        assert page.get_by_role("button", name="Stop the sound (ketamine)").count() == 1
        player.button("Play").click()
        player.until("wordSound.paused && !sound.paused")
        assert hear.inner_text().startswith("Hear it")
        page.locator("#meaning-vein + dd .hear").click()
        player.until("sound.paused && !wordSound.paused")
        hear.click()
        assert page.get_by_role("button", name="Stop the sound").count() == 1
        hear.press(" ")
        player.until("wordSound.paused")
        assert page.get_by_role("button", name="Stop the sound").count() == 0
        assert player.complaints == []


def test_a_words_sound_goes_on_to_the_end_of_the_disclaimer(browser: Browser, site: str) -> None:
    with words_on(browser, site + PAGE, KNOWN) as (words, player):
        words.term("who").click()
        hear = words.meaning("who").locator(".hear")
        hear.click()
        player.until("wordSound.currentTime > 0")
        words.page.evaluate("wordSound.playbackRate = 16")
        player.until("wordSound.ended")
        assert words.page.evaluate("wordSound.currentTime > 5")
        assert hear.inner_text().startswith("Hear it")


def test_closing_a_meaning_stops_its_sound(browser: Browser, site: str) -> None:
    with words_on(browser, site + PAGE, KNOWN) as (words, player):
        words.term("who").click()
        words.meaning("who").locator(".hear").click()
        player.until("!wordSound.paused")
        words.page.keyboard.press("Escape")
        player.until("wordSound.paused")
        assert words.state("who") == CLOSED


def test_a_sound_that_does_not_load_is_told_and_can_be_tried_again(browser: Browser, site: str) -> None:
    with words_on(browser, site + PAGE, KNOWN) as (words, player):
        page = words.page
        page.route("**/words/**", lambda route: route.abort())
        words.term("who").click()
        meaning = words.meaning("who")
        meaning.locator(".hear").click()
        player.says(meaning, "No sound came. Try again")
        page.wait_for_timeout(300)
        assert page.locator("#word-status").inner_text() == "No sound came. Try again"
        page.unroute("**/words/**")
        meaning.locator(".hear").click()
        player.until("!wordSound.paused && wordSound.currentTime > 0")
        assert meaning.locator(".hear").inner_text().startswith("Stop the sound")
