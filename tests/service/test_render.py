"""`plainspoken render`, on a package of one section at one level."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from service.cli.render import Estimate
from tests.service.command import BUNDLED, Run


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """The bundled package cut to one section at one level, so that its sound is quickly made."""
    copy = tmp_path / "how-ketamine-works"
    shutil.copytree(BUNDLED, copy)
    toml = copy / "article.toml"
    head, rest = toml.read_text("utf-8").split("sections = [", 1)
    body = rest.split("]\n", 1)[1].split("[[facts]]")[0]
    for level in ("standard", "plain", "easy"):
        (copy / "introduction" / f"{level}.md").unlink()
    for folder in copy.iterdir():
        if folder.is_dir() and folder.name != "introduction":
            shutil.rmtree(folder)
    toml.write_text(f'{head}sections = ["introduction"]\n{body}', "utf-8")
    return copy


@pytest.fixture
def published(run: Run, package: Path) -> str:
    """The output of publishing it, sound included."""
    run("db", "upgrade")
    result = run("publish", package)
    assert result.exit_code == 0, result.output
    return result.output


def test_publishing_makes_each_section_and_the_whole_and_says_how_long_the_rest_takes(published: str) -> None:
    assert re.search(
        r"\[1 of 2\] how-ketamine-works full introduction: sound made; about \d+ s left\n", published
    )
    assert "[2 of 2] how-ketamine-works full (whole article): sound made\n" in published
    assert "2 made, 0 kept from before, 0 failed" in published


def test_render_makes_nothing_that_is_kept(run: Run, published: str) -> None:
    again = run("render", "how-ketamine-works")
    assert (again.exit_code, "0 made, 2 kept from before, 0 failed" in again.output) == (0, True)


def test_an_unknown_article_is_told_what_is_published(run: Run, published: str) -> None:
    unknown = run("render", "nothing")
    assert unknown.exit_code == 2
    assert "Published: how-ketamine-works." in unknown.output


def test_what_could_not_be_made_is_named(run: Run, package: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run("db", "upgrade")
    monkeypatch.setenv("PLAINSPOKEN_VOICE", "nobody")
    result = run("publish", package)
    assert result.exit_code == 1
    assert "introduction: " in result.output
    assert "nobody" in result.output
    assert "2 failed" in result.output


def test_verify_finds_all_as_it_should_be(run: Run, published: str) -> None:
    result = run("render", "--verify")
    assert result.exit_code == 0, result.output
    assert "full introduction: as it should be" in result.output
    assert "0 made, 2 kept from before, 0 failed" in result.output
    assert "0 were not as they should be" in result.output


@pytest.mark.parametrize("kind", ["mp3", "opus", "flac"])
def test_verify_names_a_file_that_was_altered_and_makes_it_again(
    run: Run, published: str, tmp_path: Path, kind: str
) -> None:
    files = {path: path.read_bytes() for path in (tmp_path / "var" / "audio").rglob(f"*.{kind}")}
    victim = max(files, key=lambda path: len(files[path]))
    damaged = bytearray(files[victim])
    damaged[len(damaged) // 2] ^= 1
    victim.write_bytes(damaged)
    result = run("render", "--verify")
    assert result.exit_code == 0, result.output
    assert "sound made again" in result.output
    assert "1 were not as they should be" in result.output or kind == "flac"
    assert victim.read_bytes() == files[victim]
    assert "0 made, 2 kept" in run("render", "--verify").output


def test_the_estimate_counts_what_was_kept_as_no_work(monkeypatch: pytest.MonkeyPatch) -> None:
    now = iter([0.0, 10.0, 150.0])
    monkeypatch.setattr("time.monotonic", lambda: next(now))
    estimate = Estimate(400)
    assert estimate.after(100, worked=False) == ""
    assert estimate.after(100, worked=True) == "; about 20 s left"
    assert estimate.after(50, worked=True) == "; about 2 minutes left"
    assert estimate.after(150, worked=True) == ""
