"""Another voice, another rate, the whole article, chapters: what can be asked of `/audio/`."""

from __future__ import annotations

import threading
import time

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from service.app import create_app
from service.settings import Settings
from service.wiring import assemble
from tests.fakes.article_store import FakeArticleStore
from tests.fakes.articles import sample_article
from tests.fakes.audio_store import FakeAudioStore
from tests.fakes.engine import FakeEngine
from tests.service.problem_shape import assert_problem

MP3 = "/audio/blood-pressure/plain/introduction.mp3"


def test_a_voice_and_a_rate_can_be_asked_for(client: FlaskClient) -> None:
    usual, other, slow = (client.get(MP3 + query) for query in ("", "?voice=en-gb", "?rate=80"))
    assert [each.status_code for each in (usual, other, slow)] == [200, 200, 200]
    assert len({each.data for each in (usual, slow)}) == 2
    assert 'filename="blood-pressure-plain-introduction-en-gb.mp3"' in other.headers["Content-Disposition"]
    assert 'filename="blood-pressure-plain-introduction-80.mp3"' in slow.headers["Content-Disposition"]
    assert client.get(f"{MP3}?voice=en-us&rate=150").headers["ETag"] == usual.headers["ETag"]


def test_captions_and_marks_fit_the_voice_and_the_rate_that_are_asked_for(client: FlaskClient) -> None:
    marks = MP3.replace("mp3", "json")
    usual, slow = (client.get(marks + query).get_json() for query in ("", "?rate=80"))
    assert slow["duration_ms"] > usual["duration_ms"]
    assert client.get(f"{marks}?voice=en-gb").get_json()["voice"] == "en-gb"
    captions = MP3.replace("mp3", "vtt")
    assert client.get(f"{captions}?rate=80").text != client.get(captions).text


@pytest.mark.parametrize("kind", ["mp3", "vtt", "json", "chapters.vtt"])
def test_what_no_voice_can_do_is_a_problem_that_lists_what_can_be_done(
    client: FlaskClient, kind: str
) -> None:
    where = MP3.replace("mp3", kind)
    unknown = assert_problem(client.get(f"{where}?voice=nobody"), 404, "voice-not-offered")
    assert "en-us" in unknown["available"]
    for rate in ("79", "451", "fast"):
        assert assert_problem(client.get(f"{where}?rate={rate}"), 422, "rate-not-offered")["available"] == [
            "80-450"
        ]


def test_an_old_address_of_another_voice_leads_to_that_voice(client: FlaskClient) -> None:
    response = client.get(f"{MP3}?v=0123456789abcdef&voice=en-gb&rate=200")
    assert client.get(response.headers["Location"]).data == client.get(f"{MP3}?voice=en-gb&rate=200").data


WHOLE = "/audio/blood-pressure/plain.mp3"


def test_the_whole_article_is_one_sound(client: FlaskClient) -> None:
    whole, part = client.get(WHOLE), client.get(MP3)
    assert (whole.status_code, whole.mimetype) == (200, "audio/mpeg")
    assert len(whole.data) > 1.5 * len(part.data)
    assert 'filename="blood-pressure-plain.mp3"' in whole.headers["Content-Disposition"]
    assert client.get(WHOLE, headers={"Range": "bytes=0-9"}).data == whole.data[:10]
    assert client.get(WHOLE.replace("mp3", "opus")).mimetype == "audio/ogg"


def test_a_whole_article_has_captions_and_chapters(client: FlaskClient) -> None:
    captions = client.get(WHOLE.replace("mp3", "vtt")).text
    assert captions.count("This is not medical advice (plain).") == 3  # in the note, at the start, at the end
    chapters = client.get(WHOLE.replace("mp3", "chapters.vtt")).text
    titles = [cue.split("\n")[1] for cue in chapters.strip().split("\n\n")[2:]]
    assert titles == ["About blood pressure", "Introduction", "Treatment", "Disclaimer"]


def test_a_sections_chapters_are_a_track_of_their_own(client: FlaskClient) -> None:
    chapters = client.get(MP3.replace("mp3", "chapters.vtt"))
    assert chapters.mimetype == "text/vtt"
    assert [line for line in chapters.text.split("\n") if line in {"Introduction", "Disclaimer"}]


def test_a_whole_article_is_not_offered_as_wav(client: FlaskClient) -> None:
    problem = assert_problem(client.get(WHOLE.replace("mp3", "wav")), 404, "format-not-offered")
    assert problem["available"] == ["mp3", "opus"]
    assert_problem(client.get("/audio/blood-pressure/simple.mp3"), 404, "level-not-offered")


def test_the_length_and_size_of_a_wav_are_told_before_it_is_made(client: FlaskClient) -> None:
    where = "/api/v1/articles/blood-pressure/sections/introduction?level=plain"
    client.get(MP3)
    told = {each["format"]: each for each in client.get(where).get_json()["audio"]}
    wav = client.get(MP3.replace("mp3", "wav"))
    assert told["wav"]["size_bytes"] == len(wav.data)
    assert told["wav"]["duration_s"] == told["mp3"]["duration_s"]


def test_an_article_too_long_to_be_one_sound_is_offered_by_its_sections(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("service.listening.LONGEST_WHOLE", 10)
    assert "available" not in assert_problem(client.get(WHOLE), 404, "format-not-offered")
    assert client.get("/api/v1/articles/blood-pressure?level=plain").get_json()["audio"] == []
    assert ">Listen to the whole article" not in client.get("/articles/blood-pressure/plain/").text
    assert client.get(MP3).status_code == 200


def test_a_flood_of_other_voices_is_told_to_come_back_and_the_own_voice_is_still_made(
    settings: Settings,
) -> None:
    engine = FakeEngine()
    parts = assemble(
        FakeArticleStore(sample_article()),
        engine,
        FakeAudioStore(),
        voice="en-us",
        passing=FakeAudioStore(),
    )
    app = create_app(settings, parts)
    engine.may_speak.clear()
    answers: dict[str, TestResponse] = {}

    def ask(query: str) -> None:
        answers[query] = app.test_client().get(MP3 + query)

    askers = [threading.Thread(target=ask, args=(query,)) for query in ("?rate=200", "?rate=201", "")]
    for spoken, asker in enumerate(askers, start=1):
        asker.start()
        while len(engine.spoken) < spoken:  # both are being spoken at once
            time.sleep(0.001)
    ask("?rate=202")
    engine.may_speak.set()
    for asker in askers:
        asker.join()
    assert_problem(answers["?rate=202"], 503, "speech-busy")
    assert answers["?rate=202"].headers["Retry-After"] == "5"
    assert [answers[query].status_code for query in ("?rate=200", "?rate=201", "")] == [200, 200, 200]
