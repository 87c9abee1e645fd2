"""What a page puts among our sentences, and their order."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from service.wiring import Services
from tests.service.partners.verifying.conftest import Look
from tests.service.partners.verifying.found import findings, told
from tests.service.partners.verifying.pages import PLAIN, fragment, own_layout


def test_a_sentence_that_was_put_among_ours_is_told(look: Look, parts: Services) -> None:
    for place in ("at once. ", "glass of water. ", "twice a year."):
        report = look(
            own_layout(
                parts,
                text=PLAIN.replace(place, f"{place} Take twice as much if it hurts. ".replace("  ", " ")),
            )
        )
        assert findings(report) == {"text": "altered"}
        assert told(report, "text") == "Among our sentences stands: “Take twice as much if it hurts.”."


def test_a_paragraph_that_was_put_into_the_apis_html_is_told_and_one_of_the_partners_own_is_not(
    look: Look, parts: Services, client: FlaskClient
) -> None:
    text = fragment(client).replace("glass of water. ", "glass of water.</p><p>")
    assert findings(look(text)) == {}
    other = text.replace("</p><p>", "</p><p>Take twice as much if it hurts.</p><p>")
    assert findings(look(other)) == {"text": "altered"}
    own = own_layout(parts, text=PLAIN.replace("glass of water. ", "glass of water.  See our clinic.  "))
    assert findings(look(own)) == {}


@pytest.mark.parametrize(
    "beside", ["Listen", "(2)", "This is not medical advice (plain).", "About blood pressure"]
)
def test_what_is_owed_or_says_nothing_may_stand_beside_a_text(
    look: Look, parts: Services, beside: str
) -> None:
    assert findings(look(own_layout(parts, text=f"{beside} {PLAIN} {beside}"))) == {}


def test_a_line_break_within_a_sentence_adds_nothing(look: Look, parts: Services) -> None:
    page = own_layout(parts).replace("your tablets", "your<br>tablets").replace("your doctor", "your\ndoctor")
    assert findings(look(page)) == {}


def test_sentences_that_were_put_in_another_order_are_told(look: Look, parts: Services) -> None:
    first, *rest = [f"{each.rstrip('.')}." for each in PLAIN.split(". ")]
    report = look(own_layout(parts, text=" ".join([*rest, first])))
    assert findings(report) == {"text": "altered"}
    assert told(report, "text") == "Our sentences stand in another order."
