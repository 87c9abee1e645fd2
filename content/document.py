"""An article as a JSON-ready document and back: what the store keeps.

`to_document` and `gate.readmit` are inverses. A document's keys and order are stable, so its digest
tells whether readers would get anything new.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from typing import Any

from content.article import (
    Article,
    Block,
    Confirmation,
    Disclaimer,
    Fact,
    Level,
    Measurement,
    Omission,
    Rendition,
    Review,
    Section,
    Source,
    Term,
)
from content.errors import DocumentUnreadable

#: Raised by one whenever older documents could no longer be read.
FORMAT = 1


def to_document(article: Article) -> dict[str, Any]:
    """Everything that is needed to rebuild `article`, in types that JSON has."""
    return {
        "format": FORMAT,
        "slug": article.slug,
        "title": article.title,
        "language": article.language,
        "topics": list(article.topics),
        "source": asdict(article.source) | {"published": article.source.published.isoformat()},
        "reviewed": {"by": article.reviewed.by, "on": article.reviewed.on.isoformat()},
        "disclaimer": {
            "url": article.disclaimer.url,
            "texts": {level.value: text for level, text in article.disclaimer.texts.items()},
        },
        "sections": [
            {
                "id": section.id,
                "renditions": {
                    level.value: _from_rendition(each) for level, each in section.renditions.items()
                },
            }
            for section in article.sections
        ],
        "pages": {level.value: _from_measurement(each) for level, each in article.pages.items()},
        "glossary": [asdict(term) for term in article.glossary],
        "facts": [asdict(fact) | {"words": list(fact.words)} for fact in article.facts],
        "omissions": [
            asdict(omission) | {"levels": [level.value for level in omission.levels]}
            for omission in article.omissions
        ],
    } | _confirmed(article)


def _confirmed(article: Article) -> dict[str, Any]:
    # Left out where there is none, so that documents which are older than confirmations keep their digest.
    told = [
        asdict(each) | {"level": each.level.value, "on": each.on.isoformat()} for each in article.confirmed
    ]
    return {"confirmed": told} if told else {}


def digest(document: Mapping[str, Any]) -> str:
    """SHA-256 (64 hex digits) of the document's canonical JSON: sorted keys, no spaces, UTF-8.

    Measurements are part of it, since readers see them: the same text under another version of
    textstat is another document.
    """
    canonical = json.dumps(
        document, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False
    )
    return hashlib.sha256(canonical.encode("utf-8")).hexdigest()


def to_fields(document: Mapping[str, Any]) -> dict[str, Any]:
    """The arguments an `Article` is made of; only `content.gate` makes one of them.

    Raises `DocumentUnreadable`.
    """
    if document.get("format") != FORMAT:
        raise DocumentUnreadable(f"This document has format {document.get('format')!r}, not {FORMAT}.")
    try:
        return _fields(document)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise DocumentUnreadable(f"No article can be rebuilt from this document: {error!r}.") from error


def _fields(document: Mapping[str, Any]) -> dict[str, Any]:
    source, reviewed = document["source"], document["reviewed"]
    return {
        "slug": document["slug"],
        "title": document["title"],
        "language": document["language"],
        "topics": tuple(document["topics"]),
        "source": Source(**source | {"published": date.fromisoformat(source["published"])}),
        "reviewed": Review(reviewed["by"], date.fromisoformat(reviewed["on"])),
        "disclaimer": Disclaimer(document["disclaimer"]["url"], _by_level(document["disclaimer"]["texts"])),
        "sections": tuple(_section(each) for each in document["sections"]),
        "pages": {level: _measurement(each) for level, each in _by_level(document["pages"]).items()},
        "glossary": tuple(Term(**each) for each in document["glossary"]),
        "facts": tuple(Fact(**each | {"words": tuple(each["words"])}) for each in document["facts"]),
        "omissions": tuple(
            Omission(**each | {"levels": tuple(Level(level) for level in each["levels"])})
            for each in document["omissions"]
        ),
        "confirmed": tuple(
            Confirmation(**each | {"level": Level(each["level"]), "on": date.fromisoformat(each["on"])})
            for each in document.get("confirmed", ())
        ),
    }


def _by_level(table: Mapping[str, Any]) -> dict[Level, Any]:
    # JSON stores may sort keys; readers are promised the hardest level first.
    levels = {Level(name): value for name, value in table.items()}
    return {level: levels[level] for level in Level if level in levels}


def _section(table: Mapping[str, Any]) -> Section:
    renditions = {
        level: _rendition(table["id"], level, each) for level, each in _by_level(table["renditions"]).items()
    }
    return Section(table["id"], renditions)


def _from_rendition(rendition: Rendition) -> dict[str, Any]:
    return {
        "title": rendition.title,
        "markdown": rendition.markdown,
        "html": rendition.html,
        "blocks": [asdict(block) for block in rendition.blocks],
        "measurement": _from_measurement(rendition.measurement),
    }


def _rendition(section: str, level: Level, table: Mapping[str, Any]) -> Rendition:
    return Rendition(
        section=section,
        level=level,
        title=table["title"],
        blocks=tuple(Block(**each) for each in table["blocks"]),
        html=table["html"],
        markdown=table["markdown"],
        measurement=_measurement(table["measurement"]),
    )


def _from_measurement(measurement: Measurement) -> dict[str, Any]:
    return asdict(measurement) | {
        "level": measurement.level and measurement.level.value,
        "metrics": dict(measurement.metrics),
    }


def _measurement(table: Mapping[str, Any]) -> Measurement:
    level = table["level"]
    return Measurement(
        **table | {"level": level and Level(level), "metrics": dict(table["metrics"])}  # type: ignore[operator]
    )
