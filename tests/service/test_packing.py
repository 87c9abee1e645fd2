from __future__ import annotations

import gzip
import json

import pytest
from flask import Flask, Response, request
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st

from service.answers import answer
from service.packing import SMALLEST, TYPES, known_as, register_packing, takes_gzip, unpacked

#: Kept from when it is first asked for.
PAGE = "/disclaimer/"
TEXT = "Blood can push too hard. " * 40
GZIP = {"Accept-Encoding": "gzip, deflate, br"}


@pytest.fixture
def small() -> FlaskClient:
    """An application of nothing but packing."""
    app = Flask(__name__)
    register_packing(app)

    @app.get("/<int:length>/<path:kind>")
    def body(length: int, kind: str) -> Response:
        return answer(TEXT[:length], kind)

    @app.get("/part")
    def part() -> Response:
        response = Response(TEXT, status=206, content_type="text/plain")
        response.headers["Content-Range"] = f"bytes 0-{len(TEXT) - 1}/{len(TEXT)}"
        return response

    @app.post("/echo")
    def echo() -> Response:
        return Response(request.get_data(), content_type="application/json")

    return app.test_client()


@pytest.mark.parametrize(
    ("accepted", "taken"),
    [
        ("", False),
        ("br", False),
        ("gzip", True),
        ("gzip, deflate, br, zstd", True),
        ("GZIP;q=0.8", True),
        ("*", True),
        ("*;q=0", False),
        ("gzip;q=0", False),
        ("gzip;q=0, *", False),
        ("identity;q=0.5, gzip;q=1.0", True),
        ("identity, gzip;q=0.5", False),
        ("x-gzipped", False),
        (";;;,=,", False),
    ],
)
def test_who_takes_gzip_is_read_from_what_they_say(accepted: str, taken: bool) -> None:
    assert takes_gzip(accepted) is taken


@pytest.mark.parametrize("kind", sorted(TYPES))
def test_text_is_packed_for_who_takes_it_so(small: FlaskClient, kind: str) -> None:
    plain, packed = small.get(f"/900/{kind}"), small.get(f"/900/{kind}", headers=GZIP)
    assert gzip.decompress(packed.data) == plain.data == TEXT[:900].encode()
    assert packed.headers["Content-Encoding"] == "gzip"
    assert "Content-Encoding" not in plain.headers
    assert packed.content_length == len(packed.data) < len(plain.data) / 4
    assert packed.headers["Content-Type"] == plain.headers["Content-Type"]
    assert plain.headers["Vary"] == packed.headers["Vary"] == "Accept-Encoding"


def test_the_same_text_gives_the_same_bytes(small: FlaskClient) -> None:
    first, second = (small.get("/900/text/html", headers=GZIP).data for _ in range(2))
    assert first == second
    assert first[4:8] == bytes(4)  # no time in it


@pytest.mark.parametrize("kind", ["audio/mpeg", "image/png", "font/woff2", "application/octet-stream"])
def test_what_is_packed_by_its_own_format_is_left_alone(small: FlaskClient, kind: str) -> None:
    response = small.get(f"/900/{kind}", headers=GZIP)
    assert response.data == TEXT[:900].encode()
    assert not {"Content-Encoding", "Vary"} & set(response.headers.keys())


def test_a_tiny_body_is_left_alone(small: FlaskClient) -> None:
    for length, packed in ((SMALLEST - 1, False), (SMALLEST, True)):
        response = small.get(f"/{length}/text/html", headers=GZIP)
        assert ("Content-Encoding" in response.headers) is packed
        assert response.headers["Vary"] == "Accept-Encoding"
        assert response.headers["ETag"].endswith('-gzip"') is packed


def test_a_part_of_a_body_is_left_alone(small: FlaskClient) -> None:
    assert small.get("/part", headers=GZIP).text == TEXT


def test_an_answer_without_an_etag_is_packed_too(small: FlaskClient) -> None:
    response = small.post("/echo", data=TEXT, headers=GZIP)
    assert gzip.decompress(response.data) == TEXT.encode()
    assert "ETag" not in response.headers


def test_head_tells_of_the_very_bytes_that_get_gives(small: FlaskClient) -> None:
    for headers in ({}, GZIP):
        got = small.get("/900/text/html", headers=headers)
        head = small.head("/900/text/html", headers=headers)
        assert head.data == b""
        assert {**head.headers, "Date": ""} == {**got.headers, "Date": ""}


def test_packed_and_unpacked_bytes_have_strong_tags_of_their_own(client: FlaskClient) -> None:
    for _ in range(2):  # from the application, and from what is kept of it
        plain, packed = client.get(PAGE), client.get(PAGE, headers=GZIP)
        assert gzip.decompress(packed.data) == plain.data
        assert packed.headers["ETag"] == f'{plain.headers["ETag"][:-1]}-gzip"'


@pytest.mark.parametrize("kept", [False, True])
@pytest.mark.parametrize("has", ["", "-gzip"])
@pytest.mark.parametrize("weak", ["", "W/"])
@pytest.mark.parametrize("headers", [{}, GZIP])
def test_who_has_the_words_either_way_is_told_so_under_their_own_tag(
    small: FlaskClient, client: FlaskClient, has: str, weak: str, headers: dict[str, str], kept: bool
) -> None:
    asked, path = (client, PAGE) if kept else (small, "/900/text/html")
    tag = asked.get(path).headers["ETag"][:-1] + f'{has}"'
    asked.get(path, headers=headers)
    for method in (asked.get, asked.head):
        again = method(path, headers={**headers, "If-None-Match": f'"other", {weak}{tag}'})
        assert (again.status_code, again.data) == (304, b"")
        assert again.headers["ETag"] == tag
        assert again.headers["Vary"] == "Accept-Encoding"
        assert not {"Content-Encoding", "Content-Length"} & set(again.headers.keys())


def test_who_has_other_words_gets_these(client: FlaskClient) -> None:
    headers = {**GZIP, "If-None-Match": '"other-gzip"'}
    assert [client.get(PAGE, headers=headers).status_code for _ in range(2)] == [200, 200]


def test_errors_and_payloads_are_packed_like_pages(client: FlaskClient) -> None:
    page = client.get("/nothing", headers=GZIP)
    assert (page.status_code, page.headers["Content-Encoding"]) == (404, "gzip")
    assert "<h1>" in gzip.decompress(page.data).decode()
    payload = client.get("/api/v1/articles/blood-pressure", headers=GZIP)
    assert json.loads(gzip.decompress(payload.data))["slug"] == "blood-pressure"


def test_sound_is_never_packed(client: FlaskClient) -> None:
    for _ in range(2):
        sound = client.get("/audio/blood-pressure/easy/introduction.mp3", headers=GZIP, buffered=True)
        assert not {"Content-Encoding", "Vary"} & set(sound.headers.keys())


@given(st.text("abc0123-", max_size=12))
def test_the_tag_that_was_asked_with_comes_back(name: str) -> None:
    plain, packed = f'"{name}"', f'"{name}-gzip"'
    assert unpacked(packed) == unpacked(plain) == plain
    for own, other in ((plain, packed), (packed, plain)):
        assert known_as(own, own) == own
        assert known_as(f"W/{other}", own) == other
        assert known_as("*", own) == own
        assert known_as(f"{plain}, {packed}", own) == own
