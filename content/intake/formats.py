"""The formats that a text may be sent in."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Literal, get_args

from content.intake import html, markdown, plain
from content.intake.places import Intake

Format = Literal["plain", "markdown", "html"]
FORMATS: tuple[Format, ...] = get_args(Format)

_TAKING: Mapping[str, Callable[[str], Intake]] = {
    "plain": plain.taken,
    "markdown": markdown.taken,
    "html": html.taken,
}
# Sign for sign, so that offsets hold. Control signs come out of PDFs and word processors, where some
# of them end a line.
_CONTROLS = str.maketrans(
    {code: " " for code in (*range(32), *range(0x7F, 0xA0)) if chr(code) not in "\t\n\r"}
    | dict.fromkeys("\x0b\x0c\x85\u2028\u2029", "\n")
)
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")


def taken(text: str, format_name: str) -> Intake:
    """Blocks of `text`, which is in one of `FORMATS`; any text will do.

    The time it takes grows with the length of the text alone. Raises `ValueError` for another format.
    """
    taking = _TAKING.get(format_name)
    if taking is None:
        raise ValueError(f"no such format: {format_name!r}; there are {', '.join(FORMATS)}")
    text = _LONE_SURROGATE.sub("\ufffd", text.translate(_CONTROLS))
    # A byte-order mark would hide the sign of a heading or a bullet.
    return taking(" " + text[1:] if text.startswith("\ufeff") else text)
