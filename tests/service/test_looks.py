from __future__ import annotations

import re
from pathlib import Path

import pytest
from flask import Response, request
from flask.testing import FlaskClient

from service.kept import KEEP
from service.pages.looks import SETTINGS
from tests.service.outline import Element, outline

ARTICLE = "/articles/blood-pressure/easy/"
STATIC = Path("service/pages/static")
CHOICES = [(setting.name, choice.value) for setting in SETTINGS for choice in setting.choices]


def html_of(client: FlaskClient, path: str) -> Element:
    return outline(client.get(path).text).all("html")[0]


def radios(client: FlaskClient, path: str) -> list[dict[str, str]]:
    found = [each.attributes for each in outline(client.get(path).text).all("input")]
    return [each for each in found if each.get("type") == "radio"][: len(CHOICES)]


@pytest.mark.parametrize("path", ["/", ARTICLE, "/workbench/", "/nothing", "/api/docs"])
def test_every_page_has_the_panel_with_every_setting_at_its_usual_value(
    client: FlaskClient, path: str
) -> None:
    found = radios(client, path)
    assert [(each["name"], each["value"]) for each in found] == CHOICES
    checked = [(each["name"], each["value"]) for each in found if "checked" in each]
    assert checked == [(setting.name, "") for setting in SETTINGS]
    assert "All is as usual." in outline(client.get(path).text).words
    assert [name for name in html_of(client, path).attributes if name.startswith("data-")] == []


@pytest.mark.parametrize(("name", "value"), [each for each in CHOICES if each[1]])
def test_an_address_can_ask_for_each_value(client: FlaskClient, name: str, value: str) -> None:
    asked = f"{ARTICLE}?{name}={value}"
    assert html_of(client, asked).attributes[f"data-{name}"] == value
    checked = {each["name"]: each["value"] for each in radios(client, asked) if "checked" in each}
    assert checked == {setting.name: "" for setting in SETTINGS} | {name: value}


def test_the_page_says_in_words_what_is_not_as_usual(client: FlaskClient) -> None:
    words = " ".join(outline(client.get(f"{ARTICLE}?theme=dark&size=large").text).words.split())
    assert "These are your own settings. Colours: Dark. Text size: Large." in words


@pytest.mark.parametrize(
    "query", ["theme=purple", "theme=", 'theme="><script>', "nothing=dark", "theme=DARK"]
)
def test_what_no_setting_knows_is_ignored(client: FlaskClient, query: str) -> None:
    attributes = html_of(client, f"{ARTICLE}?{query}").attributes
    assert [name for name in attributes if name.startswith("data-")] == []
    assert "<script>" not in client.get(f"{ARTICLE}?{query}").text.split("</head>")[1]


def test_what_else_the_address_asks_is_kept_by_the_form_and_by_the_way_back(client: FlaskClient) -> None:
    seen = outline(client.get("/advice/plain-words/?q=%22heart%22&theme=dark&x=1&topic=1&topic=2").text)
    hidden = [(each.attributes["name"], each.attributes["value"]) for each in seen.all("input")
              if each.attributes.get("type") == "hidden"]  # fmt: skip
    assert hidden == [("q", '"heart"'), ("topic", "1"), ("topic", "2")] * 2
    forms = [each.attributes for each in seen.all("form") if each.attributes.get("method") == "get"]
    assert all("action" not in each for each in forms[:2])


def test_what_only_a_script_can_do_is_not_offered_without_one(client: FlaskClient) -> None:
    fieldsets = outline(client.get(ARTICLE).text).all("fieldset")[: len(SETTINGS)]
    for setting, fieldset in zip(SETTINGS, fieldsets, strict=True):
        assert ({"hidden", "disabled"} <= set(fieldset.attributes)) == setting.scripted


def answer(client: FlaskClient, path: str) -> tuple[Response, bool]:
    """What a view gives, and whether that may be kept in memory."""
    with client.application.test_request_context(path):
        return client.application.full_dispatch_request(), request.environ.get(KEEP, False)


def test_a_page_in_one_readers_looks_is_not_kept_in_memory(client: FlaskClient) -> None:
    (usual, kept), (dark, dark_kept) = (
        answer(client, "/disclaimer/"),
        answer(client, "/disclaimer/?theme=dark"),
    )
    assert (kept, dark_kept, answer(client, "/disclaimer/?theme=purple")[1]) == (True, False, False)
    assert usual.headers["ETag"] != dark.headers["ETag"]
    assert usual.headers["Cache-Control"] == dark.headers["Cache-Control"] == "public, no-cache"


def test_a_form_that_was_filled_in_keeps_its_page(client: FlaskClient) -> None:
    page = client.post("/workbench/", data={"text": "Go home now."}).text
    assert "Use these settings" not in page
    assert "go back to the empty form first" in page


def test_no_form_stands_in_another(client: FlaskClient) -> None:
    depth = 0
    for tag in re.findall(r"</?form\b", client.get("/workbench/").text):
        depth += -1 if tag.startswith("</") else 1
        assert depth in {0, 1}


def test_the_script_before_first_paint_is_small_and_comes_before_all_styles(client: FlaskClient) -> None:
    assert (STATIC / "early.js").stat().st_size < 1000
    head = client.get(ARTICLE).text.split("</head>")[0]
    assert 0 < head.index("early.js") < head.index("stylesheet")
    script = next(line for line in head.splitlines() if "early.js" in line)
    assert not {"defer", "async", "module"} & set(re.findall(r"\w+", script))


@pytest.mark.parametrize(("name", "value"), [each for each in CHOICES if each[1]])
def test_each_value_does_something(name: str, value: str) -> None:
    """By a rule of style, or by the script that reads it."""
    if name in {"highlight", "syllables"} or (name, value) == ("focus", "line"):
        script = "player/player.js" if name == "highlight" else "looks/main.js"
        assert name in (STATIC / script).read_text("utf-8")
        return
    styles = "".join((STATIC / file).read_text("utf-8") for file in ("looks.css", "themes.css"))
    assert f'[data-{name}="{value}"]' in styles


def luminance(colour: tuple[float, ...]) -> float:
    """Relative luminance of sRGB in 0-255 (WCAG 2.2)."""
    parts = (each / 255 for each in colour)
    linear = [each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: tuple[float, ...], other: tuple[float, ...]) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def rgb(colour: str) -> tuple[float, ...]:
    digits = colour.lstrip("#")
    wide = digits if len(digits) == 6 else "".join(each * 2 for each in digits)
    return tuple(float(int(wide[at : at + 2], 16)) for at in (0, 2, 4))


@pytest.mark.parametrize(("token", "least"), [("ink", 7), ("link", 4.5)])
def test_words_that_are_toned_down_can_be_read_in_every_theme(token: str, least: float) -> None:
    tone = float(re.findall(r"--tone: rgb\(0 0 0 / ([\d.]+)\)", (STATIC / "looks.css").read_text("utf-8"))[0])
    themes = re.findall(r"--paper: (#\w+);.*?\}", (STATIC / "themes.css").read_text("utf-8"), flags=re.DOTALL)
    blocks = re.findall(r"\{([^{}]*--paper[^{}]*)\}", (STATIC / "themes.css").read_text("utf-8"))
    assert len(blocks) == len(themes) >= 6
    for block in blocks:
        colours = {name: rgb(colour) for name, colour in re.findall(r"--([\w-]+): (#\w+)", block)}
        paper = colours["paper"]
        toned = tuple(a * tone + b * (1 - tone) for a, b in zip(colours[token], paper, strict=True))
        assert contrast(toned, paper) >= least, block
