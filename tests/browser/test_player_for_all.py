"""The player without scripts, by keyboard, with a screen reader, in forced colours, on a small window."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.browser.axe import complaints
from tests.browser.player import player_on

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser

PAGE = "/articles/many-signs/plain/"
ALONE = "/articles/many-signs/plain/second/"
KINDS: list[dict[str, Any]] = [
    {},
    {"color_scheme": "dark"},
    {"contrast": "more"},
    {"forced_colors": "active"},
    {"viewport": {"width": 320, "height": 640}},
    {"viewport": {"width": 320, "height": 256}},  # a window of 1280 by 1024 at 400 %
]


@pytest.mark.parametrize("kind", KINDS, ids=str)
def test_axe_finds_nothing_wrong_with_the_player_open_and_nothing_that_it_can_not_tell(
    browser: Browser, site: str, kind: dict[str, Any]
) -> None:
    with player_on(browser, site + PAGE, **kind) as player:
        assert complaints(player.page) == []
        player.button("Play").click()
        player.playing()
        player.button("More").click()
        player.button("Captions: off").click()
        player.until("document.querySelector('.player-caption mark').textContent")
        player.page.evaluate("document.querySelector('audio').pause()")
        player.page.evaluate("scrollTo({ top: 0, behavior: 'instant' })")
        player.page.wait_for_timeout(300)
        assert complaints(player.page) == []
        assert player.page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_without_scripts_the_browsers_own_players_are_there(browser: Browser, site: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(site + PAGE)
    assert page.locator("audio[controls]").count() == 3
    assert page.get_by_role("button").count() == 0
    assert page.locator("#player").count() == 0
    context.close()


def test_a_script_that_does_not_arrive_leaves_the_browsers_own_players(browser: Browser, site: str) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.route("**/player/panel.js", lambda route: route.abort())
    page.goto(site + PAGE)
    page.wait_for_load_state("networkidle")
    assert page.locator("audio[controls]").count() == 3
    context.close()


def test_all_of_it_works_by_keyboard_alone(browser: Browser, site: str) -> None:
    with player_on(browser, site + PAGE) as player:
        page, keys = player.page, player.page.keyboard
        focused = "document.activeElement.textContent.replace(/\\s+/g, ' ').trim()"
        for _ in range(30):
            keys.press("Tab")
            if page.evaluate(focused) == "Play":
                break
        keys.press("Enter")
        player.playing()
        assert page.evaluate(focused) == "Pause"
        player.until("CSS.highlights.get('heard-sentence').size > 0")
        keys.press(" ")
        player.until("sound.paused")
        keys.press("k")
        player.until("!sound.paused")
        keys.press("k")
        player.until("sound.paused")
        marks = [mark for mark in player.marks("plain") if mark["type"] == "sentence"]
        page.evaluate("document.querySelector('audio').currentTime = 0")
        keys.press("ArrowRight")
        assert player.ms == pytest.approx(marks[1]["start_ms"], abs=1)
        keys.press("ArrowLeft")
        assert player.ms == 0
        for _ in range(5):  # title, disclaimer, title, paragraph, heading
            keys.press("Shift+ArrowRight")
        paragraph = next(mark for mark in marks if mark["value"].startswith("Beans"))
        assert player.ms == pytest.approx(paragraph["start_ms"], abs=1)
        assert player.lit()["sentence"] == "Beans, peas and lentils."
        names = []
        for _ in range(6):
            keys.press("Tab")
            names.append(
                page.evaluate(
                    f"document.activeElement.getAttribute('type') === 'range' ? 'slider' : {focused}"
                )
            )
        assert names == ["Back one sentence", "Next sentence", "Slower", "Faster", "More", "slider"]
        before = player.ms
        keys.press("ArrowRight")
        assert player.ms - before == pytest.approx(5000, abs=1)
        assert page.locator("#player-slider").get_attribute("aria-valuetext").startswith("0:")  # type: ignore[union-attr]


def test_no_key_does_anything_outside_the_player(browser: Browser, site: str) -> None:
    with player_on(browser, site + ALONE) as player:
        player.button("Play").click()
        player.playing()
        player.pause_at(200)
        player.page.evaluate("document.activeElement.blur()")
        for key in ("k", "K", " ", "ArrowRight", "ArrowLeft", "Shift+ArrowRight", "j", "l", "m"):
            player.page.keyboard.press(key)
        player.page.wait_for_timeout(100)
        assert player.ms == pytest.approx(200, abs=1)
        assert player.page.evaluate("document.querySelector('audio').paused")


def test_a_screen_reader_is_left_in_peace_while_it_plays(browser: Browser, site: str) -> None:
    """No live region changes, and the focus stays, whatever is heard."""
    with player_on(browser, site + PAGE) as player:
        player.button("Play").click()
        player.playing()
        changes = player.page.evaluate(
            """async () => {
              let count = 0;
              const watch = new MutationObserver(() => { count += 1; });
              const live = document.querySelectorAll('[aria-live]:not([aria-live=off]), [role=status], [role=alert], [role=log], output');
              for (const each of live) watch.observe(each, { childList: true, characterData: true, subtree: true });
              const focus = document.activeElement;
              const sound = document.querySelector('audio');
              sound.playbackRate = 16;
              while (!sound.ended) await new Promise(done => setTimeout(done, 20));
              return [live.length, count, focus === document.activeElement];
            }"""
        )
        regions, told, kept_focus = changes
        assert regions
        assert (told, kept_focus) == (0, True)


def test_a_slider_under_the_focus_does_not_move_by_itself(browser: Browser, site: str) -> None:
    with player_on(browser, site + ALONE) as player:
        player.button("Play").click()
        player.playing()
        player.button("More").focus()
        player.page.keyboard.press("Tab")
        before = player.page.locator("#player-slider").input_value()
        player.until("sound.currentTime > 2.2")
        assert player.page.locator("#player-slider").input_value() == before


@pytest.mark.parametrize(("width", "height"), [(320, 640), (375, 740), (1000, 700), (320, 256), (640, 360)])
def test_what_has_the_focus_is_never_under_the_player_and_targets_are_large(
    browser: Browser, site: str, width: int, height: int
) -> None:
    with player_on(browser, site + PAGE, viewport={"width": width, "height": height}) as player:
        player.button("Play").click()
        player.playing()
        player.page.evaluate("document.querySelector('audio').pause()")
        player.page.evaluate("scrollTo({ top: document.body.scrollHeight, behavior: 'instant' })")
        player.page.locator("footer a").last.focus()
        covered = []
        small = []
        for _ in range(40):
            player.page.keyboard.press("Shift+Tab")
            seen = player.page.evaluate(
                """() => {
                  const [focus, panel] = [document.activeElement, document.getElementById('player')];
                  const [box, over] = [focus.getBoundingClientRect(), panel.getBoundingClientRect()];
                  const own = panel.contains(focus);
                  return [focus.textContent.trim(), !own && focus !== document.body && box.top < over.bottom && box.bottom > over.top && box.left < over.right && box.right > over.left, box.height, !!focus.closest('.player button, .listen')];
                }"""
            )
            if seen[1]:
                covered.append(seen[0])
            if seen[3] and seen[2] < 43.9:
                small.append(seen[0])
        assert covered == []
        assert small == []
        if height < 448:
            assert (
                player.page.evaluate("getComputedStyle(document.getElementById('player')).position")
                != "sticky"
            )


def test_in_colours_that_the_reader_forced_word_and_sentence_are_told_apart(
    browser: Browser, site: str
) -> None:
    with player_on(browser, site + ALONE, forced_colors="active") as player:
        player.button("Play").click()
        player.page.wait_for_selector(".heard-word")
        style = "getComputedStyle(document.querySelector('{}'))"
        word = player.page.evaluate(
            f"(s => [s.backgroundColor, s.textDecorationStyle])({style.format('.heard-word')})"
        )
        rest = player.page.evaluate(
            f"(s => [s.backgroundColor, s.textDecorationStyle])({style.format('.heard-sentence:not(.heard-word)')})"
        )
        assert word[0] != rest[0]
        assert (word[1], rest[1]) == ("solid", "dotted")
