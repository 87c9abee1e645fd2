"""oEmbed 1.0 (https://oembed.com): a page's address in, what another site needs to show it out.

Outside of `/api/v1` and its contract: what is asked and answered here is oEmbed's to define.
"""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from flask import Response, current_app, render_template, request
from flask_smorest import Blueprint
from marshmallow import Schema, fields, validate
from werkzeug.exceptions import HTTPException
from werkzeug.routing import RequestRedirect

from content.article import Level
from service.addresses import link
from service.answers import answer, json_answer
from service.attribution import attribution_view
from service.current import services
from service.embeds.errors import AddressNotEmbedded, FormNotMade
from service.embeds.offer import HEIGHT, WIDTH, frame_of
from service.pages.structured_data import NAME
from service.presenting import disclaimer_view
from service.shared_caches import tell_caches

oembed = Blueprint("oembed", __name__)

_DAY_S = 24 * 60 * 60
#: The pages that can be shown elsewhere, and their pages for frames: either address will do.
_KINDS = ("any_level", "article", "section")
_SHOWN = frozenset(f"{where}.{kind}" for where in ("pages", "embeds") for kind in _KINDS)


class OembedQuerySchema(Schema):
    """What oEmbed lets be asked. Anything else is passed over, as it wants."""

    url = fields.String(required=True, validate=validate.Length(min=1, max=2000))
    format = fields.String(load_default="json", validate=validate.Length(max=40))
    maxwidth = fields.Integer(validate=validate.Range(min=1, max=100_000))
    maxheight = fields.Integer(validate=validate.Range(min=1, max=100_000))


@oembed.get("/oembed")
@oembed.arguments(OembedQuerySchema, location="query", error_status_code=422)
def of_address(query: dict[str, Any]) -> Response:
    """What stands at an address of ours, for another site to show. Raises `FormNotMade`."""
    if query["format"] not in FormNotMade.known:
        raise FormNotMade
    told = _told(query)
    # Anyone can put addresses together: such answers must not crowd out those that are kept.
    if query["format"] == "json":
        return json_answer(told, keep=False)
    return answer(render_template("embed/oembed.xml", told=told), "text/xml; charset=utf-8", keep=False)


def _told(query: dict[str, Any]) -> dict[str, Any]:
    slug, level_name, section = _asked(query["url"])
    reader = services().reader
    published = reader.article(slug)
    article = published.article
    level = reader.offered(article, level_name) if level_name else reader.preferred(article)
    title = reader.section(published, section, level).rendition.title if section else article.title
    tell_caches(level, slug)
    width, height = min(WIDTH, query.get("maxwidth", WIDTH)), min(HEIGHT, query.get("maxheight", HEIGHT))
    return {
        "version": "1.0",
        "type": "rich",
        "title": title,
        "author_name": article.source.author,
        "author_url": article.source.url,
        "provider_name": NAME,
        "provider_url": link("pages.library"),
        "cache_age": current_app.config["CACHE_DAYS"] * _DAY_S,
        "width": width,
        "height": height,
        "html": frame_of(article, level, section, title, (width, height)),
        # What oEmbed does not know, it lets be told.
        "language": article.language,
        "level": level.value,
        "revision": published.revision,
        "disclaimer": disclaimer_view(article.disclaimer, level),
        "attribution": attribution_view(article, level, _page(slug, level, section)),
    }


def _page(slug: str, level: Level, section: str) -> str:
    if section:
        return link("pages.section", slug=slug, level=level.value, section=section)
    return link("pages.article", slug=slug, level=level.value)


def _asked(address: str) -> tuple[str, str, str]:
    """Article, level and section of an address, the latter two perhaps empty. Raises `AddressNotEmbedded`."""
    try:
        parts = urlsplit(address)
        local = _below(parts.netloc, parts.path) if parts.scheme in {"http", "https"} else ""
        where, at = _matched(unquote(local))
    except (ValueError, HTTPException):
        raise AddressNotEmbedded(_known()) from None
    if where not in _SHOWN:
        raise AddressNotEmbedded(_known())
    section = parse_qs(parts.query).get("section", [""])[0] if where == "embeds.any_level" else ""
    return at["slug"], at.get("level", ""), at.get("section", section)


def _below(host: str, local: str) -> str:
    """A path without what this service as a whole stands under; "" where the host is another."""
    for base in filter(None, (current_app.config["PUBLIC_URL"], request.root_url)):
        own = urlsplit(base)
        root = own.path.rstrip("/")
        if own.netloc.lower() == host.lower() and local.startswith(f"{root}/"):
            return local.removeprefix(root)
    return ""


def _matched(local: str) -> tuple[str, dict[str, str]]:
    adapter = current_app.url_map.bind("here")
    try:
        where, at = adapter.match(local, method="GET")
    except RequestRedirect:
        where, at = adapter.match(f"{local}/", method="GET")
    return str(where), dict(at)


def _known() -> tuple[str, ...]:
    """The addresses that are taken, with stars as oEmbed's own configuration has them."""
    somewhere = {"slug": "SLUG", "level": "LEVEL", "section": "SECTION"}
    found = (
        link(f"{where}.{kind}", **dict(list(somewhere.items())[: number + 1]))
        for where in ("pages", "embeds")
        for number, kind in enumerate(_KINDS)
    )
    return tuple(found)
