"""Pages that are huge, made to be slow, or written to reach whoever looks at them."""

from __future__ import annotations

import json
import re
from collections import Counter
from contextlib import suppress

import pytest
from flask.testing import FlaskClient

from service.partners.verifying import editions, retold, verifying
from service.partners.verifying.page import PageUnreadable
from service.partners.verifying.seen import Seen
from service.wiring import Services
from tests.service.partners.verifying.conftest import Look
from tests.service.partners.verifying.found import findings
from tests.service.partners.verifying.pages import HERE, PARTNER, PLAIN, article, fragment, own_layout


@pytest.mark.parametrize(
    "hostile",
    [
        "<div>" * 200_000, "<p hidden>" * 200_000, "<plain-spoken article=x>" * 20_000, "<b>a b c d</b> " * 100_000,
        "</p>" * 300_000, "<a href=//[>x</a>" * 1000, "&#0;&#xD800;\0\0" * 1000, "Blood. " * 200_000, "",
        "<article data-article=blood-pressure data-revision=" + "9" * 5000 + ">",
    ],
)  # fmt: skip
def test_a_hostile_page_is_read_like_any_other_or_refused(look: Look, parts: Services, hostile: str) -> None:
    with suppress(PageUnreadable):
        look(hostile)


def many(parts: Services, client: FlaskClient, count: int) -> str:
    """A page with all that is owed, and so many pieces of the API's HTML and embeds, all good but the last one."""
    pieces = fragment(client) * (count - 1) + fragment(client).replace(PLAIN, "Nothing. Much. Here.")
    return own_layout(parts).replace("</main>", f"{pieces}</main>")


def test_of_very_many_pieces_the_first_are_judged_and_the_rest_is_told_of(
    look: Look, parts: Services, client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(verifying, "MOST_PIECES", 5)
    assert findings(look(many(parts, client, 5))) == {"text": "missing"}
    report = look(many(parts, client, 6))
    # What was left out is not taken for words of the partner's own, either.
    assert findings(report) == {}
    assert len(report.checks) == (5 + 1) * 7
    assert not report.good
    assert report.closing.endswith("But not all of the page was looked at.")
    assert report.notes[-1].endswith("the first 5 were looked at. 1 more were left out.")
    assert len(look(many(parts, client, 5)).notes) == 1


def test_the_page_and_our_texts_are_gone_through_as_often_for_many_pieces_as_for_few(
    look: Look, parts: Services, client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    parts.store.publish(article(plain=PLAIN.replace("5 mg", "4 mg")))
    taken: list[str] = []

    def counted(owner: object, name: str) -> None:
        real = getattr(owner, name)

        def call(*args: object) -> object:
            taken.append(name)
            return real(*args)

        monkeypatch.setattr(owner, name, call)

    counted(Seen, "words")
    counted(editions, "rows")
    counted(parts.store, "revision")
    counted(parts.store, "revisions")
    counted(retold, "_shown")
    often = []
    for count in (2, 40):
        taken.clear()
        look(many(parts, client, count))
        often.append(Counter(taken))
    assert often[0] == often[1]
    assert set(often[0]) == {"words", "rows", "revision", "revisions", "_shown"}


def test_the_store_is_not_asked_for_articles_that_a_page_makes_up(
    look: Look, parts: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    real = parts.store.revisions
    monkeypatch.setattr(parts.store, "revisions", lambda slug: asked.append(slug) or real(slug))
    made_up = "".join(f"<a href='{HERE}/articles/a{number}/'>x</a>" for number in range(50))
    assert look(own_layout(parts).replace("</main>", f"{made_up}</main>")).good
    assert set(asked) <= {"blood-pressure"}


def test_what_a_terminal_would_heed_is_not_printed(look: Look, parts: Services, client: FlaskClient) -> None:
    hostile = "\x1b]0;owned\x07 &#27;[2J &#155;31m \u202eevil\u2066 &#10;"
    text = PLAIN.replace("Do not stop", "Do not \x1b[2J\u202estop")
    piece = (
        fragment(client)
        .replace('data-level="plain"', f'data-level="{hostile}"')
        .replace('data-section="introduction"', f'data-section="{hostile}"')
    )
    report = look(own_layout(parts, text="@").replace("@", text) + piece, url=f"{PARTNER}/\x1b[2J\x9b\u202e")
    assert {"text", "level"} <= findings(report).keys()
    lines = [each.line(report.url) for each in report.checks]
    for shown in [*lines, json.dumps(report.as_json(), ensure_ascii=False)]:
        assert not re.search("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", shown)
    assert any("The page calls it ]0;owned [2J" in each for each in lines)
    assert any("became “Do not [2Jstop your" in each for each in lines)
    with pytest.raises(PageUnreadable) as told:
        look("x", content_type="image/\x1b[2J")
    assert str(told.value).endswith("is no page, but image/[2J.")
