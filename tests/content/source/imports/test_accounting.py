from __future__ import annotations

from pathlib import Path

import pytest

from content.source.imports import importing
from content.source.imports.accounting import unplaced
from content.source.imports.importing import import_source
from content.source.imports.section_markdown import markdown_of


def test_a_sentence_that_stands_nowhere_is_found_and_one_with_other_signs_is_not() -> None:
    said = ["One stands. Another is gone.", "It's “here”, too - really"]
    assert unplaced(said, ["x One  stands", "It\u2019s *here* too, really!"]) == ("Another is gone.",)


def test_part_of_a_word_is_no_place_for_a_sentence() -> None:
    assert unplaced(["Ear."], ["Years go by"]) == ("Ear.",)


def test_a_sentence_that_an_import_would_lose_goes_to_its_report(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importing, "markdown_of", lambda title, pieces: markdown_of(title, pieces[:1]))
    text = "# Tea\n\nThe first paragraph stays here.\n\nThe second one would be lost.\n"
    done = import_source(text.encode(), "tea.md", tmp_path)
    report = (done.folder / "import-report.txt").read_text("utf-8")
    assert "- The second one would be lost." in report
    assert "The first paragraph" not in report
