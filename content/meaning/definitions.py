"""Terms that one text explains where it first uses them, and another does not."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from content.article import Term
from content.meaning.difference import Difference, Side, place_of, quoted
from content.meaning.lexicon import lexicon
from content.meaning.statement import plain, statement
from content.meaning.telling import Telling
from content.readability.counts import list_words
from content.readability.terms import Terms
from content.readability.text import Sentence

# How a sentence goes on, or begins, that says what a word is.
_AFTER = (
    r"(?: \(|,? or (?!not\b)|,? which (?:is|are|means?|helps?|stops?|makes?|keeps?)\b|, (?:an? |the |your )\w"
    r"|,? (?:also )?(?:called|known as|named) |,? that is|,? meaning |,? means? "
    r"| (?:is|are) (?:an? |the |when |where |what |how |one of |your |tiny |small |kinds? |medicines?|drugs?"
    r"|tests?|problems?|things?|chemicals?|used )|: | - |; (?:it|this|that|these|they) (?:is|are|means?) )"
)
_BEFORE = (
    r"(?:\(|\bor|\bcalled|\bnamed|\bknown as|\bterms?|\b(?:this|that) is"
    r"|\bcall(?:s|ed)? (?:it|this|that|them|these|those)|\bname (?:for|of) \w+(?: \w+)? is)"
    r"[ \"']*(?:an? |the )?"
)
# And the next sentence: "This is …", "That means …".
_NEXT = re.compile(
    r"(?:this|that|these|those|such)(?: \w+){0,2}? (?:is|are|means?) "
    r"|(?:it|they) (?:(?:is|are) (?:an? |the |how |when |what )|means? )|in (?:this|it|an?) "
)
# So much of a meaning's words (0-1) near a term: it may well be explained.
_TOLD = 0.5
_FEWEST = 2
# "They carry messages in your brain.": a sentence as short as this has little else to say.
_SHORT = 8
# A term that is told of in these next sentences of its paragraph is explained soon enough.
_SOON = 3
# "Balancing two chemicals." is a heading, whatever it is written as.
_HEADING = 6
_GOES_ON = re.compile(r"(?:it|they|this|that|these|those)\b")
# So many levels explain a term: another one should.
_VOTES = 2
_NEVER = 1 << 30

#: A text of several parts, or of one.
Parts = Sequence[Telling]


def definitions(harder: Parts, easier: Parts, glossary: Sequence[Term]) -> Iterator[Difference]:
    """Glossary terms that `harder` explains where it first uses them, and `easier` uses unexplained.

    Both are all parts of a text, in order: a term is explained once.
    """
    return (each for each, _, _ in undefined((harder, easier), glossary))


def undefined(
    levels: Sequence[Parts], glossary: Sequence[Term], strict: int = _NEVER
) -> Iterator[tuple[Difference, int, int]]:
    """The same for any number of levels, hardest first: each with the one that lacks it, and one that has it.

    A level is asked about where a harder one or two others explain the term plainly, and it does not in
    any way. From the level `strict` (an index) on, one other is enough, and enough that it tells the meaning.
    """
    firsts = [first_uses(parts, glossary) for parts in levels]
    for term in glossary:
        plainly = [
            at for at, each in enumerate(firsts) if term.term in each and explains(*each[term.term], term)
        ]
        tellers = {
            at for at, each in enumerate(firsts) if term.term in each and tells(*each[term.term], term)
        }.union(plainly)
        for at, each in enumerate(firsts):
            if at in plainly or term.term not in each:
                continue
            lacks = each[term.term]
            harder = [other for other in plainly if other < at]
            enough = harder or (at and len(plainly) >= _VOTES) or (at >= strict and tellers - {at})
            if enough and not may_explain(*lacks, term):
                others = plainly or sorted(tellers - {at})
                other = min(others, key=lambda one: (abs(one - at), one))
                yield _undefined(term, firsts, at, other), at, other


def _undefined(
    term: Term, firsts: Sequence[Mapping[str, tuple[Telling, Sentence]]], at: int, other: int
) -> Difference:
    here = place_of(firsts[at][term.term][1])
    there = place_of(firsts[other][term.term][1])
    changed: Side = "easier" if other < at else "harder"
    harder, easier = (there, here) if changed == "easier" else (here, there)
    return Difference(
        "MEANING-017",
        "definition-lost",
        f"{term.term!r} is explained in {quoted(there)} and not in {quoted(here)}",
        "Say what it is where it is first used.",
        harder,
        easier,
        changed,
        about=term.term,
    )


def first_uses(parts: Parts, glossary: Sequence[Term]) -> dict[str, tuple[Telling, Sentence]]:
    """The first sentence that uses each term, headings apart, and the part that it stands in."""
    finder = Terms(term.term for term in glossary)
    found: dict[str, tuple[Telling, Sentence]] = {}
    for text in parts if glossary else ():
        for sentence in text.body:
            words = sentence.shown.split()
            heads = len(words) <= _HEADING and words[0].endswith("ing")
            if heads or text.blocks[sentence.block].kind == "heading":
                continue
            for use in finder.uses(list_words(sentence.text)):
                found.setdefault(use.term, (text, sentence))
    return found


def explains(text: Telling, first: Sentence, term: Term) -> bool:
    """Whether the sentence, or the one after it, plainly says what the term is."""
    here, following = _concepts(text, first)
    wanted, after = _wanted(term), _after(text, first)
    if _names(plain(first.shown), term) or _names(after, term):
        # A meaning of one word may stand near by chance.
        return bool(wanted) and len(wanted & (here | following)) >= min(_FEWEST, len(wanted))
    told = len(wanted & following)
    return bool(_NEXT.match(after)) and told >= max(_FEWEST, _TOLD * len(wanted))


def tells(text: Telling, first: Sentence, term: Term) -> bool:
    """Whether the sentence and the one after it have so much of the meaning that they tell it."""
    here, following = _concepts(text, first)
    wanted = _wanted(term)
    return len(wanted & (here | following)) >= max(_FEWEST, _TOLD * len(wanted))


def may_explain(text: Telling, first: Sentence, term: Term) -> bool:
    """Whether the sentence, or the one after it, may say what the term is in whatever way."""
    shown, after = plain(first.shown), _after(text, first)
    here, following = _concepts(text, first)
    wanted = _wanted(term)
    cued = _names(shown, term) or re.search(f"{_word(term)},? (?:which|that|who|where)\\b", shown)
    if cued:
        return True
    if _NEXT.match(after) and wanted & following:
        return True
    begins = re.compile(f"(?:with |in |an? |the )?{_word(term)}")
    for later in _soon(text, first):
        if _names(later, term) or (begins.match(later) and wanted & _about(later)):
            return True
    enough = 1 if len(after.split()) <= _SHORT else _FEWEST
    if _GOES_ON.match(after) and len(wanted & following) >= enough:
        return True
    return len(wanted & (here | following)) >= _TOLD * len(wanted)


def _names(shown: str, term: Term) -> bool:
    if term.expands and plain(term.expands) in shown:
        return True
    return bool(re.search(f"{_word(term)}{_AFTER}|{_BEFORE}{_word(term)}", shown))


def _word(term: Term) -> str:
    return rf"(?<!\w){re.escape(plain(term.term))}(?:s|es)?(?!\w)[\"']*"


def _after(text: Telling, first: Sentence) -> str:
    at = text.sentences.index(first) + 1
    return plain(text.sentences[at].shown) if at < len(text.sentences) else ""


def _soon(text: Telling, first: Sentence) -> list[str]:
    """The next sentences of its paragraph, and in any case the next one."""
    at = text.sentences.index(first) + 1
    following = text.sentences[at : at + _SOON]
    return [plain(each.shown) for n, each in enumerate(following) if not n or each.block == first.block]


def _concepts(text: Telling, first: Sentence) -> tuple[frozenset[str], frozenset[str]]:
    at = text.sentences.index(first)
    here, *following = (each.whole.concepts for each in text.statements[at : at + 2])
    return here, following[0] if following else frozenset()


def _wanted(term: Term) -> frozenset[str]:
    return _about(term.means) - _about(term.term) - lexicon().light


def _about(words: str) -> frozenset[str]:
    return statement(Sentence(words, 0, 0, 0, len(words), 1, words)).whole.concepts
