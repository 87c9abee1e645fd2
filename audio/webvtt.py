"""WebVTT files: the syntax of https://www.w3.org/TR/webvtt1/#syntax, without styles and settings.

No "Kind:" or "Language:" line either: browsers skip them, but the syntax has none. Kind and language
are named where the file is, by `<track>`.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

ARROW = "-->"  # between a cue's times, and nowhere else


@dataclass(frozen=True, slots=True)
class Cue:
    """Lines of text, on screen from `start_ms` to before `end_ms` of the sound.

    ValueError without lines, with a blank one (a player would stop there), or without time.
    """

    start_ms: int
    end_ms: int
    lines: tuple[str, ...]

    def __post_init__(self) -> None:
        if not 0 <= self.start_ms < self.end_ms:
            raise ValueError(f"a cue can't be shown from {self.start_ms} to {self.end_ms} ms")
        if not self.lines or not all(readable(line).strip() for line in self.lines):
            raise ValueError("a cue has lines, and none of them is blank")


def document(cues: Iterable[Cue], note: str = "") -> str:
    """A file of these cues, which must be in the order of their starts.

    `note` stands at the head as a comment that players do not show. No note, no comment.
    """
    blocks = ["WEBVTT", *_comment(note)]
    for cue in cues:
        times = f"{_time(cue.start_ms)} {ARROW} {_time(cue.end_ms)}"
        blocks.append("\n".join((times, *map(_escaped, cue.lines))))
    return "\n\n".join(blocks) + "\n"


def readable(text: str) -> str:
    """Leave out what a file may not hold or a reader can't see: controls and lone surrogates."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(letter for letter in text if unicodedata.category(letter) not in ("Cc", "Cs"))


def _comment(note: str) -> Iterator[str]:
    # It ends at the first empty line, so it may have none.
    lines = [line for each in note.splitlines() if (line := readable(each).strip())]
    if lines:
        yield "\n".join(("NOTE", *lines)).replace(ARROW, "--&gt;")


def _time(ms: int) -> str:
    minutes, ms = divmod(ms, 60_000)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02}:{minutes:02}:{ms // 1000:02}.{ms % 1000:03}"


def _escaped(text: str) -> str:
    # The last also keeps the arrow out of a cue's text.
    return readable(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
