from __future__ import annotations

from content.findings import Finding, Severity


def test_a_finding_is_one_line_of_place_code_message_and_remedy() -> None:
    found = Finding("a/full.md", 3, "TEXT-001", "It has no words", "Write some.")
    assert str(found) == "a/full.md:3 TEXT-001 It has no words. Write some."


def test_a_warning_says_in_words_that_it_is_one() -> None:
    found = Finding("a/full.md", 3, "LEVEL-007", "It is long", "Split it.", Severity.WARNING)
    assert str(found) == "a/full.md:3 LEVEL-007 (warning) It is long. Split it."


def test_a_file_name_can_not_break_the_line() -> None:
    found = Finding("a/x\n\udcff\x1b[0m.md", 1, "PACKAGE-012", "No level “x”", "Rename it.")
    assert str(found) == "a/x\\n\\udcff\\x1b[0m.md:1 PACKAGE-012 No level “x”. Rename it."
