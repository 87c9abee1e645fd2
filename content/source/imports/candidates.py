"""Candidates for the glossary: abbreviations with what they stand for, and hard words that come often."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from content.article import Block
from content.readability import textstat_panel
from content.readability.grade import hard_words
from content.readability.terms import Terms
from content.readability.text import prose

#: How many hard words are listed.
_MOST_HARD = 25
_MOST_ABBREVIATIONS = 100
_SHORT = r"[A-Z][A-Za-z0-9&-]{0,8}[A-Z0-9]"
_IN_BRACKETS = re.compile(rf"\((?P<short>{_SHORT})s?\)")
# How far before the brackets, in signs and in words, what is abbreviated can start.
_BEFORE_SIGNS, _BEFORE_WORDS = 200, 10
_SHORT_THEN_LONG = re.compile(rf"\b(?P<short>{_SHORT})s?\s+\((?P<long>[^()]{{4,80}})\)")
_ALONE = re.compile(rf"(?<![\w-]){_SHORT}(?=s?(?!\w))")
# Numbers of kings and phases; IV is a way to give a drug.
_ROMAN = re.compile(r"(?!IV$)[IVXLC]+")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A term that may need explaining; `expands` is empty where the text does not say. `times` it is used."""

    term: str
    expands: str
    times: int


def candidates(texts: Sequence[str]) -> tuple[tuple[Candidate, ...], tuple[Candidate, ...]]:
    """Abbreviations, in order of appearance, and hard words, the most frequent first."""
    text = "\n".join(texts)
    found = dict(_expanded(texts))
    for match in _ALONE.finditer(text):
        if match[0].isdigit() or len(found) >= _MOST_ABBREVIATIONS or _ROMAN.fullmatch(match[0]):
            continue
        if sum(sign.isupper() for sign in match[0]) >= 2 and not _shouted(match[0]):
            found.setdefault(match[0], "")
    used = Counter(match[0] for match in _ALONE.finditer(text))
    short = tuple(Candidate(term, expands, max(1, used[term])) for term, expands in found.items())
    return short, _hard(texts, {each.term.lower() for each in short})


def _shouted(word: str) -> bool:
    """A word in capitals for show: long, and known in small letters."""
    return len(word) > 6 and word.isalpha()


def _expanded(texts: Iterable[str]) -> Iterable[tuple[str, str]]:
    for text in texts:
        for match in _IN_BRACKETS.finditer(text):
            before = text[max(0, match.start() - _BEFORE_SIGNS) : match.start()].split()
            long = _long_form(match["short"], before[-_BEFORE_WORDS:])
            if long:
                yield match["short"], long
        for match in _SHORT_THEN_LONG.finditer(text):
            words = match["long"].split()
            if _long_form(match["short"], words) == " ".join(words):
                yield match["short"], " ".join(words)


def _long_form(short: str, words: list[str]) -> str:
    """The last of `words` whose letters the abbreviation is made of, from its first letter on; or empty.

    Each letter is looked for from the end backwards, and the first one must start a word: the rule that
    Schwartz and Hearst published in 2003 for biomedical text.
    """
    letters = [sign for sign in short.lower() if sign.isalnum()]
    if len(words) == 1 and "-" not in words[0]:
        return ""
    text = " ".join(words)
    place = len(text)
    for index in range(len(letters) - 1, -1, -1):
        place -= 1
        while place >= 0 and (
            text[place].lower() != letters[index] or (index == 0 and place > 0 and text[place - 1].isalnum())
        ):
            place -= 1
        if place < 0:
            return ""
    long = text[place:].strip(" ,;:“”\"'")
    # More words than letters can name would be half a sentence.
    return long if len(long.split()) <= min(len(letters) + 5, len(letters) * 2) else ""


def _hard(texts: Sequence[str], known: set[str]) -> tuple[Candidate, ...]:
    view = prose(tuple(Block("paragraph", text) for text in texts if text))
    if not view.text:
        return ()
    lexicon = textstat_panel.lexicon()
    words = Counter(word.lower().strip("'\"") for word in hard_words(view.text, Terms(()), lexicon)[0])
    often = [
        (word, times)
        for word, times in words.items()
        if times > 1 and word not in known and word.isalpha() and len(word) > 3
    ]
    often.sort(key=lambda each: (-each[1] * lexicon.syllables(each[0]), each[0]))
    return tuple(Candidate(word, "", times) for word, times in often[:_MOST_HARD])
