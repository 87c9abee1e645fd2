"""Sentences that are long, hung with clauses, full of figures or of asides."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Set

from content.advice.mark import Finder, Mark, over
from content.advice.model import Rule
from content.advice.reading import Seen, Whole
from content.advice.rules import number, words


def long_sentence(_rule: Rule) -> Finder:
    """Finds sentences over the level's warning length."""

    def find(found: Seen, whole: Whole) -> Iterator[Mark]:
        sentence = found.sentence
        if sentence.words > whole.longest_sentence:
            yield Mark(0, len(found.shown), counted=sentence.words, allowed=whole.longest_sentence)

    return find


def nested_clauses(rule: Rule) -> Finder:
    """Finds sentences with too many words that begin a clause; those of a list ("if …, if …") are one."""
    data = rule.data
    markers, before_subject = words(data, "markers"), words(data, "before_subject")
    subjects, inner = words(data, "subjects"), words(data, "inner")
    most, most_interrupted = number(data, "most"), number(data, "most_interrupted")
    least_words = number(data, "least_words_interrupted")

    def find(found: Seen, _whole: Whole) -> Iterator[Mark]:
        begun: list[int] = []
        interrupted = False
        last_comma = found.shown.rfind(",")
        for index, word in enumerate(found.lowers):
            begins = word in markers or (word in before_subject and _before_subject(found, index, subjects))
            if begins and not (begun and _goes_on(found, begun[-1], index)):
                begun.append(index)
                aside = index > 0 and "," in found.gap(index - 1) and word in inner
                interrupted = interrupted or (aside and found.ends[index] <= last_comma)
        interrupted = interrupted and len(found.words) >= least_words
        if len(begun) >= (most_interrupted if interrupted else most):
            yield over(found, begun[0], begun[-1], counted=len(begun))

    return find


def many_numbers(rule: Rule) -> Finder:
    """Finds sentences with too many figures; neighbours that only blanks part are one."""
    most, months = number(rule.data, "most"), words(rule.data, "months")

    def find(found: Seen, _whole: Whole) -> Iterator[Mark]:
        figures: list[int] = []
        last = -2
        for index, word in enumerate(found.words):
            if not word[0].isdigit():
                continue
            dated = index > 0 and found.lowers[index - 1] in months
            near = last == index - 1 and found.gap(last).strip() in {"", "-", "\u2013", "+"}
            # "3 May 2021" is one date: its day was counted, or its year alone is.
            if not near and not (dated and last == index - 2):
                figures.append(index)
            last = index
        if len(figures) > most:
            yield over(found, figures[0], figures[-1], counted=len(figures))

    return find


def long_parenthesis(rule: Rule) -> Finder:
    """Finds asides in brackets with too many words."""
    most = number(rule.data, "most")

    def find(found: Seen, _whole: Whole) -> Iterator[Mark]:
        shown = found.shown
        start = shown.find("(")
        while start >= 0:
            end = shown.find(")", start)
            if end < 0:
                return
            count = bisect_left(found.starts, end) - bisect_left(found.starts, start)
            if count > most and (start or end < len(shown.rstrip(".!? ")) - 1):
                yield Mark(start, end + 1, counted=count)
            start = shown.find("(", end)

    return find


# What may stand between a noun and "that" only where "that" points at something: "at that time".
_POINTING = frozenset(
    ["of", "at", "in", "on", "to", "for", "by", "with", "from", "and", "or", "but", "is", "was", "than", "so"]
)
_VERBS = frozenset(
    [
        "can",
        "may",
        "will",
        "might",
        "could",
        "should",
        "would",
        "must",
        "are",
        "were",
        "have",
        "had",
        "do",
        "did",
        "led",
        "gave",
        "made",
        "grow",
        "cause",
        "help",
        "work",
    ]
)


def _before_subject(found: Seen, index: int, subjects: Set[str]) -> bool:
    """Whether "that", "since" and their like begin a clause at `index`."""
    following = found.lowers[index + 1 : index + 2]
    if following and following[0] in subjects:
        return True
    return found.lowers[index] == "that" and _relative(found, index)


def _relative(found: Seen, index: int) -> bool:
    """Whether "that" goes on about the thing before it: "a plant that grows"."""
    if not index or not found.blank_after(index - 1) or not found.blank_after(index):
        return False
    before, after = found.lowers[index - 1], found.lowers[index + 1]
    return before not in _POINTING and (after.endswith(("s", "ed")) or after in _VERBS)


def _goes_on(found: Seen, last: int, index: int) -> bool:
    """Whether it is one more of a list ("if you …, if you …"), or the second word of one joint."""
    if last == index - 1 and found.blank_after(last):
        return True
    listed = found.lowers[index - 1] in {"and", "or"} or any(sign in found.gap(index - 1) for sign in ",;")
    return found.lowers[last] == found.lowers[index] and listed
