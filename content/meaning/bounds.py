"""How a number is bounded: "at least 30", "30 or more", "do not take more than 30"."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from importlib import resources
from itertools import islice, takewhile
from typing import NamedTuple

from content.meaning.lexicon import lexicon
from content.meaning.stems import stem, tokens
from content.quantities import Amount, Quantity

UP, DOWN, ABOVE, BELOW, WITHIN = "up", "down", "above", "below", "within"
# "If it lasts more than 10 days, call": that is "no more than 10 days", told otherwise.
IF_UP, IF_DOWN = "if up", "if down"
_WAYS = {"at_least": UP, "above": ABOVE, "at_most": DOWN, "below": BELOW, "about": ""}
_OPPOSITE = {ABOVE: DOWN, BELOW: UP}
_IF_WAYS = {ABOVE: IF_UP, BELOW: IF_DOWN}
# "not above" is "at most"; what bounds both ways by its own words is not turned.
_TURNED = frozenset({"above", "below"})
_AFTER = 5
_MOST = 100
_TIMES = {"minute", "month"}


class Bounded(NamedTuple):
    """A quantity, the words that say it, and which way it is bounded, or "".

    `of` is what is counted, where there is no unit.
    """

    quantity: Quantity
    of: str
    shown: str
    way: str


@cache
def _data() -> Mapping[str, Mapping[str, str]]:
    text = resources.files("content.meaning").joinpath("words.toml").read_text("utf-8")
    data: Mapping[str, Mapping[str, str]] = tomllib.loads(text)
    return data


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(_data()["bounding"][name].split())


class _Phrases(NamedTuple):
    """What bounds a number, the longest first: by its last word before one, by its first after one."""

    before: dict[str, list[tuple[tuple[str, ...], str]]]
    after: dict[str, list[tuple[tuple[str, ...], str]]]


@cache
def _phrases() -> _Phrases:
    bounds = _data()["bound"]
    found = _Phrases({}, {})
    for name, listed in bounds.items():
        for phrase in (tuple(tokens(each)) for each in listed.replace("\n", " ").split(",") if each.strip()):
            found.before.setdefault(phrase[-1], []).append((phrase, name))
            if phrase[0] in {"or", "and", "at"}:
                found.after.setdefault(phrase[0], []).append((phrase, name))
    for each in (*found.before.values(), *found.after.values()):
        each.sort(key=lambda entry: -len(entry[0]))
    return found


# A "not" further back than so many words is not of this number.
_DENIED = 9
_AGREE = (
    {UP, ABOVE, IF_UP},
    {DOWN, BELOW, IF_DOWN},
    {IF_UP, DOWN},
    {IF_DOWN, UP},
    {WITHIN, DOWN, BELOW},
    {WITHIN, ""},
    {IF_UP, ""},
    {IF_DOWN, ""},
)


def agree(one: str, other: str) -> bool:
    """Whether two bounds of a number may say the same."""
    return one == other or any({one, other} <= each for each in _AGREE)


def may_bound(words: Iterable[str]) -> bool:
    """Whether a sentence of these words bounds a number in whatever way."""
    return not _words("bounding").isdisjoint(words)


def bounded(found: Iterable[Amount]) -> tuple[Bounded, ...]:
    """Each amount of a sentence with its bound; of more than a hundred, the first hundred."""
    first = islice(found, _MOST)
    return tuple(Bounded(each.quantity, _counted(each), each.shown, _way(each)) for each in first)


def _counted(amount: Amount) -> str:
    word = amount.after[0] if amount.after and not amount.quantity.unit else ""
    if not word.isalpha() or word in lexicon().function:
        return ""
    known = lexicon().concepts.at([stem(word)], 0)
    return known[1] if known else stem(word)


def _way(amount: Amount) -> str:
    inner = tokens(amount.shown.lower())
    after = list(
        takewhile(lambda each: each not in _words("ends"), (each for each in amount.after if each != "-"))
    )
    behind = list(takewhile(lambda each: not each[0].isdecimal(), after[:_AFTER]))
    # "10 or more days" has it inside.
    way = _told_after(inner, range(len(inner)), at_too=False) or _told_after(
        after, range(len(behind)), at_too=True
    )
    if way:
        return _WAYS[way]
    before = [each for each in amount.before if each[0].isalnum()]
    if before[-1:] == ["within"]:
        return WITHIN
    while before and before[-1] in _words("between") and before[-1] != "than":
        before.pop()
    for phrase, name in _phrases().before.get(before[-1], ()) if before else ():
        if tuple(before[-len(phrase) :]) == phrase:
            return _told_before(phrase, name, before[: -len(phrase)], amount)
    for word in takewhile(lambda each: not each[0].isdecimal(), reversed(before[-_AFTER:])):
        if word in _words("apart"):
            return UP if word == "minimum" else DOWN
    return ""


def _told_after(words: list[str], where: Iterable[int], *, at_too: bool) -> str:
    """The name of what bounds a number after it: "or more" anywhere, "at most" at once."""
    for at in where:
        for phrase, name in _phrases().after.get(words[at], ()):
            if (phrase[0] != "at" or (at_too and at == 0)) and tuple(words[at : at + len(phrase)]) == phrase:
                return name
    return ""


def _told_before(phrase: tuple[str, ...], name: str, earlier: list[str], amount: Amount) -> str:
    way = _WAYS[name]
    spans = phrase == ("over",) and amount.quantity.unit in _TIMES
    # Given over two hours; but: for over two hours, people over 65 years of age.
    if spans and _words("lasting").isdisjoint(earlier[-1:]) and {"old", "age"}.isdisjoint(amount.after[:4]):
        return ""
    if name not in _TURNED:
        return way
    if not _words("if").isdisjoint(earlier):
        return _IF_WAYS[way]  # "if you have not drunk for more than": who knows what is denied
    if not _words("not").isdisjoint(earlier[-_DENIED:]):
        return _IF_WAYS[way] if phrase[0] in _words("who") else _OPPOSITE[way]
    return way
