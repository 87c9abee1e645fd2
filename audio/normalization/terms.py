"""Words that are said in their own way: whole words, longest first, with the endings that they take."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import chain

from audio.normalization.edits import Edit, Reading
from audio.normalization.folding import Folded, fold

TOKEN = re.compile(r"[^\W_]+|[^\w\s]|_")
_ENDING = re.compile(r"(?P<ending>'s|s'|s)?(?![^\W_])")
_SPELLED = re.compile(r"(?:^|[\s.-])[A-Z0-9]$")
# After these sounds, in espeak-ng's mnemonics, a plural is said with a vowel or without voice.
_HISSING = re.compile(r"(?:[szSZ]|tS|dZ)[:;_!']*\]\]$")
_VOICELESS = re.compile(r"[ptkfT][:;_!']*\]\]$")
_ES = ("s", "x", "z", "ch", "sh")


@dataclass(frozen=True, slots=True)
class _Term:
    text: str
    low: str
    lead: int  # from the start to its first token, by which it is found
    said: str
    exact: bool  # "WHO" must not catch "who"


class Terms:
    """Finds terms. `rank` is that of the readings it gives (see `Reading`)."""

    def __init__(self, say: Mapping[str, str], rank: int) -> None:
        self._rank = rank
        self._by_token: defaultdict[str, list[_Term]] = defaultdict(list)
        for text, said in sorted(say.items(), key=lambda item: -len(item[0])):
            written = fold(text)
            first = TOKEN.search(written.low)
            if first and said:
                plain = _plainly(written.plain)
                term = _Term(plain, written.low, first.start(), said, _is_exact(plain))
                self._by_token[first[0]].append(term)

    def find(self, folded: Folded, tokens: list[tuple[int, str]]) -> Iterator[Reading]:
        """The longest term at each of the text's tokens, given with their offsets."""
        for at, token in tokens:
            # "ECGs" is one token, found by that of "ECG".
            of_one = self._by_token.get(token[:-1], ()) if token.endswith("s") else ()
            terms = chain(self._by_token.get(token, ()), of_one)
            readings = (self._at(at - term.lead, term, folded) for term in terms)
            found = next(filter(None, readings), None)
            if found:
                yield found

    def _at(self, start: int, term: _Term, folded: Folded) -> Reading | None:
        end = start + len(term.text)
        if start < 0 or not folded.low.startswith(term.low, start):
            return None
        ending = _ENDING.match(folded.low, end)
        if not ending or (term.exact and not _same(_plainly(folded.plain[start:end]), term.text)):
            return None
        said = with_ending(term.said, ending["ending"])
        return Reading(self._rank, start, end, (Edit(start, ending.end(), said),))


def tokens_of(folded: Folded) -> list[tuple[int, str]]:
    """Words and signs in lower case, with their offsets."""
    return [(match.start(), match[0]) for match in TOKEN.finditer(folded.low)]


def with_ending(said: str, ending: str | None) -> str:
    """What is said for a plural or a possessive of what is said for a term."""
    if not ending:
        return said
    if said.endswith("]]"):  # an ending outside the phonemes would be spelt out
        sound = "I2z" if _HISSING.search(said) else "s" if _VOICELESS.search(said) else "z"
        return f"{said[:-2]}{sound}]]"
    if _SPELLED.search(said):
        return f"{said}'s"  # "Rs" would be read as a word
    return said + ("es" if said.endswith(_ES) else "s")


def _plainly(text: str) -> str:
    return text.replace("\u00a0", " ")


def _is_exact(text: str) -> bool:
    """Whether capitals matter: a word of the term has one after its first letter, or it is one sign."""
    words = TOKEN.findall(text)
    return len(text) == 1 or any(word[1:] != word[1:].lower() for word in words)


def _same(found: str, text: str) -> bool:
    if found == text:
        return True
    # "Low-dose CT" starts a sentence with "low-dose CT".
    first = TOKEN.match(text)
    return first is not None and first[0] == first[0].lower() and found[0].lower() + found[1:] == text
