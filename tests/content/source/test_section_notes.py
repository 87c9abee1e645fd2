from __future__ import annotations

from pathlib import Path

from content.article import Level
from content.gate import check
from content.source.folder import read
from content.source.section_file import without_notes
from tests.content.packages import copy_of_base


def test_a_note_before_the_title_is_not_published_and_lines_keep_their_numbers(tmp_path: Path) -> None:
    package = copy_of_base(tmp_path)
    file = package / "why" / "full.md"
    before = read(package).texts["why", Level.FULL]
    file.write_text("<!--\nTargets: none.\n-->\n" + file.read_text("utf-8"), "utf-8")
    draft = read(package)
    after = draft.texts["why", Level.FULL]
    assert draft.findings == ()
    assert after.markdown == before.markdown
    assert after.html == before.html
    assert [block.line for block in after.blocks] == [block.line + 3 for block in before.blocks]


def test_a_note_that_is_never_closed_hides_nothing() -> None:
    assert without_notes("<!-- note\n\n# Title\n\nWords.") == "<!-- note\n\n# Title\n\nWords."


def test_a_full_text_that_is_only_a_note_is_an_error(tmp_path: Path) -> None:
    package = copy_of_base(tmp_path)
    (package / "why" / "full.md").write_text("<!-- to be written -->", "utf-8")
    assert "TEXT-001" in {each.code for each in read(package).findings}


def test_a_level_written_in_one_section_and_only_noted_in_another_is_an_error(tmp_path: Path) -> None:
    package = copy_of_base(tmp_path)
    (package / "why" / "plain.md").write_text("<!-- to be written -->", "utf-8")
    verdict = check(read(package))
    codes = {each.code for each in verdict.findings if each.file == "base/why/plain.md"}
    assert codes == {"TEXT-010", "PACKAGE-011"}
    assert verdict.article is None


def test_a_level_that_is_noted_everywhere_keeps_nothing_back(tmp_path: Path) -> None:
    package = copy_of_base(tmp_path)
    for section in ("why", "how"):
        (package / section / "easy.md").write_text("<!-- to be written -->\n", "utf-8")
    (package / "import-report.txt").write_text("What was imported.", "utf-8")
    verdict = check(read(package))
    assert {each.code for each in verdict.findings} == {"TEXT-010"}
    assert verdict.article is not None
