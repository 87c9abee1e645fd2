"""Level rules: what a measurement breaks at its level, said so that an editor knows what to change."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from content.article import Level, Measurement
from content.codes import finding
from content.findings import Finding, excerpt
from content.levels import LevelPolicy, Policy, Scope
from content.meaning import Said
from content.readability import textstat_panel
from content.readability.grade import hard_words
from content.readability.terms import Terms
from content.readability.text import Prose


def check_section(said: Said, measured: Measurement, limits: Policy, terms: Terms) -> Iterator[Finding]:
    """Hold a section to its level: its grade, its hard words, its sentences."""
    own = limits.of(said.level)
    file = said.text.file
    yield from _sentences(said.view, own, file, ("LEVEL-006", "LEVEL-007"))
    if measured.mean_sentence_words > own.mean_sentence_words:
        yield finding(
            "LEVEL-008" if said.level is not Level.FULL else "LEVEL-007",
            file,
            1,
            f"Sentences have {measured.mean_sentence_words:.1f} words on average, "
            f"and {own.level} allows {own.mean_sentence_words:g}",
            f"Split the longest: {_longest(said.view)}.",
        )
    if measured.words < limits.scope.level_words:
        yield finding(
            "LEVEL-009",
            file,
            1,
            f"The section has {measured.words} words, too few to tell its level",
            "Join it with another section, or see to it yourself that it is easy enough.",
        )
    if measured.words >= limits.scope.section_words:
        yield from _grade("LEVEL-002", file, "section", (said.view, measured), own)
        yield from _hard_words(said, measured, own, terms)


def check_page(
    file: str, level: Level, view: Prose, measured: Measurement, limits: Policy
) -> Iterator[Finding]:
    """Hold all sections of a level, joined, to its page grade."""
    own = limits.of(level)
    if measured.words >= limits.scope.section_words:
        scope = limits.scope_of(measured.words, "page")
        yield from _grade("LEVEL-001", file, scope, (view, measured), own)


def check_siblings(
    places: tuple[str, str], harder: Measurement, easier: Measurement, limits: Policy, scope: Scope
) -> Iterator[Finding]:
    """Hold a section or a page against its next harder level.

    `places` are the file to complain about and the harder level's name.
    """
    file, name = places
    if harder.grade is None or easier.grade is None or easier.words < limits.scope.sibling_words:
        return
    gap = harder.grade - easier.grade
    remedy = "Shorten its sentences and take plainer words, or drop this level."
    if scope == "page" and gap < limits.scope.sibling_gap:
        yield finding(
            "LEVEL-003",
            file,
            1,
            f"The page's grade is {easier.grade:.1f}, only {gap:.1f} below {name}'s {harder.grade:.1f}, "
            f"and {limits.scope.sibling_gap:g} is asked for",
            remedy,
        )
    elif scope == "section" and gap <= 0:
        yield finding(
            "LEVEL-004",
            file,
            1,
            f"The section's grade is {easier.grade:.1f}, not below {name}'s {harder.grade:.1f}",
            remedy,
        )


def check_disclaimer(
    view: Prose, measured: Measurement, own: LevelPolicy, limits: Policy, file: str, line: int
) -> Iterator[Finding]:
    """Hold a disclaimer to the sentences of its level; its grade is only asked about."""
    for each in _sentences(view, own, file, ("LEVEL-010", "LEVEL-011")):
        yield finding(each.code, file, line, f"In the {own.level} disclaimer: {each.message}", each.remedy)
    if measured.mean_sentence_words > own.mean_sentence_words:
        yield finding(
            "LEVEL-011",
            file,
            line,
            f"The {own.level} disclaimer has {measured.mean_sentence_words:.1f} words a sentence on average, "
            f"and {own.mean_sentence_words:g} are advised",
            f"Split the longest: {_longest(view)}.",
        )
    graded = measured.grade is not None and measured.words >= limits.scope.level_words
    if graded and own.section_grade and (measured.grade or 0) > own.section_grade:
        yield finding(
            "LEVEL-011",
            file,
            line,
            f"The {own.level} disclaimer's grade is {measured.grade:.1f}, and {own.section_grade:g} advised",
            f"Split the longest sentences: {_longest(view)}.",
        )


def _sentences(view: Prose, own: LevelPolicy, file: str, codes: tuple[str, str]) -> Iterator[Finding]:
    too_long, longer_than_advised = codes
    for sentence in view.sentences:
        if sentence.words <= own.warn_sentence_words:
            continue
        over = own.max_sentence_words is not None and sentence.words > own.max_sentence_words
        allowed = own.max_sentence_words if over and own.max_sentence_words else own.warn_sentence_words
        yield finding(
            too_long if over else longer_than_advised,
            file,
            sentence.line,
            f"A sentence has {sentence.words} words, and {own.level} "
            f"{'allows' if over else 'advises at most'} {allowed:g}: {excerpt(sentence.shown, 60)}",
            "Split it, one idea to a sentence.",
        )


def _grade(
    code: str, file: str, scope: Scope, text: tuple[Prose, Measurement], own: LevelPolicy
) -> Iterator[Finding]:
    view, measured = text
    allowed = own.grade(scope)
    if allowed is None or measured.grade is None or measured.grade <= allowed:
        return
    # 10.04 over 10 must not read "10.0, and 10 is allowed".
    digits = 1 if round(measured.grade, 1) > allowed else 4
    what = "page" if code == "LEVEL-001" else "section"
    words = ", ".join(f"“{word}”" for word in _hardest(view))
    yield finding(
        code,
        file,
        1,
        f"The {what}'s grade is {measured.grade:.{digits}f}, and {own.level} allows {allowed:g}",
        f"Split the longest sentences ({_longest(view)})"
        + (f" or take shorter words for {words}." if words else "."),
    )


def _hard_words(said: Said, measured: Measurement, own: LevelPolicy, terms: Terms) -> Iterator[Finding]:
    allowed = own.hard_words_percent
    if allowed is None or measured.hard_words_percent <= allowed:
        return
    words = ", ".join(f"“{word}”" for word in _hardest(said.view, terms, most=6))
    yield finding(
        "LEVEL-005",
        said.text.file,
        1,
        f"{measured.hard_words_percent:.1f} % of the words are hard, and {own.level} allows {allowed:g} %",
        f"Take plainer words, or explain them in [[glossary]]: {words}.",
    )


def _hardest(view: Prose, terms: Terms | None = None, most: int = 3) -> list[str]:
    """The hard words that weigh most: many syllables, used often."""
    lexicon = textstat_panel.lexicon()
    times = Counter(word.lower() for word in hard_words(view.text, terms or Terms(()), lexicon)[0])
    return sorted(times, key=lambda word: (-lexicon.syllables(word) * times[word], word))[:most]


def _longest(view: Prose) -> str:
    longest = sorted(view.sentences, key=lambda sentence: -sentence.words)[:2]
    return "; ".join(f"line {each.line}, {each.words} words: {excerpt(each.shown, 60)}" for each in longest)
