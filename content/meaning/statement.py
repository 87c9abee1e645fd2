"""A sentence as the guards see it: clauses, what each is about, and the words on which it turns."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import islice, pairwise

from content.article import Block
from content.meaning.lexicon import Mark, drug_at, lexicon
from content.meaning.marking import marks_of
from content.meaning.stems import stem, tokens
from content.number_words import number_words
from content.quantities import Counted, counted
from content.readability.text import Sentence

#: What the concepts of numbers and of medicines start with.
NUMBER, DRUG = "number ", "drug "
# A clause may be told in so many of the other text's.
_LONGEST_RUN = 3
_MOST_CLAUSES = 30
# They join two clauses; "and" and "or" only before the subject of another. A half about so little is none.
_JOINING = frozenset({"that", "then"})
_ADDING = frozenset({"and", "or"})
_SUBJECTS = frozenset({"it", "they", "you", "this", "these", "he", "she", "we", "there", "then"})
_TELLING = 2
# In words: nobody reads a longer one.
_LONGEST_CLAUSE = 60
_SIGNS = str.maketrans(
    {"\u2019": "'", "\u2018": "'", "\u201c": '"', "\u201d": '"', "\u2013": "-", "\u2014": "-", "\u00a0": " "}
    | {"\u2011": "-", "\u2010": "-"}
)


@dataclass(frozen=True, slots=True)
class Clause:
    """What a clause, or some of them, is about (`concepts`) and the marks in it, in order.

    `like_not`, `like_warning` and `told` are the words in it that may stand for a "not", a warning, a hedge.
    """

    concepts: frozenset[str]
    marks: tuple[Mark, ...]
    words: frozenset[str]

    def values(self, kind: str) -> tuple[str, ...]:
        """The values of its marks of one kind, in order."""
        return tuple(mark.value for mark in self.marks if mark.kind == kind)

    @property
    def nots(self) -> int:
        """How often it says "not"."""
        return sum(mark.kind == "not" for mark in self.marks)

    @property
    def like_not(self) -> frozenset[str]:
        """Words that may stand for a "not"."""
        return self.words & lexicon().like_not


@dataclass(frozen=True)
class Statement:
    """A sentence, all of it as one clause, and by its clauses; `lead` is what leads in its list.

    `halves` are what stands before and behind an "and" or a "that", where that may be two clauses.
    """

    sentence: Sentence
    whole: Clause
    clauses: tuple[Clause, ...]
    words: tuple[str, ...]
    lead: Clause | None = None
    halves: tuple[Clause, ...] = ()

    @property
    def asks(self) -> bool:
        """Whether it is a question."""
        return self.sentence.shown.rstrip("\"')\u201d\u2019 ").endswith("?")

    @property
    def compares(self) -> bool:
        """Whether it says more or less than something, and not than a number."""
        pairs = zip(self.words, self.words[1:], strict=False)
        return any(one == "than" and not _figure(other) for one, other in pairs)

    @property
    def orders(self) -> bool:
        """Whether it tells the reader to do something."""
        return bool(self.words) and self.words[0] in lexicon().imperative

    @cached_property
    def counted(self) -> Counted:
        """What it says in numbers."""
        return counted(self.sentence.shown)

    @cached_property
    def runs(self) -> tuple[Clause, ...]:
        """What may tell a clause of another text: one clause or some that follow each other."""
        found = [*self.clauses]
        before: Sequence[Clause] = self.clauses
        for length in range(2, min(_LONGEST_RUN, len(self.clauses)) + 1):
            after = self.clauses[length - 1 :]
            before = [joined(pair) for pair in zip(before, after, strict=False)]
            found += before
        return (*found, *self.halves)


def plain(text: str) -> str:
    """`text` for comparing: lower case, plain quotes and dashes."""
    text = text.lower()
    return text if text.isascii() else text.translate(_SIGNS)


def statements(sentences: Iterable[Sentence], blocks: Sequence[Block]) -> tuple[Statement, ...]:
    """Each sentence of `blocks` as a statement."""
    found: list[Statement] = []
    lead: Clause | None = None
    for sentence in sentences:
        one = statement(sentence)
        if sentence.block >= 0 and blocks[sentence.block].kind == "item":
            found.append(replace(one, lead=lead))
            continue
        lead = one.whole if sentence.shown.rstrip().endswith(":") else None
        found.append(one)
    return tuple(found)


def statement(sentence: Sentence) -> Statement:
    """One sentence as a statement."""
    words = tokens(plain(sentence.shown))
    marks = marks_of(words)
    concepts = _concepts(words, {at for at, found in marks.items() if _tells_nothing(found)})
    breaks = lexicon().breaks
    starts = [at for at, word in enumerate(words) if word in breaks]
    whole = _clause(words, 0, len(words), concepts, marks)
    parts = tuple(_parts(words, starts, concepts, marks))
    clauses = parts if 1 < len(parts) <= _MOST_CLAUSES else (whole,)
    halves = tuple(islice(_halves(words, starts, concepts, marks), _MOST_CLAUSES))
    return Statement(sentence, whole, clauses, tuple(words), halves=halves)


def joined(clauses: Iterable[Clause]) -> Clause:
    """Clauses that follow each other, made one."""
    clauses = tuple(clauses)
    return Clause(
        frozenset().union(*(each.concepts for each in clauses)),
        tuple(mark for each in clauses for mark in each.marks),
        frozenset().union(*(each.words for each in clauses)),
    )


def _parts(
    words: Sequence[str],
    starts: Sequence[int],
    concepts: dict[int, str],
    marks: dict[int, tuple[Mark, ...]],
) -> Iterator[Clause]:
    """The sentence cut where clauses start; one that is about nothing goes with the next."""
    at = seen = 0
    for end in [*starts, len(words)]:
        if any(index in concepts for index in range(seen, end)):
            yield _clause(words, at, end, concepts, marks)
            at = end
        seen = end
    if at < len(words):
        yield _clause(words, at, len(words), concepts, marks)


def _halves(
    words: Sequence[str],
    starts: Sequence[int],
    concepts: dict[int, str],
    marks: dict[int, tuple[Mark, ...]],
) -> Iterator[Clause]:
    edges = [0, *starts, len(words)]
    for start, end in pairwise(edges):
        if end - start > _LONGEST_CLAUSE:
            continue
        for at in range(start + 1, end - 1):
            if words[at] in _JOINING or (words[at] in _ADDING and words[at + 1] in _SUBJECTS):
                for half in (
                    _clause(words, start, at, concepts, marks),
                    _clause(words, at, end, concepts, marks),
                ):
                    if len(half.concepts) >= _TELLING:
                        yield half


def _clause(
    words: Sequence[str], start: int, end: int, concepts: dict[int, str], marks: dict[int, tuple[Mark, ...]]
) -> Clause:
    return Clause(
        frozenset(concepts[at] for at in range(start, end) if at in concepts),
        tuple(mark for at in range(start, end) for mark in marks.get(at, ())),
        frozenset(words[start:end]),
    )


def _tells_nothing(marks: tuple[Mark, ...]) -> bool:
    return all(mark.kind in {"not", "idle", "hedge", "frequency"} for mark in marks)


def _concepts(words: list[str], skip: set[int]) -> dict[int, str]:
    """What the words are about, by where each starts."""
    known = lexicon()
    stems = [stem(word) for word in words]
    found: dict[int, str] = {}
    at = 0
    while at < len(words):
        drug = drug_at(words, at)
        if drug:
            found[at] = f"{DRUG}{drug[1]}"
            at += drug[0]
            continue
        phrase = known.concepts.at(stems, at)
        if phrase and (phrase[0] > 1 or (words[at] not in known.function and at not in skip)):
            found[at] = phrase[1]
            at += phrase[0]
            continue
        if words[at] not in known.function and at not in skip and words[at][0].isalnum():
            found[at] = _figure(words[at]) or stems[at]
        at += 1
    return found


def _figure(word: str) -> str:
    """A number, however it is written, or nothing."""
    if word[0].isdecimal():
        return f"{NUMBER}{word.replace(',', '')}"
    value = number_words().numbers.get(word)
    return f"{NUMBER}{value}" if value is not None else ""
