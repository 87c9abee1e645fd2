from __future__ import annotations

from pathlib import Path

import pytest

from content.findings import Severity
from service.editing import UNSPEAKABLE, judge
from tests.content.packages import BASE, copy_of_base
from tests.service.command import BUNDLED


@pytest.mark.parametrize("package", [BASE, BUNDLED])
def test_a_package_of_words_has_no_sign_that_is_not_heard(package: Path) -> None:
    assert [each for each in judge(package).findings if each.code == UNSPEAKABLE] == []


def test_a_sign_that_no_voice_can_say_is_a_warning_with_file_and_line(tmp_path: Path) -> None:
    package = copy_of_base(tmp_path)
    file = next(package.glob("*/full.md"))
    text = file.read_text("utf-8").rstrip("\n")
    file.write_text(f"{text} \ue000\n", "utf-8")
    verdict = judge(package)
    (found,) = [each for each in verdict.findings if each.code == UNSPEAKABLE]
    assert found.severity is Severity.WARNING
    assert found.file.endswith("full.md")
    assert found.line > 1
    assert "U+E000" in found.message
    assert verdict.article is not None
    assert found in verdict.warnings


def test_signs_in_the_disclaimer_are_looked_at_too(tmp_path: Path) -> None:
    package = copy_of_base(tmp_path)
    toml = package / "article.toml"
    text = toml.read_text("utf-8")
    toml.write_text(text.replace('full = "', 'full = "\ue001 ', 1), "utf-8")
    found = [each for each in judge(package).findings if each.code == UNSPEAKABLE]
    assert [each.file.endswith("article.toml") for each in found] == [True]
