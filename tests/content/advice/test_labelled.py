"""Advice against what an editor would mark: `labelled.toml`, written before the rules were tuned."""

from __future__ import annotations

import tomllib
from pathlib import Path

from content.advice import rules
from tests.content.advice.advised import advice

LABELLED = tomllib.loads(Path(__file__).with_name("labelled.toml").read_text("utf-8"))["sentence"]
#: Counted rather than judged, and so without labels.
UNLABELLED = {"hard-word", "long-sentence"}


def test_there_are_enough_sentences_clean_ones_among_them() -> None:
    assert len(LABELLED) >= 60
    assert sum(not each["rules"] for each in LABELLED) >= 25
    named = {name for each in LABELLED for name in each["rules"]}
    assert named == {rule.name for rule in rules()} - UNLABELLED


def test_at_least_nine_remarks_of_ten_are_right_and_nine_of_ten_are_made() -> None:
    right = wrong = missed = 0
    for each in LABELLED:
        remarks = {
            remark.rule for sentence in advice(each["text"]).sentences for remark in sentence.remarks
        } - UNLABELLED
        wanted = set(each["rules"])
        right += len(remarks & wanted)
        wrong += len(remarks - wanted)
        missed += len(wanted - remarks)
    assert right / (right + wrong) >= 0.9
    assert right / (right + missed) >= 0.9
