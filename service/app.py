"""The application factory."""

from __future__ import annotations

from typing import Any

import structlog
from flask import Flask, Response, g, render_template, request
from werkzeug.middleware.proxy_fix import ProxyFix

from content.readability.textstat_panel import warm
from service.api import register_api
from service.audio_files import audio_files
from service.catalogue import register_catalogue
from service.current import EXTENSION
from service.embeds.element import element
from service.embeds.frames import embeds
from service.embeds.framing import register_framing
from service.embeds.oembed import oembed
from service.general import general_disclaimer
from service.health import health
from service.kept import KeptResponses
from service.kept_files import KeptFiles
from service.last_resort import LastResort
from service.packing import register_packing
from service.pages import error_page, pages, register_page_tools
from service.pages.machines import machines
from service.pages.static_files import static_files
from service.partners.cautions import cautions
from service.partners.door import Door, register_door
from service.plain_requests import PlainRequests, register_clearness
from service.problems import register_problems
from service.request_log import REQUEST_ID, RequestLog, configure_logging
from service.settings import Settings
from service.shared_caches import register_sharing
from service.slow_bodies import SlowBodies
from service.wiring import Services, wire

# Everything comes from here and nothing runs inline; no page of ours needs a script yet, and no
# other site may frame these pages.
_POLICY = "; ".join(
    (
        "default-src 'none'",
        "style-src 'self'",
        "img-src 'self'",
        "font-src 'self'",
        "media-src 'self'",
        "script-src 'self'",
        "connect-src 'self'",
        "manifest-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
_HEADERS = (
    ("Content-Security-Policy", _POLICY),
    ("X-Content-Type-Options", "nosniff"),
    # What a person reads about their health must not travel to the sites that a page links to.
    ("Referrer-Policy", "no-referrer"),
    ("Permissions-Policy", "camera=(), geolocation=(), microphone=()"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("X-Frame-Options", "DENY"),
)
#: Largest request body in bytes; nothing here takes a larger one.
_MAX_BODY = 256 * 1024


def create_app(settings: Settings, services: Services | None = None) -> Flask:
    """The Flask application.

    `services` replaces every concrete part, for tests; without it `wire` chooses from `settings`.
    Raises `ReadabilityUnavailable` if textstat's dictionary is missing.
    """
    configure_logging(settings.log_level)
    _warn(settings)
    warm()
    app = Flask(__name__, static_folder=None, template_folder="pages/templates")
    app.config.update(PUBLIC_URL=settings.public_url, CONTACT=settings.contact, MAX_CONTENT_LENGTH=_MAX_BODY)
    app.config["CACHE_DAYS"] = settings.cache_days
    parts = services or wire(settings)
    app.extensions[EXTENSION] = parts
    register_problems(app, error_page)
    register_api(app)
    register_page_tools(app)
    register_catalogue(app)
    for blueprint in (pages, embeds, element, oembed, static_files, machines, audio_files, health):
        app.register_blueprint(blueprint)
    app.before_request(_name_the_request)
    register_clearness(app)
    register_door(app)
    register_sharing(app)
    register_framing(app)
    # What comes last is registered first.
    register_packing(app)
    app.after_request(_explain_redirect)
    app.after_request(_harden)
    _wrap(app, parts, settings.trusted_proxies)
    return app


def _wrap(app: Flask, parts: Services, proxies: int) -> None:
    kept = KeptResponses(KeptFiles(app.wsgi_app), parts.store.state)
    door = Door(kept, app.wsgi_app, parts.partners) if parts.partners else kept
    plain = SlowBodies(PlainRequests(door, app.wsgi_app))
    wsgi: Any = RequestLog(LastResort(plain), trust_ids=proxies > 0)
    if proxies:
        wsgi = ProxyFix(wsgi, x_for=proxies, x_proto=proxies, x_host=proxies, x_prefix=proxies)
    app.wsgi_app = wsgi  # type: ignore[method-assign]


def _warn(settings: Settings) -> None:
    for name in settings.unknown:
        structlog.get_logger().warning("unknown setting", setting=name, remedy="see Settings in the README")
    for caution in cautions(settings):
        structlog.get_logger().warning(caution)


def _name_the_request() -> None:
    g.request_id = request.environ.get(REQUEST_ID, "")


def _explain_redirect(response: Response) -> Response:
    if response.location:
        # Where it leads is on this service; a `Host` that somebody made up is not to lead elsewhere.
        response.location = response.location.removeprefix(request.host_url.rstrip("/"))
    # A redirect has a body too. Whoever reads it, reads the disclaimer.
    if response.location and response.mimetype == "text/html":
        response.set_data(
            render_template(
                "moved.html", to=response.location, metadata=None, disclaimer=general_disclaimer()
            )
        )
    return response


def _harden(response: Response) -> Response:
    for name, value in _HEADERS:
        response.headers.setdefault(name, value)
    return response
