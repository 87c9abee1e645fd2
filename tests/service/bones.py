"""What every page has to have for who does not see it, whatever it is about."""

from __future__ import annotations

from itertools import pairwise

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.service.outline import Element, Outline, outline


def page(client: FlaskClient, path: str, status: int = 200) -> Outline:
    """The outline of a page, once its bones were looked at."""
    response = client.get(path)
    assert response.status_code == status, path
    return with_good_bones(response)


def with_good_bones(response: TestResponse) -> Outline:
    """The outline of a page that has one h1, headings in order, names, and nothing inline."""
    seen = outline(response.text)
    assert seen.faults == []
    levels = [level for level, _ in seen.headings()]
    assert levels.count(1) == 1
    # What went wrong stands before the page's own heading.
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert all(words for _, words in seen.headings())
    assert len(seen.all("main")) == 1
    ids = [each.attributes["id"] for each in seen.elements if "id" in each.attributes]
    assert len(ids) == len(set(ids))
    for each in seen.elements:
        named = [
            *each.attributes.get("aria-labelledby", "").split(),
            *each.attributes.get("aria-describedby", "").split(),
        ]
        assert set(named) <= set(ids), named
        if each.tag == "a" and each.attributes["href"].startswith("#"):
            assert each.attributes["href"][1:] in ids, each.attributes["href"]
        if each.tag == "label" and "for" in each.attributes:
            assert each.attributes["for"] in ids
        assert not any(name == "style" or name.startswith("on") for name in each.attributes)
    assert all(link.text.strip() for link in seen.all("a"))
    assert all("src" in script.attributes and _waits(script) for script in seen.scripts())
    assert not seen.all("style")
    assert "unsafe" not in response.headers["Content-Security-Policy"]
    assert "Disclaimer: please read this" in seen.words
    return seen


def _waits(script: Element) -> bool:
    """Whether it runs when the page is there: modules always do."""
    # Settings are applied before anything is painted: that script is some lines long.
    early = script.attributes.get("src", "").endswith("/early.js")
    return early or "defer" in script.attributes or script.attributes.get("type") == "module"
