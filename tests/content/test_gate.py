from __future__ import annotations

import ast
import json
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

import content
from content.article import Confirmation, Level
from content.document import digest, to_document
from content.errors import DocumentUnreadable
from content.findings import Severity
from content.gate import check, readmit
from content.source.draft import Draft
from content.source.folder import read
from tests.content.packages import BASE, copy_of_base, edit

ROOT = Path(content.__file__).parents[1]


def test_only_the_gate_makes_an_article() -> None:
    makers = set()
    for package in ("content", "audio", "service"):
        for file in (ROOT / package).rglob("*.py"):
            for node in ast.walk(ast.parse(file.read_text("utf-8"))):
                if (
                    isinstance(node, ast.Call)
                    and getattr(node.func, "id", getattr(node.func, "attr", "")) == "Article"
                ):
                    makers.add(file.relative_to(ROOT).as_posix())
    assert makers == {"content/gate.py"}


def test_a_sound_package_becomes_an_article_with_all_its_parts() -> None:
    draft = read(BASE)
    article = check(draft).article
    assert article is not None
    assert article.levels == (Level.FULL, Level.PLAIN)
    assert [section.id for section in article.sections] == ["why", "how"]
    assert article.disclaimer.at(Level.PLAIN).startswith("This page is not")
    assert (article.source, article.reviewed, article.glossary) == (
        draft.source,
        draft.reviewed,
        draft.glossary,
    )
    assert (article.facts, article.omissions, article.topics) == (draft.facts, draft.omissions, ("sleep",))
    rendition = article.sections[1].renditions[Level.PLAIN]
    assert rendition.title == "How to sleep better"
    assert rendition.html.count("<li>") == 3
    assert article.pages[Level.PLAIN].words == sum(
        section.renditions[Level.PLAIN].measurement.words for section in article.sections
    )


def test_an_article_is_there_if_and_only_if_nothing_is_an_error(tmp_path: Path) -> None:
    package = copy_of_base(tmp_path)
    (package / "note.txt").write_text("?")
    verdict = check(read(package))
    assert [each.severity for each in verdict.findings] == [Severity.WARNING]
    assert verdict.article is not None
    edit(package / "how" / "plain.md", "20 minutes", "25 minutes")
    verdict = check(read(package))
    assert len(verdict.errors) == 2
    assert len(verdict.warnings) == 1
    assert verdict.article is None
    assert verdict.measurements["how", Level.PLAIN].level is not None


def test_findings_are_in_order_of_file_line_and_code(tmp_path: Path) -> None:
    package = copy_of_base(tmp_path)
    edit(package / "how" / "plain.md", "20 minutes", "25 `minutes`")
    edit(package / "article.toml", "topics", "topcis")
    keys = [(each.file, each.line, each.code) for each in check(read(package)).findings]
    assert len(keys) > 3
    assert keys == sorted(keys)


def test_an_empty_draft_never_passes() -> None:
    verdict = check(Draft("p/article.toml"))
    assert verdict.article is None
    assert {each.code for each in verdict.errors} == {"PACKAGE-002"}


def test_a_draft_without_a_review_never_passes_however_it_was_made() -> None:
    assert check(replace(read(BASE), reviewed=None)).article is None
    assert check(replace(read(BASE), source=None)).article is None
    assert check(replace(read(BASE), disclaimers={})).article is None


def test_a_stricter_package_is_held_to_its_own_limits(tmp_path: Path) -> None:
    package = copy_of_base(tmp_path)
    edit(package / "article.toml", "[[omits]]", "[policy.full]\npage_grade = 12\n[[omits]]")
    assert [each.code for each in check(read(package)).errors] == ["LEVEL-001"]


def test_a_section_of_under_100_words_is_held_to_its_sentences_only(tmp_path: Path) -> None:
    package = copy_of_base(tmp_path)
    hard = "Psychotherapeutic intervention necessitates multidisciplinary consideration. " * 20
    for words, found in ((96, {"LEVEL-002", "LEVEL-005"}), (92, set[str]())):
        (package / "why" / "plain.md").write_text(
            "# T\n\nOne in three sleeps under 7 hours. " + " ".join(hard.split(" ")[:words])
        )
        codes = {each.code for each in check(read(package)).errors if each.file.endswith("why/plain.md")}
        assert codes & {"LEVEL-002", "LEVEL-005"} == found


def test_a_number_of_the_disclaimer_must_not_be_lost(tmp_path: Path) -> None:
    package = copy_of_base(tmp_path)
    edit(
        package / "article.toml",
        'doctor. In a crisis, call 112."\n\n',
        'doctor. In a crisis, call for help."\n\n',
    )
    assert [each.code for each in check(read(package)).errors] == ["MEANING-002"]


def test_an_article_survives_the_way_through_json() -> None:
    article = check(read(BASE)).article
    assert article is not None
    document = to_document(article)
    again = readmit(json.loads(json.dumps(document, sort_keys=True)))
    assert again == article
    assert digest(to_document(again)) == digest(document)


def test_what_was_confirmed_goes_with_the_article_and_survives_the_way_through_json(tmp_path: Path) -> None:
    confirmed = Confirmation(
        "MEANING-013", "how", Level.PLAIN, "Then get up.", "Get up.", "C. Editor", date(2025, 1, 2), "Says the same."
    )  # fmt: skip
    article = check(replace(read(BASE), confirmed=(confirmed,))).article
    assert article is not None
    assert article.confirmed == (confirmed,)
    document = json.loads(json.dumps(to_document(article), sort_keys=True))
    assert document["confirmed"][0]["on"] == "2025-01-02"
    assert readmit(document) == article
    for damage in ({"level": "none"}, {"on": "soon"}, {"more": 1}):
        with pytest.raises(DocumentUnreadable):
            readmit({**document, "confirmed": [document["confirmed"][0] | damage]})


def test_a_document_from_before_confirmations_is_read_and_keeps_its_digest() -> None:
    article = check(read(BASE)).article
    assert article is not None
    assert article.confirmed == ()
    document = to_document(article)
    assert "confirmed" not in document
    assert digest(to_document(readmit(document))) == digest(document)


def test_the_digest_changes_with_anything_that_readers_get(tmp_path: Path) -> None:
    package = copy_of_base(tmp_path)
    first = check(read(package)).article
    edit(package / "how" / "plain.md", "Then get up.", "Then stand up.")
    second = check(read(package)).article
    assert first is not None
    assert second is not None
    assert digest(to_document(first)) != digest(to_document(second))
    assert digest(to_document(first)) == digest(to_document(check(read(BASE)).article or second))


@pytest.mark.parametrize("damage", ["format", "slug", "sections", "pages", "reviewed"])
def test_a_damaged_document_is_an_accident_with_a_name(damage: str) -> None:
    article = check(read(BASE)).article
    assert article is not None
    document = to_document(article)
    for broken in ({**document, damage: 7}, {key: value for key, value in document.items() if key != damage}):
        if damage != "slug" or "slug" not in broken:
            with pytest.raises(DocumentUnreadable):
                readmit(broken)


def test_threads_and_hash_seeds_do_not_change_a_verdict() -> None:
    code = (
        "from content.gate import check; from content.source.folder import read; from content.document import *; "
        f"v = check(read({str(BASE)!r})); print(digest(to_document(v.article)))"
    )
    runs = [
        subprocess.run(
            [sys.executable, "-c", code],
            cwd=ROOT,
            env={"PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("0", "1")
    ]
    assert runs[0] == runs[1]
    draft = read(BASE)
    with ThreadPoolExecutor(8) as pool:
        verdicts = list(pool.map(lambda _: check(draft), range(16)))
    assert all(each == verdicts[0] for each in verdicts)
