"""The way of an import from bytes to a package, whatever the format."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import get_args

from content.article import Level
from content.source.draft import Draft
from content.source.folder import read
from content.source.imports.accounting import unplaced
from content.source.imports.arrangement import Part, arrange, slug_of, slug_of_title
from content.source.imports.candidates import candidates
from content.source.imports.decoding import decode
from content.source.imports.docx import read_docx
from content.source.imports.html_page import read_html
from content.source.imports.manuscript import Format, Manuscript
from content.source.imports.markdown_file import read_markdown
from content.source.imports.package import REPORT, NewPackage, check_slug, write_package
from content.source.imports.plain_text import read_plain_text
from content.source.imports.recognition import Recognised, recognise
from content.source.imports.refusal import SourceRefused
from content.source.imports.report import Report
from content.source.imports.section_markdown import markdown_of
from content.source.imports.wordpress import read_wordpress

FORMATS: tuple[Format, ...] = get_args(Format)
#: Bytes of a source: a saved page with its pictures inside has a few million.
LARGEST = 20 * 1024 * 1024
#: Signs of an article's text; ten books' chapters.
_LONGEST = 2_000_000
#: Paragraphs, items and headings; an article has hundreds.
_MOST_PIECES = 50_000
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[a-z0-9]{2,8})*", re.IGNORECASE)
_SUFFIXES: dict[str, Format] = {
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".md": "markdown",
    ".markdown": "markdown",
    ".docx": "docx",
    ".json": "wordpress",
    ".txt": "text",
}
_PAGE = re.compile(r"<(?:!doctype\s+html|html|head|body|article|main|div|p|h[1-6])\b", re.IGNORECASE)
_POST = re.compile(r"\s*\[?\s*\{")
_MARKDOWN = re.compile(r"^#{1,6} \S", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Imported:
    """A package that was written in `folder`, and the report that is in it too."""

    folder: Path
    report: Report


def import_source(
    content: bytes, name: str, folder: Path, kind: Format | None = None, slug: str = ""
) -> Imported:
    """Make a package of a source's bytes in `folder`, under `slug` or an id made of its title.

    `name` is the source's file name, for its kind and for the report. Raises `SourceRefused` for what
    can't be read, is too large, or would overwrite something; nothing is written then.
    """
    if slug:
        check_slug(slug)
    manuscript, said = read_source(content, name, kind)
    manuscript = manuscript.cleaned()
    length = sum(map(len, manuscript.texts()))
    if length > _LONGEST:
        raise SourceRefused(
            f"The source has {length:,} signs of text, and the limit is {_LONGEST:,}", "Import it in parts."
        )
    if len(manuscript.pieces) + len(manuscript.left_out) > _MOST_PIECES:
        raise SourceRefused(f"The source has over {_MOST_PIECES:,} paragraphs", "Import it in parts.")
    recognised = recognise(manuscript)
    parts = arrange(recognised.body)
    if not parts:
        raise SourceRefused("There are no words of an article in this", "Look whether it is the right file.")
    slug = slug or slug_of_title(recognised.value("title")) or slug_of(Path(name).stem) or "article"
    short, hard = candidates([piece.text for part in parts for piece in part.pieces])
    report = Report(slug, f"{Path(name).name}, {said}", recognised, parts, short, hard, recognised.notes)
    package = _package(slug, recognised, parts, report)
    root = write_package(package, folder)
    missing = unplaced(manuscript.texts(), _kept(read(root), recognised, report))
    if missing:
        report = replace(report, unplaced=missing)
    (root / REPORT).write_text(report.text(), "utf-8", newline="\n")
    return Imported(root, report)


def read_source(content: bytes, name: str, kind: Format | None = None) -> tuple[Manuscript, str]:
    """What a source says, and how it was read, in words. Raises `SourceRefused`."""
    if len(content) > LARGEST:
        raise SourceRefused(
            f"The source has over {LARGEST // 1024 // 1024} MiB", "Save only the text, or import it in parts."
        )
    if not content.strip():
        raise SourceRefused("The source is empty", "Look whether it is the right file.")
    if kind == "docx" or (kind is None and content.startswith(b"PK\x03\x04")):
        return read_docx(content), "read as a Word document"
    page = kind == "html" or (kind is None and Path(name).suffix.lower() in {".html", ".htm", ".xhtml"})
    text, encoding = decode(content, declared=page or (kind is None and content.lstrip()[:1] == b"<"))
    kind = kind or kind_of(text, name)
    readers: dict[Format, Callable[[str], Manuscript]] = {
        "html": read_html,
        "wordpress": read_wordpress,
        "markdown": read_markdown,
        "text": read_plain_text,
    }
    if kind == "docx":
        raise SourceRefused(
            "This is no Word document (.docx)", "Give its format, or leave that to be found out."
        )
    shown = {
        "html": "an HTML page",
        "wordpress": "a WordPress post",
        "markdown": "Markdown",
        "text": "plain text",
    }
    return readers[kind](text), f"read as {shown[kind]}, {encoding}"


def kind_of(text: str, name: str) -> Format:
    """The format of a text: what its start says, then its file's name, then its headings."""
    if _POST.match(text[:1000]) and _is_json(text):
        return "wordpress"
    if _PAGE.match(_past_comments(text[:5000])):
        return "html"
    named = _SUFFIXES.get(Path(name).suffix.lower())
    if named and named not in {"docx", "text"}:
        return named
    return "markdown" if _MARKDOWN.search(text) else "text"


def _past_comments(text: str) -> str:
    """What follows the comments and the XML declaration at a text's start."""
    rest = text.lstrip()
    while rest.startswith(("<!--", "<?xml")):
        _, _, rest = rest.partition("-->" if rest.startswith("<!--") else "?>")
        rest = rest.lstrip()
    return rest


def _is_json(text: str) -> bool:
    try:
        json.loads(text)
    except (ValueError, RecursionError):
        return False
    return True


def _package(slug: str, recognised: Recognised, parts: tuple[Part, ...], report: Report) -> NewPackage:
    language = recognised.value("language").replace("_", "-")
    source = {
        "title": recognised.value("title"),
        "author": recognised.value("author"),
        "publisher": recognised.value("publisher"),
        "published": recognised.value("published"),
        "url": recognised.value("url"),
        "about_author": recognised.value("about_author"),
    }
    return NewPackage(
        slug=slug,
        title=recognised.value("title"),
        sections={part.id: markdown_of(part.title, part.pieces) for part in parts},
        levels=tuple(Level),
        language=language if _LANGUAGE.fullmatch(language) else "en",
        source=source,
        disclaimer={"url": recognised.value("disclaimer_url"), "full": recognised.value("disclaimer")},
        reviewed=recognised.value("reviewed"),
        candidates=(*report.abbreviations, *report.hard[:10]),
        report=report.text(),
        origin=f"Made by `plainspoken import`; {REPORT} says of what and how.",
    )


def _kept(draft: Draft, recognised: Recognised, report: Report) -> list[str]:
    """Every text that the package holds as its reader reads it, and what the report says was left out."""
    texts = [draft.title, *draft.disclaimers.values()]
    if draft.source:
        texts += [draft.source.title, draft.source.about_author]
    for text in draft.texts.values():
        texts += [text.title, *(block.text for block in text.blocks)]
    texts += [each.value for each in recognised.facts.values()]
    return [*texts, *report.words_left_out()]
