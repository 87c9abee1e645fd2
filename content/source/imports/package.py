"""A new package in a folder: article.toml with what is known, and a file for each section and level."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from content.article import Level
from content.source.folder import METADATA
from content.source.imports.candidates import Candidate
from content.source.imports.level_notes import level_note
from content.source.imports.refusal import SourceRefused
from content.source.imports.toml_text import listed, quoted
from content.source.table import is_id

#: What an import says of itself, beside article.toml; the reader of packages knows the name.
REPORT = "import-report.txt"


@dataclass(frozen=True, slots=True)
class NewPackage:
    """What to write. `sections` are ids with the text of their full.md (empty: not written yet).

    `facts` are source.title, source.author and so on by key as article.toml has them; a key that is
    missing is written as a comment. `reviewed` is what the source says of its own review.
    """

    slug: str
    title: str
    sections: Mapping[str, str]
    levels: Sequence[Level]
    language: str = "en"
    source: Mapping[str, str] = field(default_factory=dict)
    disclaimer: Mapping[str, str] = field(default_factory=dict)
    reviewed: str = ""
    candidates: Sequence[Candidate] = ()
    report: str = ""
    origin: str = ""


def check_slug(slug: str) -> None:
    """Raises `SourceRefused` where a slug can't name a package: it becomes a folder and an address."""
    if not is_id(slug):
        raise SourceRefused(
            f"The slug {slug[:90]!r} can't be used", "Use a-z, 0-9 and single hyphens, 80 at most."
        )


def write_package(package: NewPackage, folder: Path) -> Path:
    """Write the package as `folder/<slug>`, which must not be there yet. Returns its path.

    All of it is written or, where that fails, nothing is left. Raises `SourceRefused`.
    """
    check_slug(package.slug)
    root = folder / package.slug
    try:
        folder.mkdir(parents=True, exist_ok=True)
        root.mkdir()
    except FileExistsError as error:
        raise SourceRefused(
            f"There is something at {root} already, and nothing is overwritten",
            "Give another slug or folder, or move that away.",
        ) from error
    except OSError as error:
        raise SourceRefused(
            f"The folder {root} can't be made ({error.strerror})", "See to its rights."
        ) from error
    try:
        for name, text in _files(package):
            file = root / name
            file.parent.mkdir(exist_ok=True)
            with file.open("x", encoding="utf-8", newline="\n") as opened:
                opened.write(text)
    except OSError as error:
        shutil.rmtree(root, ignore_errors=True)
        raise SourceRefused(
            f"{root} can't be written ({error.strerror})", "See to room and rights there."
        ) from error
    except BaseException:
        shutil.rmtree(root, ignore_errors=True)  # no half of a package stays behind
        raise
    return root


def _files(package: NewPackage) -> Iterator[tuple[str, str]]:
    yield METADATA, "\n".join(_toml(package)) + "\n"
    for section, full in package.sections.items():
        for level in package.levels:
            written = full if level is Level.FULL else ""
            yield f"{section}/{level}.md", written or level_note(level)
    if package.report:
        yield REPORT, package.report


def _toml(package: NewPackage) -> Iterator[str]:
    yield f"# {package.origin}" if package.origin else "# A new article package."
    yield "# `plainspoken check` says what is still missing, file by file."
    yield ""
    yield f"slug = {quoted(package.slug)}"
    yield f"title = {quoted(package.title)}"
    yield f"language = {quoted(package.language)}"
    yield "topics = []"
    yield f"sections = {listed(list(package.sections))}"
    yield ""
    yield "# What the article retells, to be cited with it."
    yield "[source]"
    for key in ("title", "author", "publisher"):
        yield _given(key, quoted(package.source.get(key, "")) if package.source.get(key) else "", '""')
    yield _given("published", package.source.get("published", ""), "2022-01-31")
    yield _given("url", quoted(package.source["url"]) if package.source.get("url") else "", '"https://…"')
    if package.source.get("about_author"):
        yield f"about_author = {quoted(package.source['about_author'])}"
    yield ""
    yield "# Once somebody has read every level that is offered: who, and when."
    if package.reviewed:
        yield f"# The source says of its own text: {_comment(package.reviewed)}"
    yield "# [reviewed]"
    yield '# by = ""'
    yield "# on = 2022-01-31"
    yield ""
    yield "# The words that go with the article, at each level that is offered."
    yield "[disclaimer]"
    yield _given(
        "url", quoted(package.disclaimer["url"]) if package.disclaimer.get("url") else "", '"https://…"'
    )
    for level in package.levels:
        text = package.disclaimer.get(level.value, "")
        yield _given(level.value, quoted(text) if text else "", '""')
    yield ""
    yield "# Terms that the article explains: at their first use, in plain words."
    for each in package.candidates or (Candidate("", "", 0),):
        yield "# [[glossary]]"
        yield f"# term = {quoted(each.term)}"
        if each.expands:
            yield f"# expands = {quoted(each.expands)}"
        yield '# means = ""'
        yield ""
    yield '# What every level of a section must keep, with the words to look for ("a|b": either).'
    yield "# [[facts]]"
    yield '# id = ""'
    yield '# section = ""'
    yield '# fact = ""'
    yield "# words = []"


def _given(key: str, value: str, example: str) -> str:
    return f"{key} = {value}" if value else f"# {key} = {example}"


def _comment(text: str) -> str:
    return " ".join(text.split())
