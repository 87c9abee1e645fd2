"""Use case: judge texts that somebody sent: how hard they are to read, and where to change them.

Knows no HTTP. Nothing of a text is kept after the call, and no error quotes any of it.
"""

from __future__ import annotations

import re
import traceback
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Self, TypeVar

from content.advice import Advice, advise
from content.article import Block, Level, Measurement
from content.errors import ReadabilityUnavailable
from content.intake import FORMATS, Intake, taken
from content.meaning import Difference, compare
from content.readability.grade import measure
from content.readability.text import LONGEST_TOKEN, Prose, prose

#: The longest text, in bytes of UTF-8: 100 kB, forty pages of a book.
MOST_BYTES = 100 * 1024
#: Everything that is sent at once, and how many texts.
MOST_BYTES_TOGETHER = 500 * 1024
MOST_TEXTS = 50
#: A text of that length has a third of so many sentences. More would take a second to tell of.
MOST_LINES = MOST_SENTENCES = 5_000
#: Each sentence of one text may be held against many of the other; a hundred pages have fewer.
MOST_COMPARED = 3_000
#: Dictionaries and formulas are those of this language, in any of its countries.
LANGUAGE = "en"
ONLY_ENGLISH = "Must be en: only English is judged, since dictionaries and formulas are of it."

Answer = TypeVar("Answer")
_LONG = re.compile(rf"(\S{{{LONGEST_TOKEN}}})(\S+)")
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")


class Refused(Exception):
    """Base of "this can't be judged as it was sent"; `errors` says of each field why, in dotted names."""

    def __init__(self, errors: Mapping[str, Sequence[str]]) -> None:
        super().__init__(" ".join(f"{name}: {' '.join(why)}" for name, why in errors.items()))
        self.errors: dict[str, Any] = {name: list(why) for name, why in errors.items()}

    def at(self, place: str, **elsewhere: str) -> Self:
        """This error, with its fields under the part of the request that they stand in."""
        placed: dict[str, dict[str, list[str]]] = {}
        for name, why in self.errors.items():
            placed.setdefault(elsewhere.get(name, place), {})[name] = why
        self.errors = placed
        return self


class TextsRefused(Refused):
    """A field holds what can't be judged."""


class TextTooLong(Refused):
    """A text, or all of them, is longer than what is judged here."""


@dataclass(frozen=True, slots=True, repr=False)
class Sent:
    """A text as somebody sent it. `language` is BCP 47; `format` one of `content.intake.FORMATS`.

    `target` is the level that it is meant for. No `repr`: the text must not get into a log.
    """

    text: str
    format: str = "plain"
    language: str = LANGUAGE
    target: Level | None = None


@dataclass(frozen=True, slots=True, repr=False)
class Judgement:
    """What is to be said of one text."""

    sent: Sent
    intake: Intake
    view: Prose
    measurement: Measurement
    advice: Advice

    @property
    def prepared(self) -> str:
        """The text that the metrics are of."""
        return self.view.text if self.measurement.basis == "all" else self.view.prose_text


@dataclass(frozen=True, slots=True, repr=False)
class Side:
    """One of two compared texts."""

    intake: Intake
    view: Prose

    @property
    def readable(self) -> tuple[Block, ...]:
        """Its blocks with blanks for the rest of what is longer than any word: offsets stay."""
        return tuple(replace(each, text=_LONG.sub(_cut, each.text)) for each in self.intake.blocks)

    @property
    def measurement(self) -> Measurement:
        """How hard it is. Raises `ReadabilityUnavailable`."""
        return measure(self.view, scope="page")


@dataclass(frozen=True, slots=True, repr=False)
class Comparison:
    """Two texts, and what one of them may say otherwise than the other."""

    harder: Side
    easier: Side
    differences: tuple[Difference, ...]


def judge(sent: Sent) -> Judgement:
    """Judge one text. Raises `TextsRefused`, `TextTooLong`, `ReadabilityUnavailable`."""
    return judge_all({"": sent})[0]


def judge_all(texts: Mapping[str, Sent]) -> tuple[Judgement, ...]:
    """Judge texts, each by the name that errors are to call it by; "" for one alone.

    All or none: where one is refused, nothing is judged, and every reason is told. Raises
    `TextsRefused`, `TextTooLong`, `ReadabilityUnavailable`.
    """
    check_all(texts)
    return tuple(_judged(name, sent) for name, sent in texts.items())


def check_all(texts: Mapping[str, Sent]) -> None:
    """Raise what `judge_all` would, as far as the texts' shape tells."""
    sizes = {name: len(sent.text.encode("utf-8", "surrogatepass")) for name, sent in texts.items()}
    long = {_field(name): [_too_long(size)] for name, size in sizes.items() if size > MOST_BYTES}
    for name, sent in texts.items():
        lines = len(sent.text.splitlines())
        if lines > MOST_LINES:
            long.setdefault(_field(name), []).append(
                f"Has {lines:,} lines; at most {MOST_LINES:,} are judged."
            )
    if not long and sum(sizes.values()) > MOST_BYTES_TOGETHER:
        long["texts"] = [
            f"Have {sum(sizes.values()):,} bytes together; at most {MOST_BYTES_TOGETHER:,} are judged."
        ]
    if long:
        raise TextTooLong(long)
    errors = {
        field: [why]
        for name, sent in texts.items()
        for field, why in _errors_of(sent, f"{name}." if name else "")
    }
    if errors:
        raise TextsRefused(errors)


def taken_in(name: str, sent: Sent, most: int = MOST_SENTENCES) -> tuple[Intake, Prose]:
    """The blocks of a text and its prose view, of so many sentences at most. Raises `TextTooLong`."""
    intake = taken(sent.text, sent.format)
    view = prose(intake.blocks)
    if len(view.sentences) > most:
        count = f"Has {len(view.sentences):,} sentences; at most {most:,} are judged."
        raise TextTooLong({_field(name): [count]})
    return intake, view


class JudgingFailed(Exception):
    """A fault of ours while a text was judged. Says where it was, and nothing of the text."""


def failing_safely(judging: Callable[[], Answer]) -> Answer:
    """What `judging` gives.

    An unforeseen error may quote the text, and what is logged of it would too: it becomes
    `JudgingFailed`, without the original as its cause.
    """
    try:
        return judging()
    except (Refused, ReadabilityUnavailable):
        raise
    except Exception as error:
        at = traceback.extract_tb(error.__traceback__)[-1]
        told = f"{type(error).__name__} in {Path(at.filename).name}, line {at.lineno} ({at.name})"
    raise JudgingFailed(told)


def compare_texts(harder: Sent, easier: Sent) -> Comparison:
    """What may have changed between a text and an easier version of it.

    Errors call the two `harder` and `easier`. Raises `TextsRefused`, `TextTooLong`,
    `ReadabilityUnavailable`.
    """
    both = {"harder": harder, "easier": easier}
    check_all(both)
    first, second = (Side(*taken_in(name, sent, MOST_COMPARED)) for name, sent in both.items())
    return Comparison(first, second, compare(first.readable, second.readable))


def _judged(name: str, sent: Sent) -> Judgement:
    intake, view = taken_in(name, sent)
    measurement = measure(view, scope="page")
    advice = advise(view, intake.blocks, sent.target, scope="page", measurement=measurement)
    return Judgement(sent, intake, view, measurement, advice)


def _cut(found: re.Match[str]) -> str:
    return found[1] + " " * len(found[2])


def _field(name: str) -> str:
    return f"{name}.text" if name else "text"


def _too_long(size: int) -> str:
    return f"Has {size:,} bytes in UTF-8; at most {MOST_BYTES:,} are judged. Send it in parts."


def _errors_of(sent: Sent, before: str) -> list[tuple[str, str]]:
    errors = []
    half = _LONE_SURROGATE.search(sent.text)
    if half:
        errors.append(
            ("text", f"Has half of a surrogate pair at {half.start()}: not a text that can be written.")
        )
    elif not sent.text.strip():
        errors.append(("text", "Is empty: send at least one word."))
    if sent.format not in FORMATS:
        errors.append(("format", f"Must be one of: {', '.join(FORMATS)}."))
    if not is_judged(sent.language):
        errors.append(("language", ONLY_ENGLISH))
    return [(before + name, why) for name, why in errors]


def is_judged(language: str) -> bool:
    """Whether texts in this language (BCP 47) are judged here."""
    return language.replace("_", "-").split("-")[0].lower() == LANGUAGE
