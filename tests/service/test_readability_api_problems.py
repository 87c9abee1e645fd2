from __future__ import annotations

from typing import Any

import pytest
from flask.testing import FlaskClient

from service.judging import MOST_BYTES, MOST_BYTES_TOGETHER
from tests.service.problem_shape import assert_problem

URL = "/api/v1/readability"
PATHS = (URL, f"{URL}/batch", f"{URL}/compare")
KB_100 = "Take one. " * (MOST_BYTES // 10) + "Go."[: MOST_BYTES % 10]


def refused(client: FlaskClient, path: str = URL, **asked: Any) -> dict[str, list[str]]:
    errors: dict[str, list[str]] = assert_problem(client.post(path, json=asked), 422, "texts-refused")[
        "errors"
    ]["json"]
    return errors


@pytest.mark.parametrize(
    ("asked", "field", "why"),
    [
        ({}, "text", "Missing data"),
        ({"text": None}, "text", "may not be null"),
        ({"text": 5}, "text", "Not a valid string"),
        ({"text": ["Go."]}, "text", "Not a valid string"),
        ({"text": ""}, "text", "Is empty"),
        ({"text": " \n\t\u00a0 "}, "text", "Is empty"),
        ({"text": "Go \ud83d now."}, "text", "half of a surrogate pair at 3"),
        ({"text": "Go.", "format": "docx"}, "format", "Must be one of: plain, markdown, html"),
        ({"text": "Go.", "language": "fr"}, "language", "only English"),
        ({"text": "Go.", "language": ""}, "language", "only English"),
        ({"text": "Go.", "language": "e" * 50}, "language", "Longer than"),
        ({"text": "Go.", "target": "hard"}, "target", "Must be one of: full, standard, plain, easy"),
        ({"text": "Go.", "level": "easy"}, "level", "Unknown field"),
    ],
)
def test_a_field_that_cant_be_judged_is_named_with_the_reason(
    client: FlaskClient, asked: dict[str, Any], field: str, why: str
) -> None:
    errors = refused(client, **asked)
    assert list(errors) == [field]
    assert why in errors[field][0]


@pytest.mark.parametrize("language", ["en", "EN", "en-GB", "en_US", "en-Latn-US"])
def test_english_of_any_country_is_judged(client: FlaskClient, language: str) -> None:
    assert client.post(URL, json={"text": "Go.", "language": language}).get_json()["language"] == language


def test_every_wrong_field_is_told_at_once(client: FlaskClient) -> None:
    assert sorted(refused(client, text=1, format="x", target="y", more="z")) == [
        "format",
        "more",
        "target",
        "text",
    ]
    errors = refused(client, f"{URL}/compare", harder={"text": ""}, easier={"text": "Va."}, language="fr")
    assert sorted(errors) == ["easier.language", "harder.language", "harder.text"]


@pytest.mark.parametrize("texts", [None, [], {}, "Go.", [{"text": "Go."}] * 51, [{}] * 100_000])
def test_a_batch_of_none_or_too_many_is_refused(client: FlaskClient, texts: Any) -> None:
    assert list(refused(client, f"{URL}/batch", texts=texts)) == ["texts"]


def test_the_text_of_a_batch_that_is_wrong_is_named_by_its_number(client: FlaskClient) -> None:
    errors = refused(
        client, f"{URL}/batch", texts=[{"text": "Go."}, "Go.", {"id": "\ud800", "text": "Go."}, {"text": 1}]
    )
    assert list(errors) == ["texts.1", "texts.2.id", "texts.3.text"]


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize(
    "body",
    [b"", b"{", b'{"text": "Go."', b"\xff\xfe\x00", b'"Go."', b"[]", b"null", b"[" * 100_000, b"9" * 100_000,
     b'{"text":' * 20_000, b'{"text": NaN}', b'{"text": "a\nb"}', b'{"\\ud800": 1}', b"{" + b",".join(b'"%d":1' % n for n in range(9000)) + b"}"],
)  # fmt: skip
def test_a_body_that_is_not_the_json_that_was_asked_for_is_refused(
    client: FlaskClient, path: str, body: bytes
) -> None:
    problem = assert_problem(
        client.post(path, data=body, content_type="application/json"), 422, "texts-refused"
    )
    assert 1 <= len(problem["errors"]["json"]) <= 50


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize(
    "kind", ["", "image/png", "application/x-www-form-urlencoded", "multipart/form-data", "text/csv"]
)
def test_a_body_of_another_type_is_told_which_are_taken(client: FlaskClient, path: str, kind: str) -> None:
    problem = assert_problem(client.post(path, data=b"Go.", content_type=kind), 415, "media-type-not-taken")
    texts = ["text/plain", "text/markdown", "text/html"] if path == URL else []
    assert problem["available"] == ["application/json", *texts]


def test_a_text_in_an_encoding_that_is_not_known_or_not_kept_is_refused(client: FlaskClient) -> None:
    problem = assert_problem(
        client.post(URL, data=b"Go.", content_type="text/plain; charset=ebcdic"), 415, "media-type-not-taken"
    )
    assert problem["available"] == ["text/plain; charset=utf-8"]
    problem = assert_problem(
        client.post(URL, data=b"Go \xe9.", content_type="text/plain"), 422, "texts-refused"
    )
    assert problem["errors"] == {"body": {"text": ["Is not utf-8: byte 3 can't be read."]}}
    latin = client.post(URL, data=b"Go \xe9.", content_type="text/plain; charset=iso-8859-1")
    assert latin.get_json()["sentences"][0]["text"] == "Go \u00e9."


def test_what_the_query_says_beside_json_counts_where_the_body_is_silent(client: FlaskClient) -> None:
    for query in ("target=hard", "language=fr", "language="):
        refused = client.post(f"{URL}?{query}", json={"text": "Go."})
        field = query.partition("=")[0]
        assert list(assert_problem(refused, 422, "texts-refused")["errors"]["query"]) == [field]
    told = client.post(f"{URL}?target=easy&other=1", json={"text": "Go."}).get_json()
    assert told["target"]["level"] == "easy"
    told = client.post(f"{URL}?target=easy", json={"text": "Go.", "target": "plain"}).get_json()
    assert told["target"]["level"] == "plain"


@pytest.mark.parametrize(
    ("query", "field"), [("target=hard", "target"), ("language=fr", "language"), ("level=easy", "level")]
)
def test_what_is_wrong_in_the_query_of_a_text_body_is_told(
    client: FlaskClient, query: str, field: str
) -> None:
    problem = assert_problem(
        client.post(f"{URL}?{query}", data=b"Go.", content_type="text/plain"), 422, "texts-refused"
    )
    assert list(problem["errors"]["query"]) == [field]


def test_a_text_of_a_hundred_kilobytes_is_judged_and_a_longer_one_is_not(client: FlaskClient) -> None:
    assert len(KB_100) == MOST_BYTES == 102_400
    assert client.post(URL, json={"text": "take the " * 11_377 + "pills. "}).status_code == 200
    assert client.post(URL, data=b"take the " * 11_377, content_type="text/plain").status_code == 200
    for sent in ({"json": {"text": "x" + "a" * MOST_BYTES}}, {"json": {"text": "\u00e9" * 51_201}}):
        problem = assert_problem(client.post(URL, **sent), 413, "text-too-long")  # type: ignore[arg-type]
        assert problem["errors"]["json"]["text"][0].endswith("at most 102,400 are judged. Send it in parts.")
    for kind, most in (("text/plain", MOST_BYTES), ("application/json", 6 * MOST_BYTES)):
        response = client.post(URL, data=b"a" * (most + 1), content_type=kind)
        assert assert_problem(response, 413, "text-too-long")["errors"] == {
            "body": {"body": [f"Is longer than {most:,} bytes."]}
        }


def test_texts_that_are_too_long_together_are_not_judged(client: FlaskClient) -> None:
    texts = [{"text": "a" * 100_000}] * 6
    problem = assert_problem(client.post(f"{URL}/batch", json={"texts": texts}), 413, "text-too-long")
    assert problem["errors"] == {
        "json": {"texts": [f"Have 600,000 bytes together; at most {MOST_BYTES_TOGETHER:,} are judged."]}
    }
    texts = [{"text": "Go."}, {"text": "a" * 102_401}]
    problem = assert_problem(client.post(f"{URL}/batch", json={"texts": texts}), 413, "text-too-long")
    assert list(problem["errors"]["json"]) == ["texts.1.text"]


def test_a_text_of_too_many_lines_or_sentences_is_told_so(client: FlaskClient) -> None:
    for text, what in (("a\n" * 10_001, "10,001 lines"), ("Go. " * 10_001, "10,001 sentences")):
        problem = assert_problem(client.post(URL, json={"text": text}), 413, "text-too-long")
        assert what in problem["errors"]["json"]["text"][0]


@pytest.mark.parametrize("path", PATHS)
def test_only_posts_are_answered(client: FlaskClient, path: str) -> None:
    for method in (client.get, client.put, client.delete):
        assert_problem(method(path), 405, "method-not-allowed")
