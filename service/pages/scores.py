"""The metrics as people call them, and what their numbers mean."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Metric:
    """How a metric is called, and how its number is to be read."""

    name: str
    reads: str


_GRADE = "school grade"

#: By the metric's name in a `Measurement`.
METRICS: Mapping[str, Metric] = {
    "flesch_reading_ease": Metric("Flesch reading ease", "0 to 100 or so; higher is easier"),
    "flesch_kincaid_grade": Metric("Flesch-Kincaid grade", _GRADE),
    "smog_index": Metric("SMOG index", f"{_GRADE}; made for 30 sentences or more"),
    "coleman_liau_index": Metric("Coleman-Liau index", _GRADE),
    "automated_readability_index": Metric("Automated readability index", _GRADE),
    "gunning_fog": Metric("Gunning fog index", _GRADE),
    "dale_chall_readability_score": Metric("Dale-Chall score", "under 5 is grade 4; 9 and over is college"),
    "spache_readability": Metric("Spache score", f"{_GRADE}; made for grades 1 to 3"),
    "linsear_write_formula": Metric("Linsear Write", _GRADE),
    "mcalpine_eflaw": Metric("McAlpine EFLAW", "for learners of English; up to 20 is very easy"),
    "lix": Metric("LIX", "under 30 is very easy; over 60 is very hard"),
    "rix": Metric("RIX", "long words a sentence; lower is easier"),
}


def metric(name: str) -> Metric:
    """How a metric is called; one without an entry here goes by its own name."""
    return METRICS.get(name) or Metric(name.replace("_", " ").capitalize(), "")
