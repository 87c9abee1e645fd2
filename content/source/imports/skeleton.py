"""An empty package to start writing in."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from content.article import Level
from content.source.imports.arrangement import slug_of, unused_id
from content.source.imports.package import NewPackage, check_slug, write_package

#: What a package starts with where nobody says.
FIRST_SECTION = "Introduction"


def new_package(
    folder: Path,
    slug: str,
    title: str = "",
    levels: Sequence[Level] = tuple(Level),
    sections: Sequence[str] = (),
) -> Path:
    """Write an empty package as `folder/<slug>`; `full` is among its levels whether named or not.

    `sections` are titles. Raises `SourceRefused` where the slug can't be used or something is there.
    """
    check_slug(slug)
    ids: dict[str, str] = {}
    for each in sections or (FIRST_SECTION,):
        name = unused_id(slug_of(each) or f"section-{len(ids) + 1}", set(ids))
        ids[name] = ""
    offered = tuple(level for level in Level if level in {Level.FULL, *levels})
    return write_package(NewPackage(slug, title, ids, offered), folder)
