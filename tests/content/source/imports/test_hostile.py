from __future__ import annotations

import json
from pathlib import Path

import pytest

from content.source.imports import importing
from content.source.imports.importing import import_source
from content.source.imports.refusal import SourceRefused
from tests.content.source.imports.articles import docx, paragraph

WORDS = paragraph("Some words are here.")
ENTITY = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b SYSTEM "file:///etc/passwd">]><x>&b;</x>'


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.txt", b"", "empty"),
        ("a.txt", bytes(range(256)) * 40, "not a text"),
        ("a.pdf", b"%PDF-1.7 and so on", "PDF"),
        ("a.doc", b"\xd0\xcf\x11\xe0 and so on", "Word"),
        ("a.html", b"<nav>Home</nav>", "no words"),
        ("a.json", b"[" * 100_000, "nested"),
        ("a.json", b'[{"content": {"rendered": "a"}}, {"content": {"rendered": "b"}}]', "2 posts"),
        ("a.md", b"> " * 1000 + b"x", "nested"),
        ("a.md", b"[" * 50_000 + b"x", "signs"),
        ("a.html", b"<p>a word.</p>" * 51_000, "50,000"),
        ("a.docx", b"PK\x03\x04 and so on", "damaged"),
        ("a.docx", docx([WORDS], {"word/numbering.xml": b" " * 60 * 1024 * 1024}), "too large"),
        ("a.docx", docx([WORDS], {"docProps/core.xml": ENTITY}), "entities"),
    ],
)  # fmt: skip
def test_what_can_not_be_imported_is_refused_in_words_and_leaves_nothing(
    name: str, content: bytes, said: str, tmp_path: Path
) -> None:
    with pytest.raises(SourceRefused, match=said):
        import_source(content, name, tmp_path, "wordpress" if name.endswith("json") else None)
    assert list(tmp_path.iterdir()) == []


def test_a_source_over_the_limit_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importing, "LARGEST", 1000)
    with pytest.raises(SourceRefused, match="MiB"):
        import_source(b"word " * 201, "a.txt", tmp_path)


def test_html_nested_without_end_is_read_without_recursion(tmp_path: Path) -> None:
    content = b"<div class='x'><b>" * 20_000 + b"Some words are here." + b"</b></div>" * 20_000
    done = import_source(content, "a.html", tmp_path, slug="deep")
    assert "Some words are here." in (done.folder / "introduction" / "full.md").read_text("utf-8")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
def test_a_text_in_any_usual_encoding_keeps_its_signs(encoding: str, tmp_path: Path) -> None:
    text = "The café at the end of the pier serves “strong” tea, and 20 % off on Sundays for all who come."
    done = import_source(text.encode(encoding), "a.txt", tmp_path, slug="tea")
    assert text in (done.folder / "introduction" / "full.md").read_text("utf-8")


def test_controls_and_lone_surrogates_are_taken_out_and_told(tmp_path: Path) -> None:
    post = json.dumps(
        {"title": {"rendered": "Tea"}, "content": {"rendered": "<p>One\x07 cup \ud800 of tea.</p>"}}
    )
    done = import_source(post.encode(), "a.json", tmp_path)
    assert "One cup \ufffd of tea." in (done.folder / "introduction" / "full.md").read_text("utf-8")
    assert "taken out" in (done.folder / "import-report.txt").read_text("utf-8")
