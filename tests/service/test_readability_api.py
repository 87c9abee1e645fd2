from __future__ import annotations

from typing import Any

import pytest
from flask.testing import FlaskClient
from marshmallow import RAISE, Schema
from textstat.textstat import textstatistics

from content.article import Level
from content.readability.formulas import METRICS
from content.readability.textstat_panel import warm
from service.schemas import readability as shapes
from tests.content.intake.texts import ASTHMA, DOSES, SLEEP, TEXTS, markdown, page, plain
from tests.service.problem_shape import assert_problem

URL = "/api/v1/readability"
HARD = (
    "The administration of antidepressant medication is recommended in individuals who are experiencing moderate to "
    "severe depressive symptoms, provided that contraindications have been excluded by a physician. "
) * 8


def judged(client: FlaskClient, **asked: Any) -> dict[str, Any]:
    response = client.post(URL, json=asked)
    assert response.status_code == 200, response.text
    body: dict[str, Any] = response.get_json()
    return body


def assert_shape(schema: Schema, body: dict[str, Any]) -> None:
    """The OpenAPI document tells of every field, and of none that is not there."""
    assert schema.validate(body, partial=False) == {}, schema.validate(body)
    assert {name for name, field in schema.fields.items() if field.required} <= set(body)


@pytest.mark.parametrize("target", [None, *(level.value for level in Level)])
@pytest.mark.parametrize("text", [HARD, plain(ASTHMA), "Go.", "..."])
def test_a_judgement_has_the_documented_shape(client: FlaskClient, text: str, target: str | None) -> None:
    asked = {"text": text} | ({"target": target} if target else {})
    assert_shape(shapes.JudgementSchema(unknown=RAISE), judged(client, **asked))


def test_a_judgement_tells_all_that_a_score_needs_beside_it(client: FlaskClient) -> None:
    body = judged(client, text=plain(SLEEP), target="plain")
    assert list(body) == [
        "language", "format", "grade", "level", "confidence", "hard_words_percent", "metrics", "basis", "textstat",
        "word_count", "sentence_count", "mean_sentence_words", "longest_sentence_words", "prepared", "sentences", "target",
        "caveat", "disclaimer",
    ]  # fmt: skip
    assert "Formulas count words" in body["caveat"]
    assert body["disclaimer"]["text"]
    assert (body["textstat"], body["confidence"], body["language"]) == ("0.7.13", "medium", "en")
    assert set(body["metrics"]) == set(METRICS)
    assert body["sentence_count"] == len(body["sentences"])
    assert body["word_count"] == sum(each["words"] for each in body["sentences"])
    assert (body["target"]["level"], body["target"]["kept"]) == ("plain", False)


@pytest.mark.parametrize("name", TEXTS)
def test_the_numbers_are_textstats_own_on_the_prepared_text(client: FlaskClient, name: str) -> None:
    warm()
    judge = textstatistics()
    for asked in (
        {"text": plain(TEXTS[name])},
        {"text": page(TEXTS[name]), "format": "html"},
        {"text": HARD},
    ):
        body = judged(client, **asked)
        for metric, value in body["metrics"].items():
            assert value == pytest.approx(getattr(judge, metric)(body["prepared"]), abs=1e-9)
        both = body["metrics"]["flesch_kincaid_grade"], body["metrics"]["coleman_liau_index"]
        assert body["grade"] == pytest.approx(sum(both) / 2, abs=1e-12)


def test_sentences_stand_where_they_were_sent(client: FlaskClient) -> None:
    text = plain(DOSES).replace("\n", "\r\n")
    for sentence in judged(client, text=text)["sentences"]:
        assert " ".join(text[sentence["start"] : sentence["end"]].split()) == sentence["text"]
    sent = "<p>Take <b>1.5</b>&nbsp;mg.</p><ul><li>Rest &amp; wait</ul>"
    found = judged(client, text=sent, format="html")["sentences"]
    assert [(sent[each["start"] : each["end"]], each["text"], each["kind"]) for each in found] == [
        ("Take <b>1.5</b>&nbsp;mg.", "Take 1.5 mg.", "paragraph"),
        ("Rest &amp; wait", "Rest & wait", "item"),
    ]


def test_offsets_count_code_points(client: FlaskClient) -> None:
    text = "\U0001f600 Smile. Be well."
    last = judged(client, text=text)["sentences"][-1]
    assert text[last["start"] : last["end"]] == "Be well."


def test_a_text_has_one_grade_in_all_formats_and_ways_to_send_it(client: FlaskClient) -> None:
    wanted = judged(client, text=plain(ASTHMA))["grade"]
    assert judged(client, text=markdown(ASTHMA), format="markdown")["grade"] == pytest.approx(wanted, abs=0.1)
    assert judged(client, text=page(ASTHMA), format="html")["grade"] == pytest.approx(wanted, abs=0.1)
    for kind, text in (("plain", plain(ASTHMA)), ("markdown", markdown(ASTHMA)), ("html", page(ASTHMA))):
        response = client.post(
            f"{URL}?target=easy", data=text.encode(), content_type=f"text/{kind}; charset=UTF-8"
        )
        body = response.get_json()
        assert body["grade"] == pytest.approx(wanted, abs=0.1)
        assert (body["format"], body["target"]["level"]) == (kind, "easy")


def test_a_short_text_has_no_level_and_one_without_words_no_grade(client: FlaskClient) -> None:
    short = judged(client, text="Give 40 mg IV. Check QTc.")
    assert (short["level"], short["confidence"]) == (None, "low")
    for text in ("...", "\0\0", "* * *"):
        none = judged(client, text=text)
        assert (none["grade"], none["level"], none["metrics"], none["sentences"]) == (None, None, {}, [])


def test_an_easy_text_keeps_its_target_and_a_hard_one_is_told_what_to_change(client: FlaskClient) -> None:
    easy = judged(client, text="You can sit up. You can eat. You can go home. " * 12, target="easy")
    assert (easy["level"], easy["target"]["kept"], easy["target"]["steps"]) == ("easy", True, [])
    hard = judged(client, text=HARD, target="easy")
    assert (hard["level"], hard["target"]["kept"]) == ("full", False)
    assert hard["target"]["gaps"]
    assert hard["target"]["steps"]
    for step in hard["target"]["steps"]:
        assert step["more"].endswith(f"/advice/{step['code']}/")
        assert all(0 <= place["start"] < place["end"] <= len(HARD) for place in step["places"])
    remarks = [remark for each in hard["sentences"] for remark in each["remarks"]]
    assert remarks
    assert all(HARD[remark["start"] : remark["end"]] == remark["text"] for remark in remarks)


def test_no_cache_may_keep_what_is_said_of_a_text(client: FlaskClient) -> None:
    for path, body in (
        (URL, {"text": "Go."}), (f"{URL}/batch", {"texts": [{"text": "Go."}]}),
        (f"{URL}/compare", {"harder": {"text": "Go."}, "easier": {"text": "Go."}}),
    ):  # fmt: skip
        response = client.post(path, json=body)
        assert response.headers["Cache-Control"] == "no-store"
        assert response.content_type == "application/json"


def test_texts_are_judged_at_once_in_their_order_and_by_their_names(client: FlaskClient) -> None:
    texts = [{"id": "a", "text": plain(ASTHMA)}, {"text": page(DOSES), "format": "html", "target": "plain"}]
    body = client.post(f"{URL}/batch", json={"texts": texts}).get_json()
    assert_shape(shapes.ResultListSchema(unknown=RAISE), body)
    assert [each["id"] for each in body["results"]] == ["a", None]
    for sent, each in zip(texts, body["results"], strict=True):
        alone = judged(client, **{name: value for name, value in sent.items() if name != "id"})
        assert each == {"id": sent.get("id")} | {
            name: value for name, value in alone.items() if name not in {"caveat", "disclaimer"}
        }
    assert client.post(f"{URL}/batch", json={"texts": [{"text": "Go."}] * 50}).status_code == 200


def test_one_text_that_is_refused_refuses_all_and_every_reason_is_told(client: FlaskClient) -> None:
    texts = [{"text": "Go."}, {"text": ""}, {"text": "Va.", "language": "fr"}, {"text": "\ud800"}]
    problem = assert_problem(client.post(f"{URL}/batch", json={"texts": texts}), 422, "texts-refused")
    assert {name: why[0][:10] for name, why in problem["errors"]["json"].items()} == {
        "texts.1.text": "Is empty: ", "texts.2.language": "Must be en", "texts.3.text": "Has half o",
    }  # fmt: skip


def test_two_texts_are_compared_and_findings_name_both_sentences(client: FlaskClient) -> None:
    harder = "Take at most 15 mg a day. It may cause drowsiness."
    easier = "<p>Take <b>at least</b> 15 mg a day.</p><p>It may make you sleepy.</p>"
    asked = {"harder": {"text": harder}, "easier": {"text": easier, "format": "html"}}
    body = client.post(f"{URL}/compare", json=asked).get_json()
    assert_shape(shapes.ComparisonSchema(unknown=RAISE), body)
    finding = next(each for each in body["findings"] if each["kind"] == "comparator")
    assert harder[finding["harder"]["start"] : finding["harder"]["end"]] == "Take at most 15 mg a day."
    assert (
        easier[finding["easier"]["start"] : finding["easier"]["end"]] == "Take <b>at least</b> 15 mg a day."
    )
    assert finding["easier"]["text"] == "Take at least 15 mg a day."
    assert finding["more"].endswith(f"/advice/{finding['code']}/")
    assert body["harder"]["word_count"] == 11


def test_a_text_compared_with_itself_has_no_findings(client: FlaskClient) -> None:
    for parts in TEXTS.values():
        asked = {"harder": {"text": plain(parts)}, "easier": {"text": page(parts), "format": "html"}}
        assert client.post(f"{URL}/compare", json=asked).get_json()["findings"] == []


def test_a_finding_shows_the_start_of_a_sentence_that_is_longer_than_any(client: FlaskClient) -> None:
    easier = "we take it, " * 400 + "and take 5 mg."
    asked = {"harder": {"text": "We take it."}, "easier": {"text": easier}}
    (found,) = client.post(f"{URL}/compare", json=asked).get_json()["findings"]
    assert (found["code"], found["easier"]["end"]) == ("MEANING-001", len(easier))
    assert found["easier"]["text"] == easier[:2000] + " …"
