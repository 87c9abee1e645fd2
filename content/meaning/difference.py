"""What two texts on the same matter say differently, and where in each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from content.codes import codes
from content.findings import Severity, excerpt
from content.readability.text import Sentence

#: Which of two texts seems to have lost or changed what the other says.
Side = Literal["harder", "easier"]

# Of each sentence so many code points are shown in a message.
_SHOWN = 90


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A shown sentence: code points `start` to `end` of block `block`, which starts at `line` (from 1).

    A block of -1 is the title of a section.
    """

    block: int
    start: int
    end: int
    line: int
    text: str


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that an easier text seems to say otherwise than a harder one, or not at all.

    `code` is registered in `findings.toml` and `kind` is its name in one word or two. Either sentence is None
    where that text has none on the matter. `message` has no stop at its end, `remedy` has. `sure` (0-1) tells
    how alike the two sentences are otherwise: 1 where no sentences had to be matched. `about` is the number,
    name or term, where it is on one.
    One that is `weak` is only asked about where two levels agree on it.
    """

    code: str
    kind: str
    message: str
    remedy: str
    harder: Place | None
    easier: Place | None
    changed: Side = "easier"
    sure: float = 1.0
    about: str = ""
    weak: bool = False

    @property
    def severity(self) -> Severity:
        """How severe its code is."""
        return codes()[self.code].severity

    @property
    def place(self) -> Place | None:
        """The sentence to mend, if that text has one."""
        return self.easier if self.changed == "easier" else self.harder

    @property
    def other(self) -> Place | None:
        """The sentence that it is held against."""
        return self.harder if self.changed == "easier" else self.easier


def place_of(sentence: Sentence) -> Place:
    """Where a sentence stands."""
    return Place(sentence.block, sentence.start, sentence.end, sentence.line, sentence.shown)


def quoted(place: Place | None) -> str:
    """The start of a sentence in quotes, to know it by."""
    return excerpt(place.text, _SHOWN) if place else "no sentence"
