"""Embeds and frames on a page, and the policy that lets them through or does not."""

from __future__ import annotations

import pytest

from service.partners.verifying.content_policy import ContentPolicy
from service.wiring import Services
from tests.service.partners.verifying.conftest import Look
from tests.service.partners.verifying.found import findings, told
from tests.service.partners.verifying.pages import HERE, PARTNER

SCRIPT = f"<script src='{HERE}/embed.js' async></script>"
LINK = f"<a href='{HERE}/articles/blood-pressure/plain/introduction/'>Blood pressure</a>"
ELEMENT = f'<plain-spoken article="blood-pressure" section="introduction" level="plain">{LINK}</plain-spoken>'
FRAME = f"<iframe src='{HERE}/embed/blood-pressure/plain/introduction/' title='Blood pressure'></iframe>"
ONE_TAG = f"<script src='{HERE}/embed.js' data-article=blood-pressure data-level=easy></script><noscript>{LINK}</noscript>"
#: What is missing where an embed can't be shown.
NOTHING = dict.fromkeys(("disclaimer", "attribution", "revision", "audio"), "missing")


@pytest.mark.parametrize(
    "html",
    [
        SCRIPT + ELEMENT, ELEMENT + SCRIPT, ONE_TAG, FRAME,
        ONE_TAG + f"<a href='{HERE}/audio/blood-pressure/easy.mp3'>Hear it</a>",
        SCRIPT + ELEMENT.replace('level="plain"', ""), SCRIPT + ELEMENT.replace('section="introduction"', ""),
        FRAME.replace("plain/introduction/", "plain/"), FRAME.replace("plain/introduction/", "?section=treatment"),
        FRAME.replace("<iframe", "<iframe sandbox='allow-scripts allow-popups allow-popups-to-escape-sandbox'"),
    ],
)  # fmt: skip
def test_an_embed_that_can_be_shown_is_good(look: Look, html: str) -> None:
    report = look(f"<body><h1>Ours</h1>{html}</body>")
    assert findings(report) == {}
    assert report.good
    looked_at = [each.what for each in report.checks]
    assert {"article", "level", "policy", "disclaimer", "attribution", "revision", "audio"} <= set(looked_at)
    assert len(looked_at) == len(set(looked_at))


@pytest.mark.parametrize(
    ("html", "bad"),
    [
        (ELEMENT, {"script": "missing"} | NOTHING),
        (SCRIPT.replace(HERE, "https://other.example") + ELEMENT, {"script": "missing"} | NOTHING),
        (SCRIPT + ELEMENT.replace("blood-pressure", "none"), {"article": "missing", "link": "ok"} | NOTHING),
        (SCRIPT + ELEMENT.replace('"introduction"', '"none"'), {"section": "missing"} | NOTHING),
        (SCRIPT + ELEMENT.replace('"plain"', '"simple"'), {"level": "missing"} | NOTHING),
        (SCRIPT + ELEMENT.replace(LINK, "Please wait"), {"link": "missing"}),
        (SCRIPT + f"<div hidden>{ELEMENT}</div>", NOTHING),
        (ONE_TAG.split("<noscript>", maxsplit=1)[0], {"link": "missing"}),
        (FRAME.replace("blood-pressure/plain", "none/plain"), {"article": "missing"} | NOTHING),
        (FRAME.replace("plain/introduction", "plain/none"), {"section": "missing"} | NOTHING),
        (FRAME.replace("plain/introduction", "simple/introduction"), {"level": "missing"} | NOTHING),
        (FRAME.replace("title='Blood pressure'", "title"), {"title": "missing"}),
        (FRAME.replace("<iframe", "<iframe sandbox"), {"sandbox": "missing"}),
        (FRAME.replace("<iframe", "<iframe height=0"), NOTHING),
        (f"<div style='display:none'>{FRAME}</div>", NOTHING),
    ],
)
def test_what_stands_in_the_way_of_an_embed_is_told(look: Look, html: str, bad: dict[str, str]) -> None:
    expected = {what: verdict for what, verdict in bad.items() if verdict != "ok"}
    assert findings(look(html)) == expected


def test_what_there_is_instead_is_told(look: Look) -> None:
    report = look(SCRIPT + ELEMENT.replace('"plain"', '"simple"').replace('"introduction"', '"none"'))
    assert "full, plain, easy" in told(report, "level")
    assert "introduction, treatment" in told(report, "section")


@pytest.mark.parametrize("html", [SCRIPT + ELEMENT, FRAME])
def test_an_embed_of_what_was_withdrawn_is_stale(look: Look, parts: Services, html: str) -> None:
    parts.store.unpublish("blood-pressure", "It is wrong.")
    report = look(html)
    assert findings(report) == {"article": "stale"} | NOTHING
    assert "(It is wrong.)" in told(report, "article")


def test_a_link_inside_of_an_embed_is_no_text_of_the_partners(look: Look) -> None:
    words = "High blood pressure is when your blood pushes too hard for a long time."
    report = look(SCRIPT + ELEMENT.replace("Please", words))
    assert not any(each.what == "text" for each in report.checks)


@pytest.mark.parametrize(
    ("policy", "bad"),
    [
        (f"default-src 'self' {HERE}", {}),
        (f"script-src {HERE}; connect-src {HERE}; media-src {HERE}; frame-src {HERE}", {}),
        ("script-src 'self'", {"policy": "missing"} | NOTHING),
        (f"default-src {HERE}; connect-src 'none'", {"policy": "missing"} | NOTHING),
        (f"default-src {HERE}; media-src 'self'", {"audio": "missing"}),
        (f"default-src {HERE}, default-src 'self'", {"policy": "missing"} | NOTHING),
    ],
)
def test_the_pages_policy_is_heeded(look: Look, policy: str, bad: dict[str, str]) -> None:
    assert findings(look(SCRIPT + ELEMENT, content_security_policy=policy)) == bad
    meta = f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
    if "," not in policy:
        assert findings(look(meta + SCRIPT + ELEMENT)) == bad


@pytest.mark.parametrize(
    ("policy", "bad"), [("frame-src 'self'", True), ("child-src https:", False), ("default-src 'none'", True)]
)
def test_the_pages_policy_on_frames_is_heeded(look: Look, policy: str, bad: bool) -> None:
    assert findings(look(FRAME, content_security_policy=policy)) == (
        ({"policy": "missing"} | NOTHING) if bad else {}
    )


def test_a_script_that_the_policy_knows_by_its_nonce_may_run(look: Look) -> None:
    policy = f"script-src 'nonce-abc' 'strict-dynamic' {HERE}; connect-src *; media-src https:"
    assert findings(look(SCRIPT + ELEMENT, content_security_policy=policy)) == {"policy": "missing"} | NOTHING
    with_nonce = SCRIPT.replace("async", "async nonce=abc")
    assert findings(look(with_nonce + ELEMENT, content_security_policy=policy)) == {}


@pytest.mark.parametrize(
    ("source", "fits"),
    [
        ("*", True), ("https:", True), ("http:", True), ("data:", False), ("'none'", False), ("'self'", False),
        ("health.example", True), ("HEALTH.example", True), ("*.example", True), ("*.health.example", False),
        ("https://health.example:443", True), ("https://health.example:*", True), ("health.example:8443", False),
        ("http://health.example", True), ("ftp://health.example", False), ("health.example/embed.js", True),
        ("health.example/Embed.js", False), ("health.example/static/", False), ("health.example/", True),
        ("other.example", False), ("'unsafe-inline'", False), ("", False), ("///", False),
        ("https://health.example:" + "4" * 5000, False), ("https://health.example:\u0664\u0664\u0663", False),
    ],
)  # fmt: skip
def test_a_source_fits_as_browsers_take_it(source: str, fits: bool) -> None:
    assert ContentPolicy([f"script-src {source}"], PARTNER).lets("script-src", f"{HERE}/embed.js") is fits


def test_a_policy_without_measure_lets_nothing_through() -> None:
    for policies in (["script-src " + "* " * 2_001], ["script-src *"] * 2_001):
        assert not ContentPolicy(policies, PARTNER).lets("script-src", f"{HERE}/embed.js")
    assert ContentPolicy(["script-src " + "* " * 2_000], PARTNER).lets("script-src", f"{HERE}/embed.js")


def test_a_page_without_a_policy_lets_all_through() -> None:
    for policies in ([], [""], [";;"], ["img-src 'none'"]):
        assert ContentPolicy(policies, PARTNER).lets("script-src", f"{HERE}/embed.js")
