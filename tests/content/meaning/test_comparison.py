from __future__ import annotations

import os
import subprocess
import sys

import pytest

from content.article import Fact, Term
from content.findings import Severity
from content.meaning import compare
from content.readability.text import blocks_from_plain
from tests.content.meaning.telling import differences

# A text for grown-ups and one for new readers that say the same, in many of the ways that people choose.
HARDER = """\
Somazine should be taken twice daily, with food. Adults usually receive 1.5 mg per dose, and at least six hours
must pass between doses. It may cause dizziness, which rarely lasts longer than two weeks. The tablets lower blood
pressure, so get up slowly. Do not stop the treatment suddenly. Call an ambulance if your face swells.

Arrhythmia, an uneven beat of the heart, is uncommon. Somazine is not suitable for people who take warfarin.
"""
EASIER = """\
Take Somazine 2 times a day. Take it with food. Adults often get 1.5 mg each time. Wait at least 6 hours between
doses. The pills can make you feel dizzy. This rarely lasts for more than 2 weeks. The pills lower your blood
pressure, so get up slowly. Do not stop the treatment all at once. If your face swells, call an ambulance.

Arrhythmia means that your heart does not beat evenly. It is rare. Do not use Somazine if you take warfarin.
"""
GLOSSARY = (Term("arrhythmia", "When the heart does not beat evenly."),)


def test_a_faithful_rewrite_has_no_differences() -> None:
    assert differences(HARDER, EASIER, GLOSSARY) == ()
    assert differences(EASIER, EASIER, GLOSSARY) == ()


@pytest.mark.parametrize(
    ("old", "new", "codes"),
    [
        ("1.5 mg", "15 mg", {"MEANING-001", "MEANING-002"}),
        ("6 hours", "6 days", {"MEANING-001", "MEANING-002"}),
        ("more than 2 weeks", "more than 14 days", {"MEANING-010"}),
        ("at least 6 hours", "at most 6 hours", {"MEANING-011"}),
        ("can make you feel dizzy", "will make you feel dizzy", {"MEANING-012"}),
        ("This rarely lasts", "This often lasts", {"MEANING-013"}),
        ("lower your blood", "raise your blood", {"MEANING-014"}),
        ("Do not stop the treatment", "Stop the treatment", {"MEANING-004"}),
        ("If your face swells, call an ambulance.", "", {"MEANING-015"}),
        ("you take warfarin", "you take heparin", {"MEANING-005", "MEANING-016"}),
        (
            "Arrhythmia means that your heart does not beat evenly. It is rare.",
            "Arrhythmia is rare.",
            {"MEANING-017"},
        ),
    ],
)
def test_a_change_of_meaning_is_found_and_named_by_its_code(old: str, new: str, codes: set[str]) -> None:
    assert old in EASIER
    found = differences(HARDER, EASIER.replace(old, new), GLOSSARY)
    assert codes <= {each.code for each in found}


def test_both_sentences_are_named_with_their_places() -> None:
    easier = blocks_from_plain(EASIER.replace("lower your blood", "raise your blood"))
    harder = blocks_from_plain(HARDER)
    (each,) = compare(harder, easier)
    assert each.harder is not None
    assert each.easier is not None
    assert each.severity is Severity.WARNING
    assert each.easier.text.startswith("The pills raise your blood")
    for place, blocks in ((each.harder, harder), (each.easier, easier)):
        assert blocks[place.block].text[place.start : place.end] == place.text
        assert place.text[:40] in each.message
        assert place.line == blocks[place.block].line


def test_a_text_that_was_emptied_is_one_error() -> None:
    assert [(each.code, each.severity) for each in differences(HARDER, "")] == [
        ("MEANING-018", Severity.ERROR)
    ]
    assert differences("", "") == ()


def test_a_declared_fact_is_asked_for() -> None:
    fact = Fact("food", "s", "Take it with food.", ("with food",))
    easier = blocks_from_plain(EASIER.replace("with food", "with a meal"))
    assert [each.code for each in compare(blocks_from_plain(HARDER), easier, facts=(fact,))] == [
        "MEANING-003"
    ]


def test_an_order_under_a_heading_of_warnings_is_a_warning() -> None:
    harder = (
        "Call for help at once if:\n\n- your lips turn blue\n- your face swells\n\nMost people feel well."
    )
    assert differences(harder, harder) == ()
    (each,) = differences(harder, harder.replace("- your lips turn blue\n", ""))
    assert (each.code, each.harder and each.harder.text) == ("MEANING-015", "your lips turn blue")


@pytest.mark.parametrize(
    "text",
    [
        "word " * 20000,
        "w" * 100_000,
        "\n".join("- item" for _ in range(10_000)),
        "., ;:!?" * 14_000,
        "(" * 100_000,
        "not " * 25_000,
        "Do not take aspirin. " * 4000,
        "\x00\ud800" * 1000,
    ],
)
def test_no_input_takes_long(text: str) -> None:
    blocks = blocks_from_plain(text)
    compare(blocks, blocks)


def test_the_order_does_not_depend_on_the_hash_seed() -> None:
    code = (
        "from tests.content.meaning.test_comparison import *\n"
        "print(differences(HARDER, EASIER.replace('not', '').replace('1.5', '15'), GLOSSARY))"
    )
    outputs = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
            text=True,
        ).stdout
        for seed in ("0", "77")
    }
    assert len(outputs) == 1
    assert "MEANING-001" in outputs.pop()
