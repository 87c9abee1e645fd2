"""What who takes a text over owes its readers: told in every payload, so that nobody has to look it up."""

from __future__ import annotations

from typing import Any

from flask import current_app

from content.article import Article, Level
from service.presenting import disclaimer_view


def attribution_view(article: Article, level: Level, page: str) -> dict[str, Any]:
    """What must be shown with an article's text at a level; `page` is where it stands here."""
    days = current_app.config["CACHE_DAYS"]
    told = disclaimer_view(article.disclaimer, level)
    return {
        "show": {
            "disclaimer": told["text"],
            "disclaimer_url": told["url"],
            "attribution": article.source.attribution,
            "link": page,
        },
        "cache_days": days,
        "may_change": [],
        "terms": "Show the disclaimer, the attribution and the link with the text. Change nothing of them or "
        f"of the text. Ask again after {days} {'day' if days == 1 else 'days'} at most.",
    }
