"""Marks: the words of a sentence on which its meaning turns, each as what it means where it stands."""

from __future__ import annotations

from collections.abc import Sequence

from content.meaning.lexicon import Mark, lexicon
from content.number_words import number_words

_BOUNDS = frozenset(["more", "over", "above", "exceed", "longer", "less", "higher", "greater", "fewer"])
_AHEAD = 8
_NOTS = frozenset({"not", "never", "cannot"})
_DAYS = frozenset(["all", "same", "next", "the", "that", "this", "throughout", "whole", "first", "last"])
# "a day" is a rate, and a number tells the rest itself.
_RATES = frozenset(["a", "an", "per", "each", "every", "one", "half", "to"])
_BARE = frozenset({"do", "don't", "never"})
_BEFORE_ORDERS = frozenset(["", *[",", ";", ":", "(", "-", "and", "but", "so", "please", "or", "then"]])
_NO_ORDER = frozenset(["need", "know", "think", "want"])
_NEEDLESS = frozenset({"not", "needn't", "needless"})


def marks_of(words: list[str]) -> dict[int, tuple[Mark, ...]]:
    """The marks of a sentence's words, by where they start."""
    known = lexicon().marks
    found: dict[int, tuple[Mark, ...]] = {}
    at = 0
    while at < len(words):
        phrase = known.at(words, at)
        if phrase is None:
            if words[at].endswith("n't"):
                found[at] = (Mark("not", "not"),)
            at += 1
            continue
        size, marks = phrase
        kept = tuple(each for mark in marks if (each := _meant(mark, words, at)))
        # "do not", "cannot take", whether an order or not, also say "not".
        if all(mark.kind != "not" for mark in kept) and any(mark.kind == "order" for mark in marks):
            nots = sum(word in _NOTS or word.endswith("n't") for word in words[at : at + size])
            kept += (Mark("not", "not"),) * nots
        if kept:
            found[at] = kept
        at += size
    return _bounding(words, found)


def _bounding(words: Sequence[str], marks: dict[int, tuple[Mark, ...]]) -> dict[int, tuple[Mark, ...]]:
    """Take "not" for a bound where it is one: "do not take more than 30" denies nothing but more."""
    for at, found in marks.items():
        if any(mark.kind == "not" for mark in found):
            ahead = words[at + 1 : at + _AHEAD]
            bound = next((index for index, word in enumerate(ahead) if word in _BOUNDS), None)
            if bound is not None and any(
                word[0].isdecimal() or word in number_words().numbers for word in ahead[bound + 1 : bound + 5]
            ):
                marks[at] = tuple(Mark("idle", "idle") if mark.kind == "not" else mark for mark in found)
    return marks


def _meant(mark: Mark, words: Sequence[str], at: int) -> Mark | None:
    """What a word is where it stands, which may be other than what it mostly is, or nothing."""
    before, after = words[at - 1] if at else "", words[at + 1] if at + 1 < len(words) else ""
    known = lexicon()
    if mark.value == "can":
        return (
            mark if before and before not in known.able and after not in known.done else Mark("hedge", "able")
        )
    if mark.value == "soft" and words[at] in {"may", "might", "could"} and _is_allowed(words, at):
        return Mark("hedge", "able")
    if words[at] == "will" and before == "you" and after in lexicon().mind:
        return None
    if mark.kind == "order" and not _is_order(words, at):
        return None
    if mark.kind == "time" and (
        before in _RATES or before in _DAYS or before.isdecimal() or before in number_words().numbers
    ):
        return None
    return mark


def _is_order(words: Sequence[str], at: int) -> bool:
    """Whether it tells the reader anything: "do not stop" does, "they do not stop" doesn't."""
    if words[at] in _BARE:
        after = words[at + 1] if at + 1 < len(words) else ""
        return (words[at - 1] if at else "") in _BEFORE_ORDERS and after not in _NO_ORDER
    # "need not be avoided"
    return not words[at].startswith("avoid") or _NEEDLESS.isdisjoint(words[max(0, at - 3) : at])


def _is_allowed(words: Sequence[str], at: int) -> bool:
    """Whether nothing is claimed: "you may take", "it may be kept", "if you might be"."""
    after = words[at + 1 : at + 3]
    if after[:1] == ["be"] and after[1:] and after[1] in lexicon().allowed:
        return True
    if (
        words[max(0, at - 1) : at] == ["you"]
        and after
        and (after[0] in lexicon().imperative or after[0] in lexicon().mind)
    ):
        return True
    return not {"if", "case", "whether"}.isdisjoint(words[max(0, at - 4) : at])
