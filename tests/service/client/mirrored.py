"""What a partner's folder holds, and what it should."""

from __future__ import annotations

import json
from pathlib import Path

from content.store.protocol import ArticleStore

#: By article and level: the revision, and the first section's words.
Texts = dict[tuple[str, str], tuple[int, str | None]]


def kept(folder: Path) -> Texts:
    """Fails on half of a file, and on one that tells of another text than its name does."""
    found: Texts = {}
    for file in folder.glob("*/*.json"):
        told = json.loads(file.read_text("utf-8"))
        at = (told["article"], told["level"])
        assert at == (file.parent.name, file.stem)
        (revision,) = {each["revision"] for each in told["sections"]}
        found[at] = (revision, told["sections"][0].get("text"))
    return found


def published(store: ArticleStore) -> Texts:
    articles = [store.get(each.slug) for each in store.list()]
    return {
        (each.article.slug, level.value): (
            each.revision,
            each.article.sections[0].renditions[level].text,
        )
        for each in articles
        for level in each.article.levels
    }
