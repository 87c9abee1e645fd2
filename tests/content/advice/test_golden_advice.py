"""Texts and all the advice on them: `tests/golden/advice/<name>/in.md` and `out.json`.

`python -m tests.content.advice.test_golden_advice` writes what is expected anew, to be read before it
is kept. A `target.txt` names the level the text is meant for.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from content.advice import advise, rules
from content.article import Level
from content.intake import taken
from content.readability.text import prose

GOLDEN = Path(__file__).parents[2] / "golden/advice"
CASES = sorted(folder.name for folder in GOLDEN.iterdir() if (folder / "in.md").exists())


def found(name: str) -> dict[str, Any]:
    text = (GOLDEN / name / "in.md").read_text("utf-8")
    aim = GOLDEN / name / "target.txt"
    blocks = taken(text, "markdown").blocks
    target = Level(aim.read_text("utf-8").strip()) if aim.exists() else None
    advice = advise(prose(blocks), blocks, target)
    return {
        "sentences": [
            {
                "text": each.sentence.shown,
                "grade": round(each.grade, 2),
                "difficulty": each.difficulty,
                "remarks": [
                    {
                        "code": remark.code,
                        "marked": blocks[remark.block].text[remark.start : remark.end],
                        "message": remark.message,
                    }
                    | ({"unless": remark.unless} if remark.unless else {})
                    for remark in each.remarks
                ],
            }
            for each in advice.sentences
        ],
        "kept": advice.kept,
        "gaps": [
            f"{gap.measure}: {gap.now:.2f}, allowed {gap.allowed:g}, {gap.after:.2f} after all steps"
            for gap in advice.gaps
        ],
        "steps": [f"{step.code} {step.change}: {step.message}" for step in advice.steps],
    }


@pytest.mark.parametrize("name", CASES)
def test_a_golden_text_gets_the_expected_advice(name: str) -> None:
    assert found(name) == json.loads((GOLDEN / name / "out.json").read_text("utf-8"))


def test_every_rule_has_a_golden_text_that_it_marks() -> None:
    for rule in rules():
        expected = json.loads((GOLDEN / rule.name / "out.json").read_text("utf-8"))
        codes = {remark["code"] for each in expected["sentences"] for remark in each["remarks"]}
        assert rule.code in codes


if __name__ == "__main__":
    for case in CASES:
        told = json.dumps(found(case), ensure_ascii=False, indent=2) + "\n"
        (GOLDEN / case / "out.json").write_text(told, "utf-8")
