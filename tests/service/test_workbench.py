from __future__ import annotations

import dataclasses

import pytest
from flask.testing import FlaskClient

from content.article import Level
from content.readability.grade import CAVEAT, measure_text
from service.app import create_app
from service.judging import MOST_BYTES, Sent, judge
from service.pages.workbench import LARGEST_FORM
from service.settings import Settings
from service.wiring import Services
from tests.service.bones import page, with_good_bones
from tests.service.posted import COMPARE, HARD, PATH, TEXT, hrefs, post, seen_of, shown_of


def test_the_form_is_whole_before_anything_was_sent(client: FlaskClient) -> None:
    seen = page(client, PATH)
    assert [e.attributes["name"] for e in seen.all("textarea")] == ["text"]
    formats = [e for e in seen.all("input") if e.attributes["name"] == "format"]
    assert [e.attributes["value"] for e in formats] == ["plain", "markdown", "html"]
    assert [e.attributes["value"] for e in seen.all("option")] == ["standard", "plain", "easy", "none"]
    assert "We keep nothing that you type here." in seen.words
    assert CAVEAT in seen.words


def test_without_a_script_a_post_answers_with_the_whole_result(client: FlaskClient) -> None:
    seen = seen_of(client, TEXT, format="markdown", target="plain")
    found = judge(Sent(TEXT, format="markdown", target=Level.PLAIN)).measurement
    assert f"Grade {found.grade:.1f}" in next(
        e.text for e in seen.all("p") if e.attributes.get("id") == "told"
    )
    for heading in ("What stands between it and “Plain”", "Your text with its marks", "Notes", "All scores"):
        assert (2, heading) in seen.headings()
    names = [e.text for e in seen.all("th") if e.attributes.get("scope") == "row"]
    assert len(names) == len(found.metrics)
    assert f"textstat {found.textstat}" in seen.words


def test_what_was_sent_stands_in_the_field_again_sign_for_sign(client: FlaskClient) -> None:
    text = '\n\n  <b>Rest</b> & "sleep".\n\nCall us.</textarea><script>alert(1)</script>\n'
    for response in (post(client, text=text), post(client, text=text, format="odd")):
        seen = with_good_bones(response)
        assert next(e.text for e in seen.all("textarea")).removeprefix("\n") == text
        assert all(script.attributes["src"].startswith("/static/") for script in seen.scripts())


def test_every_mark_has_its_note_and_leads_to_it_and_back(client: FlaskClient) -> None:
    links = hrefs(seen_of(client, TEXT, format="markdown", target="plain"))
    notes = len(shown_of(TEXT).notes)
    assert notes >= 2
    for number in range(1, notes + 1):
        assert f"#note-{number}" in links
        assert f"#place-{number}" in links


def test_who_hears_the_page_is_told_where_a_hard_sentence_begins_and_ends(client: FlaskClient) -> None:
    words = seen_of(client, TEXT, format="markdown").words
    begin, end = words.index("Hard sentence 1"), words.index("(end of hard sentence 1)")
    assert begin < words.index("The tablets were administered", begin) < end
    assert HARD.endswith(words[:end].rstrip()[-40:])


def test_words_are_marked_in_place_and_named_in_the_note(client: FlaskClient) -> None:
    seen = seen_of(client, TEXT, format="markdown")
    marks_by_kind = {(e.attributes["class"], e.text) for e in seen.all("mark")}
    assert ("word", "Utilise") in marks_by_kind
    assert ("phrase", "were ") in marks_by_kind or any(kind == "phrase" for kind, _ in marks_by_kind)
    assert "Utilise" in [e.text for e in seen.all("q")]


def test_the_steps_lead_to_their_sentences_and_to_the_reason(client: FlaskClient) -> None:
    shown = shown_of(TEXT)
    assert shown.steps
    assert shown.steps[0].numbers
    links = hrefs(seen_of(client, TEXT, format="markdown", target="plain"))
    for each in shown.steps:
        assert f"/advice/{each.step.code}/" in links


def test_of_many_steps_the_first_are_seen_at_once_and_none_is_lost(client: FlaskClient) -> None:
    text = f"{HARD} " * 12 + "Utilise a spoon and commence the infusion."
    seen = seen_of(client, text, target="easy")
    steps = shown_of(text, "plain", Level.EASY).steps
    assert len(steps) > 6
    lists = [e for e in seen.all("ol") if e.attributes.get("class") == "steps"]
    assert lists[1].attributes["start"] == "7"
    words = " ".join(" ".join(each.text.split()) for each in lists)
    assert all(each.step.message in words for each in steps)


def test_a_text_that_keeps_its_level_is_told_so(client: FlaskClient) -> None:
    easy = "Rest well. Drink a lot. Call us if you feel sick. We can help you. " * 4
    words = seen_of(client, easy, target="easy").words
    assert "It keeps the level “Easy”" in words
    assert "What stands between" not in words


def test_without_a_level_nothing_is_asked_for(client: FlaskClient) -> None:
    seen = seen_of(client, TEXT, target="none")
    assert not any("level “" in words for _, words in seen.headings())


def test_a_text_without_words_is_not_called_easy(client: FlaskClient) -> None:
    seen = seen_of(client, "*** --- !!!")
    assert "There are no words to grade yet." in seen.words
    assert [e.text for e in seen.all("dd")][:2] == ["none", "can't say"]


@pytest.mark.parametrize(
    ("text", "form", "status", "field", "told"),
    [
        ("", "plain", 422, "text", "Type or paste a text first."),
        ("   \n ", "html", 422, "text", "Type or paste a text first."),
        ("Rest.", "odd", 422, "format", "Choose one of these."),
        ("a " * (MOST_BYTES // 2 + 1), "plain", 413, "text", "We can take 100 kB"),
        ("a " * 200_000, "plain", 413, "text", "We can take 100 kB"),
        ("a " * LARGEST_FORM, "plain", 413, "text", "Send a part of it."),
    ],
)
def test_what_can_not_be_checked_is_said_first_with_a_link_to_its_field(
    client: FlaskClient, text: str, form: str, status: int, field: str, told: str
) -> None:
    response = post(client, text=text, format=form)
    assert response.status_code == status
    seen = with_good_bones(response)
    summary = next(e for e in seen.all("div") if e.attributes.get("role") == "alert")
    assert told in summary.text
    assert f"#{field}" in hrefs(seen)
    assert response.text.index('role="alert"') < response.text.index("<h1>")
    assert "<title>Error: " in response.text
    if field == "text":
        wrong = seen.all("textarea")[0].attributes
        assert wrong["aria-invalid"] == "true"
        assert "text-fault-1" in wrong["aria-describedby"]
    if len(text) < LARGEST_FORM:
        assert seen.all("textarea")[0].text.removeprefix("\n") == text
    assert response.headers["Cache-Control"] == "no-store"


def test_nothing_that_is_typed_is_kept_or_told_on(
    settings: Settings,
    services: Services,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # Made here, so that it logs all there is to log to where this test looks.
    client = create_app(dataclasses.replace(settings, log_level="debug"), services).test_client()
    secret = "Xylophonia Quaddlebury feels unwell."
    answers = [
        post(client, text=secret),
        post(client, text=secret, format="odd"),
        post(client, COMPARE, harder=secret, easier=secret),
        post(client, COMPARE, harder=secret, easier=""),
    ]

    def broken(*_: object, **__: object) -> None:
        raise ValueError(secret)

    monkeypatch.setattr("service.judging.measure", broken)
    answers.append(post(client, text=secret))
    assert answers[-1].status_code == 500
    assert "Quaddlebury" not in answers[-1].text
    for each in answers:
        assert each.headers["Cache-Control"] == "no-store"
        assert "Set-Cookie" not in each.headers
        assert "ETag" not in each.headers
    logged = capsys.readouterr()
    assert "JudgingFailed" in logged.err
    assert "Quaddlebury" not in logged.out + logged.err


def test_a_text_never_comes_in_by_the_address(client: FlaskClient) -> None:
    assert "Quaddlebury" not in client.get(f"{PATH}?text=Quaddlebury").text


def test_the_way_to_the_reasons_does_not_lose_the_text(client: FlaskClient) -> None:
    judged = seen_of(client, TEXT, format="markdown", target="plain")
    compared = with_good_bones(post(client, COMPARE, harder="Do not go.", easier="Go."))
    for seen in (judged, compared):
        away = [
            a
            for a in seen.all("a")
            if "/advice/" in a.attributes["href"] and a.attributes["href"][-4:-1].isdigit()
        ]
        assert away
        assert all(a.attributes["target"] == "_blank" and "(opens a new tab)" in a.text for a in away)


def test_the_forms_post_and_their_fields_are_not_remembered(client: FlaskClient) -> None:
    for path in (PATH, COMPARE):
        seen = page(client, path)
        of_texts = [form for form in seen.all("form") if "bench" in form.attributes.get("class", "")]
        assert [form.attributes["method"] for form in of_texts] == ["post"]
        assert {field.attributes["autocomplete"] for field in seen.all("textarea")} == {"off"}


@pytest.mark.parametrize("text", ["word " * 20_000, "Rest. " * 9_000, "x" * 100_000, "- a b c\n" * 9_000])
def test_a_long_text_is_shown_in_good_time(client: FlaskClient, text: str) -> None:
    response = post(client, text=text, target="easy")
    assert response.status_code in {200, 413}


def test_two_texts_are_compared_and_both_sentences_are_shown(client: FlaskClient) -> None:
    fields = {
        "harder": "Do not stop this drug at once. Take 5 mg.",
        "easier": "Stop this drug at once. Take 6 mg.",
    }
    response = post(client, COMPARE, **fields)
    assert response.status_code == 200
    seen = with_good_bones(response)
    assert {"/advice/MEANING-001/", "/advice/MEANING-004/"} <= set(hrefs(seen))
    quotes = [e.text for e in seen.all("q")]
    assert {"Do not stop this drug at once.", "Stop this drug at once.", "Take 6 mg."} <= set(quotes)
    assert [e.text.strip() for e in seen.all("textarea")] == [fields["harder"], fields["easier"]]


def test_two_texts_that_say_the_same_are_told_so_with_care(client: FlaskClient) -> None:
    same = "Take 5 mg each day. Do not drive."
    words = with_good_bones(post(client, COMPARE, harder=same, easier=same)).words
    assert "We found no change of meaning" in words
    assert "A person has to read both texts all the same." in words


def test_each_text_that_is_missing_is_named(client: FlaskClient) -> None:
    response = post(client, COMPARE, harder="", easier="Rest.")
    assert response.status_code == 422
    seen = with_good_bones(response)
    assert "The harder text: Type or paste a text first." in seen.words
    assert "aria-invalid" in seen.all("textarea")[0].attributes
    assert "aria-invalid" not in seen.all("textarea")[1].attributes
    assert with_good_bones(client.post(COMPARE)).words.count("Type or paste a text first.") == 4


def test_every_page_leads_to_the_workbench(client: FlaskClient) -> None:
    for path in ("/", "/articles/blood-pressure/plain/", "/advice/", "/nothing"):
        assert PATH in client.get(path).text


def test_what_the_workbench_says_itself_is_easy_to_read(client: FlaskClient) -> None:
    for path in (PATH, COMPARE):
        seen = page(client, path)
        own = "\n\n".join(e.text for e in (*seen.all("h1"), *seen.all("p")) if e.text.strip() != CAVEAT)
        assert (measure_text(own).grade or 0) <= 6.0
