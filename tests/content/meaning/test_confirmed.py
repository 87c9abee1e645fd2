from __future__ import annotations

from pathlib import Path

import pytest

from content.gate import check
from content.source.folder import read
from tests.content.packages import copy_of_base, edit

SENTENCE = "Take sleeping tablets that were prescribed for you."
AGAINST = (
    "Do not take sleeping tablets that were prescribed for somebody else: "
    "an unsuitable medicine can be dangerous."
)
ENTRY = {
    "code": '"MEANING-004"',
    "section": '"how"',
    "level": '"plain"',
    "sentence": f'"{SENTENCE}"',
    "against": f'"{AGAINST}"',
    "by": '"A. Editor"',
    "on": "2025-02-01",
    "why": '"It is said from the other side."',
}


def package(folder: Path, *entries: dict[str, str]) -> Path:
    """The base package with a lost "not" and these confirmations."""
    base = copy_of_base(folder)
    edit(base / "how/plain.md", "Do not take pills that a doctor gave to someone else.", SENTENCE)
    with (base / "article.toml").open("a", encoding="utf-8") as file:
        for entry in entries:
            file.write("\n[[confirmed]]\n" + "".join(f"{key} = {value}\n" for key, value in entry.items()))
    return base


def codes(folder: Path) -> list[str]:
    return [each.code for each in check(read(folder)).findings]


def test_what_was_confirmed_is_not_asked_again(tmp_path: Path) -> None:
    assert codes(package(tmp_path / "without")) == ["MEANING-004"]
    assert codes(package(tmp_path / "with", ENTRY)) == []


def test_the_finding_shows_what_to_write(tmp_path: Path) -> None:
    (finding,) = check(read(package(tmp_path))).findings
    keys = ("code", "section", "level", "sentence", "against")
    for wanted in ("[[confirmed]]", *(f"{key} = {ENTRY[key]}" for key in keys)):
        assert wanted in finding.remedy


@pytest.mark.parametrize(
    ("file", "old", "new", "where"),
    [
        ("how/plain.md", "prescribed for you", "made for you", "plain text of how"),
        ("how/full.md", "somebody else: an", "some other person: an", "other levels of how"),
    ],
)
def test_a_confirmation_goes_stale_when_either_sentence_changes(
    file: str, old: str, new: str, where: str, tmp_path: Path
) -> None:
    base = package(tmp_path, ENTRY)
    edit(base / file, old, new)
    stale = [each for each in check(read(base)).findings if each.code == "MEANING-019"]
    assert len(stale) == 1
    assert where in stale[0].message
    assert "A. Editor" in stale[0].message
    assert stale[0].line > 40


def test_a_confirmation_that_nothing_asks_for_is_found(tmp_path: Path) -> None:
    other = {**ENTRY, "code": '"MEANING-012"'}
    assert codes(package(tmp_path, ENTRY, other)) == ["MEANING-020"]


@pytest.mark.parametrize("key", [key for key in ENTRY if key not in {"sentence", "against"}])
def test_every_key_of_a_confirmation_is_needed(key: str, tmp_path: Path) -> None:
    entry = {name: value for name, value in ENTRY.items() if name != key}
    found = codes(package(tmp_path, entry))
    assert "PACKAGE-002" in found
    assert "MEANING-004" in found


def test_a_confirmation_names_a_sentence_a_level_a_section_and_a_finding_that_can_be_confirmed(
    tmp_path: Path,
) -> None:
    without = {name: value for name, value in ENTRY.items() if name not in {"sentence", "against"}}
    assert "PACKAGE-002" in codes(package(tmp_path / "1", without))
    for number, (key, value, code) in enumerate(
        [
            ("level", '"simple"', "PACKAGE-012"),
            ("section", '"what"', "PACKAGE-017"),
            ("code", '"MEANING-001"', "PACKAGE-003"),
            ("colour", '"red"', "PACKAGE-001"),
            ("on", '"soon"', "PACKAGE-004"),
        ]
    ):
        assert code in codes(package(tmp_path / f"x{number}", {**ENTRY, key: value}))
