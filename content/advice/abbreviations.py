"""Short forms in capitals that nobody has explained yet, Latin and clinical shorthand."""

from __future__ import annotations

import re
from collections.abc import Iterator

from content.advice.explaining import explains
from content.advice.mark import Finder, Mark, over
from content.advice.model import Rule
from content.advice.reading import Seen, Whole, whole_phrase
from content.advice.rules import number, table, words

_NAMING = frozenset(("called", "named", "means", "meaning", "for"))


def undefined(rule: Rule) -> Finder:
    """Finds short forms at their first use."""
    data = rule.data
    known, figures = words(data, "known"), words(data, "figures")
    before_figures, longest = words(data, "before_figures"), number(data, "longest")

    def find(found: Seen, whole: Whole) -> Iterator[Mark]:
        shouted: bool | None = None
        for index, word in enumerate(found.words):
            short = _short_form(word, longest)
            if not short or short in known or word in known or short in whole.explained:
                continue
            if shouted is None:
                shouted = _is_shouted(found)
            if shouted or short.lower() in whole.lexicon.easy or index in found.explained:
                continue
            if short in figures and index and found.lowers[index - 1] in before_figures:
                continue
            if explains(found, index, index, _NAMING):
                whole.explained.add(short)
            elif short not in whole.told:
                whole.told.add(short)
                yield over(found, index, index)

    return find


def jargon(rule: Rule) -> Finder:
    """Finds Latin and shorthand, with the plain words for it."""
    dotted = {name.lower(): tuple(plain) for name, plain in table(rule.data, "dotted").items()}
    bare = {name: tuple(plain) for name, plain in table(rule.data, "bare").items()}
    phrases: dict[str, list[tuple[tuple[str, ...], tuple[str, ...]]]] = {}
    for phrase, plain in table(rule.data, "phrases").items():
        parts = tuple(phrase.split())
        phrases.setdefault(parts[0], []).append((parts, tuple(plain)))
    shapes = "|".join(re.escape(name) for name in sorted(dotted, key=len, reverse=True))
    pattern = re.compile(rf"(?<![\w.])(?:{shapes})(?!\w)", re.IGNORECASE)

    def find(found: Seen, _whole: Whole) -> Iterator[Mark]:
        taken = -1
        if "." in found.shown[:-1] or found.lowers[-1:] == ["etc"]:
            for match in pattern.finditer(found.shown):
                taken = match.end()
                yield Mark(*match.span(), plainer=dotted[match.group().lower()])
        for index, lower in enumerate(found.lowers):
            plain = bare.get(found.words[index])
            if plain and found.starts[index] >= taken:
                yield over(found, index, index, plainer=plain)
            for phrase, plainer in phrases.get(lower, ()):
                if whole_phrase(found, index, phrase):
                    yield over(found, index, index + len(phrase) - 1, plainer=plainer)

    return find


def _short_form(word: str, longest: int) -> str:
    """The short form that a word is, less its plural's "s" and what a hyphen adds; "" where it is none."""
    if len(word) < 2 or not (word[0].isupper() or word[1].isupper()) or not word[0].isalpha():
        return ""
    head = re.split("['\u2019\u2010\u2011-]", word, maxsplit=1)[0]
    if head[-1:] == "s" and head[:-1].isupper():
        head = head[:-1]
    if not 2 <= len(head) <= longest:
        return ""
    capitals = sum(map(str.isupper, head))
    strong = capitals + sum(map(str.isdigit, head))
    return head if capitals >= 2 and 2 * strong >= len(head) else ""


def _is_shouted(found: Seen) -> bool:
    letters = [word for word in found.words if word[0].isalpha()]
    return len(letters) > 2 and 2 * sum(map(str.isupper, letters)) > len(letters)
