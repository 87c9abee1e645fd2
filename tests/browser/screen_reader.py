"""A virtual screen reader (Guidepup's) that reads a page from its start to its end, in the page itself."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from tests.browser.packages import packaged

if TYPE_CHECKING:
    from playwright.sync_api import Page

_READ = """
async () => {
  const reader = window.virtualScreenReader;
  // It does not know yet that what is in closed details is not there.
  const closed = [...document.querySelectorAll('details:not([open]) > :not(summary)')].filter(el => !el.hasAttribute('aria-hidden'));
  for (const each of closed) each.setAttribute('aria-hidden', 'true');
  await reader.start({ container: document.body });
  for (let steps = 0; steps < 5000; steps += 1) {
    if (await reader.lastSpokenPhrase() === 'end of document') break;
    await reader.next();
  }
  const said = await reader.spokenPhraseLog();
  await reader.stop();
  for (const each of closed) each.removeAttribute('aria-hidden');
  return said;
}
"""


@cache
def _bundle() -> str:
    """Its bundle as an expression: a module's exports can't be evaluated, so its one object is kept."""
    text = packaged("@guidepup/virtual-screen-reader/lib/esm/index.browser.js").read_text("utf-8")
    found = re.search(r"export\s*\{[^}]*?([\w$]+) as virtual\b[^}]*\};?", text)
    assert found, "the bundle has another form than the one that is locked"
    return f"(() => {{ {text[: found.start()]}\nwindow.virtualScreenReader = {found[1]}; }})()"


def reading(page: Page) -> list[str]:
    """What it says of the page, phrase by phrase. Evaluated: the pages' own policy keeps other scripts out."""
    page.evaluate(_bundle())
    return [str(each) for each in page.evaluate(_READ)]
