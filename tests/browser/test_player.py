"""What a listener does with the player."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from tests.browser.player import Player, player_on

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Route

pytestmark = pytest.mark.browser

PAGE = "/articles/many-signs/plain/"
ALONE = "/articles/many-signs/plain/second/"
SCROLLED = "Math.round(scrollY)"


def sentences(marks: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [mark for mark in marks if mark["type"] == "sentence"]


def start_of(marks: list[dict[str, Any]], value: str) -> int:
    return next(int(mark["start_ms"]) for mark in sentences(marks) if mark["value"].startswith(value))


def test_nothing_plays_or_is_loaded_until_it_is_asked_for(browser: Browser, site: str) -> None:
    with player_on(browser, site + PAGE) as player:
        asked: list[str] = []
        player.page.on("request", lambda request: asked.append(request.url))
        player.page.reload()
        player.page.wait_for_selector("#player")
        assert player.page.evaluate("[...document.querySelectorAll('audio')].map(sound => sound.paused)") == [
            True
        ]
        x, y = player.point("Do it on most days")
        player.page.mouse.click(x, y)  # who has not begun to listen may click where they like
        player.page.keyboard.press("k")
        player.page.wait_for_timeout(200)
        assert player.page.evaluate("document.querySelector('audio').paused")
        assert not [url for url in asked if "/audio/" in url]
        assert player.complaints == []


def test_a_click_on_a_sentence_plays_from_its_start(browser: Browser, site: str) -> None:
    with player_on(browser, site + PAGE) as player:
        marks = player.marks("plain")
        player.button("Play").click()
        player.playing()
        for sentence in ("Do it on most days", "Ask your doctor first", "Beans", "This is not advice"):
            x, y = player.point(sentence)
            player.page.evaluate(
                """() => document.querySelector('audio').addEventListener(
                  'seeking', event => { window.sought = event.target.currentTime * 1000 }, { once: true })"""
            )
            player.page.mouse.click(x, y)
            player.until("window.sought !== undefined")
            sought = player.page.evaluate("const ms = window.sought; delete window.sought; ms")
            starts = [mark["start_ms"] for mark in sentences(marks) if mark["value"].startswith(sentence)]
            assert abs(sought - starts[-1]) < 50, sentence
            assert not player.page.evaluate("document.querySelector('audio').paused")


def test_a_click_outside_the_part_that_plays_goes_on_with_the_whole_article(
    browser: Browser, site: str
) -> None:
    with player_on(browser, site + PAGE) as player:
        player.part("Walk a little").get_by_role("button").click()
        player.playing()
        x, y = player.point("Fruit: a cafe")
        player.page.mouse.click(x, y)
        player.until("sound.src.includes('/plain.mp3')")
        player.until("!sound.paused && sound.currentTime > 1")
        assert player.ms >= start_of(player.marks("plain"), "Fruit") - 1
        assert "Now: Salt & your “heart”" in player.panel.inner_text()


def test_a_selection_a_link_and_the_blank_beside_the_words_are_no_clicks_on_a_sentence(
    browser: Browser, site: str
) -> None:
    with player_on(browser, site + PAGE) as player:
        player.button("Play").click()
        player.playing()
        player.pause_at(100)
        mouse = player.page.mouse
        player.page.evaluate(
            "document.querySelector('.words a').addEventListener('click', event => event.preventDefault())"
        )
        player.page.locator(".words a").click()
        player.page.locator(".words ul").first.click(position={"x": 3, "y": 10})  # where the list's dot is
        x, y = player.point("Ask your doctor first")
        mouse.move(x - 20, y)
        mouse.down()
        mouse.move(x + 20, y, steps=4)
        mouse.up()
        player.page.wait_for_timeout(200)
        assert player.ms == pytest.approx(100, abs=1)
        assert player.page.evaluate("document.querySelector('audio').paused")


def test_back_and_next_go_by_sentence(browser: Browser, site: str) -> None:
    with player_on(browser, site + ALONE) as player:
        starts = [mark["start_ms"] for mark in sentences(player.marks("plain/second"))]
        player.button("Play").click()
        player.playing()
        player.pause_at(starts[2] + 200)
        player.button("Next").click()
        assert player.ms == pytest.approx(starts[3], abs=1)
        player.button("Next").click()
        assert player.ms == pytest.approx(starts[4], abs=1)
        player.button("Back").click()
        assert player.ms == pytest.approx(starts[3], abs=1)
        player.pause_at(starts[1] + 1600)
        player.button("Back").click()  # well into a sentence: its own start first
        assert player.ms == pytest.approx(starts[1], abs=1)
        for _ in starts:
            player.button("Back").click()
        assert player.ms == pytest.approx(starts[0], abs=1)
        assert player.page.evaluate("document.querySelector('audio').paused")


def test_slower_and_faster_keep_the_pitch_and_say_the_speed(browser: Browser, site: str) -> None:
    with player_on(browser, site + PAGE) as player:
        rate = "document.querySelector('audio').playbackRate"
        player.button("Slower").click()
        player.button("Play").click()
        player.playing()
        assert player.page.evaluate(rate) == 0.9
        assert player.panel.get_by_role("status").inner_text() == "Speed: 0.9 times"
        player.part("Walk a little").get_by_role("button").click()
        player.until("sound.src.includes('second')")
        assert player.page.evaluate(rate) == 0.9  # who needs it slow in one part needs it so in the next
        for _ in range(20):
            player.button("Slower").press("Enter")
        assert player.page.evaluate(rate) == 0.5
        assert player.button("Slower").get_attribute("aria-disabled") == "true"
        for _ in range(20):
            player.button("Faster").press(" ")
        assert player.page.evaluate(rate) == 2
        assert player.page.evaluate("document.querySelector('audio').preservesPitch")


def test_the_whole_article_is_heard_section_after_section_with_the_disclaimer(
    browser: Browser, site: str
) -> None:
    with player_on(browser, site + PAGE) as player:
        player.button("Play").click()
        player.playing()
        assert "The whole article" in player.panel.inner_text()
        heard = whole_flow(player)
        assert heard == [
            "Hearts & salt",
            "Disclaimer",
            "Salt & your “heart”",
            "Walk a little",
            "Disclaimer",
            "The end.",
        ]
        assert player.button("Play").is_visible()
        assert player.complaints == []


def test_an_article_too_long_to_be_one_sound_is_heard_part_after_part(browser: Browser, site: str) -> None:
    no_whole = """
      new MutationObserver(() => document.querySelectorAll('.listen[data-sound=whole]').forEach(each => each.remove()))
        .observe(document, { childList: true, subtree: true })"""
    with player_on(browser, site + PAGE, no_whole) as player:
        player.button("Play").click()
        player.playing()
        assert "The whole article" in player.panel.inner_text()
        assert whole_flow(player) == [
            "Salt & your “heart”",
            "Disclaimer",
            "Walk a little",
            "Disclaimer",
            "The end.",
        ]


def whole_flow(player: Player) -> list[str]:
    """What the player said was heard, in order, at sixteen times the speed."""
    return list(
        player.page.evaluate(
            """async () => {
              const [sound, heard] = [document.querySelector('audio'), []];
              const said = name => document.querySelector(`#player [data-part=${name}]`).textContent.replace('Now: ', '');
              while (said('state') !== 'The end.') {
                sound.playbackRate = 16;
                if (said('now') && heard[heard.length - 1] !== said('now')) heard.push(said('now'));
                await new Promise(done => setTimeout(done, 10));
              }
              return [...heard, said('state')];
            }"""
        )
    )


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


def test_each_part_has_a_button_that_says_what_it_will_do(browser: Browser, site: str) -> None:
    with player_on(browser, site + PAGE) as player:
        button = player.part("Walk a little").get_by_role("button")
        assert button.inner_text().replace("\n", "") == "Listen to this part: Walk a little"
        button.click()
        player.playing()
        assert button.inner_text().startswith("Pause this part")
        assert "Now: Walk a little" in player.panel.inner_text()
        button.click()
        player.until("sound.paused")
        assert button.inner_text().startswith("Go on with this part")
        player.part("Walk a little").get_by_role("link", name="All controls").click()
        assert player.page.evaluate("document.activeElement.id") == "player"
        player.part("Salt & your “heart”").get_by_role("button").click()
        player.until("sound.src.includes('first') && !sound.paused")
        assert button.inner_text().startswith("Listen to this part")


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
            player.panel.get_by_role("status").inner_text()
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
