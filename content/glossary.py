"""The glossary against the texts: which terms are explained where they are first used.

A term's meaning goes with the section, so its word is not held against a reader's level. A short
form ("PTSD") has to say in the text what it is short for, too, or what it is.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence

from content.article import Level, Omission, Term
from content.codes import finding
from content.findings import Finding
from content.levels import Policy
from content.meaning import Said, plain
from content.readability.counts import list_words
from content.readability.terms import Terms
from content.readability.text import blocks_from_plain, prose
from content.source.draft import Draft

# How sentences go on, or begin, that say what a word is. Generous: this asks only about a bare "PTSD".
_AFTER = r"(?:is|are|means?|meaning|stands?|short|which|who|or|an?|the|this|that|it|they|helps?)\b"
_BEFORE = r"(?:or|called|named|known as)"


def explained(
    glossary: Sequence[Term], sections: Sequence[Said], omissions: Sequence[Omission]
) -> tuple[Terms, list[Finding]]:
    """The terms that this level's readers have explained, and findings on those they have not.

    `sections` are one level's, in order.
    """
    short = [term for term in glossary if term.expands]
    uses = _first_uses(short, sections)
    omitted = {plain(each.what) for each in omissions if sections and sections[0].level in each.levels}
    findings = []
    unexplained = set()
    for term in short:
        place = uses.get(term.term)
        if place is None or plain(term.expands) in omitted:
            continue
        said, block = place
        so_far = plain(" ".join(each.text for each in said.text.blocks[: block + 1]))
        if plain(term.expands) not in so_far and not _defines(so_far, term.term):
            unexplained.add(term.term)
            findings.append(
                finding(
                    "MEANING-007",
                    said.text.file,
                    said.text.blocks[block].line,
                    f"{term.term!r} is not explained where it is first used",
                    f"Write “{term.expands} ({term.term})” there, or name it in [[omits]].",
                )
            )
    return Terms(term.term for term in glossary if term.term not in unexplained), findings


def check_glossary(draft: Draft, said: Collection[Said], limits: Policy) -> Iterator[Finding]:
    """Terms that no text uses, and meanings that are themselves hard."""
    terms = Terms(term.term for term in draft.glossary)
    used = {use.term for each in said for use in terms.uses(list_words(each.view.text))}
    easiest = limits.of(max(draft.levels, default=Level.FULL, key=lambda level: level.rank))
    every_text = " ".join(each.words for each in said)
    for index, term in enumerate(draft.glossary):
        line = draft.line(f"glossary[{index}].term")
        if said and term.term not in used and plain(term.term) not in every_text:
            yield finding(
                "MEANING-008", draft.file, line, f"No text uses the term {term.term!r}", "Take it out."
            )
        longest = max((each.words for each in prose(blocks_from_plain(term.means)).sentences), default=0)
        if easiest.max_sentence_words and longest > easiest.max_sentence_words:
            yield finding(
                "MEANING-009",
                draft.file,
                line,
                f"The meaning of {term.term!r} has a sentence of {longest} words, "
                f"and readers of {easiest.level} get {easiest.max_sentence_words:g}",
                "Say it in shorter sentences.",
            )


def _first_uses(terms: Sequence[Term], sections: Sequence[Said]) -> Mapping[str, tuple[Said, int]]:
    """Where each term is first used: the section and the block in it."""
    finder = Terms(term.term for term in terms)
    found: dict[str, tuple[Said, int]] = {}
    for said in sections:
        if len(found) == len(terms):
            break
        for sentence in said.view.sentences:
            for use in finder.uses(list_words(sentence.text)):
                found.setdefault(use.term, (said, sentence.block))
    return found


def _defines(text: str, term: str) -> bool:
    word = rf"(?<!\w){re.escape(plain(term))}(?!\w)"
    return bool(re.search(rf"\({word}|{word} \(|{word}[.,:;]? {_AFTER}|\b{_BEFORE} {word}", text))
