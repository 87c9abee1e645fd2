"""A text as the guards see it: its sentences, and what each guard looks at, worked out once."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, chain

from content.article import Block, Level
from content.meaning.bounds import Bounded, bounded
from content.meaning.statement import Statement, plain, statements
from content.meaning.stems import tokens
from content.quantities import Amount, Counted, Quantities, counted, gathered
from content.readability.text import Prose, Sentence, prose
from content.source.draft import DraftText

#: Nobody reads more sentences at a time: turns of meaning are looked for in so many of a text.
MOST_STATEMENTS = 3000
_NAME = re.compile(r"(?<=[\w,;] )(?:[A-Z][a-z][\w'-]*|[A-Z]{2,}[\w-]*)")
_WORD = re.compile(r"[\w'-]+")
_JOIN = re.compile(r"['-]")
# "G.P.", "U.S.A", "G.P.s", in lower case. Each is tried from its first letter only.
_INITIALS = re.compile(r"(?<![\w.'-])(?:[^\W\d_]\.)+[^\W\d_]{1,2}(?!\w)")
_LONGEST = 60


@dataclass(frozen=True)
class Telling:
    """One text of some. `sentences` may start with the title, as block -1."""

    blocks: Sequence[Block]
    sentences: tuple[Sentence, ...]

    @cached_property
    def words(self) -> str:
        """The title and all blocks, lower case, with plain quotes and dashes."""
        titles = (each.shown for each in self.sentences if each.block < 0)
        return plain(" ".join((*titles, *(block.text for block in self.blocks))))

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """The words of `words`."""
        return frozenset(_WORD.findall(self.words))

    @cached_property
    def statements(self) -> tuple[Statement, ...]:
        """Each sentence by its clauses."""
        return statements(self.sentences, self.blocks)

    @cached_property
    def first(self) -> tuple[Statement, ...]:
        """The first 3,000 of them: a hundred pages have fewer."""
        if len(self.sentences) <= MOST_STATEMENTS:
            return self.statements
        return statements(self.sentences[:MOST_STATEMENTS], self.blocks)

    @property
    def worded(self) -> Iterator[tuple[Sentence, list[str]]]:
        """Every sentence by its words, figures and clause marks."""
        for statement in self.first:
            yield statement.sentence, list(statement.words)
        for sentence in self.sentences[len(self.first) :]:
            yield sentence, tokens(plain(sentence.shown))

    @cached_property
    def body(self) -> tuple[Sentence, ...]:
        """The sentences without the title."""
        return tuple(each for each in self.sentences if each.block >= 0)

    @cached_property
    def counted(self) -> tuple[tuple[Sentence, Counted], ...]:
        """What each sentence says in numbers."""
        first = ((each.sentence, each.counted) for each in self.first)
        rest = ((each, counted(each.shown)) for each in self.sentences[len(self.first) :])
        return tuple(pair for pair in chain(first, rest) if pair[0].block >= 0)

    @cached_property
    def quantities(self) -> Quantities:
        """Every number and unit in the blocks."""
        return gathered(each for _, each in self.counted)

    @cached_property
    def amounts(self) -> tuple[tuple[Sentence, tuple[Amount, ...]], ...]:
        """The sentences that have a number, with their numbers."""
        return tuple((sentence, each.amounts) for sentence, each in self.counted if each.amounts)

    @cached_property
    def bounds(self) -> tuple[tuple[Sentence, tuple[Bounded, ...]], ...]:
        """The same, with how each number is bounded, of the first 3,000 sentences."""
        first = self.counted[: len(self.first)]
        return tuple((sentence, bounded(each.amounts)) for sentence, each in first if each.amounts)

    @cached_property
    def names(self) -> dict[str, Sentence]:
        """Capitalised words inside sentences, headings apart, with the first sentence that has each.

        An initialism is without its stops, as it is in prepared text.
        """
        told = [each for each in self.body if self.blocks[each.block].kind != "heading"]
        ends = list(accumulate(len(each.text) + 1 for each in told))
        found: dict[str, Sentence] = {}
        for each in _NAME.finditer(" ".join(each.text for each in told)):
            sentence = told[bisect_right(ends, each.start())]
            found.setdefault(each.group().removesuffix("'s"), sentence)
        return found

    def has_word(self, start: str) -> bool:
        """Whether a word, or a part of one after a hyphen, starts with `start`, which is in lower case.

        "G.P." is "gp", too. Words are of letters, digits, hyphens and apostrophes; of each only
        the first 60 characters are looked at.
        """
        start = start[:_LONGEST]
        at = bisect_left(self._starts, start)
        return at < len(self._starts) and self._starts[at].startswith(start)

    @cached_property
    def _starts(self) -> list[str]:
        words = self.words
        found = {each.replace(".", "") for each in _INITIALS.findall(words)}
        for word in self.vocabulary:
            found.update(
                word[at : at + _LONGEST] for at in (0, *(each.end() for each in _JOIN.finditer(word)))
            )
        return sorted(found)

    def sentence_with(self, shown: str) -> Sentence | None:
        """The first sentence that has these words, the title last."""
        wanted = plain(shown)
        ordered = (*self.body, *(each for each in self.sentences if each.block < 0))
        return next((each for each in ordered if wanted in plain(each.shown)), None)


@dataclass(frozen=True)
class Said:
    """A section at one level, with its telling."""

    level: Level
    text: DraftText
    view: Prose

    @cached_property
    def telling(self) -> Telling:
        """The title and the text."""
        title = self.text.title
        first = Sentence(plain(title), len(title.split()), -1, 0, len(title), 1, title)
        return Telling(self.text.blocks, (first, *self.view.sentences))

    @property
    def words(self) -> str:
        """The title and all blocks, lower case, with plain quotes and dashes."""
        return self.telling.words

    @property
    def quantities(self) -> Quantities:
        """Every number and unit in the blocks."""
        return self.telling.quantities

    def line_of(self, shown: str) -> int:
        """The line of the first block that has these words, or 1."""
        return next((block.line for block in self.text.blocks if plain(shown) in plain(block.text)), 1)


def telling(blocks: Sequence[Block]) -> Telling:
    """The telling of blocks that are no section of an article."""
    return Telling(blocks, prose(blocks).sentences)
