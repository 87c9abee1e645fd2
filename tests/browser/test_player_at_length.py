"""What the player does for its listener: remember, keep in view, caption, recover, obey the keys of devices."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.browser.player import player_on, sentences, start_of

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Route

pytestmark = pytest.mark.browser

PAGE = "/articles/many-signs/plain/"
ALONE = "/articles/many-signs/plain/second/"
SCROLLED = "Math.round(scrollY)"


def test_the_next_visit_goes_on_where_this_one_stopped(browser: Browser, site: str) -> None:
    with player_on(browser, site + PAGE) as player:
        start = start_of(player.marks("plain"), "Do it on most days")
        player.button("Play").click()
        player.playing()
        player.pause_at(start + 500)
        player.page.reload()
        player.page.wait_for_selector("#player")
        assert "You stopped at: Walk a little" in player.panel.inner_text()
        assert player.page.evaluate("document.querySelector('audio').paused")
        player.button("Play").click()
        player.playing()
        assert start - 1 <= player.ms < start + 1500
        kept = player.page.evaluate("Object.keys(localStorage)")
        assert kept == ["plainspoken.place"]
        player.page.goto(site + ALONE)  # the same place, on the part's own page
        player.page.wait_for_selector("#player")
        player.button("Play").click()
        player.playing()
        own = start_of(player.marks("plain/second"), "Do it on most days")
        assert own - 1 <= player.ms < own + 3000
        player.page.reload()
        player.button("More").click()
        player.button("Start over").click()
        assert player.page.evaluate("Object.keys(localStorage)") == []
        assert player.page.evaluate("document.activeElement.textContent") == "Play"


@pytest.mark.parametrize(
    "kept", ["nonsense", "{}", "[null, 1]", '[{"article": "many-signs/plain", "ms": 9, "sound": "gone"}]']
)
def test_a_memory_that_makes_no_sense_is_no_harm(browser: Browser, site: str, kept: str) -> None:
    script = f"localStorage.setItem('plainspoken.place', {json.dumps(kept)})"
    with player_on(browser, site + ALONE, script) as player:
        player.button("Play").click()
        player.playing()
        assert player.complaints == []


def test_what_is_heard_stays_in_view_until_the_listener_scrolls(browser: Browser, site: str) -> None:
    with player_on(
        browser, site + PAGE, viewport={"width": 500, "height": 520}, reduced_motion="reduce"
    ) as player:
        player.button("Play").click()
        player.playing()
        ms = start_of(player.marks("plain"), "Ask your doctor")
        seek = "ms => { document.querySelector('audio').currentTime = ms / 1000 }"
        player.until("CSS.highlights.get('heard-sentence').size > 0")
        player.page.evaluate(seek, ms)
        player.until("[...CSS.highlights.get('heard-sentence')].join('').startsWith('Ask')")
        player.page.wait_for_timeout(100)
        box = player.page.evaluate(
            "(box => [box.top, box.bottom])([...CSS.highlights.get('heard-sentence')][0].getBoundingClientRect())"
        )
        bottom = player.page.evaluate("document.getElementById('player').getBoundingClientRect().bottom")
        assert bottom <= box[0] < box[1] <= 520
        player.page.mouse.move(250, 400)
        player.page.mouse.wheel(0, -400)
        player.page.wait_for_timeout(200)
        before = player.page.evaluate(SCROLLED)
        player.page.evaluate(seek, start_of(player.marks("plain"), "Fruit"))
        player.until("[...CSS.highlights.get('heard-sentence')].join('').startsWith('Fruit')")
        player.page.wait_for_timeout(200)
        assert player.page.evaluate(SCROLLED) == before
        player.button("More").click()
        assert player.button("Keep in view: off").is_visible()


def test_captions_show_the_sentence_with_its_word(browser: Browser, site: str) -> None:
    with player_on(browser, site + ALONE) as player:
        player.button("More").click()
        player.button("Captions: off").click()
        assert player.button("Captions: on").is_visible()
        player.button("Play").click()
        player.playing()
        marks = player.marks("plain/second")
        word = next(mark for mark in marks if mark["type"] == "word" and mark["value"] == "days")
        player.pause_at(word["start_ms"] + 20)
        assert player.panel.locator(".player-caption").inner_text() == "Do it on most days."
        assert player.panel.locator(".player-caption mark").inner_text() == "days"


def test_a_sound_that_does_not_load_is_said_and_can_be_tried_again(browser: Browser, site: str) -> None:
    with player_on(browser, site + ALONE) as player:

        def refuse(route: Route) -> None:
            route.abort()

        player.page.route("**/audio/**", refuse)
        player.button("Slower").click()
        player.button("Play").click()
        player.until("!!sound.error")
        assert (
            player.panel.locator("[aria-live]").inner_text()
            == "The sound did not load. Press Play to try again."
        )
        player.page.unroute("**/audio/**", refuse)
        player.button("Play").click()
        player.playing()
        player.until("CSS.highlights.get('heard-sentence').size > 0")
        assert player.page.evaluate("document.querySelector('audio').playbackRate") == 0.9


def test_without_marks_it_plays_and_nothing_is_lit(browser: Browser, site: str) -> None:
    with player_on(browser, site + ALONE) as player:
        player.page.route("**/audio/**.json", lambda route: route.fulfill(status=503))
        player.button("Play").click()
        player.until("sound.currentTime > 0.3")
        player.button("Next").click()
        assert player.ms > 5000
        assert player.lit()["sentence"] == ""


def test_the_keys_of_keyboards_and_headsets_work(browser: Browser, site: str) -> None:
    script = """
      window.actions = {};
      MediaSession.prototype.setActionHandler = function (name, action) { actions[name] = action; };
      MediaSession.prototype.setPositionState = function (state) { window.position = state; };"""
    with player_on(browser, site + PAGE, script) as player:
        page = player.page
        page.evaluate("actions.play()")
        player.playing()
        player.until("CSS.highlights.get('heard-sentence').size > 0")
        starts = [mark["start_ms"] for mark in sentences(player.marks("plain"))]
        page.evaluate("actions.pause()")
        page.evaluate("actions.nexttrack()")
        player.until("!sound.seeking")
        page.evaluate("actions.nexttrack()")
        assert page.evaluate("navigator.mediaSession.metadata.title") == "Walk a little"
        assert player.ms == pytest.approx(start_of(player.marks("plain"), "Walk a little"), abs=1)
        page.evaluate("actions.seekbackward()")
        assert player.ms < start_of(player.marks("plain"), "Walk a little")
        page.evaluate("actions.seekto({ seekTime: 1 })")
        assert player.ms == pytest.approx(1000, abs=1)
        page.evaluate("actions.seekforward()")
        assert player.ms in [pytest.approx(start, abs=1) for start in starts]
        assert page.evaluate("position.duration") > 5


def test_the_speed_is_kept_for_the_next_article(browser: Browser, site: str) -> None:
    with player_on(browser, site + PAGE) as player:
        player.button("Slower").click()
        player.page.goto(site + "/articles/blood-pressure/plain/")
        player.page.wait_for_selector("#player")
        player.says(player.panel, "Speed: 0.9 times")
        player.button("Play").click()
        player.playing()
        assert player.page.evaluate("document.querySelector('audio').playbackRate") == 0.9
