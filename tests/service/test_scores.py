from __future__ import annotations

from typing import get_args

from content.advice.model import Difficulty, Measure
from content.article import Confidence
from content.readability import grade
from content.readability.formulas import METRICS as MEASURED
from service.explaining import explanations
from service.pages.advice import WEIGHTS
from service.pages.gaps import _FIGURES, _TOLD
from service.pages.scores import CAVEAT, HARDNESS, METRICS, SURENESS, metric


def test_the_caveat_of_the_pages_is_that_of_the_api() -> None:
    assert str(CAVEAT) == grade.CAVEAT


def test_whatever_can_be_told_has_its_words() -> None:
    assert set(SURENESS) == set(get_args(Confidence))
    assert set(HARDNESS) == set(get_args(Difficulty))
    assert set(_TOLD) == set(_FIGURES) == set(get_args(Measure))
    assert set(WEIGHTS) == {each.weight for each in explanations().values()}


def test_a_metric_without_an_entry_goes_by_its_own_name() -> None:
    assert set(METRICS) >= set(MEASURED)
    assert metric("new_score").name == "New score"
