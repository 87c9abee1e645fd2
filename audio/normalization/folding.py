"""One way to write what can be written in many: composed letters, plain figures, no invisible signs.

Speech is made of the folded text, and every point of it can be traced to the shown one.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass
from functools import lru_cache

# Signs that show nothing: soft hyphen, zero-width space, joiner and no-break, directions, variation
# selectors, tags. U+200C is none of them: it parts letters in Persian. Skin tones and keycaps belong
# to the sign before them.
INVISIBLE = (
    "\u00ad\u200b\u200d\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\u20e3\ufe00-\ufe0f\ufeff"
    "\U0001f3fb-\U0001f3ff\U000e0020-\U000e007f"
)
_MARKS = "\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff"
# At most 30 marks to a letter, as Unicode's Stream-Safe Text Format has it (UAX 15): to order an
# endless run of them takes time in the square of its length.
_MARKED = re.compile(rf"[^\W\d_][{_MARKS}]{{1,30}}")
_FOLDED = re.compile(rf"[{INVISIBLE}]+|{_MARKED.pattern}|[^\x00-\u024f\u0370-\u03ff\u2000-\u206f]")
_SQUARED_UNITS = ("\u3371", "\u33df")  # "mg" and the like as one sign

# For finding alone, one sign for one: what is said keeps the shown sign, which the voice reads well.
_ALIKE = str.maketrans(
    dict.fromkeys("\u2018\u2019\u201b\u02bc\u2032\u00b4", "'")
    | dict.fromkeys("\u201c\u201d\u201e\u201f\u2033", '"')
    | dict.fromkeys([*map(chr, range(0x2002, 0x200B)), "\u202f", "\u3000"], "\u00a0")
    | {"\u2044": "/", "\u00b5": "\u03bc"}
    | {chr(0x2080 + figure): str(figure) for figure in range(10)}
)


@dataclass(frozen=True, slots=True)
class Fold:
    """`start:end` of the shown text stand at `at` of the folded one, as `text`."""

    start: int
    end: int
    at: int
    text: str


@dataclass(frozen=True, slots=True)
class Folded:
    """A text to look for rules in: `text` is what is said where no rule holds.

    `plain` has the same length, with alike signs written alike; `low` too, in lower case and with
    plain blanks.
    """

    text: str
    plain: str
    low: str
    folds: tuple[Fold, ...]

    def shown_start(self, at: int) -> int:
        """Where the folded text's point `at` begins in the shown text."""
        before = self._last(at)
        if before is None:
            return at
        if before.at == at and before.text:
            return before.start
        return before.end + at - before.at - len(before.text)

    def shown_end(self, at: int) -> int:
        """Where what stands before the folded text's point `at` ends in the shown text."""
        before = self._last(at - 1)
        if before is None:
            return at
        return before.end + max(0, at - before.at - len(before.text))

    def cut_at(self, at: int) -> bool:
        """Whether `at` stands inside one shown sign."""
        before = self._last(at)
        return before is not None and before.at < at < before.at + len(before.text)

    def _last(self, at: int) -> Fold | None:
        index = bisect_right(self.folds, at, key=lambda fold: fold.at)
        return self.folds[index - 1] if index else None


def fold(shown: str) -> Folded:
    """Fold a text. Each change is recorded; in plain English there is none."""
    if shown.isascii():
        return Folded(shown, shown, shown.lower(), ())
    text, folds = _folded(shown)
    plain = text.translate(_ALIKE)
    return Folded(text, plain, _lower(plain.replace("\u00a0", " ")), folds)


def _folded(shown: str) -> tuple[str, tuple[Fold, ...]]:
    folds: list[Fold] = []
    pieces: list[str] = []
    done = length = 0
    for match in _FOLDED.finditer(shown):
        said = _usual(match[0])
        if said != match[0]:
            kept = shown[done : match.start()]
            pieces += (kept, said)
            folds.append(Fold(match.start(), match.end(), length + len(kept), said))
            length += len(kept) + len(said)
            done = match.end()
    return "".join([*pieces, shown[done:]]), tuple(folds)


def _usual(found: str) -> str:
    if _MARKED.fullmatch(found):
        composed = unicodedata.normalize("NFC", found)
        return composed if len(composed) == 1 else found
    if re.match(f"[{INVISIBLE}]", found):
        return ""
    return _usual_letter(found)


@lru_cache(maxsize=4096)
def _usual_letter(letter: str) -> str:
    """A letter or figure as most write it, if it is full-width, a ligature, circled, or another script's."""
    kind = unicodedata.category(letter)
    if kind == "Nd":
        return str(unicodedata.decimal(letter))
    unit = _SQUARED_UNITS[0] <= letter <= _SQUARED_UNITS[1]
    # What stands high or low means something, and fractions have words of their own.
    meaningful = unicodedata.decomposition(letter).startswith(("<super>", "<sub>", "<fraction>"))
    if meaningful or not (unit or kind in {"Ll", "Lu", "Lt", "No", "Nl"}):
        return letter
    usual = unicodedata.normalize("NFKC", letter)
    if unit and not usual.isalnum():  # "m/s"
        return letter
    return "".join(filter(str.isalnum, usual)) or letter


def _lower(text: str) -> str:
    low = text.lower()
    if len(low) == len(text):
        return low
    return "".join(each.lower() if len(each.lower()) == 1 else each for each in text)
