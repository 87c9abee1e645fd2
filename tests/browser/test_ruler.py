"""The ruler: a few lines, or one block, stand out where one reads, and follow whatever one reads with."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from tests.browser.axe import complaints
from tests.browser.player import player_on, start_of

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

PAGE = "/articles/many-signs/plain/"
# What stands out, in pixels of the window: from, to. Nothing where all is toned down.
BAND = """
() => {
  const bands = [...document.querySelectorAll('.ruled')].map(root => {
    const top = root.getBoundingClientRect().top;
    const [from, to] = ['--from', '--to'].map(name => parseFloat(root.style.getPropertyValue(name)));
    return [top + from, top + to];
  }).filter(([from, to]) => to > from);
  const box = document.querySelector('.ruler').getBoundingClientRect();
  return { bands, box: [box.top, box.bottom] };
}
"""
PLACE = """
text => {
  for (const root of document.querySelectorAll('.words')) {
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const at = node.data.indexOf(text);
      if (at < 0) continue;
      const range = document.createRange();
      range.setStart(node, at);
      range.setEnd(node, at + text.length);
      const box = range.getBoundingClientRect();
      return [box.top, box.bottom];
    }
  }
}
"""


def kept(mode: str) -> str:
    return f"localStorage.setItem('plainspoken.looks', {json.dumps(json.dumps({'focus': mode}))})"


def band(page: Page) -> tuple[float, float]:
    page.evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
    found: dict[str, Any] = page.evaluate(BAND)
    assert len(found["bands"]) == 1
    assert found["bands"][0] == pytest.approx(found["box"], abs=1)
    return found["bands"][0][0], found["bands"][0][1]


def place(page: Page, text: str) -> tuple[float, float]:
    """Top and bottom of words of the article, in the window."""
    top, bottom = page.evaluate(PLACE, text)
    return top, bottom


def around(page: Page, text: str) -> bool:
    (top, bottom), (from_, to) = place(page, text), band(page)
    return from_ <= top + 1 and bottom - 1 <= to


def test_lines_follow_the_pointer_the_keys_and_the_focus(browser: Browser, site: str) -> None:
    with player_on(browser, site + PAGE, kept("line"), reduced_motion="reduce") as player:
        page = player.page
        page.wait_for_selector(".ruler:not([hidden])", state="attached")
        page.locator(".words li", has_text="Beans").hover()
        assert around(page, "Beans, peas")
        assert not around(page, "First, taste")
        page.keyboard.press("ArrowDown")
        assert around(page, "Fruit: a")
        for text in ("An apple", "Pears", "First, taste", "Then", "Walk for", "You can stop"):
            page.keyboard.press("ArrowDown")
            assert around(page, text), text
            box = place(page, text)
            assert 0 <= box[0] < box[1] <= page.evaluate("innerHeight")
        for _ in range(3):
            page.keyboard.press("ArrowUp")
        assert around(page, "First, taste")
        page.locator(".words a").first.focus()
        assert around(page, "story")
        assert player.complaints == []


def test_the_window_is_scrolled_as_ever_where_there_is_no_next_line(browser: Browser, site: str) -> None:
    with player_on(browser, site + PAGE, kept("line"), viewport={"width": 800, "height": 600}) as player:
        page = player.page
        page.wait_for_selector(".ruler:not([hidden])", state="attached")
        page.locator(".words p", has_text="You can stop").hover()
        before = page.evaluate("scrollY")
        page.keyboard.press("ArrowDown")
        page.wait_for_timeout(300)
        assert page.evaluate("scrollY") > before


def test_arrows_keep_their_meaning_in_controls(browser: Browser, site: str) -> None:
    with player_on(browser, site + PAGE, kept("line")) as player:
        page = player.page
        page.wait_for_selector(".ruler:not([hidden])", state="attached")
        page.locator(".words li", has_text="Beans").hover()
        before = band(page)
        page.locator("#looks summary").click()
        radio = page.get_by_role("radio", name="Cream")
        radio.focus()
        page.keyboard.press("ArrowDown")
        assert page.get_by_role("radio", name="Dark").is_checked()
        assert band(page)[1] - band(page)[0] == pytest.approx(before[1] - before[0], abs=1)


def test_a_block_stands_out_whole(browser: Browser, site: str) -> None:
    with player_on(browser, site + PAGE, kept("paragraph"), has_touch=True) as player:
        page = player.page
        page.wait_for_selector(".ruler:not([hidden])", state="attached")
        page.locator(".words p", has_text="Salt can").tap(position={"x": 8, "y": 10})
        assert around(page, "story")
        assert around(page, "Salt can")
        assert not around(page, "What to eat")
        page.keyboard.press("ArrowDown")
        assert around(page, "What to eat")
        page.keyboard.press("ArrowDown")
        assert around(page, "Beans, peas")


def test_what_is_heard_stands_out(browser: Browser, site: str) -> None:
    with player_on(browser, site + PAGE, kept("line"), reduced_motion="reduce") as player:
        page = player.page
        player.button("Play").click()
        player.playing()
        for words in ("Do it on most days", "Beans, peas"):
            player.pause_at(start_of(player.marks("plain"), words) + 20)
            lit = page.evaluate(
                "(box => [box.top, box.bottom])([...CSS.highlights.get('heard-word')][0].getBoundingClientRect())"
            )
            from_, to = band(page)
            assert from_ <= lit[0] < lit[1] <= to


def test_it_follows_the_window_when_that_is_scrolled_and_the_page_when_it_grows(
    browser: Browser, site: str
) -> None:
    with player_on(browser, site + PAGE, kept("line"), viewport={"width": 500, "height": 500}) as player:
        page = player.page
        page.locator(".words li", has_text="Beans").hover()
        first = band(page)
        page.mouse.wheel(0, 90)
        page.wait_for_timeout(200)
        assert abs(band(page)[0] - first[0]) < 60
        assert not around(page, "Beans, peas")
        page.evaluate("document.documentElement.dataset.size = 'largest'")
        page.wait_for_timeout(100)
        assert band(page)[1] - band(page)[0] > 1.3 * (first[1] - first[0])


@pytest.mark.parametrize("mode", ["line", "paragraph"])
def test_nothing_is_hidden_from_anybody(browser: Browser, site: str, mode: str) -> None:
    with player_on(browser, site + PAGE, kept(mode)) as player:
        page = player.page
        words = page.locator(".words").first.aria_snapshot()
        assert "Beans, peas and lentils" in words
        page.evaluate("document.querySelector('.words').scrollIntoView()")
        link = page.locator(".words a").first
        on_top = link.evaluate(
            "link => { const box = link.getBoundingClientRect(); return document.elementFromPoint(box.left + 5, box.top + 5).closest('a') === link }"
        )
        assert on_top
        assert complaints(page, ("cat.color",)) == []
        page.emulate_media(media="print")
        mask = "getComputedStyle(document.querySelector('.words')).maskImage"
        assert page.evaluate(mask) == "none"
        page.emulate_media(media="screen", forced_colors="active")
        assert page.evaluate(mask) == "none"
        page.emulate_media(forced_colors="none")
        page.locator("#looks summary").click()
        page.get_by_role("group", name="Help me keep my place").get_by_text("Off").click()
        assert page.evaluate(mask) == "none"
        assert page.locator(".ruler").count() == 0


def test_without_script_an_address_that_asks_for_it_tones_nothing_down(browser: Browser, site: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site}{PAGE}?focus=line")
    assert page.locator(".ruled").count() == 0
    context.close()


def test_a_definition_that_is_closed_is_no_place_to_read(browser: Browser, site: str) -> None:
    with player_on(browser, site + PAGE) as player:
        page = player.page
        page.evaluate(
            "document.querySelector('.words p').insertAdjacentHTML('afterend', '<div hidden><p>A definition.</p></div>')"
        )
        page.locator("#looks summary").click()
        page.get_by_role("group", name="Help me keep my place").get_by_text("Mark a few lines").click()
        page.wait_for_selector(".ruler:not([hidden])", state="attached")
        assert around(page, "Salt can")
