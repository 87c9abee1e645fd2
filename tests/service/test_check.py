from __future__ import annotations

import json
import shutil
import sys
from pathlib import Path

import pytest

from content.source.imports.skeleton import new_package
from service.cli.watching import Changed, changes, snapshot, watch
from tests.content.packages import copy_of_base, edit
from tests.service.command import BUNDLED, Run

LEVELS = {"none", "note", "warning", "error"}


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """A copy of the bundled package with a sentence that its level does not allow."""
    copy = tmp_path / "how-ketamine-works"
    shutil.copytree(BUNDLED, copy)
    file = copy / "introduction" / "easy.md"
    file.write_text(
        file.read_text("utf-8") + f"\nThis sentence {'goes on and on ' * 8}to its end.\n", "utf-8"
    )
    return copy


def test_the_table_has_a_row_for_each_section_and_level_and_fits_80_columns(run: Run, package: Path) -> None:
    output = run("check", package).output
    rows = output[output.index("  level") :].splitlines()
    assert rows[0].split() == ["level", "G", "words", "hard", "%", "longest", "verdict"]
    easy = rows[rows.index("introduction") + 4]
    assert "FAILS, " in easy
    assert easy.split()[4] == "37"
    assert max(map(len, rows[:-1])) <= 80
    assert "\x1b" not in output


def test_findings_stand_under_their_file_with_their_number(run: Run, package: Path) -> None:
    lines = run("check", package).output.splitlines()
    head = next(
        index
        for index, line in enumerate(lines)
        if line.startswith("how-ketamine-works/introduction/easy.md, ")
    )
    assert " error" in lines[head]
    assert lines[head + 1].startswith("how-ketamine-works/introduction/easy.md:")


def test_many_packages_are_judged_at_once(run: Run, package: Path, tmp_path: Path) -> None:
    result = run("check", package, copy_of_base(tmp_path))
    assert result.exit_code == 1
    assert "2 packages, 1 of them may be published." in result.output


def test_levels_not_yet_written_are_told_in_one_line(run: Run, tmp_path: Path) -> None:
    package = copy_of_base(tmp_path)
    for section in ("why", "how"):
        (package / section / "easy.md").write_text("<!-- later -->", "utf-8")
    result = run("check", package)
    assert result.exit_code == 0
    assert result.output.count("TEXT-010") == 1
    assert "easy in 2 sections" in result.output


def test_a_new_package_is_told_what_to_fill_in(run: Run, tmp_path: Path) -> None:
    output = run("check", new_package(tmp_path, "sleep-well")).output
    for missing in ("source.author is missing", "no text yet", "Nobody has reviewed", "title is missing"):
        assert missing in output


def test_sarif_has_what_a_code_host_asks_for(
    run: Run, package: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(package.parent)
    result = run("check", "--sarif", package.name)
    assert result.exit_code == 1
    log = json.loads(result.output)
    assert log["version"] == "2.1.0"
    assert log["$schema"].endswith("sarif-2.1.0.json")
    (ran,) = log["runs"]
    rules = ran["tool"]["driver"]["rules"]
    assert len({rule["id"] for rule in rules}) == len(rules)
    for rule in rules:
        assert rule["shortDescription"]["text"].endswith(".")
        assert rule["help"]["text"]
        assert rule["help"]["markdown"]
    for found in ran["results"]:
        assert rules[found["ruleIndex"]]["id"] == found["ruleId"]
        assert found["level"] in LEVELS
        assert found["message"]["text"].endswith(".")
        (place,) = found["locations"]
        artifact = place["physicalLocation"]["artifactLocation"]
        assert (package.parent / artifact["uri"]).is_file()
        assert not artifact["uri"].startswith(("/", "."))
        assert artifact["uriBaseId"] in ran["originalUriBaseIds"]
        region = place["physicalLocation"]["region"]
        assert region["startLine"] >= 1
        assert all(isinstance(number, int) for number in region.values())
        assert set(found["partialFingerprints"]) == {"placeAndMessage/v1"}


def test_sarif_points_at_the_very_words(run: Run, package: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(package.parent)
    (ran,) = json.loads(run("check", "--sarif", package.name).output)["runs"]
    found = next(each for each in ran["results"] if each["ruleId"] == "LEVEL-006")
    place = found["locations"][0]["physicalLocation"]
    region = place["region"]
    lines = (package.parent / place["artifactLocation"]["uri"]).read_text("utf-8").splitlines()
    line = lines[region["startLine"] - 1]
    assert line[region["startColumn"] - 1 :].startswith("This sentence goes on")
    assert region["endLine"] == region["startLine"]
    assert region["endColumn"] > region["startColumn"]


def test_one_kind_of_output_is_chosen(run: Run) -> None:
    result = run("check", "--json", "--sarif", BUNDLED)
    assert result.exit_code == 2
    assert "Take one of" in result.output


def test_changes_are_told_once_the_files_have_settled(tmp_path: Path) -> None:
    package = copy_of_base(tmp_path)
    file = package / "why" / "plain.md"
    told: list[tuple[str, ...]] = []
    looks = iter(range(100))

    def sleep(_seconds: float) -> None:
        look = next(looks)
        if look in {1, 2}:  # still writing
            file.write_text(f"# Why\n\nWords {'and words ' * look}.\n", "utf-8")
        if look == 6:
            (package / "why" / ".swap").write_text("x", "utf-8")
        if look == 9:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        watch([package], told.append, sleep)
    assert told == [(f"changed {file}",)]


def test_files_that_come_and_go_are_changes(tmp_path: Path) -> None:
    package = copy_of_base(tmp_path)
    before = snapshot([package])
    (package / "why" / "plain.md").unlink()
    (package / "why" / "easy.md").write_text("x", "utf-8")
    assert changes(before, snapshot([package])) == (
        f"new {package / 'why' / 'easy.md'}",
        f"gone {package / 'why' / 'plain.md'}",
    )


def test_watching_says_what_a_change_made_of_the_findings_and_ends_with_ctrl_c(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = copy_of_base(tmp_path)
    toml = package / "article.toml"

    def act(_packages: object, changed: Changed, _sleep: object) -> None:
        good = toml.read_text("utf-8")
        edit(toml, "[reviewed]", "[looked]")
        changed((f"changed {toml}",))
        toml.write_text("[[[", "utf-8")
        changed((f"changed {toml}",))
        toml.write_text(good, "utf-8")
        changed((f"changed {toml}",))
        raise KeyboardInterrupt

    monkeypatch.setattr(sys.modules["service.cli.check"], "watch", act)
    result = run("check", "--watch", package)
    assert result.exit_code == 0, result.output
    first, broken, mended = result.output.split(f"changed {toml}")[1:]
    assert "PACKAGE-014" in first
    assert "This is not TOML" in broken
    assert "may be published" in mended
    assert result.output.endswith("Stopped.\n")


def test_no_color_is_kept(run: Run, package: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from click.testing import CliRunner

    from service.cli import main

    coloured = CliRunner().invoke(main, ["check", str(package)], color=True)
    assert "\x1b[31m" in coloured.output
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b" not in CliRunner().invoke(main, ["check", str(package)], color=True).output
