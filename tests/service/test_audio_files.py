from __future__ import annotations

import threading

import pytest
from flask.testing import FlaskClient

from audio.engine import Speech, Voice
from audio.engines.silence import SilenceEngine
from audio.errors import SpeechFailed, SpeechTimedOut, SpeechUnavailable
from audio.script import Script
from content.article import Level
from service.app import create_app
from service.settings import Settings
from service.wiring import Services, assemble
from tests.fakes.article_store import FakeArticleStore
from tests.fakes.articles import WORDS, sample_article
from tests.fakes.audio_store import FakeAudioStore
from tests.service.problem_shape import assert_problem

MP3 = "/audio/blood-pressure/plain/introduction.mp3"
TYPES = {"mp3": "audio/mpeg", "opus": "audio/ogg", "wav": "audio/wav"}


@pytest.mark.parametrize("name", TYPES)
def test_each_format_has_its_media_type_and_a_file_name(client: FlaskClient, name: str) -> None:
    response = client.get(MP3.replace("mp3", name))
    assert response.status_code == 200
    assert response.mimetype == TYPES[name]
    assert response.headers["Content-Disposition"] == (
        f'inline; filename="blood-pressure-plain-introduction.{name}"'
    )
    assert response.headers["Accept-Ranges"] == "bytes"
    assert len(response.data) == int(response.headers["Content-Length"])


def test_who_wants_to_save_it_gets_an_attachment(client: FlaskClient) -> None:
    assert client.get(f"{MP3}?download").headers["Content-Disposition"].startswith("attachment;")


def test_a_range_is_exactly_those_bytes(client: FlaskClient) -> None:
    whole = client.get(MP3).data
    for asked, first, last in (
        ("0-0", 0, 0),
        ("100-299", 100, 299),
        (f"{len(whole) - 5}-", -5, len(whole) - 1),
    ):
        part = client.get(MP3, headers={"Range": f"bytes={asked}"})
        assert part.status_code == 206
        assert part.data == whole[first : last + 1]
        start = first if first >= 0 else len(whole) + first
        assert part.headers["Content-Range"] == f"bytes {start}-{last}/{len(whole)}"
    assert client.get(MP3, headers={"Range": "bytes=-7"}).data == whole[-7:]


@pytest.mark.parametrize("asked", ["bytes=abc", "bytes=0-1,5-9", "lines=0-9", "nonsense"])
def test_a_range_that_is_not_served_is_answered_with_the_whole(client: FlaskClient, asked: str) -> None:
    response = client.get(MP3, headers={"Range": asked})
    assert response.status_code == 200
    assert response.data == client.get(MP3).data


def test_a_range_beyond_the_end_is_a_416_that_tells_the_length(client: FlaskClient) -> None:
    whole = client.get(MP3).data
    response = client.get(MP3, headers={"Range": f"bytes={len(whole)}-"})
    assert_problem(response, 416, "requested-range-not-satisfiable")
    assert response.headers["Content-Range"] == f"bytes */{len(whole)}"


def test_the_headers_alone_have_no_range(client: FlaskClient) -> None:
    whole = client.get(MP3).data
    head = client.head(MP3, headers={"Range": "bytes=0-9"})
    assert (head.status_code, head.headers["Content-Length"]) == (200, str(len(whole)))
    assert "Content-Range" not in head.headers


def test_a_sound_that_is_not_as_it_is_known_is_a_problem_and_no_sound(client: FlaskClient) -> None:
    etag = client.get(MP3).headers["ETag"]
    for known in ('"other"', f"W/{etag}", '"a", "b"', "x"):
        assert_problem(client.get(MP3, headers={"If-Match": known}), 412, "precondition-failed")
    for known in ("*", etag, f'"other", {etag}'):
        assert client.get(MP3, headers={"If-Match": known}).status_code == 200
        part = client.get(MP3, headers={"If-Match": known, "Range": "bytes=0-9"})
        assert (part.status_code, len(part.data)) == (206, 10)


def test_a_range_of_bytes_that_changed_is_the_whole(client: FlaskClient) -> None:
    whole = client.get(MP3)
    same = client.get(MP3, headers={"Range": "bytes=0-9", "If-Range": whole.headers["ETag"]})
    other = client.get(MP3, headers={"Range": "bytes=0-9", "If-Range": '"other"'})
    assert (same.status_code, other.status_code) == (206, 200)


def test_unchanged_sound_is_not_sent_again(client: FlaskClient) -> None:
    tag = client.get(MP3).headers["ETag"]
    response = client.get(MP3, headers={"If-None-Match": tag})
    assert (response.status_code, response.data) == (304, b"")


def test_an_address_that_names_the_bytes_may_be_kept_for_ever(client: FlaskClient) -> None:
    body = client.get("/api/v1/articles/blood-pressure/sections/introduction?level=plain").get_json()
    named = client.get(body["audio"][0]["url"])
    assert named.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert client.get(MP3).headers["Cache-Control"] == "public, no-cache"
    assert client.get(MP3).data == named.data


def test_an_address_that_names_old_bytes_leads_to_the_new_ones(client: FlaskClient) -> None:
    response = client.get(f"{MP3}?v=0123456789abcdef")
    assert response.status_code == 302
    assert response.headers["Cache-Control"] == "no-store"
    assert client.get(response.headers["Location"]).status_code == 200


def test_when_the_words_change_the_old_sound_can_not_be_reached(
    client: FlaskClient, services: Services
) -> None:
    where = "/api/v1/articles/blood-pressure/sections/introduction?level=plain"
    old = client.get(where).get_json()["audio"][0]["url"]
    before = client.get(old).data
    words = WORDS | {Level.PLAIN: "High blood pressure is not a small thing, and it can last a long time."}
    services.store.publish(sample_article(words=words))
    new = client.get(where).get_json()["audio"][0]["url"]
    assert new != old
    assert client.get(old).status_code == 302
    assert client.get(new).data != before


def test_head_tells_the_length_and_sends_nothing(client: FlaskClient) -> None:
    whole = client.get(MP3)
    head = client.head(MP3)
    assert (head.status_code, head.data) == (200, b"")
    assert head.headers["Content-Length"] == whole.headers["Content-Length"]


def test_captions_carry_the_source_and_the_disclaimer(client: FlaskClient) -> None:
    response = client.get(MP3.replace("mp3", "vtt"))
    assert response.mimetype == "text/vtt"
    assert response.text.startswith("WEBVTT")
    note, cues = response.text.split("\n\n", 2)[1:]
    assert "A. Doctor" in note
    assert "This is not medical advice (plain)." in cues


def test_marks_point_into_the_sections_text(client: FlaskClient) -> None:
    text = client.get("/api/v1/articles/blood-pressure/sections/introduction?level=plain").get_json()["text"]
    body = client.get(MP3.replace("mp3", "json")).get_json()
    words = [mark for mark in body["marks"] if mark["type"] == "word" and "part" not in mark]
    assert [mark["value"] for mark in words] == [word.strip(".") for word in text.split()]
    assert [text[mark["start"] : mark["end"]] for mark in words] == [mark["value"] for mark in words]
    assert body["disclaimer"]["level"] == "plain"


def test_what_there_is_not_is_told_with_what_there_is(client: FlaskClient) -> None:
    cases = {
        MP3.replace("blood-pressure", "nothing"): ("article-not-found", ["blood-pressure"]),
        MP3.replace("plain", "simple"): ("level-not-offered", ["full", "standard", "plain", "easy"]),
        MP3.replace("introduction", "nothing"): ("section-not-found", ["introduction", "treatment"]),
        MP3.replace("mp3", "ogg"): ("format-not-offered", ["mp3", "opus", "wav"]),
    }
    for url, (slug, available) in cases.items():
        assert assert_problem(client.get(url), 404, slug)["available"] == available
    assert_problem(client.get("/audio/blood-pressure"), 404, "not-found")


class FailsOnce(SilenceEngine):
    """A silent engine whose first `speak` meets an accident, and which counts how often it spoke."""

    def __init__(self, accident: Exception | None = None) -> None:
        super().__init__()
        self.accident = accident
        self.spoke = 0

    def speak(self, script: Script, voice: str, rate: int = 150) -> Speech:
        self.spoke += 1
        accident, self.accident = self.accident, None
        if accident:
            raise accident
        return super().speak(script, voice, rate)

    def voices(self) -> tuple[Voice, ...]:
        return super().voices()


def client_with(engine: SilenceEngine, settings: Settings) -> FlaskClient:
    store = FakeArticleStore(sample_article())
    return create_app(settings, assemble(store, engine, FakeAudioStore(), voice="en-us")).test_client()


@pytest.mark.parametrize(
    ("accident", "slug", "wait"),
    [
        (SpeechFailed("worker 17 died of signal 9"), "speech-failed", "5"),
        (SpeechTimedOut("after 10 s"), "speech-failed", "5"),
        (SpeechUnavailable("no library"), "speech-unavailable", "60"),
    ],
)
def test_a_worker_that_dies_costs_its_own_request_only(
    settings: Settings, accident: Exception, slug: str, wait: str
) -> None:
    client = client_with(FailsOnce(accident), settings)
    response = client.get(MP3)
    assert_problem(response, 503, slug)
    assert response.headers["Retry-After"] == wait
    assert "signal" not in response.text
    assert client.get(MP3).status_code == 200


def test_many_askers_of_one_sound_are_served_by_one_render(settings: Settings) -> None:
    engine = FailsOnce()
    client = client_with(engine, settings)
    answers: list[int] = []
    askers = [
        threading.Thread(target=lambda: answers.append(client.application.test_client().get(MP3).status_code))
        for _ in range(8)
    ]
    for asker in askers:
        asker.start()
    for asker in askers:
        asker.join()
    assert answers == [200] * 8
    assert engine.spoke == 1
