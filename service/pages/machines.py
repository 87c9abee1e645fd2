"""What machines ask any site for: robots, sitemap, manifest, icon.

All that holds words holds the disclaimer.
"""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, abort, json, render_template
from flask_babel import gettext as _

from content.article import Level
from service.addresses import link, path
from service.answers import answer
from service.catalogue import LANGUAGE
from service.current import services
from service.general import general_disclaimer
from service.pages.metadata import THEME_COLOURS
from service.pages.sitemap import Entry, entries
from service.pages.static_files import contents, static_path
from service.pages.structured_data import NAME

machines = Blueprint("machines", __name__)

#: Pages in one sitemap. sitemaps.org allows 50,000 and 50 MB: this many stay far below, in ten languages too.
MOST_ENTRIES = 10_000

_XML = "application/xml; charset=utf-8"


@machines.get("/robots.txt")
def robots() -> Response:
    """Everything here is for everyone."""
    lines = [f"# {_said()}", "User-agent: *", "Allow: /", "", f"Sitemap: {link('machines.sitemap')}", ""]
    return answer("\n".join(lines), "text/plain; charset=utf-8")


@machines.get("/sitemap.xml")
def sitemap() -> Response:
    """All pages, or where there are too many for one sitemap, where its parts are."""
    parts = _parts()
    if len(parts) == 1:
        return _sitemap(parts[0])
    addresses = [link("machines.sitemap_part", number=str(number)) for number in range(1, len(parts) + 1)]
    return answer(render_template("sitemap.xml", note=_note(), parts=addresses), _XML)


@machines.get("/sitemap-<int:number>.xml")
def sitemap_part(number: int) -> Response:
    """One part, counted from 1."""
    parts = _parts()
    if not 1 <= number <= len(parts):
        abort(404)
    return _sitemap(parts[number - 1])


@machines.get("/site.webmanifest")
def manifest() -> Response:
    """What a device shows that keeps a link to this site; a page of it opens in the browser as ever."""
    told = {
        "name": NAME,
        "short_name": NAME,
        "description": f"{_('Health articles to read and to hear, as easy as you need them.')} {_said()}",
        "lang": LANGUAGE,
        "dir": "ltr",
        "start_url": path("pages.library"),
        "scope": path("pages.library"),
        # Its reader keeps the address bar, the way back and the browser's own helps.
        "display": "browser",
        "background_color": THEME_COLOURS["light"],
        "theme_color": THEME_COLOURS["light"],
        "categories": ["health", "education"],
        "icons": [
            _icon("icon.svg", "any", "image/svg+xml"),
            _icon("icons/192.png", "192x192"),
            _icon("icons/512.png", "512x512"),
            {**_icon("icons/maskable-512.png", "512x512"), "purpose": "maskable"},
        ],
    }
    return answer(json.dumps(told), "application/manifest+json")


@machines.get("/favicon.ico")
def favicon() -> Response:
    """The icon, for those who look here without reading the page."""
    return answer(contents("icons/favicon.ico"), "image/x-icon")


def _parts() -> list[list[Entry]]:
    """All entries in lists of at most `MOST_ENTRIES`; never none."""
    slugs = tuple(each.slug for each in services().store.list())
    found = list(entries(services().reader, slugs))
    return [found[start : start + MOST_ENTRIES] for start in range(0, len(found), MOST_ENTRIES)]


def _sitemap(part: list[Entry]) -> Response:
    return answer(render_template("sitemap.xml", note=_note(), entries=part), _XML)


def _note() -> str:
    # Two hyphens end a comment in XML.
    return _said().replace("--", "- -")


def _said() -> str:
    return general_disclaimer().at(Level.EASY)


def _icon(name: str, sizes: str, kind: str = "image/png") -> dict[str, Any]:
    return {"src": static_path(name), "sizes": sizes, "type": kind}
