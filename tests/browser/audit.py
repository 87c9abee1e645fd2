"""The audit of a page: each check of `checks/`, by the view of the page that may break it, and axe-core."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from tests.browser import axe
from tests.browser.views import COLOURS, DESK, MIXED, PAPER, PHONE, STILL, TYPE, WIDTHS, ZOOMED, View

if TYPE_CHECKING:
    from playwright.sync_api import Page

CHECKS = Path(__file__).with_name("checks")
BY_FILE = ("dom", "structure", "names", "type", "layout", "colour", "focus")


@cache
def _script() -> str:
    return "\n".join((CHECKS / f"{name}.js").read_text("utf-8") for name in BY_FILE)


@cache
def _names(file: str) -> tuple[str, ...]:
    """The checks of a file, as it names them."""
    lines = (CHECKS / f"{file}.js").read_text("utf-8").splitlines()
    return tuple(line.split("'")[1] for line in lines if line.startswith("  checks['"))


ON_PAPER = tuple(name for name in _names("colour") if name.startswith("paper"))
EVERYWHERE = (*_names("structure"), *_names("names"), *_names("focus"))
IN_COLOUR = tuple(name for name in _names("colour") if name not in ON_PAPER)
IN_ROOM = (*_names("layout"), *_names("type"))

Plan = tuple[View, tuple[str, ...], tuple[str, ...] | None]
#: By view: checks, and rules of axe: all (no tags), those of some tags, or None.
PLAN: tuple[Plan, ...] = (
    (DESK, (*EVERYWHERE, *IN_COLOUR, *IN_ROOM), ()),
    (PHONE, (*IN_ROOM, *EVERYWHERE), ()),
    (ZOOMED, IN_ROOM, axe.LAYOUT),
    *((view, IN_ROOM, None) for view in WIDTHS[2:]),
    *((view, IN_COLOUR, axe.COLOURS) for view in COLOURS),
    *((view, IN_COLOUR, None) for view in MIXED),
    *((view, _names("layout"), None) for view in TYPE),
    (STILL, IN_COLOUR, None),
    *((view, ON_PAPER, None) for view in PAPER),
)
#: The same page with all opened that can be.
OPENED: tuple[Plan, ...] = (
    (PHONE, (*IN_ROOM, *EVERYWHERE), ()),
    (DESK, (*IN_ROOM, *IN_COLOUR), axe.COLOURS),
    *((view, IN_COLOUR, None) for view in COLOURS),
)
_OPEN = """
() => {
  for (const each of document.querySelectorAll('details')) each.open = true;
  for (const each of [...document.querySelectorAll('main [aria-expanded=false]')].slice(0, 4)) each.click();
}
"""


def prepare(page: Page) -> None:
    """Have the checks in the page, and axe-core, which reckons the names for them."""
    axe.load(page)
    page.evaluate(_script())


#: For a list of a thousand rows, whose parts are looked at in every view elsewhere.
BRIEF: tuple[Plan, ...] = (
    (DESK, (*EVERYWHERE, *IN_COLOUR, *IN_ROOM), None),
    (PHONE, (*IN_ROOM, *EVERYWHERE), ()),
    *((view, IN_COLOUR, None) for view in COLOURS),
)


def faults(page: Page, plan: tuple[Plan, ...] = (*PLAN, *OPENED)) -> list[str]:
    """All that is wrong with a page, in every view, one line each."""
    prepare(page)
    found: dict[str, str] = {}
    opened = False
    for each_plan in plan:
        view, checks, rules = each_plan
        view.of(page)
        if each_plan is OPENED[0]:
            opened = True
            page.evaluate(_OPEN)
        wrong = page.evaluate(
            "names => names.flatMap(name => checks[name]().map(found => `${name}: ${found}`))", list(checks)
        )
        if rules is not None:
            wrong += axe.complaints(page, rules)
        for each in wrong:
            found.setdefault(
                each, f"{view.name}{', opened' if opened else ''}"
            )  # told once, of the first view that shows it
    DESK.of(page)
    return [f"{view}: {each}" for each, view in found.items()]
