"""What to say for what is written: the rules of a language, a lexicon, and an article's own words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache

from audio.normalization.computed import COMPUTED
from audio.normalization.edits import Edit, Reading, chosen, composed
from audio.normalization.folding import Folded, fold
from audio.normalization.initialisms import initialisms, shouted
from audio.normalization.language import Language, Rule, language
from audio.normalization.signs import signs
from audio.normalization.terms import Terms, tokens_of
from audio.script import Utterance

# Who wins where two ways to say something clash (see `Reading`).
OWN, SHIPPED, FALLBACK = range(3)

_PLACE = re.compile(r"\{([a-z]+)(?:\|([a-z_]+))?\}")


class Normalizer:
    """Says text of one language. `say` wins over the lexicon, the lexicon over rules as long as its terms."""

    def __init__(self, say: Mapping[str, str], known: Language, shipped: Terms) -> None:
        self._own = Terms(say, OWN)
        self._language = known
        self._shipped = shipped

    @classmethod
    def of(cls, say: Mapping[str, str], tag: str) -> Normalizer:
        """For a language (BCP 47); one without rules of its own gets the neutral ones.

        `say` gives a respelling or `[[espeak mnemonics]]` for a term, matched as `Terms` does.
        """
        return cls(say, language(tag), _shipped(tag))

    def utterance(self, shown: str, part: str, start: int) -> Utterance:
        """The words to say for these shown words, with every swap recorded for the marks.

        `part` and `start` are the utterance's own (see there). Takes time in proportion to the text.
        """
        folded = fold(shown)
        return composed(shown, folded, chosen(self._readings(folded), folded), part, start)

    def _readings(self, folded: Folded) -> Iterator[Reading]:
        tokens = tokens_of(folded)
        yield from self._own.find(folded, tokens)
        loud = shouted(folded, self._language)
        yield from self._lexicon(folded, tokens, loud)
        seen: dict[str, bool] = {}
        for rule in self._language.rules:
            if _holds(rule.needs, folded.plain, seen) and _holds(rule.when, folded.plain, seen):
                yield from self._by_rule(rule, folded)
        yield from initialisms(folded, self._language, loud, FALLBACK)
        yield from signs(folded, self._language, FALLBACK)

    def _lexicon(self, folded: Folded, tokens: list[tuple[int, str]], loud: bytearray) -> Iterator[Reading]:
        for reading in self._shipped.find(folded, tokens):
            # "WHO SHOULD TAKE IT" asks who.
            asks = loud[reading.start] and folded.low[reading.start : reading.end] in self._language.common
            if not asks:
                yield reading

    def _by_rule(self, rule: Rule, folded: Folded) -> Iterator[Reading]:
        for match in rule.find.finditer(folded.plain):
            edits = self._edits(rule, match)
            if edits:
                yield Reading(OWN if rule.whole else SHIPPED, match.start(), match.end(), edits)

    def _edits(self, rule: Rule, match: re.Match[str]) -> tuple[Edit, ...]:
        edits = []
        for group, template in rule.say.items():
            start, end = match.span(group)
            if start < end:
                said = self._said(template, group, match)
                if said is None:
                    return ()
                edits.append(Edit(start, end, said))
        return tuple(edits)

    def _said(self, template: str, group: str, match: re.Match[str]) -> str | None:
        if template.startswith("@"):
            return COMPUTED[template[1:]](match, group, self._language)
        said = template
        for place in _PLACE.finditer(template):
            found = match[place[1]]
            if place[2]:
                found = self._language.look_up(place[2], found)
                if found is None:
                    return None
            said = said.replace(place[0], found)
        return said


@cache
def _shipped(tag: str) -> Terms:
    known = language(tag)
    return Terms({**known.tables.get("say", {}), **known.lexicon}, SHIPPED)


def _holds(needed: re.Pattern[str] | None, text: str, seen: dict[str, bool]) -> bool:
    if needed is None:
        return True
    known = seen.get(needed.pattern)
    if known is None:
        known = seen[needed.pattern] = needed.search(text) is not None
    return known
