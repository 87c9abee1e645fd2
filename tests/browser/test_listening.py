from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from content.article import Level
from service.wiring import Services

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser

SEEK = """
async ([url, to]) => {
  const sound = new Audio(url);
  sound.preload = 'auto';
  await new Promise((done, failed) => {
    sound.onloadedmetadata = done;
    sound.onerror = () => failed(new Error('cannot play ' + url + ': ' + sound.error.message));
    document.body.append(sound);
  });
  const duration = sound.duration;
  const sought = new Promise(done => { sound.onseeked = done; });
  sound.currentTime = duration * to;
  await sought;
  const ended = new Promise(done => { sound.onended = done; });
  const at = sound.currentTime;
  sound.playbackRate = 8;
  await sound.play();
  await ended;
  return { duration, at, end: sound.currentTime };
}
"""


@pytest.mark.parametrize("name", ["mp3", "opus", "wav"])
def test_a_browser_knows_the_true_length_seeks_and_plays_to_the_end(
    browser: Browser, site: str, spoken: Services, name: str
) -> None:
    reader = spoken.reader
    reading = reader.section(reader.article("blood-pressure"), "introduction", Level.PLAIN)
    true_s = spoken.listener.hear(spoken.listener.section(reading), name).duration_ms / 1000
    page = browser.new_page()
    page.goto(f"{site}/articles/blood-pressure/plain/introduction/")
    seen = page.evaluate(SEEK, [f"{site}/audio/blood-pressure/plain/introduction.{name}", 0.5])
    page.close()
    assert seen["duration"] == pytest.approx(true_s, abs=0.010)
    assert seen["at"] == pytest.approx(true_s / 2, abs=0.010)
    assert seen["end"] == pytest.approx(true_s, abs=0.050)


def test_the_browsers_own_player_loads_where_scripts_do_not_run(browser: Browser, site: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site}/articles/blood-pressure/plain/introduction/")
    player = page.locator("audio")
    # Scripts of the page do not run; a test's own do.
    player.evaluate("sound => { sound.load(); return sound.play() }")
    assert player.evaluate("sound => sound.duration") > 1
    assert player.evaluate("sound => [...sound.textTracks].map(track => track.kind)") == [
        "captions",
        "chapters",
    ]
    context.close()


def test_the_page_and_its_player_keep_to_the_policy(browser: Browser, site: str) -> None:
    page = browser.new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("requestfailed", lambda request: complaints.append(request.url))
    page.goto(f"{site}/articles/blood-pressure/plain/introduction/")
    page.get_by_role("region", name="Player").get_by_role("button", name="Play").click()
    player = page.locator("audio")
    player.evaluate("sound => sound.readyState > 2 || new Promise(done => { sound.oncanplay = done })")
    assert player.evaluate("sound => sound.duration") > 1
    page.close()
    assert complaints == []


@pytest.mark.parametrize("width", [320, 1280])
def test_without_scripts_the_page_is_whole_and_fits_its_window(
    browser: Browser, site: str, width: int
) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": width, "height": 800})
    page = context.new_page()
    page.goto(f"{site}/articles/blood-pressure/easy/")
    assert page.locator("audio[controls]").count() == 3
    assert page.get_by_role("button").count() == 0  # they would do nothing
    assert page.get_by_role("heading", level=1).inner_text() == "About blood pressure"
    assert page.get_by_role("link", name="(you are reading this level)").count() == 1
    assert "This is not medical advice (easy)." in page.locator("footer").inner_text()
    context.close()


def test_a_narrow_window_never_scrolls_sideways(browser: Browser, site: str) -> None:
    page = browser.new_page(viewport={"width": 320, "height": 640})
    for path in ("/", "/articles/blood-pressure/full/", "/disclaimer/", "/api/docs", "/nothing"):
        page.goto(site + path)
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, path
    page.close()


def test_the_first_tab_stop_skips_to_the_text(browser: Browser, site: str) -> None:
    page = browser.new_page()
    page.goto(f"{site}/articles/blood-pressure/plain/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the main text"
    page.keyboard.press("Enter")
    assert page.evaluate("location.hash") == "#main"
    page.close()
