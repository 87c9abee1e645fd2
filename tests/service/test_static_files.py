from __future__ import annotations

import gzip
import re

import pytest
from flask.testing import FlaskClient

from service.answers import FOREVER, REVALIDATE
from tests.service.outline import outline

PAGE = "/articles/blood-pressure/plain/"
LIMIT_KB = 60


@pytest.fixture
def scripts(client: FlaskClient) -> list[str]:
    """The page's modules, and all that they import at once."""
    seen = outline(client.get(PAGE).text)
    first = [
        script.attributes["src"] for script in seen.all("script") if script.attributes.get("type") == "module"
    ]
    return first + [
        link.attributes["href"] for link in seen.all("link") if link.attributes["rel"] == "modulepreload"
    ]


def test_every_script_that_another_imports_is_announced_on_the_page(
    client: FlaskClient, scripts: list[str]
) -> None:
    assert len({path.split("/")[2] for path in scripts}) == 1  # what they import has the hash too
    imported = set()
    for path in scripts:
        beside = path.rsplit("/", 1)[0]
        imported |= {f"{beside}/{name}" for name in re.findall(r'from "\./(\w+\.js)"', client.get(path).text)}
    page = outline(client.get(PAGE).text)
    assert imported == {
        link.attributes["href"] for link in page.all("link") if link.attributes["rel"] == "modulepreload"
    }


def test_a_script_under_its_own_hash_may_be_kept_for_ever(client: FlaskClient, scripts: list[str]) -> None:
    assert client.get(scripts[0]).headers["Cache-Control"] == FOREVER
    old = re.sub(r"at-\w+", "at-0123456789ab", scripts[0])
    assert client.get(old).headers["Cache-Control"] == REVALIDATE
    assert client.get(old).data == client.get(scripts[0]).data


def test_a_script_is_compressed_for_who_takes_it_so(client: FlaskClient, scripts: list[str]) -> None:
    plain = client.get(scripts[0])
    packed = client.get(scripts[0], headers={"Accept-Encoding": "gzip"})
    assert gzip.decompress(packed.data) == plain.data
    assert packed.headers["Content-Encoding"] == "gzip"
    assert packed.content_length == len(packed.data) < len(plain.data) / 2
    assert plain.headers["Vary"] == packed.headers["Vary"] == "Accept-Encoding"
    assert packed.headers["ETag"] != plain.headers["ETag"]
    for each, how in ((plain, ""), (packed, "gzip")):
        again = client.get(
            scripts[0], headers={"If-None-Match": each.headers["ETag"], "Accept-Encoding": how}
        )
        assert (again.status_code, again.data) == (304, b"")


@pytest.mark.parametrize("path", ["player/nothing.js", "nothing/main.js", "../app.py", "player/../../app.py"])
def test_nothing_else_is_given_out(client: FlaskClient, path: str) -> None:
    assert client.get(f"/static/at-0123456789ab/{path}").status_code == 404


def test_all_scripts_and_styles_of_a_page_are_small(client: FlaskClient, scripts: list[str]) -> None:
    seen = outline(client.get(PAGE).text)
    styles = [link.attributes["href"] for link in seen.all("link") if link.attributes["rel"] == "stylesheet"]
    classic = [script.attributes["src"] for script in seen.all("script") if "type" not in script.attributes]
    size = sum(
        len(client.get(path, headers={"Accept-Encoding": "gzip"}, buffered=True).data)
        for path in [*scripts, *classic, *styles]
    )
    assert size < LIMIT_KB * 1000
