"""A prose view -> advice: every rule on every sentence, and what stands between the text and a level."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cache

from content.advice import abbreviations, clauses, negatives, nouns, passive, vocabulary
from content.advice.difficulty import grade_of, in_a_word
from content.advice.mark import Finder, Mark
from content.advice.model import Advice, Remark, Rule, SentenceAdvice
from content.advice.reading import Seen, Whole, remembering, seen
from content.advice.rules import difficulty_policy, rules
from content.advice.steps import Aim, towards
from content.article import Block, Level, Measurement
from content.errors import PolicyError
from content.levels import Policy, Scope, policy
from content.readability import textstat_panel
from content.readability.counts import list_words
from content.readability.grade import measure
from content.readability.names import names
from content.readability.terms import Terms
from content.readability.text import Prose

#: Who finds what, by the name of the rule.
FINDERS: dict[str, Callable[[Rule], Finder]] = {
    "long-sentence": clauses.long_sentence,
    "passive-voice": passive.finder,
    "nested-clauses": clauses.nested_clauses,
    "nominalisation": nouns.nominalisation,
    "double-negative": negatives.finder,
    "hard-word": vocabulary.hard_word,
    "plainer-word": vocabulary.plainer_word,
    "wordy-phrase": vocabulary.wordy_phrase,
    "undefined-abbreviation": abbreviations.undefined,
    "jargon": abbreviations.jargon,
    "many-numbers": clauses.many_numbers,
    "long-parenthesis": clauses.long_parenthesis,
    "vague-this": nouns.vague_this,
    "stacked-nouns": nouns.stacked_nouns,
}
_NO_TERMS = Terms(())
# What is said of a phrase is not said again of a word in it.
_OF_WORDS = frozenset(("hard-word", "plainer-word"))
_OF_PHRASES = frozenset(("nominalisation", "wordy-phrase", "undefined-abbreviation", "jargon"))
# More remarks than this on one sentence help nobody, and a table of 10,000 words in one would have them.
_MOST_REMARKS = 60


def advise(
    view: Prose,
    blocks: Sequence[Block],
    target: Level | None = None,
    limits: Policy | None = None,
    terms: Terms | None = None,
    scope: Scope = "page",
    measurement: Measurement | None = None,
) -> Advice:
    """Advice on a text: `view` is the prose view of `blocks`.

    `terms` are those that the reader has explained, in a glossary. `measurement` saves measuring
    again where the text was measured with the same terms, limits and scope. Without a `target`,
    sentences are held to the length for lower secondary school, and there are no steps. Nothing is
    kept of the text, and nothing is rewritten. Raises `ReadabilityUnavailable`.
    """
    limits, terms = limits or policy(), terms or _NO_TERMS
    lexicon = remembering(textstat_panel.lexicon())
    difficulty = difficulty_policy()
    length = limits.of(target or Level.STANDARD).warn_sentence_words
    named = names(" ".join(each.text for each in view.sentences if blocks[each.block].kind != "heading"))
    whole = Whole(lexicon, named, length)
    read: list[Seen] = []
    advised = []
    before: Seen | None = None
    for sentence in view.sentences:
        found = before = seen(sentence, blocks[sentence.block].kind, before)
        found.explained = frozenset(_explained(found, terms))
        remarks = sorted(_remarks(found, whole), key=lambda each: (each.start, each.end, each.code))
        grade = grade_of(sentence.text, lexicon, difficulty)
        advised.append(
            SentenceAdvice(sentence, grade, in_a_word(grade, difficulty), tuple(remarks[:_MOST_REMARKS]))
        )
        read.append(found)
    if target is None:
        return Advice(tuple(advised), None, None, (), ())
    measured = measurement or measure(view, terms, limits, scope)
    kept, gaps, steps = towards(view, read, measured, terms, Aim(target, limits, scope), whole)
    return Advice(tuple(advised), target, kept, gaps, steps)


@cache
def _finders() -> tuple[tuple[Rule, Finder], ...]:
    missing = FINDERS.keys() ^ {rule.name for rule in rules()}
    if missing:
        raise PolicyError(f"Rules of advice without a finder, or the other way round: {sorted(missing)}.")
    return tuple((rule, FINDERS[rule.name](rule)) for rule in rules())


def _remarks(found: Seen, whole: Whole) -> Iterator[Remark]:
    if not found.words:
        return
    told = [(rule, mark) for rule, find in _finders() for mark in find(found, whole)]
    wider = [mark for rule, mark in told if rule.name in _OF_PHRASES]
    jargon = [mark for rule, mark in told if rule.name == "jargon"]
    for rule, mark in told:
        over = wider if rule.name in _OF_WORDS else jargon if rule.name == "undefined-abbreviation" else ()
        if not any(each.start <= mark.start and mark.end <= each.end for each in over):
            yield _remark(rule, found, mark)


def _remark(rule: Rule, found: Seen, mark: Mark) -> Remark:
    sentence = found.sentence
    plainer = " or ".join(f"“{word}”" for word in mark.plainer)
    if mark.inflected:
        plainer += ", in the form that fits"
    message = rule.message.format(
        marked=found.shown[mark.start : mark.end],
        count=mark.counted,
        allowed=f"{mark.allowed:g}",
        plainer=plainer,
        verb=mark.plainer[0] if mark.plainer else "",
    )
    return Remark(
        code=rule.code,
        rule=rule.name,
        block=sentence.block,
        start=sentence.start + mark.start,
        end=sentence.start + mark.end,
        message=message,
        plainer=mark.plainer,
        unless=mark.unless,
    )


def _explained(found: Seen, terms: Terms) -> Iterator[int]:
    """The words, by number, of explained terms."""
    if terms is _NO_TERMS:
        return
    # A word here is a word there, save for signs that textstat takes away within it.
    for use in terms.uses(["".join(list_words(word)) for word in found.words]):
        yield from range(use.start, use.end)
