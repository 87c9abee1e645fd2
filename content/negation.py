"""A "not" or a warning that a sentence lost on its way to an easier level.

Sentences are aligned by the words they share, so this is a hint for a person, not a judgement: it
speaks only where two sentences share most of what they say.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from content.readability.text import Sentence

_NEGATION = re.compile(
    r"\b(?:not|no|never|nor|none|nothing|nobody|neither|without|cannot|unless|\w+n't)\b", re.IGNORECASE
)
# Other words for a "not": whoever writes one of these has not lost it.
_LIKE_NEGATION = re.compile(
    r"\b(?:avoid\w*|stop\w*|fail\w*|lack\w*|instead|few|little|hard|hardly|rarely|only|less|against|yet|too"
    r"|(?:il|im|un|in)\w{4,}|\w+less)\b",
    re.IGNORECASE,
)
_WARNING = re.compile(
    r"\b(?:warning|danger\w*|risk\w*|emergenc\w*|overdos\w*|harm\w*|unsafe|poison\w*|fatal|deadly)\b",
    re.IGNORECASE,
)
_LIKE_WARNING = re.compile(
    r"\b(?:hurt\w*|bad|die|dies|death\w*|kill\w*|safe\w*|careful\w*|crisis|urgent\w*|help|doctor|call)\b",
    re.IGNORECASE,
)
# Five letters are enough of a word to know it by, whatever its ending.
_CONTENT = re.compile(r"\b[a-z]{4,5}")
_COMMON = frozenset(
    _CONTENT.findall(
        "that this these your with from have been were will would could should they them their there then "
        "than when what which while also into over more most some such only other about after before because "
        "does just like make"
    )
)
# Of the content words of the shorter sentence and of the harder one, so much has to be shared: below
# this, guesses are wrong more often than right.
_SHARED = 0.6
_SHARED_OF_HARDER = 0.4
_FEWEST = 3


@dataclass(frozen=True, slots=True)
class Lost:
    """`harder` says "not" or warns (`what`), `easier` seems to say the same without."""

    what: str
    harder: Sentence
    easier: Sentence


@dataclass(frozen=True, slots=True)
class Stance:
    """A sentence with the words it is about, and whether it denies or warns."""

    sentence: Sentence
    content: frozenset[str]
    negates: bool
    warns: bool


def stances(sentences: Sequence[Sentence]) -> tuple[Stance, ...]:
    """The stance of each sentence that denies or warns, and is long enough to be known again."""
    found = []
    for sentence in sentences:
        negates, warns = bool(_NEGATION.search(sentence.text)), bool(_WARNING.search(sentence.text))
        if negates or warns:
            found.append(Stance(sentence, _content(sentence), negates, warns))
    return tuple(stance for stance in found if len(stance.content) >= _FEWEST)


def lost(harder: Sequence[Stance], easier: Sequence[Sentence]) -> list[Lost]:
    """Sentences whose negation or warning their nearest one or two sentences in `easier` lack."""
    found = []
    contents = [_content(sentence) for sentence in easier] if harder else []
    # An easier text may say in two sentences what was one.
    contents += [one | other for one, other in pairwise(contents)]
    for stance in harder:
        index = _nearest(stance.content, contents)
        if index is None:
            continue
        index %= len(easier)
        around = " ".join(sentence.text for sentence in easier[max(0, index - 1) : index + 3])
        if stance.negates and not (_NEGATION.search(around) or _LIKE_NEGATION.search(around)):
            found.append(Lost("not", stance.sentence, easier[index]))
        elif stance.warns and not (_WARNING.search(around) or _LIKE_WARNING.search(around)):
            found.append(Lost("warning", stance.sentence, easier[index]))
    return found


def _content(sentence: Sentence) -> frozenset[str]:
    return frozenset(_CONTENT.findall(sentence.text.lower())) - _COMMON


def _nearest(content: frozenset[str], others: Sequence[frozenset[str]]) -> int | None:
    best, nearest = _FEWEST - 1, None
    for index, other in enumerate(others):
        shared = len(content & other)
        if shared <= best or shared < _SHARED_OF_HARDER * len(content):
            continue
        if shared >= _SHARED * min(len(content), len(other)):
            best, nearest = shared, index
    return nearest
