from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from service.settings import Settings
from service.wiring import wire
from tests.service.command import BUNDLED, Run


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """A copy of the bundled package, to be damaged."""
    copy = tmp_path / "how-ketamine-works"
    shutil.copytree(BUNDLED, copy)
    return copy


def test_the_bundled_package_may_be_published(run: Run) -> None:
    result = run("check", BUNDLED)
    assert result.exit_code == 0, result.output
    assert "whole page" in result.output
    assert "may be published" in result.output


def test_check_json_holds_findings_and_scores(run: Run, package: Path) -> None:
    (package / "introduction" / "easy.md").write_text("", "utf-8")
    result = run("check", "--json", package)
    assert result.exit_code == 1
    (body,) = json.loads(result.output)
    assert body["publishable"] is False
    first = body["findings"][0]
    assert set(first) == {"file", "line", "code", "severity", "message", "remedy"}
    assert {page["level"] for page in body["pages"]} == {"full", "standard", "plain", "easy"}


def too_hard(package: Path) -> None:
    path = package / "introduction" / "easy.md"
    hard = "Pharmacological interventions necessitate comprehensive multidisciplinary evaluation. "
    path.write_text(path.read_text("utf-8") + "\n\n" + hard * 12, "utf-8")


def number_changed(package: Path) -> None:
    path = package / "the-treatment" / "plain.md"
    path.write_text(path.read_text("utf-8").replace("250 million", "25 million"), "utf-8")


def emptied(package: Path) -> None:
    (package / "introduction" / "plain.md").write_text("", "utf-8")


def level_removed(package: Path) -> None:
    (package / "introduction" / "easy.md").unlink()


def full_removed(package: Path) -> None:
    (package / "introduction" / "full.md").unlink()


def latin_1(package: Path) -> None:
    path = package / "introduction" / "full.md"
    path.write_bytes(path.read_bytes() + "\nCaf\u00e9\n".encode("latin-1"))


def raw_html(package: Path) -> None:
    path = package / "introduction" / "full.md"
    path.write_text(path.read_text("utf-8") + "\n<script>alert(1)</script>\n", "utf-8")


def too_large(package: Path) -> None:
    (package / "introduction" / "full.md").write_bytes(b"# Title\n\n" + b"word " * 250_000)


def unknown_level(package: Path) -> None:
    shutil.copy(package / "introduction" / "easy.md", package / "introduction" / "simple.md")


def duplicate_section(package: Path) -> None:
    path = package / "article.toml"
    text = path.read_text("utf-8").replace(
        'sections = ["introduction", ', 'sections = ["introduction", "introduction", '
    )
    path.write_text(text, "utf-8")


@pytest.mark.parametrize(
    ("damage", "file"),
    [
        (too_hard, "introduction/easy.md"),
        (number_changed, "the-treatment/plain.md"),
        (emptied, "introduction/plain.md"),
        (level_removed, "introduction/easy.md"),
        (full_removed, "introduction/full.md"),
        (latin_1, "introduction/full.md"),
        (raw_html, "introduction/full.md"),
        (too_large, "introduction/full.md"),
        (unknown_level, "introduction/simple.md"),
        (duplicate_section, "article.toml"),
    ],
)
def test_a_damaged_package_is_found_out_by_file_line_and_remedy(
    run: Run, package: Path, damage: Callable[[Path], None], file: str
) -> None:
    damage(package)
    result = run("check", package)
    assert result.exit_code == 1, result.output
    lines = [line for line in result.output.splitlines() if line.startswith(f"how-ketamine-works/{file}:")]
    assert lines, result.output
    place, code, *told = lines[0].split(" ")
    assert place.rsplit(":", 1)[1].isdigit()
    assert code.rsplit("-", 1)[1].isdigit()
    assert len(told) > 5
    assert "may not be published" in result.output
    assert run("publish", "--no-render", package).exit_code == 1


@pytest.mark.parametrize("damage", [b'slug = "x\n', b"\xff\xfe\x00", b"[[["])
def test_a_package_that_can_not_be_read_is_an_error_with_its_place(
    run: Run, package: Path, damage: bytes
) -> None:
    (package / "article.toml").write_bytes(damage)
    result = run("check", package)
    assert result.exit_code == 2
    assert "article.toml:1" in result.output
    assert "Traceback" not in result.output


def test_a_folder_that_is_not_there_is_wrong_usage(run: Run, tmp_path: Path) -> None:
    result = run("check", tmp_path / "nothing")
    assert result.exit_code == 2
    assert "nothing" in result.output


def test_publishing_without_a_database_names_the_command_that_makes_one(run: Run) -> None:
    result = run("publish", "--no-render", BUNDLED)
    assert result.exit_code == 2
    assert "plainspoken db upgrade" in result.output


def test_publish_list_unpublish_and_publish_again(run: Run) -> None:
    assert "brought to schema" in run("db", "upgrade").output
    assert "up to date" in run("db", "upgrade").output
    assert "Nothing is published" in run("list").output
    assert "published as revision 1" in run("publish", "--no-render", BUNDLED).output
    assert "unchanged" in run("publish", "--no-render", BUNDLED).output
    (listed,) = json.loads(run("list", "--json").output)
    assert (listed["slug"], listed["revision"]) == ("how-ketamine-works", 1)
    assert "withdrawn" in run("unpublish", "how-ketamine-works", "--reason", "a test").output
    gone = run("unpublish", "how-ketamine-works")
    assert gone.exit_code == 2
    assert "Published: nothing." in gone.output
    assert "revision 2" in run("publish", "--no-render", BUNDLED).output


def test_what_an_editor_tells_of_a_publication_stands_in_the_change_feed(run: Run, tmp_path: Path) -> None:
    run("db", "upgrade")
    day = datetime.now(UTC).date() + timedelta(days=3)
    told = ("--clinical", "--refresh-by", day.isoformat(), "--note", "The dose was wrong.")
    assert run("publish", "--no-render", *told, BUNDLED).exit_code == 0
    again = run("publish", "--no-render", *told, BUNDLED)
    assert (again.exit_code, "tells nobody of this correction" in again.output) == (1, True)
    assert run("publish", "--no-render", "--note", "Nothing new.", BUNDLED).exit_code == 0
    settings = Settings.from_environment({"PLAINSPOKEN_DATA_DIR": str(tmp_path / "var")})
    store = wire(settings).store
    (change,) = store.changes()
    store.close()
    assert (change.reason, change.refresh_by) == ("The dose was wrong.", day)
    assert "%Y" in run("publish", "--refresh-by", "tomorrow", BUNDLED).output
    passed = run("publish", "--refresh-by", (day - timedelta(days=5)).isoformat(), BUNDLED)
    assert (passed.exit_code, "has passed" in passed.output) == (2, True)


def test_a_setting_that_can_not_be_used_is_named(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PLAINSPOKEN_SPEECH_WORKERS", "many")
    result = run("list")
    assert result.exit_code == 2
    assert "PLAINSPOKEN_SPEECH_WORKERS must be a whole number from 1 to 64" in result.output


def test_every_command_explains_itself_to_a_stranger(run: Run) -> None:
    for words in (
        [],
        ["new"],
        ["import"],
        ["check"],
        ["publish"],
        ["unpublish"],
        ["list"],
        ["render"],
        ["serve"],
        ["partner"],
        ["db"],
        ["db", "upgrade"],
        ["doctor"],
    ):
        result = run(*words, "--help")
        assert result.exit_code == 0
        assert len(result.output.splitlines()) > 5
        # Click's own sign for lines that stay as they are.
        assert "\\b" not in result.output


def test_doctor_tries_every_part(run: Run) -> None:
    run("db", "upgrade")
    result = run("doctor")
    assert result.exit_code == 0, result.output
    parts = {line.split(":")[0].split("  ")[-1].strip() for line in result.output.splitlines()}
    assert parts >= {"settings", "data folder", "reading levels", "article store", "speech"}


def test_doctor_says_what_fails(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PLAINSPOKEN_VOICE", "nobody")
    monkeypatch.setenv("PLAINSPOKEN_DATADIR", "misspelt")
    result = run("doctor")
    assert result.exit_code == 1
    failing = [line for line in result.output.splitlines() if line.startswith("FAILS")]
    assert any("PLAINSPOKEN_DATADIR" in line for line in failing)
    assert any("speech" in line and "nobody" in line for line in failing)
    assert any("article store" in line and "plainspoken db upgrade" in line for line in failing)
