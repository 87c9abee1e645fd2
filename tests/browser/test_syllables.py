"""Words shown in their syllables: the page's text stays what it was, for eyes, ears, clipboard and search."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser.player import Player, player_on

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser

PAGE = "/articles/many-signs/plain/"
SHOWN = "[...document.querySelectorAll('.words')].map(each => each.innerHTML.replace(/<span class=.syl.><.span>/g, '·')).join(' ')"
# The words, and the nodes that they stand in.
PLAIN = """
  (() => {
    const nodes = [];
    const walker = document.createTreeWalker(document.querySelector('main'), NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      if (node.parentElement.closest('.words')) nodes.push(node.data);
    }
    return nodes;
  })()"""


def turn(player: Player, on: bool) -> None:
    page = player.page
    page.evaluate("document.getElementById('looks').open = true")
    group = page.get_by_role("group", name="Split up long words")
    group.get_by_text("On, like num·ber" if on else "Off", exact=True).click()
    player.until(f"!!document.querySelector('.words .syl') === {str(on).lower()}")
    page.wait_for_timeout(100)  # the slices after the first


def test_words_are_shown_in_parts_and_off_leaves_no_trace(browser: Browser, site: str) -> None:
    with player_on(browser, site + PAGE) as player:
        before, nodes = player.page.evaluate(SHOWN), player.page.evaluate(PLAIN)
        turn(player, on=True)
        shown = player.page.evaluate(SHOWN)
        for word in ("pres·sure", "doc·tor", "min·utes", "an·y", "sto·ry"):
            assert word in shown
        assert shown.replace("·", "") == before
        assert "".join(player.page.evaluate(PLAIN)) == "".join(nodes)
        turn(player, on=False)
        assert player.page.evaluate(SHOWN) == before
        assert player.page.evaluate(PLAIN) == nodes
        assert player.complaints == []


def test_a_parted_word_is_whole_for_who_copies_searches_or_hears_it(browser: Browser, site: str) -> None:
    with player_on(browser, site + PAGE) as player:
        turn(player, on=True)
        page = player.page
        page.evaluate("getSelection().selectAllChildren(document.querySelector('.words p'))")
        assert "Salt can raise your blood pressure." in page.evaluate("String(getSelection())")
        page.evaluate("getSelection().removeAllRanges()")
        assert page.evaluate("window.find('blood pressure')")
        assert page.evaluate("String(getSelection())") == "blood pressure"
        assert "Ask your doctor first." in page.locator(".words p").last.aria_snapshot()
        assert page.get_by_role("button", name="pressure", exact=True).count() == 1
        assert page.evaluate(
            "[...document.querySelectorAll('.syl')].every(each => getComputedStyle(each).display === 'inline' && !each.childNodes.length)"
        )


def test_reading_along_lights_whole_words_that_are_parted(browser: Browser, site: str) -> None:
    with player_on(browser, site + PAGE) as player:
        turn(player, on=True)
        player.button("Play").click()
        player.playing()
        words = [mark for mark in player.marks("plain") if mark["type"] == "word" and mark.get("section")]
        for value in ("pressure", "lentils", "doctor"):
            mark = next(each for each in words if each["value"].strip(".,") == value)
            player.pause_at(mark["start_ms"] + 5)
            assert player.lit()["word"].strip(".,") == value
        turn(player, on=False)
        assert player.lit()["word"].strip(".,") == "doctor"
        turn(player, on=True)
        assert player.lit()["word"].strip(".,") == "doctor"


def test_turning_it_while_words_are_wrapped_loses_none_of_them(browser: Browser, site: str) -> None:
    with player_on(browser, site + PAGE, forced_colors="active") as player:
        before, nodes = player.page.evaluate(SHOWN), player.page.evaluate(PLAIN)
        player.button("Play").click()
        player.playing()
        mark = next(each for each in player.marks("plain") if each["value"].startswith("pressure"))
        player.until("document.querySelector('.heard-word')")
        player.page.evaluate(
            "ms => { const sound = document.querySelector('audio'); sound.pause(); sound.currentTime = ms / 1000 }",
            mark["start_ms"] + 5,
        )
        player.until("document.querySelector('.words .heard-word')")
        for on in (True, False):
            turn(player, on=on)
            lit = "[...document.querySelectorAll('.heard-word')].map(each => each.textContent).join('')"
            assert player.page.evaluate(lit).strip(".") == "pressure"
            assert "".join(player.page.evaluate(PLAIN)) == "".join(nodes)
        unlit = f"(document.dispatchEvent(new Event('plainspoken:words')), [{SHOWN}, {PLAIN}])"
        assert player.page.evaluate(unlit) == [before, nodes]


def test_parts_that_do_not_load_are_said_to(browser: Browser, site: str) -> None:
    with player_on(browser, site + PAGE) as player:
        player.page.route("**/syllables.json", lambda route: route.abort())
        page = player.page
        page.evaluate("document.getElementById('looks').open = true")
        group = page.get_by_role("group", name="Split up long words")
        group.get_by_text("On, like num·ber").click()
        status = page.locator("#looks").locator("[aria-live]")
        player.says(status, "The parts of words did not load. Try again later.")
        page.unroute("**/syllables.json")
        group.get_by_text("Off", exact=True).click()
        turn(player, on=True)
        assert "doc·tor" in page.evaluate(SHOWN)


def test_what_the_server_parted_can_be_joined_by_script(browser: Browser, site: str) -> None:
    with player_on(browser, site + PAGE) as player:
        before, nodes = player.page.evaluate(SHOWN), player.page.evaluate(PLAIN)
        player.page.goto(f"{site}{PAGE}?syllables=on")
        player.page.wait_for_selector("#player")
        assert "doc·tor" in player.page.evaluate(SHOWN)
        turn(player, on=False)
        assert (player.page.evaluate(SHOWN), player.page.evaluate(PLAIN)) == (before, nodes)


def test_a_quick_change_of_mind_ends_as_it_was_last_chosen(browser: Browser, site: str) -> None:
    with player_on(browser, site + PAGE) as player:
        nodes = player.page.evaluate(PLAIN)
        player.page.evaluate(
            """async () => {
              const radios = [...document.querySelectorAll('#looks input[name=syllables]')];
              for (const at of [1, 0, 1, 0, 1, 0]) {
                radios[at].click();
                await new Promise(done => setTimeout(done, at * 3));
              }
            }"""
        )
        player.page.wait_for_timeout(400)
        assert player.page.evaluate(PLAIN) == nodes
