"""A judged text as a page shows it: its own words, with the places to look at marked and numbered.

A mark has three signs beside its colour: a line under it, a number that leads to the note, and words
for who hears the page.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from content.advice import Place, Remark, SentenceAdvice, Step
from content.article import Block
from service.judging import Judgement

#: Sentences with a note of their own, at most. A page with more would take seconds to open; the hardest
#: are the ones to begin with.
MOST_NOTES = 300

_HARD = frozenset({"hard", "very hard"})


@dataclass(frozen=True, slots=True, repr=False)
class Piece:
    """Words in a sentence. `mark` is "" for none, "word" where there are plainer words, "phrase" else."""

    text: str
    mark: str = ""


@dataclass(frozen=True, slots=True, repr=False)
class Marked:
    """A sentence. `number` counts those that have a note, from 1; 0 for those without.

    `start` and `end` are code points in the text as sent.
    """

    number: int
    pieces: tuple[Piece, ...]
    advice: SentenceAdvice
    start: int
    end: int

    @property
    def hard(self) -> bool:
        """Whether the sentence itself is hard, not only words in it."""
        return self.advice.difficulty in _HARD

    @property
    def text(self) -> str:
        """The sentence's words."""
        return "".join(each.text for each in self.pieces)

    def words_of(self, remark: Remark) -> str:
        """The words that a remark is on; "" where it is on the sentence as a whole."""
        found = self.advice.sentence
        whole = (remark.start, remark.end) == (found.start, found.end)
        return "" if whole else self.text[remark.start - found.start : remark.end - found.start]


@dataclass(frozen=True, slots=True, repr=False)
class Shown:
    """A paragraph, heading or item: sentences, and what stands between them as bare text."""

    kind: str
    parts: tuple[Marked | str, ...]


@dataclass(frozen=True, slots=True, repr=False)
class Target:
    """One step towards the level, with the numbers of the sentences that it is about."""

    step: Step
    numbers: tuple[int, ...]


@dataclass(frozen=True, slots=True, repr=False)
class MarkedText:
    """The whole text. `left` counts sentences that deserve a note and have none, for want of room."""

    blocks: tuple[Shown, ...]
    steps: tuple[Target, ...]
    left: int

    @property
    def notes(self) -> tuple[Marked, ...]:
        """The sentences with a note, in order of the text."""
        return tuple(
            part for block in self.blocks for part in block.parts if isinstance(part, Marked) and part.number
        )


def marked(judged: Judgement) -> MarkedText:
    """The text of a judgement with every mark that it has room for."""
    advice = judged.advice
    where = _Where(advice.sentences)
    about = [where.touched(step.places) for step in advice.steps]
    asked = {index for each in about for index in each}
    noted = [
        index
        for index, each in enumerate(advice.sentences)
        if each.remarks or each.difficulty in _HARD or index in asked
    ]
    kept = sorted(sorted(noted, key=lambda index: -advice.sentences[index].grade)[:MOST_NOTES])
    numbers = {index: number for number, index in enumerate(kept, 1)}
    steps = tuple(
        Target(step, tuple(numbers[index] for index in indices if index in numbers))
        for step, indices in zip(advice.steps, about, strict=True)
    )
    return MarkedText(tuple(_blocks(judged, numbers)), steps, len(noted) - len(kept))


class _Where:
    """Finds the sentence at a place without going through all of them."""

    def __init__(self, sentences: Sequence[SentenceAdvice]) -> None:
        self._starts = [(each.sentence.block, each.sentence.start) for each in sentences]

    def touched(self, places: Iterable[Place]) -> tuple[int, ...]:
        """The index of the sentence in which each place begins, each once, in order of the places."""
        found = (bisect_right(self._starts, (place.block, place.start)) - 1 for place in places)
        return tuple(dict.fromkeys(index for index in found if index >= 0))


def _blocks(judged: Judgement, numbers: Mapping[int, int]) -> Iterator[Shown]:
    by_block: dict[int, list[tuple[int, SentenceAdvice]]] = {}
    for index, each in enumerate(judged.advice.sentences):
        by_block.setdefault(each.sentence.block, []).append((index, each))
    for at, block in enumerate(judged.intake.blocks):
        yield Shown(block.kind, tuple(_parts(judged, block, by_block.get(at, ()), numbers)))


def _parts(
    judged: Judgement,
    block: Block,
    sentences: Iterable[tuple[int, SentenceAdvice]],
    numbers: Mapping[int, int],
) -> Iterator[Marked | str]:
    done = 0
    for index, each in sentences:
        found = each.sentence
        if found.start > done:
            yield block.text[done : found.start]
        number = numbers.get(index, 0)
        start, end = judged.intake.span(found.block, found.start, found.end)
        pieces = _pieces(block.text, each) if number else (Piece(block.text[found.start : found.end]),)
        yield Marked(number, tuple(pieces), each, start, end)
        done = found.end
    if done < len(block.text):
        yield block.text[done:]


def _pieces(text: str, advice: SentenceAdvice) -> Iterator[Piece]:
    """The sentence cut wherever a mark begins or ends. Where two cover the same words, a word's wins."""
    first, last = advice.sentence.start, advice.sentence.end
    inside = [each for each in advice.remarks if _is_inside(each, first, last)]
    cuts = sorted({first, last, *(each.start for each in inside), *(each.end for each in inside)})
    for start, end in pairwise(cuts):
        over = [each for each in inside if each.start <= start and end <= each.end]
        mark = "" if not over else "word" if any(each.plainer for each in over) else "phrase"
        yield Piece(text[start:end], mark)


def _is_inside(remark: Remark, first: int, last: int) -> bool:
    # What is said of the sentence as a whole is in its note: to mark all of it would hide the rest.
    return first <= remark.start < remark.end <= last and (remark.start, remark.end) != (first, last)
