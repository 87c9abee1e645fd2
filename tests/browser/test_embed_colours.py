"""The colours that a page asks for are judged whenever they change: text and links stay readable."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser.partner import Partner, lines, shown, until, visiting

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser

_IN = "document.querySelector('plain-spoken').shadowRoot"
_COLOUR = f"getComputedStyle({_IN}.querySelector('.shown')).color"


def ketamine(site: str, **more: str) -> str:
    return lines(site, "how-ketamine-works", "introduction", **more)


def warned(told: list[str]) -> list[str]:
    """What the console says of colours that are hard to read."""
    return [each for each in told if "contrast of" in each]


@pytest.mark.parametrize("level", ["full", "plain"])
def test_links_that_can_not_be_read_are_noticed_at_each_level(
    browser: Browser, many: str, partner: Partner, level: str
) -> None:
    head = "<style>plain-spoken { --plain-spoken-accent: #fefefe }</style>"
    with visiting(browser, partner.page(ketamine(many, level=level), head)) as (page, told):
        shown(page)
        link = f"getComputedStyle({_IN}.querySelector('.shown a:not([aria-current])')).color"
        assert page.evaluate(link) == "rgb(11, 74, 125)"
        assert len(warned(told)) == 1


def test_chosen_colours_are_judged_anew_when_the_device_gets_dark(
    browser: Browser, many: str, partner: Partner
) -> None:
    head = "<style>plain-spoken { --plain-spoken-text: #222 }</style>"
    with visiting(browser, partner.page(ketamine(many), head), color_scheme="light") as (page, told):
        shown(page)
        assert page.evaluate(_COLOUR) == "rgb(34, 34, 34)"
        page.emulate_media(color_scheme="dark")
        until(page, f"{_COLOUR} === 'rgb(238, 242, 240)'")
        page.emulate_media(color_scheme="light")
        until(page, f"{_COLOUR} === 'rgb(34, 34, 34)'")
        assert len(warned(told)) == 1


@pytest.mark.parametrize(
    "change",
    [
        "document.documentElement.className = 'night'",
        "document.querySelector('main').className = 'night'",
        "document.querySelector('plain-spoken').style.setProperty('--plain-spoken-text', '#fff')",
        "document.querySelector('plain-spoken').style.setProperty('--plain-spoken-background', '#333')",
        "document.querySelector('plain-spoken').style.setProperty('--plain-spoken-accent', '#fff')",
        "document.head.append(Object.assign(document.createElement('style'), { textContent: 'main { --plain-spoken-text: #fff }' }))",
        """(async () => {
          const [main, frame] = [document.querySelector('main'), () => new Promise(requestAnimationFrame)];
          main.hidden = true;
          await frame();
          await frame();
          main.className = 'night';
          await frame();
          await frame();
          main.hidden = false;
        })()""",
        """document.querySelector('main').append(Object.assign(document.createElement('div'), { className: 'night' }));
        document.querySelector('.night').append(document.querySelector('plain-spoken'));""",
    ],
    ids=["the page's class", "a parent's class", "text", "background", "accent", "a late sheet", "while hidden", "moved"],
)  # fmt: skip
def test_colours_are_judged_anew_whatever_changes_them(
    browser: Browser, many: str, partner: Partner, change: str
) -> None:
    head = "<style>:root { --plain-spoken-text: #222 } .night { --plain-spoken-text: #fff }</style>"
    with visiting(browser, partner.page(ketamine(many), head)) as (page, told):
        shown(page)
        assert page.evaluate(_COLOUR) == "rgb(34, 34, 34)"
        assert warned(told) == []
        page.evaluate(change)
        until(page, f"{_COLOUR} === 'rgb(28, 34, 38)'")
        until(page, f"{_IN}.querySelector('.own') !== null")
        assert len(warned(told)) == 1


def test_colours_are_not_judged_while_the_element_is_nowhere(
    browser: Browser, many: str, partner: Partner
) -> None:
    head = "<style>plain-spoken { --plain-spoken-text: #222 }</style>"
    with visiting(browser, partner.page(ketamine(many), head)) as (page, told):
        shown(page).evaluate(
            "el => { const at = el.parentNode; el.remove(); el.setAttribute('theme', 'light'); at.append(el); }"
        )
        assert page.evaluate(_COLOUR) == "rgb(34, 34, 34)"
        assert warned(told) == []


def test_judging_sets_off_no_other_judging(browser: Browser, many: str, partner: Partner) -> None:
    head = "<style>plain-spoken { --plain-spoken-text: #fff }</style>"
    with visiting(browser, partner.page(ketamine(many), head)) as (page, told):
        shown(page)
        until(page, f"{_IN}.getAnimations().length === 0")
        moved = page.evaluate(
            f"""async () => {{
              let signs = 0;
              for (const sign of ['transitionrun', 'animationstart']) {_IN}.addEventListener(sign, () => signs++);
              const element = document.querySelector('plain-spoken');
              element.style.setProperty('--plain-spoken-text', '#fefefe');
              for (let frame = 0; frame < 20; frame++) await new Promise(requestAnimationFrame);
              return signs;
            }}"""
        )
        assert moved == 1
        assert len(warned(told)) == 1
