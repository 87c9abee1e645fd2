from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from content.article import Level
from content.source.folder import read
from content.source.imports.accounting import unplaced
from content.source.imports.importing import import_source
from content.source.imports.refusal import SourceRefused
from tests.content.source.imports import articles

SOURCES = {
    "ears.txt": articles.as_text().encode(),
    "ears.html": articles.as_page().encode(),
    "ears.json": articles.as_post().encode(),
    "ears.docx": articles.as_docx(),
}


@pytest.mark.parametrize("name", SOURCES)
def test_an_article_of_any_format_becomes_a_package_with_no_sentence_lost(name: str, tmp_path: Path) -> None:
    done = import_source(SOURCES[name], name, tmp_path)
    draft = read(done.folder)
    assert done.folder == tmp_path / "how-do-ears-keep-you-steady"
    assert draft.title == articles.TITLE
    assert draft.disclaimers[Level.FULL] == articles.DISCLAIMER
    items = [block.text for text in draft.texts.values() for block in text.blocks if block.kind == "item"]
    assert tuple(items) == articles.ITEMS
    listed = {
        section: sum(block.kind == "item" for block in draft.texts[section, Level.FULL].blocks)
        for section in draft.sections
    }
    assert listed == articles.SECTIONS
    kept = [block.text for text in draft.texts.values() for block in text.blocks]
    kept += [text.title for text in draft.texts.values()]
    assert unplaced([text for _, text in articles.BODY], kept) == ()
    assert done.report.unplaced == ()
    report = (done.folder / "import-report.txt").read_text("utf-8")
    assert articles.NOTE in report
    assert {each.code for each in draft.findings} <= {"TEXT-010", "PACKAGE-002", "PACKAGE-014"}


@pytest.mark.parametrize("name", ["ears.txt", "ears.html"])
def test_a_page_and_its_text_tell_who_wrote_it_when_and_where(name: str, tmp_path: Path) -> None:
    source = read(import_source(SOURCES[name], name, tmp_path).folder).source
    assert source is not None
    assert (source.author, source.publisher, source.published, source.url) == (
        articles.AUTHOR,
        "Harbour Health",
        date(2023, 3, 9),
        articles.URL,
    )
    assert source.about_author == articles.NOTE


@pytest.mark.parametrize("name", ["ears.json", "ears.docx"])
def test_a_post_and_a_document_tell_author_and_date(name: str, tmp_path: Path) -> None:
    toml = (import_source(SOURCES[name], name, tmp_path).folder / "article.toml").read_text("utf-8")
    assert f'author = "{articles.AUTHOR}"' in toml
    assert "published = 2023-03-09" in toml
    assert '# publisher = ""' in toml


def test_what_is_no_article_is_left_out_with_its_reason_and_every_sentence(tmp_path: Path) -> None:
    done = import_source(SOURCES["ears.html"], "ears.html", tmp_path)
    report = (done.folder / "import-report.txt").read_text("utf-8")
    for why, sentence in (
        ("a notice on cookies", "We like cookies."),
        ("links to other articles", "Ten teas for a calm night."),
        ("the site's foot", "© 2023 Harbour Health."),
        ("the site's head", "All articles"),
        ("links to share it", "Share this:"),
    ):
        assert f"- {sentence}" in report
        assert f"\n{why}:\n" in report
    texts = "".join(path.read_text("utf-8") for path in done.folder.glob("*/full.md"))
    assert "cookies" not in texts
    assert "words in a script" not in texts + report


def test_abbreviations_with_what_they_stand_for_are_candidates(tmp_path: Path) -> None:
    toml = (import_source(SOURCES["ears.txt"], "ears.txt", tmp_path).folder / "article.toml").read_text(
        "utf-8"
    )
    assert '# term = "CNS"\n# expands = "central nervous system"' in toml


def test_the_other_levels_are_notes_with_their_targets(tmp_path: Path) -> None:
    done = import_source(SOURCES["ears.txt"], "ears.txt", tmp_path)
    note = (done.folder / "introduction" / "plain.md").read_text("utf-8")
    assert note.startswith("<!--")
    assert "7 at most in a section, 6 on the whole page" in note


def test_nothing_that_is_there_is_overwritten(tmp_path: Path) -> None:
    import_source(SOURCES["ears.txt"], "ears.txt", tmp_path)
    file = tmp_path / "how-do-ears-keep-you-steady" / "article.toml"
    file.write_text("mine", "utf-8")
    with pytest.raises(SourceRefused, match="nothing is overwritten"):
        import_source(SOURCES["ears.txt"], "ears.txt", tmp_path)
    assert file.read_text("utf-8") == "mine"


@pytest.mark.parametrize("slug", ["../up", "a/b", "A", "-", "a" * 81, "."])
def test_a_slug_can_not_lead_out_of_the_folder(slug: str, tmp_path: Path) -> None:
    with pytest.raises(SourceRefused, match="can't be used"):
        import_source(SOURCES["ears.txt"], "ears.txt", tmp_path / "out", slug=slug)
    assert list(tmp_path.iterdir()) == []


def test_markdown_keeps_its_links_lists_and_front_matter(tmp_path: Path) -> None:
    text = "---\ntitle: Tea at Night\nauthor: Jo Park\ndate: 2024-02-01\n---\n\nTea is *warm*. See [a list](https://a.example/b).\n\n## Kinds\n\n1. Mint\n   - cold\n2. Fennel\n"
    done = import_source(text.encode(), "tea.md", tmp_path)
    assert (done.folder / "introduction" / "full.md").read_text("utf-8") == (
        "# Introduction\n\nTea is *warm*. See [a list](https://a.example/b).\n"
    )
    assert (done.folder / "kinds" / "full.md").read_text(
        "utf-8"
    ) == "# Kinds\n\n1. Mint\n   - cold\n2. Fennel\n"
    assert 'author = "Jo Park"' in (done.folder / "article.toml").read_text("utf-8")
