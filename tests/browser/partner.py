"""A partner's site: pages of somebody else's, on another host and port, which show what is ours."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Locator, Page

#: Keeps the closed tree of an element where a test can look into it.
OPENED = """
const attach = Element.prototype.attachShadow;
Element.prototype.attachShadow = function (options) { return attach.call(this, { ...options, mode: 'open' }); };
"""
_PAGE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Clinic</title>{head}</head>
<body><header><p>Clinic</p></header><main><h1>What we read</h1>{body}</main></body></html>"""


@dataclass
class Partner:
    """A site without pages until a test gives it some: `address` has no slash at its end."""

    address: str
    pages: dict[str, tuple[bytes, Mapping[str, str]]] = field(default_factory=dict)

    def page(self, body: str, head: str = "", headers: Mapping[str, str] | None = None) -> str:
        """Put this on a page, and give its address."""
        path = f"/{len(self.pages)}"
        self.pages[path] = (_PAGE.format(head=head, body=body).encode(), headers or {})
        return self.address + path


@contextmanager
def partner_site() -> Iterator[Partner]:
    """A site on a port of its own, by a name that makes it another site for the browser, too."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body, headers = partner.pages.get(self.path, (b"", {}))
            self.send_response(200 if body else 204)  # a browser asks for an icon, too
            for name, value in {"Content-Type": "text/html", **headers}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: Any) -> None:  # noqa: A002  # its name there
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    partner = Partner(f"http://localhost:{server.server_port}")
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield partner
    server.shutdown()
    thread.join()
    server.server_close()


def lines(site: str, article: str = "many-signs", section: str = "first", **more: str) -> str:
    """The three lines of HTML; `more` are attributes of the element."""
    asked = {"article": article, "section": section, "level": "plain", **more}
    attributes = " ".join(f'{name.replace("_", "-")}="{value}"' for name, value in asked.items() if value)
    return (
        f'<script src="{site}/embed.js" async></script>\n<plain-spoken {attributes}>\n'
        f'<a href="{site}/articles/{article}/plain/{section}/">Read it at Plainspoken</a></plain-spoken>'
    )


@contextmanager
def visiting(
    browser: Browser, address: str, *, closed: bool = False, wait: Any = "load", **context: Any
) -> Iterator[tuple[Page, list[str]]]:
    """The page, with closed trees opened unless they are to stay so, and what its browser complained of."""
    own = browser.new_context(**context)
    page = own.new_page()
    told: list[str] = []
    page.on("console", lambda message: told.append(message.text))
    page.on("pageerror", lambda error: told.append(str(error)))
    if not closed:
        page.add_init_script(OPENED)
    page.goto(address, wait_until=wait)
    yield page, told
    own.close()


def shown(page: Page, number: int = 0, state: str = "ready") -> Locator:
    """The element, counted from 0, as soon as it shows its text, or is in another state."""
    element = page.locator("plain-spoken").nth(number)
    until(page, f"document.querySelectorAll('plain-spoken')[{number}]?.dataset.state === '{state}'")
    return element


def until(page: Page, condition: str, seconds: float = 20) -> None:
    """Wait for a condition. A page's policy may forbid waiting inside of it."""
    end = time.monotonic() + seconds
    while not page.evaluate(condition):
        assert time.monotonic() < end, f"never: {condition}"
        time.sleep(0.02)
