"""axe-core on a page: every rule it has, those that are off by default and experimental ones too."""

from __future__ import annotations

from importlib import resources
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Page

_RUN = """
tags => axe.run(document, {
  rules: Object.fromEntries(axe.getRules(tags).map(rule => [rule.ruleId, { enabled: true }])),
  runOnly: { type: 'rule', values: axe.getRules(tags).map(rule => rule.ruleId) },
  resultTypes: ['violations', 'incomplete'],
})
"""


#: The rules that a page in other colours may break.
COLOURS = ("cat.color",)


def complaints(page: Page, tags: tuple[str, ...] = ()) -> list[str]:
    """What axe-core finds wrong, and what it cannot decide, one line each; by rules of these tags, or by all."""
    pytest.importorskip("axe_playwright_python", reason="axe-core is not installed")
    # Evaluated, not loaded by the page: the pages' own policy keeps other scripts out.
    page.evaluate(resources.files("axe_playwright_python").joinpath("axe.min.js").read_text("utf-8"))
    found = page.evaluate(_RUN, list(tags))
    return [
        f"{kind} {each['id']}: {each['help']} at {[node['target'] for node in each['nodes']][:3]}"
        for kind in ("violations", "incomplete")
        for each in found[kind]
    ]
