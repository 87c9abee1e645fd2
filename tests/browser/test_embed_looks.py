"""What a partner's style can change of an element, and what it can't: the disclaimer stays to be seen."""

from __future__ import annotations

import io
import math
import struct
import zlib
from typing import TYPE_CHECKING, Any

import pytest

from tests.browser.partner import Partner, lines, shown, visiting

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

#: Of declarations that a page may make about everything it has, the element too.
HOSTILE = (
    "display: none", "visibility: hidden", "opacity: 0", "height: 0", "max-height: 0; overflow: hidden", "width: 0; overflow: hidden",
    "width: 1px; white-space: nowrap; overflow: hidden", "position: absolute; left: -9999px", "position: fixed; top: -9999px",
    "transform: scale(0)", "transform: translateX(-9999px)", "translate: -9999px", "scale: 0", "rotate: x 90deg", "clip: rect(0 0 0 0); position: absolute",
    "clip-path: inset(50%)", "mask: linear-gradient(transparent, transparent)", "filter: opacity(0)", "filter: blur(40px)",
    "font-size: 0", "line-height: 0", "font: 0/0 a", "color: transparent", "color: white; background: white", "-webkit-text-fill-color: transparent",
    "-webkit-text-security: disc", "text-indent: -9999px", "letter-spacing: -2em", "word-spacing: -99em", "content-visibility: hidden", "contain: strict", "contain: size; overflow: clip",
    "zoom: 0.01", "display: contents", "margin-left: -9999px", "z-index: -1; position: relative", "mix-blend-mode: screen", "columns: 90",
    "writing-mode: vertical-rl; height: 1px; overflow: hidden", "direction: rtl; text-indent: 9999px", "text-transform: full-size-kana; font-size: 1px",
    "animation: away 1ms forwards", "transition: all 9999s; opacity: 0", "float: left; width: 0; height: 0; overflow: hidden", "inset: 0 100% 100% 0; position: absolute",
    "user-select: none; pointer-events: none", "text-overflow: ellipsis; display: -webkit-box; -webkit-line-clamp: 1; overflow: hidden", "aspect-ratio: 1000; overflow: hidden",
    "container-type: size", "block-size: 0; inline-size: 0; overflow: clip", "interpolate-size: allow-keywords; min-height: 0; max-block-size: 0", "backface-visibility: hidden; transform: rotateY(180deg)",
    "shape-outside: circle(); offset-path: path('M-9999 0')", "forced-color-adjust: none; color: white; background: white",
)  # fmt: skip
#: What a page may set on purpose, or by mistake.
WHITE = {
    "--plain-spoken-text": "#fff", "--plain-spoken-background": "#fff", "--plain-spoken-accent": "white", "--plain-spoken-size": "0.1px",
    "--plain-spoken-width": "0px", "--paper": "#fff", "--ink": "#fff", "--panel": "#fff", "--text": "#fff", "--link": "#fff",
}  # fmt: skip
_AWAY = "@keyframes away { to { opacity: 0; visibility: hidden; transform: scale(0); } }"
_IN = "document.querySelector('plain-spoken').shadowRoot"
_SEEN = """
() => {
  const owed = document.querySelector('plain-spoken').shadowRoot.querySelector('.owed');
  owed.scrollIntoView({ block: 'start', behavior: 'instant' });
  const box = owed.getBoundingClientRect();
  const of = el => {
    const style = getComputedStyle(el);
    return [style.visibility, style.display !== 'none', parseFloat(style.fontSize) >= 16, style.color, style.backgroundColor, el.checkVisibility({ opacityProperty: true, visibilityProperty: true, contentVisibilityAuto: true })];
  };
  const said = owed.querySelector('[data-disclaimer]');
  const at = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
  return { box: [box.left, box.top, box.width, box.height], owed: of(owed), said: of(said), host: at?.localName, window: [innerWidth, innerHeight] };
}
"""


def pixels(png: bytes) -> list[int]:
    """How light each pixel of a picture is, 0 to 255: PNG without interlacing, 8 bits a channel."""
    source = io.BytesIO(png[8:])
    width, channels, data = 0, 3, b""
    while head := source.read(8):
        length, kind = struct.unpack(">I4s", head)
        body = source.read(length)
        source.read(4)
        if kind == b"IHDR":
            width, _, _, colour = struct.unpack(">IIBB", body[:10])
            channels = {2: 3, 6: 4}[colour]
        elif kind == b"IDAT":
            data += body
    raw, stride, light = zlib.decompress(data), width * channels, []
    before = bytearray(stride)
    for start in range(0, len(raw), stride + 1):
        line = bytearray(raw[start + 1 : start + 1 + stride])
        for at in range(stride):
            left, corner = (line[at - channels], before[at - channels]) if at >= channels else (0, 0)
            line[at] = (line[at] + _predicted(raw[start], left, before[at], corner)) & 255
        light += [sum(line[at : at + 3]) // 3 for at in range(0, stride, channels)]
        before = line
    return light


def _predicted(kind: int, left: int, above: int, corner: int) -> int:
    if kind == 4:
        guess = left + above - corner
        return min((left, above, corner), key=lambda each: abs(guess - each))
    return (0, left, above, (left + above) // 2)[kind]


def dark_share(page: Page, box: list[float]) -> float:
    """How much of this part of the window is dark, as words are."""
    left, top, _, _ = box
    # Its heading and the first lines.
    clip = {"x": math.ceil(left) + 16, "y": max(0, math.ceil(top)) + 8, "width": 200, "height": 60}
    light = pixels(page.screenshot(clip=clip))  # type: ignore[arg-type]
    return sum(1 for each in light if each < 100) / len(light)


def assert_disclaimer_is_seen(page: Page, rule: str, at_least: float = 0) -> None:
    """By geometry and computed style, and where a share of dark pixels is given, by that."""
    seen = page.evaluate(_SEEN)
    left, top, width, height = seen["box"]
    assert width >= 250, (rule, seen)
    assert height >= 100, (rule, seen)
    assert left >= 0, (rule, seen)
    assert left + width <= seen["window"][0], (rule, seen)
    assert top + height > 0, (rule, seen)
    assert top < seen["window"][1], (rule, seen)
    for part in (seen["owed"], seen["said"]):
        visibility, displayed, large, colour, _, visible = part
        assert (visibility, displayed, large, visible) == ("visible", True, True, True), (rule, seen)
        assert colour == "rgb(28, 34, 38)", (rule, seen)
    assert seen["owed"][4] == "rgb(240, 244, 239)", (rule, seen)
    assert seen["host"] == "plain-spoken", (rule, seen)
    if at_least:
        assert dark_share(page, seen["box"]) >= at_least, rule


def test_a_column_without_a_width_shows_the_disclaimer(browser: Browser, many: str, partner: Partner) -> None:
    body = f"<main>{lines(many, 'how-ketamine-works', 'introduction')}</main>"
    head = "<style>* { font-size: 0 !important } main { width: 40rem }</style>"
    with visiting(browser, partner.page(body, head)) as (page, _):
        shown(page)
        assert_disclaimer_is_seen(page, "no width", at_least=0.04)


def test_no_style_of_the_page_hides_the_disclaimer(browser: Browser, many: str, partner: Partner) -> None:
    body = lines(many, "how-ketamine-works", "introduction")
    head = f"<style>{_AWAY}</style><style id='hostile'></style>"
    with visiting(browser, partner.page(body, head)) as (page, _):
        shown(page)
        usual = page.evaluate(_SEEN)
        at_least = dark_share(page, usual["box"]) * 0.8
        assert at_least > 0.04
        inline = "document.querySelector('plain-spoken').style.cssText = {}"
        sheet = "document.getElementById('hostile').textContent = {}"
        for rule in HOSTILE:
            important = "; ".join(f"{each.strip()} !important" for each in rule.split(";"))
            page.evaluate(
                sheet.format(repr(f"plain-spoken, html body plain-spoken[article] {{ {important} }}"))
            )
            assert_disclaimer_is_seen(page, important, at_least)
            page.evaluate(sheet.format("''"))
            page.evaluate(inline.format(repr(important)))
            assert_disclaimer_is_seen(page, f"inline: {important}")
            page.evaluate(inline.format("''"))
        page.evaluate(
            sheet.format(repr("* { all: unset !important } main, body, html { display: block !important }"))
        )
        assert_disclaimer_is_seen(page, "all: unset", at_least)
        cover = (
            "content: ''; position: fixed; inset: 0; background: white; z-index: 9; display: block".replace(
                ";", " !important;"
            )
        )
        page.evaluate(sheet.format(repr(f"plain-spoken::before, plain-spoken::after {{ {cover} }}")))
        assert_disclaimer_is_seen(page, "covered by what stands before it", at_least)
        page.evaluate("document.querySelector('plain-spoken').hidden = true")
        assert_disclaimer_is_seen(page, "hidden", at_least)


def test_no_value_of_a_property_hides_it_and_unreadable_colours_are_not_used(
    browser: Browser, many: str, partner: Partner
) -> None:
    body = lines(many, "how-ketamine-works", "introduction")
    white = "; ".join(f"{name}: {value}" for name, value in WHITE.items())
    with visiting(browser, partner.page(body, f"<style>:root, plain-spoken {{ {white} }}</style>")) as (
        page,
        told,
    ):
        shown(page)
        assert_disclaimer_is_seen(page, white, 0.04)
        text = colours(page)
        assert text["color"] == "rgb(28, 34, 38)"
        assert float(text["fontSize"].removesuffix("px")) >= 14
        assert len([each for each in told if "contrast of 1.0:1" in each]) == 1


def colours(page: Page) -> dict[str, Any]:
    return dict(
        page.evaluate(
            f"(({{ color, backgroundColor, fontSize, fontFamily }}) => ({{ color, backgroundColor, fontSize, fontFamily }}))(getComputedStyle({_IN}.querySelector('.shown')))"
        )
    )


def test_a_page_chooses_colours_font_and_size(browser: Browser, many: str, partner: Partner) -> None:
    wanted = (
        "--plain-spoken-text: oklch(0.3 0.1 300); --plain-spoken-background: #fdf; --plain-spoken-accent: navy; "
        "--plain-spoken-font: Georgia; --plain-spoken-size: 20px; --plain-spoken-width: 300px; --plain-spoken-border: red; --plain-spoken-radius: 0"
    )
    body = lines(many, "how-ketamine-works", "introduction")
    with visiting(browser, partner.page(body, f"<style>plain-spoken {{ {wanted} }}</style>")) as (page, told):
        shown(page)
        got = colours(page)
        assert got == {
            "color": "oklch(0.3 0.1 300)", "backgroundColor": "rgb(255, 221, 255)", "fontSize": "20px", "fontFamily": "Georgia",
        }  # fmt: skip
        assert page.evaluate(f"{_IN}.querySelector('.embed').getBoundingClientRect().width") == 300
        assert page.evaluate(f"getComputedStyle({_IN}.querySelector('.shown a')).color") == "rgb(0, 0, 128)"
        assert (
            page.evaluate(f"getComputedStyle({_IN}.querySelector('.embed')).borderTopColor")
            == "rgb(255, 0, 0)"
        )
        assert told == []


@pytest.mark.parametrize(("theme", "device", "dark"), [("light", "dark", False), ("dark", "light", True), ("auto", "dark", True)])  # fmt: skip
def test_a_page_chooses_light_or_dark(
    browser: Browser, many: str, partner: Partner, theme: str, device: str, dark: bool
) -> None:
    body = lines(many, "how-ketamine-works", "introduction", theme=theme)
    with visiting(browser, partner.page(body), color_scheme=device) as (page, _):
        element = shown(page)
        assert (colours(page)["color"] == "rgb(238, 242, 240)") == dark
        # Chosen colours that only one of them can bear are judged anew.
        element.evaluate("el => el.style.setProperty('--plain-spoken-text', '#000')")
        element.evaluate("el => el.setAttribute('theme', 'light')")
        assert colours(page)["color"] == "rgb(0, 0, 0)"
        element.evaluate("el => el.setAttribute('theme', 'dark')")
        assert colours(page)["color"] == "rgb(238, 242, 240)"
