"""article.toml: what each of its tables means. Whatever is wrong becomes a finding."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from content.article import Confirmation, Fact, Level, Omission, Review, Source, Term
from content.findings import Finding
from content.levels import LIMITS, is_limit
from content.source.entries import Open, read_confirmed, read_facts, read_glossary, read_omissions
from content.source.table import Table, is_id

#: Sections a package may have.
MOST_SECTIONS = 200


@dataclass(frozen=True, slots=True)
class Metadata:
    """What article.toml says, as far as it can be used."""

    slug: str
    title: str
    language: str
    topics: tuple[str, ...]
    sections: tuple[str, ...]
    source: Source | None
    reviewed: Review | None
    disclaimer_url: str
    disclaimers: Mapping[Level, str]
    glossary: tuple[Term, ...]
    facts: tuple[Fact, ...]
    omissions: tuple[Omission, ...]
    confirmed: tuple[Confirmation, ...]
    limits: Mapping[Level, Mapping[str, float]]


def read_metadata(
    values: Mapping[str, Any], file: str, line: Callable[[str], int], report: Callable[[Finding], None]
) -> Metadata:
    """Read the tables of article.toml; `line` gives the line of a key such as `facts[2].words`."""

    def opened(table: Mapping[str, Any], path: str) -> Table:
        return Table(table, file, path, line, report)

    root = opened(values, "")
    url, disclaimers = _disclaimer(root, opened)
    read = Metadata(
        slug=root.identifier("slug"),
        title=root.text("title"),
        language=_language(root),
        topics=root.texts("topics", required=False),
        sections=_sections(root),
        source=_source(root, opened),
        reviewed=_review(root, opened),
        disclaimer_url=url,
        disclaimers=disclaimers,
        glossary=read_glossary(root, opened),
        facts=read_facts(root, opened),
        omissions=read_omissions(root, opened),
        confirmed=read_confirmed(root, opened),
        limits=_limits(root, opened),
    )
    root.rest()
    _check_places(root, read)
    return read


def _language(root: Table) -> str:
    language = root.text("language")
    if language and language.split("-")[0].lower() != "en":
        root.complain(
            "PACKAGE-020",
            "language",
            f"The language is {language!r}, and the formulas are for English",
            'Write in English, with `language = "en"`.',
        )
    return language


def _sections(root: Table) -> tuple[str, ...]:
    listed = root.texts("sections")
    if len(listed) > MOST_SECTIONS:
        root.complain(
            "PACKAGE-016",
            "sections",
            f"There are {len(listed)} sections, and the limit is {MOST_SECTIONS}",
            "Make several articles of it.",
        )
    sections = []
    for each in listed[:MOST_SECTIONS]:
        if not is_id(each):
            root.complain(
                "PACKAGE-006",
                "sections",
                f"A section is called {each[:90]!r}",
                "Use a-z, 0-9 and single hyphens, 80 at most.",
            )
        elif each in sections:
            root.complain("PACKAGE-008", "sections", f"Section {each} is listed twice", "Take one out.")
        else:
            sections.append(each)
    return tuple(sections)


def _source(root: Table, opened: Open) -> Source | None:
    values = root.table("source")
    if values is None:
        root.missing("source", "Add `[source]` with title, author, publisher, published and url.")
        return None
    table = opened(values, "source")
    title, author, publisher = table.text("title"), table.text("author"), table.text("publisher")
    published, url = table.day("published"), table.address("url")
    about = table.text("about_author", required=False)
    table.rest()
    return Source(title, author, publisher, published, url, about) if published else None


def _review(root: Table, opened: Open) -> Review | None:
    values = root.table("reviewed")
    remedy = "Have somebody read it, then add `[reviewed]` with `by` and `on`."
    if values is None:
        root.complain("PACKAGE-014", "reviewed", "Nobody has reviewed this article", remedy)
        return None
    table = opened(values, "reviewed")
    by, on = table.text("by", remedy=remedy), table.day("on")
    table.rest()
    return Review(by, on) if by and on else None


def _disclaimer(root: Table, opened: Open) -> tuple[str, dict[Level, str]]:
    values = root.table("disclaimer")
    if values is None:
        root.missing("disclaimer", "Add `[disclaimer]` with a url and a text for each level.")
        return "", {}
    table = opened(values, "disclaimer")
    url = table.address("url")
    texts = {level: table.text(level, required=False) for level in Level}
    for name in values:
        if name not in {"url", *Level}:
            table.take(name)
            table.level(name, name)
    return url, {level: text for level, text in texts.items() if text}


def _limits(root: Table, opened: Open) -> dict[Level, Mapping[str, float]]:
    limits: dict[Level, Mapping[str, float]] = {}
    values = root.table("policy") or {}
    table = opened(values, "policy")
    for name in values:
        level, own = table.level(name, name), table.table(name)
        if level is None or own is None:
            continue
        inner = opened(own, f"policy.{name}")
        read = {limit: inner.take(limit) for limit in LIMITS}
        inner.rest()
        for limit, value in read.items():
            if value is not None and not is_limit(value):
                inner.wrong(limit, value, "a number above 0")
        limits[level] = {limit: float(value) for limit, value in read.items() if is_limit(value)}
    return limits


def _check_places(root: Table, read: Metadata) -> None:
    places = [(f"facts[{index}]", fact.section) for index, fact in enumerate(read.facts)]
    places += [(f"omits[{index}]", each.section) for index, each in enumerate(read.omissions)]
    places += [(f"confirmed[{index}]", each.section) for index, each in enumerate(read.confirmed)]
    for path, section in places:
        if section and section not in read.sections:
            root.complain(
                "PACKAGE-017",
                f"{path}.section",
                f"There is no section {section[:90]!r}",
                f"Sections are {', '.join(read.sections) or 'none'}.",
            )
