"""The metrics as people call them, what their numbers mean, and how sure they are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from flask_babel import lazy_gettext as _


@dataclass(frozen=True, slots=True)
class Metric:
    """How a metric is called, and how its number is to be read."""

    name: str
    reads: str


_GRADE = _("school grade")

#: By the metric's name in a `Measurement`.
METRICS: Mapping[str, Metric] = {
    "flesch_reading_ease": Metric("Flesch reading ease", _("0 to 100 or so; higher is easier")),
    "flesch_kincaid_grade": Metric("Flesch-Kincaid grade", _GRADE),
    "smog_index": Metric("SMOG index", _("school grade; made for 30 sentences or more")),
    "coleman_liau_index": Metric("Coleman-Liau index", _GRADE),
    "automated_readability_index": Metric("Automated readability index", _GRADE),
    "gunning_fog": Metric("Gunning fog index", _GRADE),
    "dale_chall_readability_score": Metric(
        "Dale-Chall score", _("under 5 is grade 4; 9 and over is college")
    ),
    "spache_readability": Metric("Spache score", _("school grade; made for grades 1 to 3")),
    "linsear_write_formula": Metric("Linsear Write", _GRADE),
    "mcalpine_eflaw": Metric("McAlpine EFLAW", _("for learners of English; up to 20 is very easy")),
    "lix": Metric("LIX", _("under 30 is very easy; over 60 is very hard")),
    "rix": Metric("RIX", _("long words a sentence; lower is easier")),
}

#: How sure a grade is, by `Measurement.confidence`.
SURENESS = {"low": _("low"), "medium": _("medium"), "high": _("high")}

#: How hard a sentence is by itself, by `SentenceAdvice.difficulty`.
HARDNESS = {"easy": _("Easy"), "fair": _("Fair"), "hard": _("Hard"), "very hard": _("Very hard")}

#: What came of holding a text against its level, by `Score.verdict`.
VERDICTS = {
    "shown": _("Shown only: no grade is asked for"),
    "lost": _("Does not keep the level"),
    "kept": _("Keeps the level"),
    "short": _("Too short to grade: its sentences keep the level"),
}

#: What goes with every score: the same as `content.readability.grade.CAVEAT`.
CAVEAT = _(
    "Formulas count words and syllables. They do not see what a text means, nor whether it is true or "
    "clear: the same words in another order get the same score. A person has to read it too."
)


def metric(name: str) -> Metric:
    """How a metric is called; one without an entry here goes by its own name."""
    return METRICS.get(name) or Metric(name.replace("_", " ").capitalize(), "")
