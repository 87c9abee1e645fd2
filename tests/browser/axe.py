"""axe-core on a page: every rule it has, those that are off by default and experimental ones too."""

from __future__ import annotations

from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Page

_RUN = """
([tags, leave]) => {
  const rules = axe.getRules(tags).map(rule => rule.ruleId).filter(id => !leave.includes(id));
  return axe.run(document, {
    rules: Object.fromEntries(rules.map(id => [id, { enabled: true }])),
    runOnly: { type: 'rule', values: rules },
    resultTypes: ['violations', 'incomplete'],
  });
}
"""
#: Finds nothing: it only says of any page with something hidden that it has to be opened. The journeys open it.
_LEFT_OUT = ("hidden-content",)

#: The rules that a page in other colours may break.
COLOURS = ("cat.color",)
#: Those that a lower window may break.
LAYOUT = ("cat.color", "cat.keyboard", "cat.sensory-and-visual-cues")


@cache
def _axe() -> str:
    return resources.files("axe_playwright_python").joinpath("axe.min.js").read_text("utf-8")


def load(page: Page) -> None:
    """Have axe-core in the page. Evaluated, not loaded: the pages' own policy keeps other scripts out."""
    pytest.importorskip("axe_playwright_python", reason="axe-core is not installed")
    page.evaluate(_axe())


def complaints(page: Page, tags: tuple[str, ...] = ()) -> list[str]:
    """What axe-core finds wrong, and what it cannot decide, one line each; by rules of these tags, or by all."""
    if not page.evaluate("'axe' in window"):
        load(page)
    found = page.evaluate(_RUN, [list(tags), list(_LEFT_OUT)])
    return [
        f"{kind} {each['id']}: {each['help']} at {[node['target'] for node in each['nodes']][:3]}"
        for kind in ("violations", "incomplete")
        for each in found[kind]
    ]
