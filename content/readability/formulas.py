"""The readability formulas, as textstat 0.7.13 has them, on `Counts`; named as its functions.

Each is written term for term in textstat's order, so that the numbers are equal to the last bit.
Sources: Flesch 1948; Kincaid et al. 1975; McLaughlin 1969 (SMOG); Coleman & Liau 1975; Smith & Senter
1967 (ARI); Gunning 1952; Dale & Chall 1948; Spache 1953; O'Hayre 1966 (Linsear Write); McAlpine 1997
(EFLAW); Björnsson 1968 (LIX); Anderson 1983 (RIX).
"""

from __future__ import annotations

from content.readability.counts import Counts

#: The metrics of a panel, in the order they are shown in.
METRICS = (
    "flesch_reading_ease",
    "flesch_kincaid_grade",
    "smog_index",
    "coleman_liau_index",
    "automated_readability_index",
    "gunning_fog",
    "dale_chall_readability_score",
    "spache_readability",
    "linsear_write_formula",
    "mcalpine_eflaw",
    "lix",
    "rix",
)


def metrics(counts: Counts) -> dict[str, float]:
    """Every metric of `METRICS`, unrounded. A text without words scores as textstat scores it."""
    if not counts.sentences:
        return dict.fromkeys(METRICS, 0.0)
    words, sentences = counts.words, counts.sentences
    sentence_length = words / sentences
    smog = (1.043 * (30 * (counts.polysyllables / sentences)) ** 0.5) + 3.1291
    per_sentence = {
        "smog_index": smog,
        "linsear_write_formula": _linsear(counts),
        "mcalpine_eflaw": (words + counts.miniwords) / sentences,
        "rix": counts.long_words / sentences,
    }
    if not words:
        return dict.fromkeys(METRICS, 0.0) | per_sentence
    syllables = counts.syllables / words
    # textstat gives up on a text without a single syllable ("Hmm.").
    flesch = syllables > 0
    hard = 100 * counts.hard / words
    all_metrics = per_sentence | {
        "flesch_reading_ease": 206.835 - 1.015 * sentence_length - 84.6 * syllables if flesch else 0.0,
        "flesch_kincaid_grade": (0.39 * sentence_length) + (11.8 * syllables) - 15.59 if flesch else 0.0,
        "coleman_liau_index": (0.058 * (counts.letters / words * 100))
        - (0.296 * (sentences / words * 100))
        - 15.8,
        "automated_readability_index": (4.71 * (counts.characters / counts.tokens))
        + (0.5 * sentence_length)
        - 21.43,
        "gunning_fog": 0.4 * (sentence_length + 100 * counts.hard_3 / words),
        "dale_chall_readability_score": (0.1579 * hard)
        + (0.0496 * sentence_length)
        + (3.6365 if hard > 5 else 0.0),
        "spache_readability": (0.141 * sentence_length) + (0.086 * (100 * counts.hard_2 / words)) + 0.839,
        "lix": sentence_length + 100 * counts.long_words / words,
    }
    return {name: all_metrics[name] for name in METRICS}


def _linsear(counts: Counts) -> float:
    if not counts.linsear_sentences:
        return 0.0
    number = float(counts.linsear_points / counts.linsear_sentences)
    return (number - 2 if number <= 20 else number) / 2
