"""The page's player, as a test uses it."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Locator, Page

LIT = """
() => {
  const words = name => window.Highlight
    ? [...CSS.highlights.get('heard-' + name)].map(range => range.toString()).join('')
    : [...document.querySelectorAll('.heard-' + name)].map(span => span.textContent).join('');
  const sound = document.querySelector('audio');
  return { ms: sound.currentTime * 1000, word: words('word'), sentence: words('sentence') };
}
"""
# What is lit and the clock, at each frame, for so many milliseconds of the sound.
SAMPLES = """
async ms => {
  const sound = document.querySelector('audio');
  const lit = name => [...CSS.highlights.get('heard-' + name)].map(range => range.toString()).join('');
  const [seen, until] = [[], sound.currentTime + ms / 1000];
  while (sound.currentTime < until && !sound.ended) {
    await new Promise(requestAnimationFrame);
    seen.push([sound.currentTime * 1000, lit('word')]);
  }
  return seen;
}
"""


@dataclass(frozen=True)
class Player:
    """A page with the player on it, and what broke on the page."""

    page: Page
    complaints: list[str]

    @property
    def panel(self) -> Locator:
        return self.page.get_by_role("region", name="Player")

    def button(self, name: str) -> Locator:
        return self.panel.get_by_role("button", name=name)

    def part(self, title: str) -> Locator:
        return self.page.locator(f".listen[data-title='{title}']")

    @property
    def ms(self) -> float:
        return float(self.page.evaluate("document.querySelector('audio').currentTime * 1000"))

    def lit(self) -> dict[str, Any]:
        return dict(self.page.evaluate(LIT))

    def marks(self, sound: str) -> list[dict[str, Any]]:
        """What the service says of a sound: "plain", or "plain/first"."""
        slug = self.page.url.split("/articles/")[1].split("/")[0]
        url = f"{self.page.url.split('/articles/')[0]}/audio/{slug}/{sound}.json"
        return list(self.page.request.get(url).json()["marks"])

    def until(self, condition: str, seconds: float = 20) -> None:
        """Wait for a condition on `sound`, the audio element. The page's policy forbids waiting in it."""
        end = time.monotonic() + seconds
        while not self.page.evaluate(f"(sound => {condition})(document.querySelector('audio'))"):
            assert time.monotonic() < end, f"never: {condition}"
            time.sleep(0.02)
        # A property changes before its event comes, and with that the words on the page.
        self.page.evaluate("new Promise(done => setTimeout(done, 50))")

    def says(self, where: Locator, words: str, seconds: float = 20) -> None:
        """Wait until words stand somewhere on the page."""
        end = time.monotonic() + seconds
        while words not in where.inner_text():
            assert time.monotonic() < end, f"never: {words}, but {where.inner_text()}"
            time.sleep(0.02)

    def playing(self) -> None:
        self.until("!sound.paused && sound.currentTime > 0 && sound.readyState > 2")

    def pause_at(self, ms: float) -> None:
        """Be paused at a time, with the marks known."""
        self.until("CSS.highlights.get('heard-sentence').size > 0")
        self.page.evaluate(
            "ms => { const sound = document.querySelector('audio'); sound.pause(); sound.currentTime = ms / 1000 }",
            ms,
        )
        self.until("!sound.seeking")

    def point(self, sentence: str) -> tuple[float, float]:
        """A point of the window on a sentence of the page's text."""
        found = self.page.evaluate(
            """sentence => {
              for (const root of document.querySelectorAll('.words p, .words li, .words h3, .part > h2, .disclaimer p')) {
                const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
                for (let node = walker.nextNode(); node; node = walker.nextNode()) {
                  const at = node.data.indexOf(sentence);
                  if (at < 0) continue;
                  const range = document.createRange();
                  range.setStart(node, at);
                  range.setEnd(node, at + sentence.length);
                  root.scrollIntoView({ block: 'center', behavior: 'instant' });
                  const box = range.getClientRects()[0];
                  return [box.left + box.width / 2, box.top + box.height / 2];
                }
              }
            }""",
            sentence,
        )
        return found[0], found[1]


def sentences(marks: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [mark for mark in marks if mark["type"] == "sentence"]


def start_of(marks: list[dict[str, Any]], value: str) -> int:
    """When the first sentence that begins so is heard, in milliseconds."""
    return next(int(mark["start_ms"]) for mark in sentences(marks) if mark["value"].startswith(value))


@contextmanager
def player_on(browser: Browser, address: str, script: str = "", **context: Any) -> Iterator[Player]:
    """Open a page and wait for its player; `script` runs before the page's own."""
    own = browser.new_context(**context)
    page = own.new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    if script:
        page.add_init_script(script)
    page.goto(address)
    page.wait_for_selector("#player")
    yield Player(page, complaints)
    own.close()
