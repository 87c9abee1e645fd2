"""(c) A section's whole check against textstat computing the same metrics on the same words."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterator
from typing import Any

import textstat
import textstat.backend

from content.article import Level
from content.gate import check
from content.readability.grade import measure, prepared
from content.readability.terms import Terms
from content.readability.text import prose
from content.readability.textstat_panel import warm
from content.source.folder import read
from tests.bench.bundled import PACKAGE, article
from tests.bench.rounds import medians

NAME = "checking"
TITLE = "(c) words a second: checking the bundled article against textstat's same metrics, its caches cold"
ROUNDS = 9
#: What textstat loads once and keeps; everything else it remembers of a text is forgotten each time.
KEPT = {"get_cmudict", "get_pyphen", "get_lang_easy_words"}


def lines() -> Iterator[str]:
    """The ratio, and what was compared."""
    warm()
    bundled = article()
    sections = [
        prepared(section.renditions[level]) for level in bundled.levels for section in bundled.sections
    ]
    count = len(bundled.sections)
    pages = ["\n".join(sections[start : start + count]) for start in range(0, len(sections), count)]
    texts = [*sections, *pages]  # the check measures both
    names = list(bundled.pages[Level.FULL].metrics)
    draft = read(PACKAGE)
    forget = forgetting()

    terms = Terms(term.term for term in bundled.glossary)

    def by_textstat(of: list[str]) -> None:
        forget()
        for text in of:
            for name in names:
                getattr(textstat.textstat, name)(text)

    def measure_each() -> None:
        for section in bundled.sections:
            for rendition in section.renditions.values():
                measure(prose(rendition.blocks), terms)

    took = medians(
        {
            "check": lambda: check(draft),
            "textstat": lambda: by_textstat(texts),
            "measured": measure_each,
            "textstat each": lambda: by_textstat(sections),
        },
        ROUNDS,
    )
    words = sum(len(text.split()) for text in sections)
    yield (
        f"{len(sections)} sections, {words:,} words, {len(names)} metrics, prepared and measured: "
        f"{took['textstat each'] / took['measured']:.2f} "
        f"({words / took['measured']:,.0f} against {words / took['textstat each']:,.0f} words a second)"
    )
    words = sum(len(text.split()) for text in texts)
    yield (
        f"the same and {len(pages)} pages of them, {words:,} words, with every guard of meaning: "
        f"{took['textstat'] / took['check']:.2f} "
        f"({words / took['check']:,.0f} against {words / took['textstat']:,.0f} words a second)"
    )


def forgetting() -> Callable[[], None]:
    """What makes textstat forget every text that it saw."""
    caches: dict[int, Any] = {}
    for module in pkgutil.walk_packages(textstat.backend.__path__, "textstat.backend."):
        for name, value in vars(importlib.import_module(module.name)).items():
            if hasattr(value, "cache_clear") and name not in KEPT:
                caches[id(value)] = value
    return lambda: [cache.cache_clear() for cache in caches.values()] and None
