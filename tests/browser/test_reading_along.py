"""What is heard is what is lit, in texts of all kinds."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from tests.browser.player import SAMPLES, Player, player_on

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser

PAGE = "/articles/many-signs/plain/"
NO_HIGHLIGHTS = "delete window.Highlight"


def word_at(marks: list[dict[str, Any]], ms: float) -> str:
    for mark in marks:
        if mark["type"] == "word" and mark["start_ms"] <= ms < mark["end_ms"]:
            return str(mark["value"])
    return ""


def share_in_time(marks: list[dict[str, Any]], seen: list[tuple[float, str]]) -> float:
    """The share of samples whose word is that of the clock, give or take 100 ms."""
    near = (-100, -50, -25, 0, 25, 50, 100)
    return sum(any(word == word_at(marks, ms + by) for by in near) for ms, word in seen) / len(seen)


@pytest.mark.parametrize("speed", [0.5, 1, 2])
def test_the_word_that_is_lit_is_the_word_that_is_heard(browser: Browser, site: str, speed: float) -> None:
    with player_on(browser, f"{site}/articles/many-signs/plain/second/") as player:
        player.button("Play").click()
        player.playing()
        player.page.evaluate("speed => { document.querySelector('audio').playbackRate = speed }", speed)
        player.until("CSS.highlights.get('heard-word').size > 0")
        seen = player.page.evaluate(SAMPLES, 1500 * speed)
        marks = player.marks("plain/second")
        assert player.complaints == []
    assert len(seen) > 20
    assert len({word for _, word in seen}) > 2
    assert share_in_time(marks, seen) >= 0.98
    # Nor is it late by as much as a frame or two, but for a handful.
    assert sum(word == word_at(marks, ms + 0.5) for ms, word in seen) / len(seen) >= 0.9


@pytest.mark.parametrize("script", ["", NO_HIGHLIGHTS])
def test_every_mark_lights_its_very_words_among_lists_links_and_signs(
    browser: Browser, site: str, script: str
) -> None:
    with player_on(browser, site + PAGE, script) as player:
        lit_everywhere(player, "plain")
        assert player.complaints == []


def test_words_that_are_explained_in_place_or_broken_into_syllables_stay_lit(
    browser: Browser, site: str
) -> None:
    with player_on(browser, site + PAGE) as player:
        player.page.evaluate(
            """() => {
              const strong = document.querySelector('.words strong');
              strong.textContent = 'blood pres\\u00adsure';
              const help = document.createElement('span');
              help.dataset.unspoken = '';
              help.textContent = ' (how hard it pushes)';
              strong.after(help);
              const more = document.createElement('small');
              more.textContent = ' Nobody marked these words as unspoken. ';
              document.querySelector('.words em').before(more);
            }"""
        )
        lit_everywhere(player, "plain")


def lit_everywhere(player: Player, sound: str) -> None:
    player.button("Play").click()
    player.playing()
    marks = player.marks(sound)
    player.until(
        "(window.Highlight ? CSS.highlights.get('heard-sentence').size : document.querySelectorAll('.heard-sentence').length) > 0"
    )
    player.page.evaluate("document.querySelector('audio').pause()")
    wanted = []
    seen = []
    sentence = ""
    for mark in marks:
        if mark["type"] == "sentence":
            sentence = mark["value"]
        else:
            wanted.append((squeezed(mark["value"]), squeezed(sentence)))
            ms = (mark["start_ms"] + mark["end_ms"]) / 2
            player.page.evaluate(
                """ms => new Promise(done => {
                  const sound = document.querySelector('audio');
                  sound.addEventListener('seeked', done, { once: true });
                  sound.currentTime = ms / 1000;
                })""",
                ms,
            )
            lit = player.lit()
            seen.append((squeezed(lit["word"]), squeezed(lit["sentence"])))
    assert seen == wanted
    assert len(seen) > 60


def squeezed(text: str) -> str:
    return "".join(text.replace("\u00ad", "").split())


def test_what_is_wrapped_for_lack_of_highlights_leaves_the_page_as_it_was(
    browser: Browser, site: str
) -> None:
    with player_on(browser, f"{site}/articles/many-signs/plain/first/", NO_HIGHLIGHTS) as player:
        words = "document.querySelector('.words').innerHTML"
        before = player.page.evaluate(words)
        player.button("Play").click()
        player.page.wait_for_selector(".words .heard-word")
        player.page.evaluate("document.querySelector('audio').playbackRate = 16")
        player.until("sound.ended")
        player.page.wait_for_selector(".heard-word", state="detached")
        assert player.page.evaluate(words) == before


@pytest.mark.parametrize("how", ["off", "sentence"])
def test_who_wants_less_lit_gets_less(browser: Browser, site: str, how: str) -> None:
    with player_on(browser, f"{site}/articles/many-signs/plain/second/") as player:
        player.page.evaluate("how => { document.documentElement.dataset.highlight = how }", how)
        player.button("Play").click()
        player.until("sound.currentTime > 0.5")
        player.page.wait_for_timeout(100)
        lit = player.lit()
        assert lit["word"] == ""
        assert bool(lit["sentence"]) == (how == "sentence")


def test_lighting_costs_next_to_nothing_in_an_article_of_5000_words(browser: Browser, site: str) -> None:
    """With a clock that leaps through the article, so that each frame lights another word."""
    with player_on(browser, f"{site}/articles/many-signs/plain/second/") as player:
        page = player.page
        page.route(
            "**/audio/**.json",
            lambda route: route.fulfill(body=json.dumps(LONG), content_type="application/json"),
        )
        page.evaluate("html => { document.querySelector('.words').innerHTML = html }", LONG_HTML)
        page.evaluate(CLOCK)
        player.button("Play").click()
        player.until("CSS.highlights.get('heard-sentence').size > 0")
        took = page.evaluate("measured(120)")
    took.sort()
    assert len(took) >= 120
    assert took[len(took) // 2] < 4
    assert took[int(len(took) * 0.95)] < 12  # this machine may be busy


def long_marks() -> list[dict[str, Any]]:
    marks: list[dict[str, Any]] = []
    for number in range(500):
        at, ms = number * 61 + number // 10, number * 4000
        words = [f"word{index}" for index in range(9)] + ["end9."]
        value = " ".join(words)
        value += "x" * (60 - len(value))
        marks.append(
            {
                "type": "sentence",
                "start_ms": ms,
                "end_ms": ms + 4000,
                "value": value,
                "start": at,
                "end": at + 60,
            }
        )
        for index in range(10):
            start = at + 6 * index
            marks.append({"type": "word", "start_ms": ms + 400 * index, "end_ms": ms + 400 * index + 400,
                          "value": value[6 * index:6 * index + 5], "start": start, "end": start + 5})  # fmt: skip
    return marks


LONG = {"duration_ms": 2_000_000, "voice": "en-us", "marks": long_marks()}
LONG_HTML = "\n".join(
    "<p>"
    + " ".join(m["value"] for m in LONG["marks"] if m["type"] == "sentence" and m["start_ms"] // 40000 == p)
    + "</p>"  # type: ignore[attr-defined]
    for p in range(50)
)
CLOCK = """
() => {
  let ms = 0;
  Object.defineProperty(HTMLMediaElement.prototype, 'currentTime', { get: () => ms / 1000, set() {} });
  const ask = requestAnimationFrame;
  const took = [];
  window.requestAnimationFrame = call => ask(time => {
    ms = (ms + 7613) % 1999000;
    const start = performance.now();
    call(time);
    took.push(performance.now() - start);
  });
  window.measured = async count => {
    while (took.length < count) await new Promise(done => setTimeout(done, 20));
    return took;
  };
}
"""
