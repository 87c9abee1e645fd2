from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from service.cli import main
from tests.content.source.imports.articles import as_page, as_text
from tests.service.command import Run


def test_import_says_what_it_made_where_and_what_it_left_out(run: Run, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text(as_page(), "utf-8")
    result = run("import", page, "--out", tmp_path / "out")
    assert result.exit_code == 0, result.output
    package = tmp_path / "out" / "how-do-ears-keep-you-steady"
    assert f"Made {package} of page.html: 3 sections" in result.output
    assert str(package / "import-report.txt") in result.output
    assert "We like cookies." in result.output
    checked = run("check", package)
    assert checked.exit_code == 1
    assert "PACKAGE-014" in checked.output
    assert "TEXT-001" not in checked.output


def test_import_reads_standard_input(tmp_path: Path) -> None:
    words = ["import", "-", "--out", str(tmp_path), "--slug", "steady", "--format", "text"]
    result = CliRunner().invoke(main, words, input=as_text().encode())
    assert result.exit_code == 0, result.output
    assert (tmp_path / "steady" / "introduction" / "full.md").is_file()


@pytest.mark.parametrize(
    "words", [["nowhere.html"], ["page.html", "--slug", "../up"], ["page.html", "--format", "docx"]]
)
def test_what_can_not_be_imported_is_exit_code_2_and_one_line(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: list[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("page.html").write_text(as_page(), "utf-8")
    result = run("import", *words)
    assert result.exit_code == 2
    assert len(result.output.splitlines()) == 1
    assert result.output.startswith("Error: ")
    assert [path.name for path in tmp_path.iterdir()] == ["page.html"]


def test_new_makes_a_package_and_never_overwrites_one(run: Run, tmp_path: Path) -> None:
    place = tmp_path / "sleep-well"
    words = (
        "new",
        place,
        "--title",
        'Sleep "well"',
        "--levels",
        "plain",
        "--section",
        "Why sleep?",
        "--section",
        "How",
    )
    result = run(*words)
    assert result.exit_code == 0, result.output
    made = sorted(str(path.relative_to(place)) for path in place.rglob("*") if path.is_file())
    assert made == ["article.toml", "how/full.md", "how/plain.md", "why-sleep/full.md", "why-sleep/plain.md"]
    assert 'title = "Sleep \\"well\\""' in (place / "article.toml").read_text("utf-8")
    again = run(*words)
    assert again.exit_code == 2
    assert "nothing is overwritten" in again.output


def test_new_names_the_levels_there_are(run: Run, tmp_path: Path) -> None:
    result = run("new", tmp_path / "x", "--levels", "full,simple")
    assert result.exit_code == 2
    assert "full, standard, plain, easy" in result.output
    assert not (tmp_path / "x").exists()
