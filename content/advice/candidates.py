"""What could be changed: sentences to split, words to replace or to say otherwise."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, field

from content.advice.changes import NO_CHANGE, Candidate, State, Tally
from content.advice.inflection import stems
from content.advice.model import Place
from content.advice.plain_words import Listed
from content.advice.reading import Seen
from content.advice.rules import difficulty_policy
from content.advice.vocabulary import known_words, phrase_at, single_words
from content.levels import LevelPolicy
from content.readability.counts import Lexicon, list_words

#: A sentence of fewer words is not worth a split: its parts would be no sentences.
SHORTEST_SPLIT = 8
_QUOTED = 60


def splits(state: State, policy: LevelPolicy) -> Iterator[Candidate]:
    """Each sentence over the level's mean, in as many parts as bring it under the warning length."""
    for found in state.read:
        sentence = found.sentence
        if sentence.words <= policy.mean_sentence_words or sentence.words < SHORTEST_SPLIT:
            continue
        parts = max(2, math.ceil(sentence.words / policy.warn_sentence_words))
        more = Tally(sentences=parts - 1)
        yield Candidate(
            code="ADVICE-001",
            change="split",
            message=f"Make {parts} sentences of {_quoted(found.shown)} ({sentence.words} words).",
            places=(Place(sentence.block, sentence.start, sentence.end),),
            words_now=sentence.words,
            split=parts,
            all_text=more,
            paragraphs=more if found.kind == "paragraph" else NO_CHANGE,
        )


@dataclass(slots=True, repr=False)
class _Use:
    """Where a word stands, and what its replacement adds."""

    entry: Listed | None
    shown: str
    places: list[Place] = field(default_factory=list)
    all_text: Tally = NO_CHANGE
    paragraphs: Tally = NO_CHANGE
    hard: float = 0
    words: float = 0


def word_changes(state: State) -> Iterator[Candidate]:
    """Each word or phrase of the list, and each hard word that is not on it, in all its places."""
    uses: dict[str, _Use] = {}
    for found in state.read:
        end = 0
        for index, lower in enumerate(found.lowers):
            if index < end or index in found.explained or _is_name(found, index, state.named):
                continue
            entry = phrase_at(found, index) or single_words().get(lower)
            end = index + (len(entry.words) if entry else 1)
            key = entry.word.term if entry else _key(lower)
            # "Says" is hard to the formula, and there is nothing plainer.
            if not entry and (key not in state.hard_counts or _is_form_of_easy(state, key)):
                continue
            shown = entry.word.term if entry else lower
            _add(state, uses.setdefault(key, _Use(entry, shown)), found, index, end)
    for use in uses.values():
        yield _candidate(use)


def _add(state: State, use: _Use, found: Seen, first: int, end: int) -> None:
    old = [_key(word) for word in found.lowers[first:end]]
    if use.entry:
        new = list_words(use.entry.word.plainer[0].lower())
        tally = _of_words(new, state.lexicon)
        hard = sum(word not in state.lexicon.easy for word in new)
    else:
        policy = difficulty_policy()
        tally = Tally(len(old), 0, policy.prior_syllables, policy.prior_letters)
        hard = 0
    gone = _of_words(old, state.lexicon)
    change = Tally(*(one - two for one, two in zip(tally, gone, strict=True)))
    sentence = found.sentence
    use.places.append(
        Place(sentence.block, sentence.start + found.starts[first], sentence.start + found.ends[end - 1])
    )
    use.all_text = use.all_text.plus(change)
    if found.kind == "paragraph":
        use.paragraphs = use.paragraphs.plus(change)
    use.hard += hard - sum(word in state.hard_counts for word in old)
    use.words += change.words


def _candidate(use: _Use) -> Candidate:
    last_resort = False
    times = "" if len(use.places) == 1 else f" ({len(use.places)} places)"
    if use.entry:
        code = "ADVICE-008" if len(use.entry.words) > 1 else "ADVICE-007"
        message = f"Instead of “{use.shown}”{times}, think of “{use.entry.word.plainer[0]}”."
    else:
        code = "ADVICE-006"
        last_resort = any(stem in known_words() for stem in stems(use.shown))
        message = f"Say “{use.shown}”{times} in everyday words, or make it a term of the glossary."
    return Candidate(
        code=code,
        change="replace" if use.entry else "reword",
        message=message,
        places=tuple(use.places),
        all_text=use.all_text,
        paragraphs=use.paragraphs,
        hard=use.hard,
        words=use.words,
        last_resort=last_resort,
    )


def _is_form_of_easy(state: State, key: str) -> bool:
    known = state.form_of_easy.get(key)
    if known is None:
        known = state.form_of_easy[key] = any(stem in state.lexicon.easy for stem in stems(key))
    return known


def _is_name(found: Seen, index: int, named: Set[str]) -> bool:
    word = found.words[index]
    return word[0].isupper() and (word in named or index > 0 or word.isupper())


def _key(word: str) -> str:
    return word if word.isalpha() else "".join(list_words(word))


def _of_words(words: Sequence[str], lexicon: Lexicon) -> Tally:
    kept = [word for word in words if word]
    return Tally(
        len(kept), 0, sum(map(lexicon.syllables, kept)), sum(len(word.replace("'", "")) for word in kept)
    )


def _quoted(shown: str) -> str:
    return f"“{shown}”" if len(shown) <= _QUOTED else f"“{shown[:_QUOTED].rsplit(None, 1)[0]} …”"
