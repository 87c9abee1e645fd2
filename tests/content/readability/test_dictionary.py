from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from content.errors import ReadabilityUnavailable
from content.readability import build_dictionary, dictionary


def test_syllables_are_of_the_first_pronunciation() -> None:
    table = dictionary.syllables()
    assert (table["the"], table["ketchup"], table["depression"], table["hmm"]) == (1, 2, 3, 0)
    assert len(table) > 125_000


def test_the_archive_is_what_nltk_reads_word_for_word(monkeypatch: pytest.MonkeyPatch) -> None:
    import nltk.data
    from nltk.corpus.reader import CMUDictCorpusReader
    from nltk.data import ZipFilePathPointer

    monkeypatch.setattr(nltk.data, "path", [str(dictionary.NLTK_DATA)])
    root = ZipFilePathPointer(str(dictionary.ARCHIVE), "cmudict/")
    theirs = CMUDictCorpusReader(root, ["cmudict"]).dict()
    counted = {word: sum(phone[-1].isdigit() for phone in said[0]) for word, said in theirs.items()}
    assert counted == dictionary.syllables()


@pytest.mark.parametrize("damage", ["missing", "empty", "cut", "flipped", "other"])
def test_a_missing_or_damaged_archive_is_named(damage: str, tmp_path: Path) -> None:
    archive = tmp_path / "cmudict.zip"
    whole = dictionary.ARCHIVE.read_bytes()
    if damage == "empty":
        archive.write_bytes(b"")
    elif damage == "cut":
        archive.write_bytes(whole[: len(whole) // 2])
    elif damage == "flipped":
        archive.write_bytes(whole[:5000] + bytes([whole[5000] ^ 255]) + whole[5001:])
    elif damage == "other":
        with zipfile.ZipFile(archive, "w") as opened:
            opened.writestr("readme", "hello")
    with pytest.raises(ReadabilityUnavailable, match=r"cmudict\.zip"):
        dictionary.syllables(archive)


def test_lines_lose_their_comments_and_keep_their_numbers() -> None:
    lines = ["aalborg AO1 L B # place, danish", "aalborg(2) AA1 L B", "'bout B AW1 T", ""]
    assert list(build_dictionary.to_nltk(lines)) == [
        "AALBORG 1 AO1 L B",
        "AALBORG 2 AA1 L B",
        "'BOUT 1 B AW1 T",
    ]


def test_the_same_data_makes_the_same_bytes(tmp_path: Path) -> None:
    source = tmp_path / "cmudict.dict"
    source.write_text("a AH0\na(2) EY1\n", "utf-8")
    made = []
    for name in ("one.zip", "two.zip"):
        assert build_dictionary.write(source, tmp_path / name) == 2
        made.append((tmp_path / name).read_bytes())
    assert made[0] == made[1]


def test_the_licence_of_the_data_is_beside_it() -> None:
    licence = (dictionary.NLTK_DATA.parent / "LICENSE.cmudict").read_text("utf-8")
    assert "Carnegie Mellon University" in licence
    assert "Redistribution and use" in licence
