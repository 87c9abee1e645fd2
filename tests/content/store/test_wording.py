from __future__ import annotations

from dataclasses import replace

from content.article import Article, Level, Term
from content.store.protocol import Reason
from content.store.wording import fingerprints, reasons
from tests.fakes.articles import WORDS, sample_article

# What the first version of this program wrote of the sample article.
EARLIER = {
    level: mark["all"] for level, mark in fingerprints(sample_article()).items() if not isinstance(mark, str)
}


def test_a_revision_from_before_the_parts_were_told_apart_can_be_compared() -> None:
    reworded = sample_article(words={**WORDS, Level.EASY: "Blood can push too hard."})
    assert reasons(EARLIER, fingerprints(sample_article())) == dict.fromkeys(Level, Reason.REVISION)
    assert reasons(EARLIER, fingerprints(reworded))[Level.EASY] is Reason.WORDING
    assert reasons(EARLIER, fingerprints(reworded), clinical=True)[Level.EASY] is Reason.CLINICAL
    assert reasons(EARLIER, {}) == dict.fromkeys(Level, Reason.REMOVED)


def test_a_text_of_another_source_or_language_is_worded_otherwise() -> None:
    article = sample_article()
    elsewhere = replace(article, source=replace(article.source, url="https://example.org/elsewhere"))
    for other in (elsewhere, replace(article, language="en-GB")):
        assert reasons(fingerprints(article), fingerprints(other)) == dict.fromkeys(Level, Reason.WORDING)


def test_what_was_published_before_the_source_was_looked_at_has_not_changed_by_that() -> None:
    now = fingerprints(sample_article())
    earlier = {
        level: {part: mark for part, mark in marks.items() if part != "about"}
        for level, marks in now.items()
        if not isinstance(marks, str)
    }
    assert reasons(earlier, now) == dict.fromkeys(Level, Reason.REVISION)


def test_how_a_word_is_said_may_be_clinical_and_belongs_to_its_word() -> None:
    def saying(*terms: tuple[str, str]) -> Article:
        glossary = tuple(Term(term, "A word.", say=say) for term, say in terms)
        return replace(sample_article(), glossary=glossary)

    before = fingerprints(saying(("dose", "dohs"), ("dozen", "")))
    other = fingerprints(saying(("dose", "dohz"), ("dozen", "")))
    moved = fingerprints(saying(("dose", ""), ("dozen", "dohs")))
    assert set(reasons(before, other).values()) == {Reason.AUDIO}
    assert set(reasons(before, other, clinical=True).values()) == {Reason.CLINICAL}
    assert set(reasons(before, moved).values()) == {Reason.AUDIO}
    assert set(reasons(before, before, clinical=True).values()) == {Reason.REVISION}
