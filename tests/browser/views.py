"""How a page may be looked at: in other colours, through a small window, large, on paper."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from playwright.sync_api import Page

#: What a reader may ask of a page by WCAG 2.2 SC 1.4.12, and by SC 1.4.4.
SPACED = """
* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }
p { margin-bottom: 2em !important; }
"""
DOUBLED = "html { font-size: 225% !important; }"

_USUAL: dict[str, Any] = {
    "media": "screen", "color_scheme": "light", "reduced_motion": "no-preference",
    "forced_colors": "none", "contrast": "no-preference",
}  # fmt: skip


@dataclass(frozen=True)
class View:
    """A window of so many CSS px with what its reader prefers; `chosen` is what they chose on the page."""

    name: str
    width: int = 1280
    height: int = 900
    media: Mapping[str, Any] = field(default_factory=dict)
    chosen: Mapping[str, str] = field(default_factory=dict)
    style: str = ""

    def of(self, page: Page) -> None:
        """Look at the page so. What another view asked for is gone."""
        page.set_viewport_size({"width": self.width, "height": self.height})
        page.emulate_media(**{**_USUAL, **self.media})
        page.evaluate(
            """([chosen, style]) => {
              const { dataset } = document.documentElement;
              for (const name of Object.keys(dataset)) delete dataset[name];
              Object.assign(dataset, chosen);
              // A sheet made by script is not subject to the pages' policy, as a reader's own is not.
              const sheet = new CSSStyleSheet();
              sheet.replaceSync(style);
              document.adoptedStyleSheets = style ? [sheet] : [];
              scrollTo({ top: 0, behavior: 'instant' });
            }""",
            [dict(self.chosen), self.style],
        )


DESK = View("desk")
PHONE = View("320 px", 320, 640)
ZOOMED = View("400 %", 320, 256)  # a window of 1280 by 1024
COLOURS = (
    View("dark", media={"color_scheme": "dark"}),
    View("more contrast", media={"contrast": "more"}),
    View("forced colours", media={"forced_colors": "active"}),
    *(View(f"theme {theme}", chosen={"theme": theme}) for theme in ("sepia", "contrast")),
)
#: The same colours, asked for on the page; and wishes that meet: the page's and the device's, or two of those.
MIXED = (
    *(View(f"theme {theme}", chosen={"theme": theme}) for theme in ("light", "dark")),
    View("more contrast, dark", media={"contrast": "more", "color_scheme": "dark"}),
    View("forced colours, dark", media={"forced_colors": "active", "color_scheme": "dark"}),
    View("theme light on a dark device", chosen={"theme": "light"}, media={"color_scheme": "dark"}),
    View("theme dark, more contrast", chosen={"theme": "dark"}, media={"contrast": "more"}),
    View("theme sepia, forced colours", chosen={"theme": "sepia"}, media={"forced_colors": "active"}),
)
WIDTHS = (PHONE, ZOOMED, View("landscape", 640, 360), View("tablet", 768, 1024))
#: All that a reader may choose to have larger and wider.
WIDEST = {
    "size": "largest", "letters": "wider", "words": "wider", "lines": "wider", "paragraphs": "wider", "font": "dyslexic",
}  # fmt: skip
TYPE = (
    View("spaced", style=SPACED),
    View("spaced, 320 px", 320, 640, style=SPACED),
    View("text at 200 %", style=DOUBLED),
    View("text at 200 %, 320 px", 320, 640, style=DOUBLED),
    View("widest", chosen=WIDEST),
    View("widest, 320 px", 320, 640, chosen=WIDEST),
    View("syllables", chosen={"syllables": "on"}),
)
STILL = View("still", media={"reduced_motion": "reduce"})
PAPER = (
    View("paper", 794, 1123, media={"media": "print"}),
    View("paper, dark", 794, 1123, media={"media": "print", "color_scheme": "dark"}),
    *(View(f"paper, theme {each}", 794, 1123, media={"media": "print"}, chosen={"theme": each}) for each in ("dark", "sepia", "contrast")),
)  # fmt: skip
