"""Changes that would make a text easier, and what its measures would be after them."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence, Set
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from content.advice.model import Change, Measure, Place
from content.advice.reading import Seen, Whole
from content.readability.counts import Counts, Lexicon, count
from content.readability.formulas import metrics
from content.readability.grade import consensus, hard_words
from content.readability.terms import Terms
from content.readability.text import Prose

#: A sentence of fewer words is not worth a split: its parts would be no sentences.
SHORTEST_SPLIT = 8
_QUOTED = 60


class Tally(NamedTuple):
    """What G is made of, as textstat counts it."""

    words: float = 0
    sentences: float = 0
    syllables: float = 0
    letters: float = 0

    def plus(self, other: Tally) -> Tally:
        """Both together."""
        return Tally(*(one + two for one, two in zip(self, other, strict=True)))

    def grade(self) -> float:
        """G by the very formulas that measure texts."""
        shape = Counts(
            words=self.words,  # type: ignore[arg-type]
            sentences=self.sentences,  # type: ignore[arg-type]
            syllables=self.syllables,  # type: ignore[arg-type]
            letters=self.letters,  # type: ignore[arg-type]
            tokens=1,
            linsear_sentences=1,
        )
        return consensus(metrics(shape)) if self.words > 0 else 0.0


#: Nothing added.
NO_CHANGE = Tally()


@dataclass(frozen=True, slots=True, repr=False)
class Candidate:
    """A change and what it adds (or takes: less than 0) to each count; `split` is into how many parts.

    One with `parts` stands for all of them; its counts are theirs together. A `last_resort` comes
    after all others: a long word that is in daily use.
    """

    code: str
    change: Change
    message: str
    places: tuple[Place, ...]
    words_now: int = 0
    split: int = 0
    all_text: Tally = NO_CHANGE
    paragraphs: Tally = NO_CHANGE
    hard: float = 0
    words: float = 0
    parts: tuple[Candidate, ...] = ()
    last_resort: bool = False


@dataclass(slots=True, repr=False)
class State:
    """The counts of a text, while changes are tried on it. `paragraphs` is None where they do not count."""

    lexicon: Lexicon
    read: Sequence[Seen]
    named: Set[str]
    hard_counts: Counter[str]
    all_text: Tally
    paragraphs: Tally | None
    hard: float
    looked_at: float
    words: float
    lengths: Counter[int] = field(default_factory=Counter)
    form_of_easy: dict[str, bool] = field(default_factory=dict)

    @classmethod
    def of(
        cls,
        view: Prose,
        read: Sequence[Seen],
        terms: Terms,
        least_prose: int,
        whole: Whole,
    ) -> State:
        """The counts of a text as it is."""
        lexicon = whole.lexicon
        hard, looked_at = hard_words(view.text, terms, lexicon)
        apart = view.prose_text != view.text and view.prose_words >= least_prose
        return cls(
            lexicon=lexicon,
            read=read,
            named=whole.names,
            hard_counts=Counter(word.lower() for word in hard),
            all_text=_tally(view.text, lexicon),
            paragraphs=_tally(view.prose_text, lexicon) if apart else None,
            hard=len(hard),
            looked_at=looked_at,
            words=view.words,
            lengths=Counter(sentence.words for sentence in view.sentences),
        )

    def copy(self) -> State:
        """The same counts, to be changed apart."""
        return replace(self, lengths=Counter(self.lengths))

    def value(self, measure: Measure) -> float:
        """What is measured now."""
        if measure == "grade":
            whole = self.all_text.grade()
            return whole if self.paragraphs is None else max(whole, self.paragraphs.grade())
        if measure == "hard_words_percent":
            return 100 * self.hard / self.looked_at if self.looked_at else 0.0
        if measure == "mean_sentence_words":
            return self.words / max(1, self.lengths.total())
        return max((words for words, times in self.lengths.items() if times > 0), default=0)

    def gain(self, candidate: Candidate, measure: Measure) -> float:
        """How much lower `measure` is after this change alone; below 0 where it is higher."""
        if measure == "longest_sentence_words":
            return candidate.words_now - _longest_part(candidate) if candidate.split else 0.0
        before = self.value(measure)
        if measure == "mean_sentence_words":
            sentences = self.lengths.total() + max(0, candidate.split - 1)
            return before - (self.words + candidate.words) / max(1, sentences)
        if measure == "hard_words_percent":
            looked_at = self.looked_at + candidate.words
            return before - 100 * (self.hard + candidate.hard) / looked_at if looked_at > 0 else 0.0
        whole = self.all_text.plus(candidate.all_text).grade()
        if self.paragraphs is not None:
            whole = max(whole, self.paragraphs.plus(candidate.paragraphs).grade())
        return before - whole

    def apply(self, candidate: Candidate) -> None:
        """Make the change."""
        self.all_text = self.all_text.plus(candidate.all_text)
        if self.paragraphs is not None:
            self.paragraphs = self.paragraphs.plus(candidate.paragraphs)
        self.hard += candidate.hard
        self.looked_at += candidate.words
        self.words += candidate.words
        for each in candidate.parts or (candidate,):
            self._split(each)

    def _split(self, candidate: Candidate) -> None:
        if candidate.split:
            self.lengths[candidate.words_now] -= 1
            short, longer = divmod(candidate.words_now, candidate.split)
            self.lengths[short + 1] += longer
            self.lengths[short] += candidate.split - longer


def together(candidates: Sequence[Candidate]) -> Candidate:
    """Splits of many sentences as one change, the longest sentence first."""
    count = len(candidates)
    return replace(
        candidates[0],
        message=f"Split {count} more long sentences, of up to {candidates[0].words_now} words.",
        places=tuple(place for each in candidates for place in each.places),
        split=1 + sum(each.split - 1 for each in candidates),
        all_text=Tally(*map(sum, zip(*(each.all_text for each in candidates), strict=True))),
        paragraphs=Tally(*map(sum, zip(*(each.paragraphs for each in candidates), strict=True))),
        parts=tuple(candidates),
    )


def _longest_part(candidate: Candidate) -> int:
    each = candidate.parts or (candidate,)
    return max(math.ceil(one.words_now / one.split) for one in each)


def _tally(text: str, lexicon: Lexicon) -> Tally:
    counts = count(text, lexicon)
    return Tally(counts.words, counts.sentences, counts.syllables, counts.letters)
