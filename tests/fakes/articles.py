"""Articles for tests, made without a package on disk: small, and the same each time."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from content.article import (
    Article,
    Block,
    Disclaimer,
    Fact,
    Level,
    Measurement,
    Omission,
    Rendition,
    Review,
    Section,
    Source,
    Term,
)

WORDS: Mapping[Level, str] = {
    Level.FULL: "Hypertension denotes persistently elevated arterial pressure, measured repeatedly at rest.",
    Level.STANDARD: "High blood pressure means that the pressure in your arteries stays too high.",
    Level.PLAIN: "High blood pressure is when your blood pushes too hard for a long time.",
    Level.EASY: "Your blood can push too hard. This is called high blood pressure.",
}


def sample_article(
    slug: str = "blood-pressure",
    *,
    title: str = "About blood pressure",
    words: Mapping[Level, str] = WORDS,
    sections: tuple[str, ...] = ("introduction", "treatment"),
    topics: tuple[str, ...] = ("heart", "blood"),
    language: str = "en",
) -> Article:
    """An article with the same words in each of its sections, at the levels that `words` has."""
    return Article(
        slug=slug,
        title=title,
        language=language,
        topics=topics,
        source=Source(
            title="On arterial pressure",
            author="A. Doctor",
            publisher="Example Health",
            published=date(2022, 1, 3),
            url="https://example.org/pressure",
        ),
        reviewed=Review(by="B. Nurse", on=date(2024, 5, 6)),
        disclaimer=Disclaimer(
            url="https://example.org/disclaimer",
            texts={level: f"This is not medical advice ({level})." for level in words},
        ),
        sections=tuple(_section(section_id, words) for section_id in sections),
        pages={
            level: measurement(level, words=len(text.split()) * len(sections))
            for level, text in words.items()
        },
        glossary=(Term(term="pressure", means="how hard something pushes", say="presh-er"),),
        facts=(Fact(id="long", section=sections[0], fact="It lasts.", words=("stays|long",)),),
        omissions=(
            Omission(
                levels=(Level.EASY,),
                section=sections[0],
                what="how it is measured",
                reason="too much at once",
            ),
        ),
    )


def measurement(level: Level, *, words: int = 12) -> Measurement:
    """Numbers that fit the level; no formula was asked."""
    return Measurement(
        words=words,
        sentences=1,
        grade=12.5 - 3 * level.rank,
        level=level,
        confidence="medium",
        hard_words_percent=17.25,
        mean_sentence_words=12.0,
        longest_sentence_words=12,
        metrics={
            "flesch_kincaid_grade": 12.25 - 3 * level.rank,
            "coleman_liau_index": 12.75 - 3 * level.rank,
        },
        textstat="0.7.13",
    )


def _section(section_id: str, words: Mapping[Level, str]) -> Section:
    return Section(
        id=section_id,
        renditions={
            level: Rendition(
                section=section_id,
                level=level,
                title=section_id.replace("-", " ").capitalize(),
                blocks=(Block(kind="paragraph", text=text, line=3),),
                html=f"<p>{text}</p>",
                markdown=text,
                measurement=measurement(level, words=len(text.split())),
            )
            for level, text in words.items()
        },
    )
