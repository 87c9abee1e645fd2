"""What a listener does with the player."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser.player import Player, player_on, sentences, start_of

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser

PAGE = "/articles/many-signs/plain/"
ALONE = "/articles/many-signs/plain/second/"
SCROLLED = "Math.round(scrollY)"


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
            "document.querySelector('.words a[rel]:not(.hear)').addEventListener('click', event => event.preventDefault())"
        )
        player.page.get_by_role("link", name="the full story").click()
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
        assert player.panel.locator("[aria-live]").inner_text() == "Speed: 0.9 times"
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


def test_each_part_has_a_button_that_says_what_it_will_do(browser: Browser, site: str) -> None:
    with player_on(browser, site + PAGE) as player:
        button = player.part("Walk a little").get_by_role("button")
        assert " ".join(button.inner_text().split()) == "Listen to this part – Walk a little"  # noqa: RUF001 - as shown
        button.click()
        player.playing()
        player.says(button, "Pause this part")
        player.says(player.panel, "Now: Walk a little")
        button.click()
        player.until("sound.paused")
        player.says(button, "Go on with this part")
        player.part("Walk a little").get_by_role("link", name="All controls").click()
        player.page.keyboard.press("Tab")  # goes on from there
        assert player.page.evaluate("document.activeElement.textContent") == "Play"
        player.part("Salt & your “heart”").get_by_role("button").click()
        player.until("sound.src.includes('first') && !sound.paused")
        player.says(button, "Listen to this part")
