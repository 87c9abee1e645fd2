"""A reader who has a keyboard and nothing else."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Page

_NAME = """
() => {
  const el = document.activeElement;
  if (!el || el === document.body) return '';
  const by = (el.getAttribute('aria-labelledby') || '').split(' ').map(id => document.getElementById(id)).filter(Boolean).map(each => each.textContent).join(' ');
  const label = by ? by : el.labels && el.labels.length ? el.labels[0].innerText : '';
  return (el.getAttribute('aria-label') || label || el.textContent || '').replace(/\\s+/g, ' ').replace(/ :/g, ':').trim();
}
"""


class Keyboard:
    """Goes through a page by keys; knows only what has the focus and what the page says."""

    def __init__(self, page: Page) -> None:
        self.page = page

    @property
    def at(self) -> str:
        """The name of what has the focus."""
        return str(self.page.evaluate(_NAME))

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)

    def back_to(self, name: str) -> None:
        """As `tab_to`, the other way."""
        self.tab_to(name, key="Shift+Tab")

    def tab_to(self, name: str, key: str = "Tab") -> None:
        """Press Tab until something has the focus whose name begins so."""
        passed = []
        for _ in range(120):
            self.press(key)
            if self.at.startswith(name):
                return
            passed.append(self.at)
        raise AssertionError(f"Tab never comes to {name!r}, but to {passed}")

    def follow(self, name: str) -> None:
        """Tab to a link, press Enter, and be on another page."""
        self.tab_to(name)
        with self.page.expect_navigation():
            self.press("Enter")

    def hears(self, words: str, seconds: float = 10) -> None:
        """Wait until a live region says this."""
        end = time.monotonic() + seconds
        said = "[...document.querySelectorAll('[role=status], [role=alert], [aria-live=polite]')].map(el => el.textContent).join(' | ')"
        while words not in " ".join(str(self.page.evaluate(said)).split()):
            assert time.monotonic() < end, f"never said: {words!r}, but {self.page.evaluate(said)!r}"
            time.sleep(0.05)

    def until(self, condition: str, seconds: float = 10) -> None:
        """Wait for something to be true in the page, whose policy forbids waiting in it."""
        end = time.monotonic() + seconds
        while not self.page.evaluate(condition):
            assert time.monotonic() < end, f"never: {condition}"
            time.sleep(0.02)
