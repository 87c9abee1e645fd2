from __future__ import annotations

import json
import struct
from urllib.robotparser import RobotFileParser
from xml.etree import ElementTree

import pytest
from flask.testing import FlaskClient

from content.article import Level
from service.general import general_disclaimer
from service.pages import machines
from service.wiring import Services
from tests.fakes.articles import sample_article
from tests.service.head import head_of
from tests.service.outline import outline

SITE = "http://localhost"
NAMES = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}
SAID = general_disclaimer().at(Level.EASY)


def sitemap(client: FlaskClient, path: str = "/sitemap.xml") -> ElementTree.Element:
    response = client.get(path)
    assert response.content_type == "application/xml; charset=utf-8"
    return ElementTree.fromstring(response.data)  # noqa: S314 - it is our own


def addresses(root: ElementTree.Element) -> list[str]:
    return [each.text or "" for each in root.iterfind(".//s:loc", NAMES)]


def test_the_sitemap_has_every_page_once_under_its_own_address(client: FlaskClient) -> None:
    found = addresses(sitemap(client))
    assert len(found) == len(set(found))
    for address in found:
        path = address.removeprefix(SITE)
        (link,) = head_of(client, path).linked("canonical")
        assert link["href"] == address
    for path in (
        "/",
        "/disclaimer/",
        "/workbench/",
        "/workbench/compare/",
        "/advice/LEVEL-001/",
        "/api/docs",
    ):
        assert SITE + path in found
    for level in Level:
        for part in ("", "introduction/", "treatment/"):
            assert f"{SITE}/articles/blood-pressure/{level}/{part}" in found
    assert f"{SITE}/articles/blood-pressure/evidence/" in found


def test_the_sitemap_has_every_page_that_pages_link_to(client: FlaskClient) -> None:
    found = set(addresses(sitemap(client)))
    linked = {
        element.attributes["href"].split("#")[0].split("?")[0]
        for address in found
        for element in outline(client.get(address.removeprefix(SITE)).text).all("a")
    }
    # An article without its level has no address of its own; the rest is no page.
    left = {each for each in linked if each.startswith("/") and SITE + each not in found}
    assert {each for each in left if not each.startswith(("/api/", "/audio/", "/static/"))} == {
        "/articles/blood-pressure/"
    }


def test_the_sitemap_says_when_an_article_changed(client: FlaskClient, services: Services) -> None:
    updated = services.store.get("blood-pressure").updated
    for url in sitemap(client).iterfind("s:url", NAMES):
        changed = url.findtext("s:lastmod", namespaces=NAMES)
        of_article = "/articles/" in (url.findtext("s:loc", namespaces=NAMES) or "")
        assert changed == (updated.isoformat(timespec="seconds") if of_article else None)


def test_the_sitemap_names_translations_as_the_pages_do(client: FlaskClient, services: Services) -> None:
    services.store.publish(sample_article("la-presion", language="es"))
    for url in sitemap(client).iterfind("s:url", NAMES):
        told = [(each.get("hreflang"), each.get("href")) for each in url.iterfind("x:link", NAMES)]
        path = (url.findtext("s:loc", namespaces=NAMES) or "").removeprefix(SITE)
        links = [each for each in head_of(client, path).linked("alternate") if "hreflang" in each]
        assert told == [(each["hreflang"], each["href"]) for each in links], path
        assert bool(told) == (path.startswith("/articles/") and "evidence" not in path)


def test_what_was_published_meanwhile_is_in_it(client: FlaskClient, services: Services) -> None:
    before = addresses(sitemap(client))
    services.store.publish(sample_article("vaccines"))
    assert set(addresses(sitemap(client))) - set(before) >= {f"{SITE}/articles/vaccines/plain/"}
    services.store.unpublish("vaccines")
    assert addresses(sitemap(client)) == before


def test_many_pages_are_told_in_parts(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    everything = addresses(sitemap(client, "/sitemap.xml?whole"))
    monkeypatch.setattr(machines, "MOST_ENTRIES", 10)
    root = sitemap(client)
    assert root.tag.endswith("}sitemapindex")
    parts = [addresses(sitemap(client, each.removeprefix(SITE))) for each in addresses(root)]
    assert [len(part) for part in parts[:-1]] == [10] * (len(parts) - 1)
    assert [each for part in parts for each in part] == everything
    for number in (0, len(parts) + 1):
        assert client.get(f"/sitemap-{number}.xml").status_code == 404


def test_the_disclaimer_is_a_comment_that_can_not_end_early(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert f"<!-- {SAID} -->" in client.get("/sitemap.xml").text
    monkeypatch.setattr(machines, "_said", lambda: "Not -- advice --> & <b>")
    assert "Not - - advice" in client.get("/sitemap.xml?anew").text
    sitemap(client, "/sitemap.xml?anew")


def test_robots_may_read_all_and_are_told_where_to_begin(client: FlaskClient) -> None:
    text = client.get("/robots.txt").text
    robots = RobotFileParser()
    robots.parse(text.splitlines())
    assert robots.site_maps() == [f"{SITE}/sitemap.xml"]
    for path in ("/", "/articles/blood-pressure/easy/", "/audio/blood-pressure/easy.mp3"):
        assert robots.can_fetch("any", path)
    assert f"# {SAID}" in text.splitlines()


def test_a_device_that_keeps_a_link_is_told_name_colours_and_icons(client: FlaskClient) -> None:
    told = json.loads(client.get("/site.webmanifest").text)
    assert told["name"] == "Plainspoken"
    assert told["description"].endswith(SAID)
    assert client.get(told["start_url"]).status_code == 200
    for icon in told["icons"]:
        response = client.get(icon["src"])
        assert response.mimetype == icon["type"]
        if icon["type"] == "image/png":
            assert "{}x{}".format(*struct.unpack(">II", response.data[16:24])) == icon["sizes"]
    assert [icon.get("purpose") for icon in told["icons"]].count("maskable") == 1


def test_the_icon_is_where_browsers_look_without_asking(client: FlaskClient) -> None:
    response = client.get("/favicon.ico")
    assert response.mimetype == "image/x-icon"
    assert response.data[:4] == b"\x00\x00\x01\x00"
