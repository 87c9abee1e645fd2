"""The words of a page that are explained, as a test uses them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from tests.browser.player import Player, player_on

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Locator, Page

PAGE = "/articles/explained/plain/"
WORDS = ["ketamine", "drip", "vein", "who", "target-dose", "dose", "migraine", "depression"]
# The sound of words is no element of the page: let tests know it.
KNOWN = """
const Own = window.Audio;
window.Audio = function () { return (window.wordSound = new Own()); };
"""


class Words:
    """The words of a page, as a test uses them."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def term(self, word: str) -> Locator:
        return self.page.locator(f"#use-{word}")

    def meaning(self, word: str) -> Locator:
        return self.page.locator(f"#word-{word}")

    def focused(self) -> str:
        return str(self.page.evaluate("document.activeElement.id || document.activeElement.textContent"))

    def state(self, word: str) -> tuple[str | None, bool]:
        """What is said of a word, and whether its meaning is seen."""
        return self.term(word).get_attribute("aria-expanded"), self.meaning(word).is_visible()

    def sounds(self) -> bool:
        return not self.page.evaluate("wordSound.paused")


OPEN, CLOSED = ("true", True), ("false", False)


@contextmanager
def words_on(
    browser: Browser, address: str, script: str = "", **context: Any
) -> Iterator[tuple[Words, Player]]:
    with player_on(browser, address, script, **context) as player:
        player.page.wait_for_selector("a.term[role=button]")
        yield Words(player.page), player
