"""Panel to measurement: the consensus grade G, the level a text keeps, and how sure that is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from content.article import Basis, Block, Level, Measurement, Rendition
from content.levels import LevelPolicy, Policy, Scope, policy
from content.readability import textstat_panel
from content.readability.counts import Lexicon, count, list_words
from content.readability.formulas import metrics
from content.readability.terms import Terms
from content.readability.text import Prose, blocks_from_plain, prose

#: To be shown with every score.
CAVEAT = (
    "Formulas count words and syllables. They do not see what a text means, nor whether it is true or "
    "clear: the same words in another order get the same score. A person has to read it too."
)
_NO_TERMS = Terms(())


def measure(
    view: Prose, terms: Terms = _NO_TERMS, limits: Policy | None = None, scope: Scope = "section"
) -> Measurement:
    """Measure a prose view.

    The grade is G of all text or of the paragraphs alone, whichever is worse: a list can push a score
    either way. Paragraphs count from as many words as a section's grade does. `terms` are those that
    the reader has explained, and so are not hard. Raises `ReadabilityUnavailable`.
    """
    limits = limits or policy()
    lexicon = textstat_panel.lexicon()
    basis: Basis = "all"
    counts = count(view.text, lexicon)
    numbers = metrics(counts)
    if view.prose_text != view.text and view.prose_words >= limits.scope.prose_words:
        of_prose = metrics(count(view.prose_text, lexicon))
        if consensus(of_prose) > consensus(numbers):
            basis, numbers = "prose", of_prose
    lengths = [sentence.words for sentence in view.sentences]
    hard, looked_at = counts.undigited_hard, counts.undigited
    if terms:  # else counted already
        found, looked_at = hard_words(view.text, terms, lexicon)
        hard = len(found)
    measurement = Measurement(
        words=view.words,
        sentences=len(lengths),
        grade=consensus(numbers) if view.text else None,
        level=None,
        confidence=limits.confidence(view.words),
        hard_words_percent=100 * hard / looked_at if looked_at else 0.0,
        mean_sentence_words=view.words / len(lengths) if lengths else 0.0,
        longest_sentence_words=max(lengths, default=0),
        metrics=numbers,
        textstat=textstat_panel.version(),
        basis=basis,
    )
    return _with_level(measurement, limits, scope)


def measure_text(text: str, limits: Policy | None = None) -> Measurement:
    """Measure plain text; a page's rules hold from a page's length. Raises `ReadabilityUnavailable`."""
    return measure(prose(blocks_from_plain(text)), limits=limits, scope="page")


def prepared(rendition: Rendition) -> str:
    """The text whose numbers are in the rendition's `measurement.metrics`, to be checked by anybody."""
    return prepared_text(rendition.blocks, rendition.measurement.basis)


def prepared_text(blocks: Sequence[Block], basis: Basis = "all") -> str:
    """The prepared text of `blocks`: all of it, or the paragraphs alone."""
    view = prose(blocks)
    return view.text if basis == "all" else view.prose_text


def consensus(numbers: dict[str, float]) -> float:
    """G, the mean of Flesch-Kincaid and Coleman-Liau: US school grades, unrounded."""
    return (numbers["flesch_kincaid_grade"] + numbers["coleman_liau_index"]) / 2


def hard_words(text: str, terms: Terms, lexicon: Lexicon) -> tuple[list[str], int]:
    """The hard words of prepared text, in order with repeats, and how many words were looked at.

    Hard: not on textstat's easy list. Not looked at: words with a digit, and explained terms.
    """
    words = list_words(text)
    kept: list[str] = []
    end = 0
    for use in terms.uses(words):
        kept += words[end : use.start]
        end = use.end
    kept += words[end:]
    seen = [word for word in kept if word.isalpha() or not any(map(str.isdigit, word))]
    easy = lexicon.easy
    return [word for word in seen if word.lower() not in easy], len(seen)


def keeps(measurement: Measurement, limits: LevelPolicy, whole: Policy, scope: Scope) -> bool:
    """Whether the text keeps every limit of this level that holds for its length."""
    within: Iterable[tuple[float, float | None]] = (
        (measurement.mean_sentence_words, limits.mean_sentence_words),
        (measurement.longest_sentence_words, limits.max_sentence_words),
    )
    if measurement.words >= whole.scope.section_words and measurement.grade is not None:
        grade = limits.grade(whole.scope_of(measurement.words, scope))
        within = (
            *within,
            (measurement.grade, grade),
            (measurement.hard_words_percent, limits.hard_words_percent),
        )
    return all(limit is None or value <= limit for value, limit in within)


def _with_level(measurement: Measurement, limits: Policy, scope: Scope) -> Measurement:
    if measurement.words < limits.scope.level_words:
        return measurement
    kept = (each.level for each in reversed(limits.levels) if keeps(measurement, each, limits, scope))
    # Whatever keeps no level is fit for those who want all of it.
    return replace(measurement, level=next(kept, Level.FULL))
