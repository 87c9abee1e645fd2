"""The site as a whole: how to search it, what it lists, who is behind it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from flask_babel import gettext as _

from content.article import Disclaimer, Level
from content.store.protocol import Summary
from service import presenting as show
from service.addresses import absolute, link
from service.catalogue import LANGUAGE
from service.general import general_disclaimer
from service.pages.static_files import static_path

NAME = "Plainspoken"
CONTEXT = "https://schema.org"


def library_data(summaries: Iterable[Summary]) -> dict[str, Any]:
    """The site, how to search it, and the articles that are listed."""
    home = link("pages.library")
    site = {
        "@type": "WebSite",
        "@id": home,
        "url": home,
        "name": NAME,
        "inLanguage": LANGUAGE,
        "publisher": publisher(),
        "potentialAction": {
            "@type": "SearchAction",
            "target": {"@type": "EntryPoint", "urlTemplate": f"{home}?q={{search_term_string}}"},
            "query-input": "required name=search_term_string",
        },
        "usageInfo": usage(general_disclaimer(), Level.EASY),
    }
    listed = [
        {
            "@type": "ListItem",
            "position": position,
            "name": each.title,
            "url": link("pages.any_level", slug=each.slug),
        }
        for position, each in enumerate(summaries, start=1)
    ]
    return {"@context": CONTEXT, "@graph": [site, {"@type": "ItemList", "itemListElement": listed}]}


def usage(disclaimer: Disclaimer, level: Level) -> dict[str, Any]:
    """The disclaimer, as words on how to use a work."""
    told = show.disclaimer_view(disclaimer, level)
    return {"@type": "CreativeWork", "name": _("Disclaimer"), "text": told["text"], "url": told["url"]}


def publisher() -> dict[str, Any]:
    """Who puts these pages out."""
    home = link("pages.library")
    logo = {"@type": "ImageObject", "url": absolute(static_path("icons/512.png")), "width": 512}
    return {"@type": "Organization", "@id": f"{home}#us", "name": NAME, "url": home, "logo": logo}
