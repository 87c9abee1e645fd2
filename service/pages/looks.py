"""How a reader likes pages to look: every setting and every value that it may have.

The panel, the whitelist for addresses and the tests are made of this. A value is written on `<html>`
as `data-<name>`, where the styles find it; "" is how pages are made, and writes nothing. Scripts read
names and values from the panel itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from flask import Flask, Response, request
from flask_babel import LazyString
from flask_babel import lazy_gettext as _

from service.kept import KEEP


@dataclass(frozen=True, slots=True)
class Choice:
    """A value, and what the reader calls it."""

    value: str
    words: LazyString


@dataclass(frozen=True, slots=True)
class Setting:
    """A question to the reader with its answers, the usual one (value "") among them.

    `scripted`: only a script can do it.
    """

    name: str
    words: LazyString
    choices: tuple[Choice, ...]
    scripted: bool = False

    @property
    def values(self) -> frozenset[str]:
        """What may be asked for, without the usual."""
        return frozenset(choice.value for choice in self.choices) - {""}


_WIDTHS = (Choice("", _("Normal")), Choice("wide", _("Wide")), Choice("wider", _("Wider")))

SETTINGS = (
    Setting(
        "theme",
        _("Colours"),
        (
            Choice("", _("Like my device")),
            Choice("light", _("Light")),
            Choice("sepia", _("Cream")),
            Choice("dark", _("Dark")),
            Choice("contrast", _("High contrast")),
        ),
    ),
    Setting(
        "size",
        _("Text size"),
        (
            Choice("small", _("Small")),
            Choice("", _("Normal")),
            Choice("large", _("Large")),
            Choice("larger", _("Larger")),
            Choice("largest", _("Largest")),
        ),
    ),
    Setting(
        "font",
        _("Letter shapes"),
        (
            Choice("", _("Clear")),
            Choice("dyslexic", _("For dyslexia")),
            Choice("system", _("My device's own")),
        ),
    ),
    Setting("letters", _("Gap between letters"), _WIDTHS),
    Setting("words", _("Gap between words"), _WIDTHS),
    Setting("lines", _("Gap between lines"), _WIDTHS),
    Setting("paragraphs", _("Gap between blocks of text"), _WIDTHS),
    Setting(
        "focus",
        _("Help me keep my place"),
        (
            Choice("", _("Off")),
            Choice("line", _("Mark a few lines")),
            Choice("paragraph", _("Mark one block")),
        ),
        scripted=True,
    ),
    Setting(
        "highlight",
        _("As I listen, mark"),
        (Choice("", _("Words")), Choice("sentence", _("Sentences")), Choice("off", _("Nothing"))),
        scripted=True,
    ),
    Setting(
        "syllables",
        _("Split up long words"),
        (Choice("", _("Off")), Choice("on", _("On, like num·ber"))),
    ),
)

#: What addresses of pages may ask beside settings. Nothing else of an address comes into a page.
_ASKED = frozenset({"q", "topic", "level", "length", "language", "page"})


def asked() -> dict[str, str]:
    """What the address of this request asks for, by setting. What is not known here is not there."""
    return {
        setting.name: value
        for setting in SETTINGS
        if (value := request.args.get(setting.name, "")) in setting.values
    }


def told(chosen: Mapping[str, str]) -> Iterator[tuple[LazyString, LazyString]]:
    """Question and answer of each setting that is not as usual."""
    for setting in SETTINGS:
        for choice in setting.choices:
            if chosen.get(setting.name) == choice.value:
                yield setting.words, choice.words


def other_arguments() -> list[tuple[str, str]]:
    """What the address asks the library for, or the list of words, to be kept when settings change."""
    return [pair for pair in request.args.items(multi=True) if pair[0] in _ASKED]


def register_looks(app: Flask) -> None:
    """Give templates the panel's parts, and keep no page in memory for one reader's settings."""
    app.jinja_env.globals.update(
        looks=SETTINGS, looks_asked=asked, looks_told=told, looks_aside=other_arguments
    )
    app.after_request(_let_go)


def _let_go(response: Response) -> Response:
    # Tens of thousands of looks of a page would crowd out the pages that everybody asks for.
    if any(setting.name in request.args for setting in SETTINGS):
        request.environ.pop(KEEP, None)
    return response
