from __future__ import annotations

import gzip
import re

from flask.testing import FlaskClient

from service.app import create_app
from service.catalogue import register_catalogue
from service.settings import Settings
from service.wiring import Services
from tests.service.pseudo_language import write_pseudo

#: Bytes over the wire.
MOST = 6_000


def test_the_script_is_small_whole_and_open_to_all(client: FlaskClient) -> None:
    answer = client.get("/embed.js", headers={"Accept-Encoding": "gzip"})
    assert answer.headers["Content-Encoding"] == "gzip"
    assert len(answer.data) < MOST
    text = gzip.decompress(answer.data).decode()
    assert "customElements.define('plain-spoken'" in text
    # Its style comes with it: one request.
    assert ".owed" in text
    assert "all: initial !important" in text
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.mimetype == "text/javascript"


def test_the_script_may_be_kept_for_an_hour_and_be_asked_for_anew(client: FlaskClient) -> None:
    answer = client.get("/embed.js")
    assert answer.headers["Cache-Control"] == "max-age=3600, stale-while-revalidate=86400"
    again = client.get("/embed.js", headers={"If-None-Match": answer.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")


def test_what_goes_out_has_neither_comments_nor_indents(client: FlaskClient) -> None:
    first, *rest = client.get("/embed.js").text.splitlines()
    assert "It is not advice from a doctor." in first
    assert not [line for line in rest if re.match(r"\s|//|$", line)]


def test_its_few_words_are_in_the_catalogue(settings: Settings, services: Services) -> None:
    app = create_app(settings, services)
    write_pseudo(settings.data_dir / "languages")
    register_catalogue(app, settings.data_dir / "languages")
    text = app.test_client().get("/embed.js").text
    words = re.findall(r'"(?:failed|offline|again|read)": "([^"]*)"', text)
    assert len(words) == 4
    assert all(each.startswith("⟦") for each in words)
    code = text.split("const STYLE")[1].split("\n", 1)[1]
    # Values that are put in, and what is said to a page's makers on their console, are no words for readers.
    code = re.sub(r"\$\{[^}]*\}|console\.warn\(.*\);", "", code)
    assert not re.findall(r"""["'`][A-Z][a-z]+(?: [a-z]+)+[.!?:]?["'`]""", code)


def test_it_leaves_nothing_on_a_page_but_the_element(client: FlaskClient) -> None:
    text = client.get("/embed.js").text
    for forbidden in (
        "cookie",
        "localStorage",
        "sessionStorage",
        "indexedDB",
        "window.",
        "globalThis",
        "eval(",
        "innerHTML",
    ):
        assert forbidden not in text
