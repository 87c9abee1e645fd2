"""The shared pass against the judge: textstat's own functions, number by number."""

from __future__ import annotations

import random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from content.readability import textstat_panel
from content.readability.counts import Counts, count, list_words
from content.readability.formulas import METRICS, metrics
from content.readability.grade import hard_words
from content.readability.terms import Terms
from tests.content.intake.texts import TEXTS
from tests.content.packages import BASE

EDGES = [
    "", " ", "\n\t ", ".", "...", "?!", "—", "a", "A.", "I", "Hmm.", "Hmm hmm hmm.", "42", "1.5", "_", "a_b c__d e.",
    "1.5 mg e.g. U.S.", "Take 1.5 mg, e.g. in the U.S., twice a day.", "Dr. Smith vs. Mr. Jones etc.",
    "don't can't won't it's we've they'll you're I'd", "'tis the rock 'n' roll dogs' life", "O'Neill's 'quoted' words'",
    "'", "' '", "''s 't", "DON'T IT'S WE'VE", "well-known treatment-resistant self-harm", "- -- a-b-c -", "mother-in-law's",
    "naïve café coöperation", "Ärzte heißen Straße", "ΑΣ ΒΣ σας", "İSTANBUL İİ \u0131i", "漢字 かな 한국어", "😀 happy 😀.", "e\u0301 a\u0308",
    "no dots\nat all\nin these lines", "line one.\nline two.\r\nline three", "a\u00a0b\u2003c\u200bd", "x\x1cy\x1dz\x0bq",
    "antidisestablishmentarianism electroencephalographically", "One. Two. Three.", "One two. Three four. Five six.",
    "word " * 99, "word " * 100, "word " * 101, "- word " * 120, "beautiful. " * 150, "a " * 99 + "! ! ! beautiful words end here.",
    "Give 40 mg IV. Check QTc.", "- one\n- two words\n- three whole words\n", "curly \u2018quotes\u2019 and “those” — it\u2019s", "a\ufeffb \u00adc\u2011d",
    "x" * 65 + " is long.", "Take 0.125 mg (1/2 tablet) 2x/day; max. 5 mg/kg.", "\x00 \x01word", "e.g., i.e., etc., U.S.A., Ph.D.", "½ ¾ 10² 5µg 25°C",
    "He said: “Stop!” She did… Then (slowly) left; why? No one knows!",
]  # fmt: skip


def assert_equal_to_textstat(text: str) -> None:
    ours, theirs = metrics(count(text, textstat_panel.lexicon())), textstat_panel.judge(text)
    assert tuple(ours) == METRICS
    for name in METRICS:
        assert ours[name] == pytest.approx(theirs[name], abs=1e-9, rel=0), (name, text[:80])


@pytest.mark.parametrize("text", EDGES)
def test_every_metric_of_an_odd_text_is_textstats_own(text: str) -> None:
    assert_equal_to_textstat(text)


ODD = (
    "the of ketamine depression don't it's U.S. e.g. 1.5 mg, well-known beautiful. Why? No! (yes) “so” isn't' 'a' n't "
    "antidepressants İl ß \ufb01 ² ½ x² hmm 'll 've 'RE rock'n'roll e\u0301t\u00e9"
)
PIECES = st.one_of(
    st.sampled_from(ODD.split(" ")),
    st.text(min_size=1, max_size=8),
    st.text(alphabet="ab'\u2019.-!? \n", min_size=1, max_size=12),
)


@settings(max_examples=500, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(PIECES, max_size=150), st.sampled_from([" ", "\n", ". ", ""]))
def test_every_metric_of_any_text_is_textstats_own(pieces: list[str], between: str) -> None:
    assert_equal_to_textstat(between.join(pieces))


def test_every_metric_of_shuffled_prose_is_textstats_own() -> None:
    words = " ".join(file.read_text("utf-8") for file in sorted(BASE.glob("*/*.md"))).split()
    rng = random.Random(7)  # noqa: S311  # texts, not secrets
    for length in [5, 30, 99, 100, 101, 200, 500, 2000] * 8:
        assert_equal_to_textstat(" ".join(rng.choices(words, k=length)))


def test_every_metric_of_five_hundred_texts_shaped_as_real_ones_is_textstats_own() -> None:
    files = [file.read_text("utf-8") for file in sorted(BASE.glob("*/*.md"))]
    sentences = [
        *EDGES,
        *" ".join(files).split(". "),
        *(text for parts in TEXTS.values() for _, text in parts),
    ]
    rng = random.Random(3)  # noqa: S311  # texts, not secrets
    for _ in range(500):
        assert_equal_to_textstat(
            rng.choice([" ", ". ", "\n"]).join(rng.choices(sentences, k=rng.randint(1, 12)))
        )


def test_words_with_a_digit_are_counted_apart() -> None:
    lexicon = textstat_panel.lexicon()
    text = "Take 40 mg of ketamine, 2x a day: covid19 isn't 1.5 HPV-16 İ5 don't ketamine."
    counts = count(text, lexicon)
    hard, looked_at = hard_words(text, Terms(()), lexicon)
    assert (counts.undigited_hard, counts.undigited) == (len(hard), looked_at)
    assert looked_at < counts.words


@settings(max_examples=200, deadline=None)
@given(st.lists(PIECES, max_size=60))
def test_hard_words_are_counted_as_they_are_listed(pieces: list[str]) -> None:
    lexicon = textstat_panel.lexicon()
    text = " ".join(pieces)
    hard, looked_at = hard_words(text, Terms(()), lexicon)
    counts = count(text, lexicon)
    assert (counts.undigited_hard, counts.undigited) == (len(hard), looked_at)


def test_every_metric_of_twenty_thousand_words_is_textstats_own() -> None:
    words = (BASE / "how" / "full.md").read_text("utf-8").split()
    assert_equal_to_textstat(" ".join(words * (20_000 // len(words) + 1)))


def test_an_empty_text_has_no_counts() -> None:
    assert count("", textstat_panel.lexicon()) == Counts()


@pytest.mark.parametrize("text", [*EDGES, "Don't stop: the dogs' (well-known) U.S. life, it's 'so'."])
def test_words_are_listed_as_textstat_lists_them(text: str) -> None:
    from textstat.backend.selections import list_words as theirs

    assert list_words(text) == theirs(text)
