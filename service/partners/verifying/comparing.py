"""A text that is owed, held against the words that a page shows."""

from __future__ import annotations

import difflib
import re
from collections import Counter
from collections.abc import Sequence

from service.partners.verifying.wording import holds, normal

#: Sentences of a page among which the one is looked for that a sentence of ours became.
_MOST_SENTENCES = 5000
_LIKE = 0.6
#: Words from which on something says something: "Listen" and "(2)" do not.
_A_STATEMENT = 2
#: Marks of what is known, and of none of it.
_OURS, _OWED = "\0", "\1"
_NO_MARKS = str.maketrans(dict.fromkeys(_OURS + _OWED, " "))
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_NOT = re.compile(r"\b(?:not|no|never|none|without|cannot)\b|n't\b", re.IGNORECASE)
#: Characters of a sentence that are told.
_MOST_SIGNS = 160


def lost(sentences: Sequence[str], words: str) -> tuple[str, ...]:
    """The comparable sentences that comparable words of a page do not have."""
    return tuple(each for each in sentences if not holds(words, each))


def in_order(sentences: Sequence[str], words: str) -> bool:
    """Whether comparable words of a page have these comparable sentences one after the other."""
    at = 0
    for each in sentences:
        at = words.find(each, at)
        if at < 0:
            return False
        at += len(each)
    return True


def added(sentences: Sequence[str], paragraphs: str, owed: Sequence[str], *, between: bool) -> str:
    """The first comparable words that a page puts among ours, or "".

    The page's comparable `paragraphs` stand one in a line. What stands in one of them with ours counts; with
    `between` also what stands in those from our first one to our last. What is `owed` may stand anywhere.
    """
    text = paragraphs.translate(_NO_MARKS)
    for each in sorted({*sentences}, key=len, reverse=True):
        text = text.replace(each, _OURS)
    for each in owed:
        text = text.replace(normal(each), _OWED)
    lines = text.split("\n")
    with_ours = [at for at, line in enumerate(lines) if _OURS in line]
    looked = range(with_ours[0], with_ours[-1] + 1) if between and with_ours else with_ours
    # A line break within a sentence of ours leaves its pieces.
    whole = " ".join(sentences)
    for at in looked:
        for each in lines[at].replace(_OWED, _OURS).split(_OURS):
            if len(each.split()) >= _A_STATEMENT and each.strip() not in whole:
                return each.strip()
    return ""


def became(sentence: str, page: Sequence[str]) -> str:
    """What a page, as its comparable sentences, has in the place of a lost one, told."""
    like = _likest(sentence, page)
    if not like:
        return f"It lacks: {quoted(sentence)}"
    why = _graver(sentence, like)
    return f"{why}{quoted(sentence)} became {quoted(like)}"


def quoted(text: str) -> str:
    """The text in quotation marks, cut where it is long."""
    return f"“{text if len(text) <= _MOST_SIGNS else text[: _MOST_SIGNS - 1] + '…'}”"


def _likest(sentence: str, page: Sequence[str]) -> str:
    words = set(sentence.casefold().split())
    best, best_ratio = "", _LIKE
    looked = 0
    for each in page:
        if looked >= _MOST_SENTENCES:
            break
        # Comparing letter by letter is slow: only with what has half of the words.
        if len(each) > 4 * len(sentence) or 2 * len(words & set(each.casefold().split())) < len(words):
            continue
        looked += 1
        ratio = difflib.SequenceMatcher(None, sentence, each, autojunk=False).ratio()
        if ratio > best_ratio:
            best, best_ratio = each, ratio
    return best


def _graver(ours: str, theirs: str) -> str:
    if Counter(_NUMBER.findall(ours)) != Counter(_NUMBER.findall(theirs)):
        return "A number is another: "
    if len(_NOT.findall(ours)) != len(_NOT.findall(theirs)):
        return "A “not” was lost or added: "
    return ""
